// What other sites show in a frame, at /embed/catalogue, /embed/course, /embed/badge: one element of embed.js that the address
// describes. Tells the site around how high it is and what happens, when config.json names that site (embed.hosts): nobody else.
const VIEWS = {
  catalogue: { attributes: ["institution", "subject", "query", "per-page"], fr: "Catalogue des cours", en: "Catalogue of courses" },
  course: { attributes: ["course"], fr: "Cours", en: "Course" },
  badge: { attributes: ["src"], fr: "Badge", en: "Badge" },
};
const EVERY = ["heading-level", "lang", "theme"];
const FALLBACK = { fr: "Voir sur la plateforme", en: "See it on the platform" };

const root = document.documentElement;
const asked = new URLSearchParams(location.search);
const name = location.pathname.split("/").filter(Boolean)[1];
const view = Object.hasOwn(VIEWS, name) ? name : "catalogue";

const fetched = fetch("/config.json", { credentials: "omit" })
  .then((answer) => (answer.ok ? answer.json() : {}))
  .catch(() => ({})); // the element says what is wrong with it

/** The one who shows this page and may be told, once that is known; until then, who may be. */
let hosts = [];
let found = false;
const tell = (message) => {
  if (parent === window) return;
  for (const host of hosts) parent.postMessage(message, host);
};
/** Something stands there: before, the height that the host gave holds, so that its page does not jump twice. */
let stands = false;
let told;
const tellHeight = () => {
  const { height } = document.body.getBoundingClientRect();
  if (!stands || height === told) return;
  told = height;
  tell({ type: "preau-height", height });
};
const settle = (host) => {
  hosts = [host];
  found = true;
};
addEventListener("message", ({ source, origin, data }) => {
  if (source !== parent || data?.type !== "preau-hello") return;
  fetched.then((config) => {
    if (!allowed(config).includes(origin)) return;
    settle(origin);
    told = undefined;
    tellHeight();
  });
});
const allowed = (config) => {
  const named = Array.isArray(config.embed?.hosts) ? config.embed.hosts : [];
  return [location.origin, ...named.filter((host) => /^https?:\/\/[^/*]+$/.test(host))];
};
/** Browsers write an error for each origin that is not the host's: the one that led here is asked first. */
const guess = (config) => {
  const all = allowed(config);
  const before = document.referrer && new URL(document.referrer).origin;
  return all.includes(before) ? [before] : all;
};

/** An address of the platform's own page about the same, where the view cannot be shown. */
const elsewhere = () => {
  if (view === "course" && asked.get("course")) return `/courses/${encodeURIComponent(asked.get("course"))}`;
  if (view === "badge" && asked.get("src")) return `/verify?url=${encodeURIComponent(asked.get("src"))}`;
  return "/";
};

const show = (config) => {
  const known = ["fr", "en"];
  const primary = (code) => String(code).split(/[-_]/)[0].toLowerCase();
  const offered = (Array.isArray(config.languages) ? config.languages : known).map(primary).filter((code) => known.includes(code));
  const wishes = [asked.get("lang") ?? "", ...navigator.languages, ...offered].map(primary);
  const lang = wishes.find((code) => offered.includes(code)) ?? "fr";
  root.lang = lang;
  document.title = `${VIEWS[view][lang]} – ${config.site_name ?? "Préau"}`;
  if (["light", "dark"].includes(asked.get("theme"))) root.dataset.theme = asked.get("theme");
  if (typeof config.theme?.stylesheet === "string") {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: config.theme.stylesheet }));
  }
  const element = document.createElement(`preau-${view}`);
  for (const attribute of [...VIEWS[view].attributes, ...EVERY]) {
    // several institutions may be written as several parameters
    if (asked.has(attribute)) element.setAttribute(attribute, asked.getAll(attribute).join(" "));
  }
  element.setAttribute("lang", lang);
  const link = Object.assign(document.createElement("a"), { href: elsewhere(), textContent: FALLBACK[lang] });
  element.append(link);
  for (const type of ["preau-ready", "preau-search", "preau-select", "preau-error"]) {
    element.addEventListener(type, ({ detail }) => {
      if (!stands) watch(element);
      stands = true;
      tell({ type, detail: plain(detail) });
      tellHeight();
    });
  }
  // a page of the platform stands in no frame of others: it opens in the window around, once the host was told
  element.addEventListener("preau-select", (event) => {
    if (event.detail.kind === "link") return; // a link elsewhere says itself where it opens
    event.preventDefault();
    open(event.detail.url, "_top");
  });
  document.body.append(element);
};
/** Browsers draw no frame that is out of view, and observers of sizes sleep there; what changes in the view tells it all the same. */
const watch = (element) => {
  const all = { subtree: true, childList: true, attributes: true, characterData: true };
  if (element.shadowRoot) new MutationObserver(tellHeight).observe(element.shadowRoot, all);
};
/** What can be sent: texts and numbers. */
const plain = (detail) =>
  Object.fromEntries(Object.entries(detail ?? {}).filter(([, value]) => ["string", "number"].includes(typeof value)));

fetched.then((config) => {
  if (!found) hosts = guess(config);
  show(config);
  new ResizeObserver(tellHeight).observe(document.body);
});
// not by an element: under trusted types its address would have to be let through
import("/embed.js");
