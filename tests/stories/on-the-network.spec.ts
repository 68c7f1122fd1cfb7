import type { Request } from "@playwright/test";
import { COURSES, expect, test } from "./fixtures/index.ts";

test("a late answer never takes the place of a newer one", async ({ learner, world }) => {
  await learner.opens("/");
  await expect(learner.count).toHaveText(await world.counts());
  await world.breaks({ path: COURSES, query: "query=climat", latency_ms: 8000 });
  const givenUp = learner.page.waitForEvent("requestfailed", (request) => request.url().includes("query=climat"));
  await learner.searches("climat");
  await expect.poll(() => world.requests("courses/?").then((all) => all.some(({ path }) => path.includes("query=climat")))).toBe(true);
  await learner.searches("chimie");
  await expect(learner.count).toHaveText(await world.counts("query=chimie"));
  // the old request was not awaited but ended
  await givenUp;
  await expect(learner.count).toHaveText(await world.counts("query=chimie"));
  await expect(learner.page).toHaveURL("/?query=chimie");
});

test("one request of a kind is under way at a time, former ones are given up", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.breaks({ path: "/api/", latency_ms: 600 });
  await learner.opens("/");
  await expect(learner.count).toHaveText(await world.counts());
  const asked: Request[] = [];
  const ended = new Set<Request>();
  const left: string[] = [];
  const kind = (request: Request): string => new URL(request.url()).pathname;
  learner.page.on("request", (request) => {
    if (!request.url().includes("/api/")) return;
    // the one before may be ending at this very moment
    const older = asked.filter((other) => kind(other) === kind(request)).slice(0, -1);
    left.push(...older.filter((other) => !ended.has(other)).map((other) => other.url()));
    asked.push(request);
  });
  learner.page.on("requestfinished", (request) => ended.add(request));
  learner.page.on("requestfailed", (request) => ended.add(request));
  await learner.field.click();
  await learner.field.pressSequentially("biodiversité", { delay: 180 });
  await expect(learner.count).toHaveText(await world.counts("query=biodiversité"));
  expect(left).toEqual([]);
  const searches = asked.filter((request) => kind(request) === COURSES);
  expect(searches.length).toBeGreaterThan(2);
  expect(searches.slice(0, -1).filter((request) => request.failure() === null)).toEqual([]);
});

test("typing asks once for the text at rest, not for each letter", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opens("/");
  await expect(learner.count).toHaveText(await world.counts());
  await world.forgetsRequests();
  await learner.searches("climat");
  await expect(learner.count).toHaveText(await world.counts("query=climat"));
  const searches = (await world.requests("/courses/?")).map(({ path }) => path);
  expect(searches.length).toBeLessThanOrEqual(2);
  expect(searches.at(-1)).toContain("query=climat");
});

test("no cookie goes to the catalogue, and each request names its language", async ({ learner, world }) => {
  const url = new URL(test.info().project.use.baseURL ?? "");
  await learner.page.context().addCookies([{ name: "sessionid", value: "secret", domain: url.hostname, path: "/" }]);
  await learner.opens("/");
  await learner.searches("climat");
  await expect(learner.count).toHaveText(await world.counts("query=climat"));
  await learner.follows("button", "English");
  await expect(learner.count).toHaveText(/courses$/);
  const requests = await world.requests();
  expect(requests.length).toBeGreaterThan(3);
  expect(requests.filter(({ cookie }) => cookie)).toEqual([]);
  expect(requests.filter(({ accept }) => accept !== "application/json")).toEqual([]);
  expect([...new Set(requests.map(({ accept_language: language }) => language))]).toEqual(["fr", "en"]);
  const cookies = await learner.page.context().cookies();
  expect(cookies.map(({ name }) => name)).toEqual(["sessionid"]);
});

test("the first search is asked for once", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opens("/");
  await expect(learner.count).toHaveText(await world.counts());
  expect(await world.requests(COURSES)).toHaveLength(1);
  await learner.follows("link", "Affichage");
  await expect(learner.heading).toHaveText("Affichage et langue");
});

test("nothing is asked of any other host", { tag: "@chromium-only" }, async ({ learner }) => {
  const hosts = new Set<string>();
  learner.page.on("request", (request) => hosts.add(new URL(request.url()).host));
  await learner.opens("/");
  await expect(learner.cards).toHaveCount(21);
  await learner.cards.first().getByRole("link").click();
  await expect(learner.heading).not.toHaveText("Trouvez le cours qu’il vous faut");
  expect([...hosts]).toEqual([new URL(learner.page.url()).host]);
});
