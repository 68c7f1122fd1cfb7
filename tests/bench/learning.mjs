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

/** In the page: notes the longest task, and when a condition was first on the screen. */
function watch() {
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

/** From one unit to the next in a course of 2,000: the name stands and has the focus, the content or its frame is in place. */
export async function nextUnit(browser, site, slower) {
  return inWorld(browser, site, { lms_dataset: { units: UNITS } }, "/dashboard", slower, async (page) => {
    await page.locator('main a[href^="/learn/"]').first().click();
    await page.waitForLoadState("networkidle");
    await page.locator("main a[href*='/block-v1:']").first().click();
    const next = "nav a[href*='/block-v1:'][rel=next], nav[aria-label='Unité précédente et suivante'] a:last-of-type";
    await page.locator(next).last().waitFor();
    await page.waitForLoadState("networkidle");
    const [titles, contents] = [[], []];
    for (let step = 0; step < STEPS; step += 1) {
      const [title, content] = await page.evaluate(async (next) => {
        const times = globalThis.preauBench;
        const heading = () => document.querySelector("h1")?.textContent;
        const before = heading();
        const link = [...document.querySelectorAll(next)].at(-1);
        times.begin();
        link.click();
        const title = times.until(() => heading() !== before && document.activeElement?.tagName === "H1");
        const content = times.until(
          () => heading() !== before && document.querySelector("main iframe, main .preau-native, main article") !== null,
        );
        return Promise.all([title, content]);
      }, next);
      titles.push(title);
      contents.push(content);
      await page.waitForLoadState("networkidle");
    }
    return { "title in place ms": rounded(median(titles)), "content or frame in place ms": rounded(median(contents)) };
  });
}

/** A thread with many responses, opened from the list. */
export async function longThreads(browser, site, slower, note) {
  for (const replies of RESPONSES) {
    const path = `${FORUM}?show=&order=responses`;
    const figures = await inWorld(browser, site, { lms: { replies } }, path, slower, (page) =>
      page.evaluate(async () => {
        const times = globalThis.preauBench;
        const link = [...document.querySelectorAll("main a")].find((link) => link.textContent.includes("Un très long fil"));
        times.begin();
        link.click();
        const shown = await times.until(() => document.querySelectorAll("main article").length > 1);
        return { "first responses on the screen ms": shown, "longest block of the page ms": times.longest };
      }),
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
