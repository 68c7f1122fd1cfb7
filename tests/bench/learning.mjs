/** A course that one learns in, its forum, and badges: what the design wants to be fast, in sizes that real platforms have. */
import { median, rounded, withPage } from "./page.mjs";

/** Units of the large course. */
const UNITS = 2000;
/** Next units that are opened. */
const STEPS = 10;
/** Responses of the long threads: the usual one, and the longest that a course may have. */
const RESPONSES = [500, 10_000];
/** Badges that are verified in one go. */
const BADGES = 100;
const FORUM = "/learn/course-v1:Preau+ENLIGNE+1/forum";

/** In the page: notes the longest task, when a condition was first on the screen, and the memory of the WebAssembly that starts it. */
function watch() {
  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = async (...source) => {
    const made = await instantiateStreaming(...source);
    globalThis.preauMemory ??= made.instance.exports.memory;
    return made;
  };
  const times = (globalThis.preauBench = { longest: 0, from: 0 });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      if (startTime + duration >= times.from) times.longest = Math.max(times.longest, duration);
    }
  }).observe({ type: "longtask", buffered: true });
  /** Forgets what was before. */
  times.begin = () => Object.assign(times, { longest: 0, from: performance.now() });
  /** Milliseconds since then until `is` holds and is on the screen. */
  times.until = (is) =>
    new Promise((resolve) => {
      const look = () => {
        if (!is()) return requestAnimationFrame(look);
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now() - times.from);
          port2.postMessage(undefined);
        });
      };
      look();
    });
}

/** Runs `use` with a signed-in learner's page in a world of the mock with these settings. */
async function inWorld(browser, site, settings, path, slower, use) {
  const answer = await fetch(`${site}/__mock__/worlds`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ now: "2026-09-15T09:00:00Z", ...settings }),
  });
  if (!answer.ok) throw new Error(`no world: ${await answer.text()}`);
  const { id } = await answer.json();
  try {
    return await withPage(browser, async (page, devtools) => {
      await page.setExtraHTTPHeaders({ "x-preau-world": id });
      await page.addInitScript(watch);
      await page.goto(`${site}/__mock__/sign-in?user=learner&next=${encodeURIComponent(path)}`);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      await page.waitForLoadState("networkidle");
      await devtools.send("Emulation.setCPUThrottlingRate", { rate: slower });
      return use(page);
    });
  } finally {
    await fetch(`${site}/__mock__/worlds/${id}`, { method: "DELETE" });
  }
}

/** In the page: goes to the next unit; gives when its title has the focus, when its content is in place, and when both are on the screen. */
function goOn(next) {
  const times = globalThis.preauBench;
  const title = () => document.querySelector("h1")?.textContent;
  const before = title();
  const link = [...document.querySelectorAll(next)].at(-1);
  const found = {};
  return new Promise((resolve) => {
    const look = () => {
      if (title() === before) return;
      if (document.activeElement?.tagName === "H1") found.title ??= performance.now() - times.from;
      const content = document.querySelector("main iframe, main .preau-native, main article");
      if (content) found.content ??= performance.now() - times.from;
      if (!found.title || !found.content) return;
      observer.disconnect();
      document.removeEventListener("focusin", look);
      found.isFrame = content.tagName === "IFRAME";
      resolve(times.until(() => true).then((screen) => ({ ...found, screen })));
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { subtree: true, childList: true, characterData: true });
    document.addEventListener("focusin", look);
    times.begin();
    link.click();
    look();
  });
}

