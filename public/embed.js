// Defines <preau-catalogue>, <preau-course> and <preau-badge> for pages of others; docs/embedding.md says what they take.
//
// Small and there at once. With the first element that a page shows it loads the app (src/embed/), which all elements share: each
// is known to it by a number. All that concerns the page around is done here: events, address, size, what shows meanwhile.

/** Names of the app's files, filled in by the build. */
const files = /*FILES*/{};
const here = new URL(".", import.meta.url);
/** Width from which filters stand beside the results, in pixels; as 60rem in the styles. */
const ROOM = 960;
const KINDS = { courses: "course", organizations: "institution", subjects: "subject", levels: "level", people: "person", verify: "badge" };
const ATTRIBUTES = ["institution", "subject", "query", "course", "src", "lang", "theme", "heading-level", "per-page", "base", "use-address"];
/** By attribute; `lang` is one of every element. */
const PROPERTIES = new Map(ATTRIBUTES.filter((name) => name !== "lang").map((name) => [name, name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())]));
const WORDS = {
  fr: ["Ce contenu n’a pas pu être affiché ici.", "L’ouvrir sur la plateforme"],
  en: ["This could not be shown here.", "Open it on the platform"],
};

const fetched = async (address) => {
  const answer = await fetch(address, { credentials: "omit" });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.text();
};

/** Styles by file; made of text, they need no leave of the page's policy. */
const sheets = new Map();
const sheetOf = (file) => {
  if (!sheets.has(file)) {
    const coming = fetched(new URL(file, here)).then((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return sheet;
    });
    coming.catch(() => sheets.delete(file)); // the next element asks again
    sheets.set(file, coming);
  }
  return sheets.get(file);
};

/** Fetches files while the script that will ask for them is still on its way. */
const fetchAhead = (names) => {
  for (const name of names) {
    const link = Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: new URL(name, here).href });
    link.onload = link.onerror = () => link.remove(); // leaves nothing in the page
    document.head.append(link);
  }
};

/** The app, for all elements: where its platform is, and the function that carries out wishes. */
let app;
let attempts = 0;
const begin = async (base) => {
  if (typeof WebAssembly !== "object") throw new Error("this browser lacks WebAssembly");
  const script = new URL(files.script, here);
  if (!attempts) fetchAhead(files.ahead ?? []);
  // browsers remember that a module failed
  if (attempts++) script.searchParams.set("attempt", attempts);
  const [config, module] = await Promise.all([fetched(`${base}/config.json`), import(script)]);
  const command = await new Promise((resolve) => module.embed(resolve));
  if (!command) throw new Error("a part of the app could not be fetched");
  const problem = command(0, "site", { site: base, config, worker: new URL(files.worker, here).href });
  if (problem) throw new Error(`${base}/config.json: ${problem}`);
  return command;
};
const appOf = (base) => {
  if (app && app.base !== base) throw new Error(`the elements of a page have one platform: ${app.base}, not ${base}`);
  if (!app) {
    const beginning = { base, command: begin(base) };
    beginning.command.catch(() => (app = undefined)); // the next element, or reload(), tries again
    app = beginning;
  }
  return app.command;
};

