// Runs before the WebAssembly is there: applies the learner's choices before the first paint, and starts the
// configuration and the first search at once. The app takes over what is in `preauStart` (src/api/warm.rs).
const root = document.documentElement;
const read = (name) => {
  try {
    return JSON.parse(localStorage.getItem(`preau.${name}`)) ?? {};
  } catch {
    return {}; // nothing kept, or damaged
  }
};
const preferences = read("preferences");
for (const name of ["theme", "contrast", "text", "spacing", "motion"]) {
  if (typeof preferences[name] === "string") root.setAttribute(`data-${name}`, preferences[name]);
}

const known = ["fr", "en"];
const primary = (code) => String(code).split(/[-_]/)[0].toLowerCase();
/** `?lang=`, the learner's choice, the browser's list, the configuration's first: the first that is offered. */
const chooseLanguage = (offered) => {
  const wishes = [new URLSearchParams(location.search).get("lang"), preferences.lang, ...navigator.languages, ...offered];
  return wishes.map(primary).find((code) => offered.includes(code)) ?? "fr";
};
root.lang = chooseLanguage(known);

/** The platform's own catalogue page, once the configuration tells it. */
let elsewhere;
const leadElsewhere = () => {
  if (!elsewhere) return;
  for (const link of document.querySelectorAll("#preau-failed a")) Object.assign(link, { href: elsewhere, hidden: false });
};
/** Says that the app cannot start, in place of "Loading…"; once the app is there, both have gone. */
const cannotStart = () => {
  const message = document.getElementById("preau-failed");
  if (!message) return;
  document.getElementById("preau-loading").hidden = true;
  leadElsewhere();
  message.hidden = false;
  message.querySelector("button").onclick = () => location.reload();
};
addEventListener("error", ({ target }) => (target === window || target.tagName === "SCRIPT") && cannotStart(), true);
addEventListener("unhandledrejection", cannotStart);
if (typeof WebAssembly !== "object") addEventListener("DOMContentLoaded", cannotStart);

/** WebAssembly files by slice, filled in by the build; without splitting there are none. Names as in src/app/chunks.rs. */
const slices = /*CHUNKS*/{};
const [first = "", second, third = "home", fourth, fifth] = location.pathname.split("/").filter(Boolean);
const forum = { threads: fifth ? "forum_thread" : "forum", new: "forum_write", drafts: "forum_write" }[fourth] ?? "forum";
const learn = { home: "learn", dates: "learn_dates", progress: "learn_progress", bookmarks: "learn_find", search: "learn_find", forum }[third] ?? "learn_unit";
const slice = {
  "": "", courses: second ? "course" : "", organizations: "entity", subjects: "entity", levels: "entity", people: "entity",
  // the second is the LMS's own way to write it, in e-mails
  dashboard: "dashboard", learn, course: learn, notifications: "notifications", "goal-unsubscribe": "notifications",
  badges: "badges", verify: "verify", saved: "lists", compare: "lists", status: "status",
  settings: "about", accessibility: "about", accessibilite: "about", sitemap: "about",
}[first];
const pages = document.getElementById("pages"); // names the styles that the catalogue does without
if (pages && slice !== "") {
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: pages.content }));
  pages.remove();
}
for (const part of slices[slice] ?? []) {
  document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "", href: `/chunks/part-${part}.wasm` }));
}

const fetched = fetch("/config.json", { credentials: "omit" }).then((answer) => {
  if (!answer.ok) throw new Error(`config.json: ${answer.status}`);
  return answer.text();
});
const start = { config: fetched, first: undefined };
globalThis.preauStart = start;

/** The address of the first search, as the app will ask for it; see `SearchState::api_query`. */
const firstSearch = () => {
  if (location.pathname !== "/" && location.pathname.replace(/\/$/, "") !== "/courses") return undefined;
  const asked = new URLSearchParams(location.search);
  if ([...asked.keys()].some((key) => key !== "lang")) return undefined;
  return "/api/v1.0/courses/?limit=21&offset=0";
};

fetched
  .then((text) => {
    const config = JSON.parse(text);
    if (/^(\/|https:)/.test(config.catalogue_page)) elsewhere = config.catalogue_page;
    leadElsewhere();
    const offered = (config.languages ?? known).map(primary).filter((code) => known.includes(code));
    root.lang = chooseLanguage(offered.length ? offered : known);
    const path = firstSearch();
    const base = config.catalogue_url ?? "";
    if (!path || !/^($|\/|https:)/.test(base)) return; // the app says what is wrong with it
    const url = base + path;
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), (config.timeout_seconds ?? 10) * 1000);
    const answer = fetch(url, {
      credentials: "omit",
      headers: { Accept: "application/json", "Accept-Language": root.lang },
      signal: limit.signal,
    });
    start.first = { url, lang: root.lang, answer, limit };
    // one that failed before the app was there is asked for anew by it
    answer.catch(() => (start.first = undefined)).finally(() => clearTimeout(timer));
  })
  .catch(() => {}); // a wrong configuration is reported by the app, with its reasons
