import { isAccessibleInEveryLook } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";
import { ONLINE } from "./fixtures/learning.ts";
import { ISSUERS } from "./fixtures/watch.ts";

/** A course of which the learner has a certificate from before. */
const DONE = "/learn/course-v1:Preau+OPENDATA+1";
const GOING_ON = `/learn/course-v1:${ONLINE}`;

const beside = (learner: Learner) => learner.page.getByRole("region", { name: "Ce que vous y avez obtenu" });
const outline = (learner: Learner) => learner.page.getByRole("navigation", { name: "Plan du cours" }).getByRole("button").first();

test("what was earned in a course stands beside it, and leads to its page", async ({ learner }) => {
  await learner.opensSignedIn(DONE);
  const award = beside(learner).getByRole("link", { name: /^Attestation : Open data/ });
  await expect(award).toBeVisible();
  await expect(beside(learner).getByText(/^Délivré le /).first()).toBeVisible();
  await isAccessibleInEveryLook(learner.page);
  await award.click();
  await expect(learner.heading).toHaveText(/^Open data/);
  await expect(learner.page.getByText(/^Confirmé aujourd’hui/)).toBeVisible();
  await learner.page.goBack();
  await expect(award).toBeVisible();
});

test("the course waits for no award, and is silent about sources that fail", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.breaks({ path: "/api/certificates/v0/", latency_ms: 60_000 }, { path: "/services/", status: 500 });
  await learner.opensSignedIn(DONE);
  await expect(outline(learner)).toBeVisible();
  await expect.poll(async () => (await world.requests("/api/certificates/v0/")).length).toBe(1);
  await expect.poll(async () => (await world.requests("/services/joanie")).map(({ status }) => status)).toContain(500);
  await expect(beside(learner)).toHaveCount(0);
  await expect(learner.page.getByRole("alert")).toHaveCount(0);
  await world.heals();
  await learner.reloads();
  await expect(beside(learner)).toBeVisible();
});

test("who has earned nothing reads nothing of it", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.teaches({ awards: { none: true } });
  await learner.opensSignedIn(DONE);
  await expect(outline(learner)).toBeVisible();
  await expect.poll(async () => (await world.requests("/api/certificates/v0/")).map(({ status }) => status)).toEqual([200]);
  // all that was asked for has come
  await learner.page.waitForLoadState("networkidle");
  await expect(beside(learner)).toHaveCount(0);
});

test("a badge that is only configured is the learner's once it was verified", { tag: "@chromium-only" }, async ({ learner, world }) => {
  learner.expectsProblem(ISSUERS);
  await learner.opensSignedIn(GOING_ON);
  await expect(outline(learner)).toBeVisible();
  await expect.poll(async () => (await world.requests("/api/certificates/v0/")).map(({ status }) => status)).toEqual([200]);
  // all that was asked for has come
  await learner.page.waitForLoadState("networkidle");
  await expect(beside(learner)).toHaveCount(0);
  await learner.opens("/badges");
  // one that a service lists, and this one
  await expect(learner.cards.filter({ hasText: "Documents accessibles" }).filter({ hasText: "Expiré" })).toHaveCount(2);
  await learner.opens(GOING_ON);
  await expect(beside(learner).getByRole("link", { name: "Badge : Documents accessibles" })).toBeVisible();
});

test("what is configured for everybody, and is somebody else's, is nobody's here", { tag: "@chromium-only" }, async ({ learner }) => {
  learner.expectsProblem(ISSUERS);
  // its holder looks first, on the same device
  await learner.opensSignedIn("/badges");
  await expect(learner.cards.filter({ hasText: "Documents accessibles" }).filter({ hasText: "Expiré" })).toHaveCount(2);
  await learner.opensSignedIn(GOING_ON, "moderator");
  await expect(outline(learner)).toBeVisible();
  await learner.page.waitForLoadState("networkidle");
  await expect(beside(learner)).toHaveCount(0);
  await learner.opens("/badges");
  await expect(learner.page.getByRole("heading", { name: "Pas encore de badge" })).toBeVisible();
  await expect(learner.cards).toHaveCount(0);
  await learner.opens(GOING_ON);
  await expect(outline(learner)).toBeVisible();
  await learner.page.waitForLoadState("networkidle");
  await expect(beside(learner)).toHaveCount(0);
});