let last = 0;
class View extends HTMLElement {
  static observedAttributes = ATTRIBUTES;
  #number = ++last;
  #command;
  #host = Object.assign(document.createElement("div"), { className: "preau-embed", hidden: true });
  #slot = document.createElement("slot");
  #failure;
  /** Changes with each beginning and end: what comes for a former one counts no more. */
  #turn = 0;
  #isBegun = false;
  #isDue = false;
  #isShown = false;
  #isStale = false;
  #isLoading = false;
  #hasRoom;
  /** The search as it is, in parameters: a view that is built anew begins there. */
  #kept;
  #observer;

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).append(this.#host, this.#slot);
    this.#host.addEventListener("click", (event) => this.#follow(event));
  }

  connectedCallback() {
    // set before this script was there, they hide the properties below
    for (const name of PROPERTIES.values()) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    this.#settleSoon();
  }

  disconnectedCallback() {
    this.#settleSoon();
  }

  attributeChangedCallback(name, before, now) {
    const isLook = name === "theme" && [before, now].every((theme) => [null, "", "auto", "light", "dark"].includes(theme));
    if (before === now || isLook) return; // the styles see to it
    if (name === "query") this.#kept = undefined;
    this.#isStale = true;
    this.#settleSoon();
  }

  /** Searches for a text. */
  search(text) {
    if (this.#isShown && !this.#isStale && !this.#isLoading) this.#wish("search", String(text));
    else this.#kept = new URLSearchParams({ query: String(text) }).toString();
  }

  /** Reads everything anew, and tries again what failed. */
  reload() {
    this.#isStale = true;
    this.#settleSoon();
  }

  /** Once for all changes of a moment: an element that is moved keeps its view. */
  #settleSoon() {
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      if (!this.isConnected) this.#end();
      else if (this.#isStale || !this.#isBegun) this.#begin();
    });
  }

  async #begin() {
    const turn = ++this.#turn;
    this.#isBegun = true;
    this.#isStale = false;
    this.#isLoading = true;
    try {
      const base = this.#base();
      const styles = this.localName === "preau-catalogue" ? [files.styles] : [files.styles, files.pages];
      const [command, ...sheets] = await Promise.all([appOf(base), ...styles.map(sheetOf)]);
      if (turn !== this.#turn) return; // gone, or changed, meanwhile
      this.shadowRoot.adoptedStyleSheets = sheets;
      this.#command = command;
      this.#isLoading = false;
      this.#show(base);
    } catch (error) {
      if (turn === this.#turn) this.#fail(error);
    }
  }

  #show(base) {
    this.#failure?.remove();
    this.#slot.remove();
    const host = this.#host;
    host.hidden = false;
    // a rem of the reader's, whatever the page makes of its own
    host.style.fontSize = "medium";
    const rem = getComputedStyle(host).fontSize;
    host.style.removeProperty("font-size");
    host.style.setProperty("--_rem", rem);
    this.#hasRoom = this.#isWide();
    const around = this.parentElement?.closest("[lang]")?.lang ?? document.documentElement.lang;
    const attributes = Object.fromEntries(ATTRIBUTES.map((name) => [name, this.getAttribute(name)]));
    const tell = (what, detail) => queueMicrotask(() => this.#told(what, detail));
    const place = this.#kept ?? this.#place();
    this.#wish("show", { host, tell, site: base, element: this.localName, attributes, around, query: place, room: this.#hasRoom });
    if (this.#isShown) return;
    this.#isShown = true;
    this.#observer = new ResizeObserver(() => requestAnimationFrame(() => this.#measure()));
    this.#observer.observe(host);
    addEventListener("popstate", this.#return);
  }

  #end() {
    this.#turn += 1;
    this.#isBegun = false;
    if (!this.#isShown) return;
    this.#isShown = false;
    this.#observer.disconnect();
    removeEventListener("popstate", this.#return);
    this.#wish("remove");
    this.#host.hidden = true;
    this.shadowRoot.append(this.#slot);
  }

  #wish(wish, value) {
    const problem = this.#command(this.#number, wish, value);
    if (problem) console.warn(`${this.localName}: ${problem}`);
  }

  /** Whether there is room for two columns; the styles ask the same of the width within the padding. */
  #isWide() {
    const { paddingLeft, paddingRight } = getComputedStyle(this.#host);
    return this.#host.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight) >= ROOM;
  }

  #measure() {
    const hasRoom = this.#isWide();
    if (!this.#isShown || hasRoom === this.#hasRoom) return;
    this.#hasRoom = hasRoom;
    this.#wish("room", hasRoom);
  }

  /** The content that the page gave stays, or a sentence stands for it, with a way to the platform. */
  #fail(error) {
    const message = String(error?.message ?? error);
    console.warn(`${this.localName}: ${message}`);
    this.#failure?.remove();
    this.#isLoading = false;
    if (!this.#isShown) {
      this.#host.hidden = true;
      this.shadowRoot.append(this.#slot);
    }
    if (!this.#isShown && !this.textContent.trim() && !this.firstElementChild) {
      const lang = (this.closest("[lang]")?.lang ?? "").toLowerCase().startsWith("fr") ? "fr" : "en";
      const [sentence, way] = WORDS[lang];
      const link = Object.assign(document.createElement("a"), { textContent: way, href: this.#elsewhere() });
      this.#failure = Object.assign(document.createElement("p"), { lang, dir: "ltr" });
      this.#failure.setAttribute("role", "alert");
      this.#failure.append(sentence, " ", link);
      this.shadowRoot.append(this.#failure);
    }
    this.#dispatch("preau-error", { message });
  }

  #elsewhere() {
    const part = (name) => encodeURIComponent(this.getAttribute(name) ?? "");
    const path = { "preau-course": `/courses/${part("course")}`, "preau-badge": `/verify?url=${part("src")}` }[this.localName] ?? "/";
    let base = here.href.replace(/\/+$/, "");
    try {
      base = this.#base();
    } catch {
      // an attribute that is no address: the script's own site
    }
    return base + path;
  }

  #base() {
    const base = new URL(this.getAttribute("base")?.trim() || here, here);
    if (!/^https?:$/.test(base.protocol)) throw new Error(`base: ${base} is no address of a platform`);
    return (base.origin + base.pathname).replace(/\/+$/, "");
  }

  #told(what, detail) {
    if (what === "leave") {
      const url = new URL(app.base + detail.address);
      if (this.#select(url, "")) location.assign(url);
    } else if (what === "place") {
      this.#kept = detail.query;
      this.#write(detail);
    }
    else this.#dispatch(`preau-${what}`, detail);
  }

  #dispatch(name, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(name, { detail, cancelable, bubbles: true, composed: true }));
  }

  /** Whether the page lets the learner go there. */
  #select(url, title) {
    const isOwn = url.href.startsWith(`${app.base}/`);
    const [first, second = ""] = isOwn ? url.href.slice(app.base.length + 1).split(/[?#]/)[0].split("/") : [];
    const known = KINDS[first];
    const isTheCourse = !known && this.localName === "preau-course";
    const kind = known ?? (isTheCourse ? "course" : "link");
    const id = isTheCourse ? this.getAttribute("course") : known ? decodeURIComponent(second) : "";
    return this.#dispatch("preau-select", { kind, id, title: title.trim(), url: url.href }, true);
  }

  #follow(event) {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a[href]");
    if (!link) return;
    const url = new URL(link.href);
    const path = url.href.startsWith(`${app.base}/`) ? url.href.slice(app.base.length) : "";
    if (this.localName === "preau-catalogue" && link.rel !== "external" && /^\/(courses\/?)?(\?|$)/.test(path)) {
      event.preventDefault();
      this.#wish("go", path);
    } else if (!this.#select(url, link.textContent)) event.preventDefault();
  }

  /** Where the page's address keeps this element's search. */
  get #parameter() {
    return this.id ? `preau-${this.id}` : "preau";
  }

  /** The search that the page's address names, or the element. */
  #place() {
    const kept = this.hasAttribute("use-address") ? new URL(location.href).searchParams.get(this.#parameter) : null;
    const query = this.getAttribute("query")?.trim();
    return kept ?? (query ? new URLSearchParams({ query }).toString() : "");
  }

  #write({ query, step }) {
    if (!this.hasAttribute("use-address")) return;
    const url = new URL(location.href);
    url.searchParams.set(this.#parameter, query);
    // an empty search is named where the element names another
    if (!query && !this.getAttribute("query")?.trim()) url.searchParams.delete(this.#parameter);
    history[step ? "pushState" : "replaceState"](history.state, "", url);
  }

  #return = () => {
    if (!this.hasAttribute("use-address")) return;
    this.#kept = this.#place();
    this.#wish("restore", this.#kept);
  };
}

for (const [name, property] of PROPERTIES) {
  const isFlag = name === "use-address";
  Object.defineProperty(View.prototype, property, {
    configurable: true,
    enumerable: true,
    get() {
      return isFlag ? this.hasAttribute(name) : (this.getAttribute(name) ?? "");
    },
    set(value) {
      if (isFlag) this.toggleAttribute(name, Boolean(value));
      else if (value === null || value === undefined) this.removeAttribute(name);
      else this.setAttribute(name, value);
    },
  });
}

for (const name of ["preau-catalogue", "preau-course", "preau-badge"]) {
  // a page may hold the script twice
  if (!customElements.get(name)) customElements.define(name, class extends View {});
}
