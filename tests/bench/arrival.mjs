/** When what a learner came for is on the screen, on a slow phone: a network that is slowed for real, not by calculation. */
import { median, rounded, withPage } from "./page.mjs";

/** Slow 4G as DevTools and Lighthouse slow a connection: each request waits, and all share the line. */
const SLOW = { offline: false, latency: 562.5, downloadThroughput: 1474.56 * 128, uploadThroughput: 675 * 128 };
const SLOWER = 4;
const RUNS = 5;

/** In the page: the time from the start of the navigation to the frame in which the selector first matches. */
function watch(selector) {
  globalThis.arrived = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector(selector)) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    });
    observer.observe(document, { childList: true, subtree: true });
  });
}

async function once(browser, url, selector) {
  return withPage(browser, async (page, devtools) => {
    await page.setViewportSize({ width: 412, height: 823 });
    await devtools.send("Network.enable");
    await devtools.send("Network.emulateNetworkConditions", SLOW);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    await page.addInitScript(watch, selector);
    await page.goto(url, { waitUntil: "commit" });
    return page.evaluate(() => globalThis.arrived);
  });
}

/** Measures a first visit of one address. */
export async function arrival(browser, url, selector) {
  const times = [];
  for (let count = 0; count < RUNS; count += 1) times.push(await once(browser, url, selector));
  return { "on the screen ms": rounded(median(times)) };
}