/** From one unit to the next in a course of 2,000, as fast as one can press, so that nothing was prepared. */
export async function nextUnit(browser, site, slower) {
  return inWorld(browser, site, { lms_dataset: { units: UNITS } }, "/dashboard", slower, async (page) => {
    await page.locator('main a[href^="/learn/"]').first().click();
    await page.waitForLoadState("networkidle");
    await page.locator("main a[href*='/block-v1:']").first().click();
    const next = "nav a[href*='/block-v1:'][rel=next], nav[aria-label='Unité précédente et suivante'] a:last-of-type";
    await page.locator(next).last().waitFor();
    await page.waitForLoadState("networkidle");
    const units = [];
    for (let step = 0; step < STEPS; step += 1) {
      units.push(await page.evaluate(goOn, next));
      await page.waitForLoadState("networkidle");
    }
    const figure = (name, of = units) => rounded(median(of.map((unit) => unit[name])));
    const frames = units.filter(({ isFrame }) => isFrame);
    const texts = units.filter(({ isFrame }) => !isFrame);
    if (!frames.length || !texts.length) throw new Error("a course should have units of both kinds among its first");
    return {
      "title in place, with focus ms": figure("title"),
      "frame in place ms": figure("content", frames),
      "text of our own in place ms": figure("content", texts),
      "both on the screen ms": figure("screen"),
    };
  });
}

/** What the page holds after a collection, in megabytes: the browser's heap and WebAssembly's memory. */
async function heap(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  const wasm = await page.evaluate(() => globalThis.preauMemory?.buffer.byteLength ?? 0);
  return { "heap MB": usedSize / 1e6, "memory of WebAssembly MB": wasm / 1e6 };
}

/** A thread with many responses, opened from the list: until the first stand, and until all that is loaded does. */
export async function longThreads(browser, site, slower, note) {
  for (const replies of RESPONSES) {
    const path = `${FORUM}?show=&order=responses`;
    const figures = await inWorld(browser, site, { lms: { replies } }, path, slower, (page) =>
      page.evaluate(async () => {
        const times = globalThis.preauBench;
        const link = [...document.querySelectorAll("main a")].find((link) => link.textContent.includes("Un très long fil"));
        times.begin();
        link.click();
        // the list's rows are articles too: only the thread's own heading and its responses tell
        const stands = () => document.querySelector("h1")?.textContent.includes("Un très long fil") === true;
        const responses = () => (stands() ? document.querySelectorAll(".preau-response").length : 0);
        const first = await times.until(() => responses() > 0);
        const before = times.longest;
        const heading = () => Number((document.querySelector("#responses")?.textContent.match(/\d[\d\s]*/)?.[0] ?? "").replaceAll(/\s/g, ""));
        const inPlace = await times.until(() => responses() > 1 && responses() >= heading());
        return {
          "first responses on the screen ms": first,
          "longest block until then ms": before,
          "all loaded responses in place ms": inPlace,
          "responses in place": responses(),
          "longest block of the page ms": times.longest,
        };
      }).then(async (figures) => ({ ...figures, ...(await heap(page)) })),
    );
    note(`thread of ${replies.toLocaleString("en")} responses, ${slower}× CPU`, Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, rounded(value)])));
  }
}

/** A hundred signed badges, verified at once on the public page. */
export async function badges(browser, site) {
  const names = ["genuine-token.jwt", "genuine-signed.svg", "genuine-micro-credential.json", "expired.jwt"];
  const files = await Promise.all(
    names.map(async (name) => ({ name, bytes: Buffer.from(await (await fetch(`${site}/__mock__/badges/${name}`)).arrayBuffer()) })),
  );
  return withPage(browser, async (page) => {
    await page.addInitScript(watch);
    await page.goto(`${site}/verify`);
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await page.waitForLoadState("networkidle");
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Choisir des fichiers" }).click();
    const many = Array.from({ length: BADGES }, (_, at) => {
      const { name, bytes } = files[at % files.length];
      return { name: `${at}-${name}`, mimeType: "application/octet-stream", buffer: bytes };
    });
    const chosen = await chooser;
    await page.evaluate(() => globalThis.preauBench.begin());
    await chosen.setFiles(many);
    const all = await page.evaluate(
      (count) => globalThis.preauBench.until(() => document.body.textContent.includes(`${count} sur ${count} vérifiés`)),
      BADGES,
    );
    const longest = await page.evaluate(() => globalThis.preauBench.longest);
    return { "verified ms": rounded(all), "longest block of the page ms": rounded(longest) };
  });
}
