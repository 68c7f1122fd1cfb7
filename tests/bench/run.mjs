/**
 * Measures the built app; `cargo xtask bench` starts the servers and calls it.
 *
 * usage: run.mjs RESULT, with PREAU_URL (the demonstration catalogue), PREAU_LARGE_URL (100,000 courses)
 * and PREAU_CHROMIUM. Writes one flat object of figures; the last word of a name is its unit.
 */
import { writeFile } from "node:fs/promises";
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

const figures = {};
const note = (name, measured) => {
  for (const [figure, value] of Object.entries(measured)) figures[`${name}: ${figure}`] = value;
  console.log(name, measured);
};

const pages = [
  ["catalogue", small, "/"],
  ["course", small, await firstCourse(small)],
  ["100,000 courses", large, "/"],
];
await withBrowser(async (browser) => {
  for (const [name, site, path] of pages) note(name, await weight(browser, site + path));
  for (const [name, site] of [["catalogue", small], ["100,000 courses", large]]) {
    for (const slower of [1, 4]) note(`${name}, ${slower}× CPU`, await typing(browser, site, slower));
    note(name, await memory(browser, site));
  }
  for (const slower of [1, 4]) note(`next unit of 2,000, ${slower}× CPU`, await nextUnit(browser, small, slower));
  await longThreads(browser, small, 4, note);
  note("100 signed badges", await badges(browser, small));
  note("after 1,000 changes of page", await growth(browser, small));
});
for (const [name, site, path] of pages) note(`${name}, slow 4G, 4× CPU`, await lighthouse(site + path));
note("catalogue in another site, slow 4G, 4× CPU", await lighthouse(await hostPage(small)));

await writeFile(result, JSON.stringify(figures));
