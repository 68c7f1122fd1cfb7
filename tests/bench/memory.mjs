/** What the app holds in memory: once the catalogue is shown, and after many changes of page. */
import { open, withPage } from "./page.mjs";

/** Changes of page after which nothing may have gathered. */
const CHANGES = 1000;
/** Changes before the first look: by then every page's code and every answer that is kept is there. */
const WARM = 100;

/** Links that are followed one after the other, by their addresses. */
const ROUND = ["/saved", "/settings", "/", "/sitemap", "/"];

/** In the page: keeps the memory of the WebAssembly that starts it. */
function watch() {
  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = async (...source) => {
    const made = await instantiateStreaming(...source);
    globalThis.preauMemory = made.instance.exports.memory;
    return made;
  };
}

async function held(page, devtools) {
  // what one round lets go may hold more
  for (let round = 0; round < 3; round += 1) {
    await devtools.send("HeapProfiler.collectGarbage");
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  }
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  const wasm = await page.evaluate(() => globalThis.preauMemory.buffer.byteLength);
  return { heap: usedSize, wasm };
}

/** Follows links of the page itself; one look-up in the page for each, since ours would be work and memory of the page too. */
async function changes(page, count) {
  await page.evaluate(
    async ([count, round]) => {
      const stands = (path) =>
        new Promise((resolve) => {
          const look = () =>
            location.pathname === path && document.querySelector("h1") && !document.querySelector(".preau-loading")
              ? resolve()
              : requestAnimationFrame(look);
          look();
        });
      for (let done = 0; done < count; done += 1) {
        const path = round[done % round.length];
        const link = document.querySelector(`a[href="${path}"]`);
        if (!link) throw new Error(`no link to ${path} on ${location.pathname}`);
        link.click();
        await stands(path);
      }
    },
    [count, ROUND],
  );
  await page.waitForLoadState("networkidle");
}

/** Measures the catalogue of one site. */
export async function memory(browser, site) {
  return withPage(browser, async (page, devtools) => {
    await page.addInitScript(watch);
    await open(page, `${site}/`);
    await page.waitForLoadState("networkidle");
    const { heap, wasm } = await held(page, devtools);
    return { "JS heap bytes": heap, "WebAssembly memory bytes": wasm };
  });
}

/** How much more is held after a thousand changes of page than after a hundred, in per cent; fails above ten. */
export async function growth(browser, site) {
  return withPage(browser, async (page, devtools) => {
    await page.addInitScript(watch);
    await open(page, `${site}/`);
    await page.waitForLoadState("networkidle");
    await changes(page, WARM);
    const before = await held(page, devtools);
    await changes(page, CHANGES);
    const after = await held(page, devtools);
    const percent = (name) => Math.round((after[name] / before[name] - 1) * 1000) / 10;
    const grown = { "JS heap growth %": percent("heap"), "WebAssembly memory growth %": percent("wasm") };
    for (const [name, value] of Object.entries(grown)) {
      if (value > 10) throw new Error(`${name} ${value} after ${CHANGES} changes of page: something is kept`);
    }
    return grown;
  });
}
