/** From a keystroke in the search field to its results on the screen. */
import { median, open, rounded, withPage } from "./page.mjs";

/** Frames after an answer within which its results are on the screen, if they are others. */
const FRAMES = 12;
/** Letters that have to change the results for a median to mean something. */
const FEWEST = 5;

const isSearch = (url) => url.includes("/courses/?") && url.includes("query=");

/** In the page: resolves after so many frames. */
const frames = (count) =>
  new Promise((resolve) => {
    const next = (left) => (left ? requestAnimationFrame(() => next(left - 1)) : resolve());
    next(count);
  });

/** In the page: notes when a key went down, and when the list of results was first painted anew. */
function watch() {
  const times = (globalThis.preauBench = { key: 0, painted: 0, told: undefined });
  /** Resolves when the results of the next key are on the screen. */
  times.next = () => {
    times.key = 0;
    return new Promise((resolve) => (times.told = resolve));
  };
  addEventListener("keydown", () => (times.key = performance.now()), { capture: true });
  const isResult = (node) => {
    const element = node instanceof Element ? node : node.parentElement;
    return Boolean(element?.closest("main :is(ul, ol, [role=list])")) && !element.closest("[role=listbox]");
  };
  const observe = () =>
    new MutationObserver((mutations) => {
      if (!mutations.some((mutation) => isResult(mutation.target))) return;
      // a task after the next frame runs when that frame is on the screen
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          if (!(times.key > 0)) return;
          if (times.told) times.painted = performance.now();
          times.told?.();
          times.told = undefined;
        };
        port2.postMessage(undefined);
      });
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  if (document.body) observe();
  else addEventListener("DOMContentLoaded", observe);
}

/** Milliseconds that the page itself worked so far. What looks for elements by role or polls for us would count as its work. */
async function work(devtools) {
  const { metrics } = await devtools.send("Performance.getMetrics");
  const own = ["ScriptDuration", "LayoutDuration", "RecalcStyleDuration"];
  return metrics.filter(({ name }) => own.includes(name)).reduce((sum, { value }) => sum + value * 1000, 0);
}

/** Types words letter by letter, from the third letter on waiting for each one's results. */
export async function typing(browser, site, slower) {
  return withPage(browser, async (page, devtools) => {
    await page.addInitScript(watch);
    await devtools.send("Performance.enable");
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: slower });
    await open(page, `${site}/`);
    const field = page.getByRole("combobox").first();
    const [delays, works] = [[], []];
    for (const word of ["chimie", "langue", "droits"]) {
      await field.fill("");
      await page.waitForLoadState("networkidle");
      await field.pressSequentially(word.slice(0, 2), { delay: 30 });
      await page.waitForLoadState("networkidle");
      for (const letter of word.slice(2)) {
        const shown = page.evaluate(() => globalThis.preauBench.next()).then(() => true);
        const before = await work(devtools);
        const answered = page.waitForResponse((response) => isSearch(response.url())).then(() => page.evaluate(frames, FRAMES)).then(() => false);
        await page.keyboard.press(letter);
        const hasChanged = await Promise.race([shown, answered]);
        const worked = (await work(devtools)) - before;
        const { key, painted } = await page.evaluate(() => globalThis.preauBench);
        await answered;
        if (!hasChanged) continue; // the same courses as before: they stay as they are
        delays.push(painted - key);
        works.push(worked);
      }
    }
    if (delays.length < FEWEST) throw new Error(`only ${delays.length} letters changed what is shown`);
    return { "keystroke to painted ms": rounded(median(delays)), "own work of it ms": rounded(median(works)) };
  });
}
