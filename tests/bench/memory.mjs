/** What the app holds in memory once the catalogue is shown. */
import { open, withPage } from "./page.mjs";

/** Measures the catalogue of one site. */
export async function memory(browser, site) {
  return withPage(browser, async (page, devtools) => {
    await page.addInitScript(() => {
      addEventListener("TrunkApplicationStarted", ({ detail }) => (globalThis.preauWasm = detail.wasm));
    });
    await open(page, `${site}/`);
    await page.waitForLoadState("networkidle");
    await devtools.send("HeapProfiler.collectGarbage");
    const { usedSize } = await devtools.send("Runtime.getHeapUsage");
    const wasm = await page.evaluate(() => globalThis.preauWasm.memory.buffer.byteLength);
    return { "JS heap bytes": usedSize, "WebAssembly memory bytes": wasm };
  });
}
