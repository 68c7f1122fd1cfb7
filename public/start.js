// Runs before the WebAssembly is there: applies the learner's choices before the first paint, and starts the
// configuration and the first questions at once. The app takes over what is in `preauStart` (src/api/warm.rs).
const root = document.documentElement;
const read = (name) => {
  try {
    return JSON.parse(localStorage.getItem(`preau.${name}`)) ?? {};
  } catch {
    return {}; // nothing kept, or damaged
  }
};
const preferences = read("preferences");
for (const name of "theme contrast text spacing motion messages".split(" ")) {
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

/** The platform's own catalogue page, once the configuration tells it; the link knows where the web server leads. */
let elsewhere;
const leadElsewhere = () => {
  if (!elsewhere) return;
  for (const link of document.querySelectorAll("#preau-failed a")) link.href = elsewhere;
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
/** Without what stood before the addresses of the platform's former front end. */
const path = location.pathname.replace(/^(\/learning)?(\/preview)?(?=\/course\/)|^\/learning(?=\/goal-)/, "");
const [first = "", second, third = "home", fourth, fifth] = path.split("/").filter(Boolean);
const forum = { threads: fifth ? "forum_thread" : "forum", new: "forum_write", drafts: "forum_write" }[fourth] ?? "forum";
const learn = { home: "learn", dates: "learn_dates", progress: "learn_progress", bookmarks: "learn_bookmarks", search: "learn_search", forum }[third] ?? "learn_unit";
const slice = {
  "": "", courses: second ? "course" : "", organizations: "entity", subjects: "entity", levels: "entity", people: "entity",
  // the second is the LMS's own way to write it, in e-mails
  dashboard: "dashboard", learn, course: learn, notifications: "notifications", "goal-unsubscribe": "notifications",
  badges: second ? "badge" : "badges", verify: "verify", saved: "lists", compare: "lists", status: "status",
  settings: "about", accessibility: "about", accessibilite: "about", sitemap: "about",
}[first];
root.toggleAttribute("data-inner", slice !== ""); // the static title is the catalogue's
if (slice !== "") document.title = document.title.replace(/^.* – /, "");
const pages = document.getElementById("pages"); // names the styles that the catalogue does without
if (pages && slice !== "") {
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: pages.content }));
  pages.remove();
}
for (const part of slices[slice] ?? []) {
  document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "", href: `/chunks/part-${part}.wasm` }));
}

// as the page asked for it ahead (index.html): the same mode, else it comes twice
const fetched = fetch("/config.json").then((answer) => {
  if (!answer.ok) throw new Error(`config.json: ${answer.status}`);
  return answer.text();
});
/** Requests under way, by address. */
const early = {};
globalThis.preauStart = { config: fetched, early };

/** What the app will ask the catalogue for at first, as it will ask: `SearchState::api_query`, `starts::chosen`, `find::course`. */
const firstQuestions = ({ starting_points: { myself = [], work = [] } = {} }) => {
  const asked = new URLSearchParams(location.search);
  if (slice === "course") {
    const key = decodeURIComponent(second);
    const code = /^\d+$/.test(key) ? asked.get("code") : key;
    return code?.length > 2 ? [`limit=10&offset=0&scope=objects&query=${encodeURIComponent(code)}`] : [];
  }
  if ((first && first !== "courses") || [...asked.keys()].some((key) => key !== "lang")) return [];
  const themes = new URLSearchParams([...myself, ...work].map((id) => ["subjects_aggs", id]));
  return ["limit=21&offset=0", ...(themes.size ? [`${themes}&scope=filters&limit=1`] : [])];
};

/** Asks at once; a request that failed before the app was there is made anew by it. */
const ask = (url, seconds) => {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), seconds * 1000);
  const answer = fetch(url, {
    credentials: "omit",
    headers: { Accept: "application/json", "Accept-Language": root.lang },
    signal: limit.signal,
  });
  early[url] = { lang: root.lang, answer, limit };
  answer.catch(() => delete early[url]).finally(() => clearTimeout(timer));
};

fetched
  .then((text) => {
    const config = JSON.parse(text);
    if (/^(\/|https:)/.test(config.catalogue_page)) elsewhere = config.catalogue_page;
    leadElsewhere();
    const offered = (config.languages ?? known).map(primary).filter((code) => known.includes(code));
    root.lang = chooseLanguage(offered.length ? offered : known);
    const base = config.catalogue_url ?? "";
    if (!/^($|\/|https:)/.test(base)) return; // the app says what is wrong with it
    for (const question of firstQuestions(config)) ask(`${base}/api/v1.0/courses/?${question}`, config.timeout_seconds ?? 10);
  })
  .catch(() => {}); // a wrong configuration is reported by the app, with its reasons

// What knows languages takes the browser a tenth of a second on a slow phone when it is asked for the first time: it is asked now,
// piece by piece, while the app is on its way.
const dictionaries = [
  () => new Intl.DateTimeFormat(root.lang),
  () => new Intl.ListFormat(root.lang),
  () => new Intl.DisplayNames(root.lang, { type: "language" }),
];
for (const open of dictionaries) {
  globalThis.requestIdleCallback?.(() => {
    try {
      open();
    } catch {
      // the app does without it too
    }
  });
}
