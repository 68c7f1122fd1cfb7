/** A forum that is read for long, and one with very many threads. */
import { expect, test } from "./fixtures/index.ts";
import { Memory } from "./fixtures/memory.ts";

const FORUM = "/learn/course-v1:Preau+ENLIGNE+1/forum";
const THREAD = "/api/discussion/v1/threads/93/";

test("an hour in a thread: what others write is counted each minute, and nothing is held", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const { page } = learner;
  const memory = await Memory.of(page);
  // minutes pass faster; all that is shorter takes its time
  await page.addInitScript(() => {
    const { setTimeout } = globalThis;
    const hurried = (handler: TimerHandler, delay = 0, ...rest: unknown[]): number => setTimeout(handler, delay >= 60_000 ? 100 : delay, ...rest);
    Object.assign(globalThis, { setTimeout: hurried });
  });
  await learner.opensSignedIn(`${FORUM}/threads/93`);
  await expect(page.getByRole("heading", { level: 3 }).first()).toBeVisible();
  const polls = async (): Promise<number> => (await world.requests(THREAD)).length;
  const passes = async (minutes: number): Promise<void> => {
    const until = (await polls()) + minutes;
    await expect.poll(polls, { timeout: 30_000 }).toBeGreaterThanOrEqual(until);
  };
  await passes(10);
  await world.happens({ post_response: { as: "lea.b", thread: "93", body: "Et voilà." } });
  await expect(page.getByRole("button", { name: "1 nouveau message" })).toBeVisible();
  const before = await memory.held();
  await passes(60);
  const after = await memory.held();
  expect(after.nodes - before.nodes, "nodes").toBeLessThan(100);
  expect(after.listeners - before.listeners, "listeners").toBeLessThan(20);
  expect(after.heap - before.heap, "bytes of the heap").toBeLessThan(300_000);
  expect(after.memory - before.memory, "bytes of WebAssembly").toBeLessThanOrEqual(65_536);
});

test.describe("in a course with 10,000 threads", () => {
  test.use({ settings: { lms: { threads: 10_000 } } });

  test("they are found by search and by leaps, and the page shows some at a time", { tag: "@chromium-only" }, async ({ learner }) => {
    const { page } = learner;
    await learner.opensSignedIn(FORUM);
    await expect(page.getByRole("heading", { level: 2, name: /^10\s010 discussions$/ })).toBeVisible();
    const rows = page.getByRole("main").getByRole("article").or(page.getByRole("main").getByRole("listitem").filter({ has: page.getByRole("link", { name: /Fil|Discussion|Question/ }) }));
    const shown = await rows.count();
    expect(shown).toBeLessThan(120);
    await learner.follows("button", /^(Afficher|Charger) (la suite|plus)/);
    await expect.poll(() => rows.count()).toBeGreaterThan(shown);
    await page.getByRole("searchbox", { name: "Chercher dans les discussions du cours" }).fill("sauter");
    await learner.presses("Enter");
    await expect(page.getByRole("link", { name: /^Comment sauter/ })).toBeVisible();
  });
});
