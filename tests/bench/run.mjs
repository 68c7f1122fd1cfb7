/**
 * Measures the built app; `cargo xtask bench` starts the servers and calls it.
 *
 * usage: run.mjs RESULT, with PREAU_URL (the demonstration catalogue), PREAU_LARGE_URL (100,000 courses)
 * and PREAU_CHROMIUM. Writes one flat object of figures; the last word of a name is its unit.
 */
import { writeFile } from "node:fs/promises";
import { arrival } from "./arrival.mjs";
import { badges, longThreads, nextUnit } from "./learning.mjs";
import { lighthouse } from "./lighthouse.mjs";
import { growth, memory } from "./memory.mjs";
import { firstCourse, hostPage, withBrowser } from "./page.mjs";
import { typing } from "./typing.mjs";
import { weight } from "./weight.mjs";

const result = process.argv[2];
const small = process.env.PREAU_URL;
const large = process.env.PREAU_LARGE_URL;
if (!result || !small || !large) throw new Error("run this by `cargo xtask bench`");

/** Nothing that is measured takes so many minutes; what hangs says which it was. */
const LIMIT = 5;

const figures = {};
const note = (name, measured) => {
  for (const [figure, value] of Object.entries(measured)) figures[`${name}: ${figure}`] = value;
  console.log(name, measured);
};
const limited = async (name, measuring) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${name}: nothing measured within ${LIMIT} minutes`)), LIMIT * 60_000);
  });
  try {
    return await Promise.race([measuring, late]);
  } finally {
    clearTimeout(timer);
  }
};
const measure = async (name, measuring) => note(name, await limited(name, measuring));

const pages = [
  ["catalogue", small, "/"],
  ["course", small, await firstCourse(small)],
  ["100,000 courses", large, "/"],
];
await withBrowser(async (browser) => {
  for (const [name, site, path] of pages) await measure(name, weight(browser, site + path));
  const slow = "slowed network, 4× CPU";
  await measure(`first courses of the catalogue, ${slow}`, arrival(browser, `${small}/`, ".preau-card"));
  await measure(`a course's facts, ${slow}`, arrival(browser, small + pages[1][2], ".preau-course__facts"));
  for (const [name, site] of [["catalogue", small], ["100,000 courses", large]]) {
    for (const slower of [1, 4]) await measure(`${name}, ${slower}× CPU`, typing(browser, site, slower));
    await measure(name, memory(browser, site));
  }
  for (const slower of [1, 4]) await measure(`next unit of 2,000, ${slower}× CPU`, nextUnit(browser, small, slower));
  for (const slower of [1, 4]) await limited("long threads", longThreads(browser, small, slower, note));
  await measure("100 signed badges", badges(browser, small));
  await measure("after 1,000 changes of page", growth(browser, small));
});
for (const [name, site, path] of pages) await measure(`${name}, slow 4G, 4× CPU`, lighthouse(site + path));
// calculated, the largest paint waits for all that came before it on a fast line; slowed for real, it is what a phone shows
for (const [name, site, path] of pages.slice(0, 2)) {
  await measure(`${name}, slowed network, 4× CPU`, lighthouse(site + path, ["--throttling-method=devtools"]));
}
await measure("catalogue in another site, slow 4G, 4× CPU", lighthouse(await hostPage(small)));

await writeFile(result, JSON.stringify(figures));
