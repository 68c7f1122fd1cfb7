/** A long way through a course: fifty units forward, and all the way back by the browser's history. */
import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";
import { unitOf } from "./fixtures/learning.ts";
import { Memory } from "./fixtures/memory.ts";

const COURSE = "Preau+UNITS+1";
/** Address, title and place of a unit, by its number from 1: four in a subsection. */
const address = (number: number): string => unitOf(COURSE, `sequence-${Math.ceil(number / 4)}`, `unit-${number - 1}`);
const place = (number: number): string => `Unité ${((number - 1) % 4) + 1} sur 4`;

test.use({ settings: { lms_dataset: { units: 60 } } });

const next = ({ page }: Learner, number: number) => page.getByRole("link", { name: `Suivant : Unité ${number + 1}`, exact: true });

/** The unit stands there, wherever one came from: its name, place and address, and what comes next. */
async function isAt(learner: Learner, number: number): Promise<void> {
  const { heading, page } = learner;
  await expect(heading).toHaveText(`Unité ${number}`);
  await expect(page.getByText(place(number), { exact: true })).toBeVisible();
  await expect(next(learner, number)).toBeVisible();
  expect(decodeURIComponent(new URL(page.url()).pathname)).toBe(address(number));
}

/** From the unit at which the learner is: so many forward by "next", and all of them back. */
async function goesThere(learner: Learner, from: number, units: number): Promise<void> {
  for (let number = from + 1; number <= from + units; number += 1) {
    await next(learner, number - 1).press("Enter");
    await isAt(learner, number);
    await expect(learner.heading).toBeFocused();
  }
}

async function comesBack(learner: Learner, to: number, units: number): Promise<void> {
  for (let number = to + units - 1; number >= to; number -= 1) {
    await learner.page.goBack();
    await isAt(learner, number);
    await expect(next(learner, number), "where one left").toBeFocused();
  }
}

const marked = ({ page }: Learner): Promise<boolean> => page.evaluate(() => "isSamePage" in globalThis);

// browsers keep fifty steps of a history
test("through fifty units forward, and all the way back by the history: each is itself, and nothing piles up", { tag: "@chromium-only" }, async ({ learner }) => {
  test.setTimeout(180_000);
  const memory = await Memory.of(learner.page);
  await learner.opensSignedIn(address(1));
  await learner.page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
  await goesThere(learner, 1, 12);
  await comesBack(learner, 1, 12);
  const before = await memory.held();
  await goesThere(learner, 1, 49);
  await comesBack(learner, 1, 49);
  const after = await memory.held();
  expect(await marked(learner), "no reload").toBe(true);
  for (let number = 2; number <= 50; number += 1) await learner.page.goForward();
  await isAt(learner, 50);
  expect(await marked(learner), "no reload").toBe(true);
  expect(after.nodes - before.nodes, "nodes").toBeLessThan(500);
  expect(after.listeners - before.listeners, "listeners").toBeLessThan(50);
  expect(after.heap - before.heap, "bytes of the heap").toBeLessThan(1_000_000);
  expect(after.memory - before.memory, "bytes of WebAssembly").toBeLessThanOrEqual(524_288);
});

test("forward and back through units of text and of questions, without a reload", async ({ learner }) => {
  await learner.opensSignedIn(address(1));
  await learner.page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
  await goesThere(learner, 1, 9);
  await comesBack(learner, 1, 9);
  await learner.page.goForward();
  await isAt(learner, 2);
  expect(await marked(learner), "no reload").toBe(true);
});
