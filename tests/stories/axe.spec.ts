import { isAccessible, isAccessibleInEveryLook } from "./fixtures/axe.ts";
import { COURSES, course, expect, test } from "./fixtures/index.ts";
import { PAGES } from "./fixtures/pages.ts";

test.beforeEach(async ({ world }) => {
  await world.add(course({ code: "BOT-RUES", title: "Botanique des trottoirs" }));
});

// Playwright cannot make Firefox dark or forced in its colours
for (const { name, path, ready } of PAGES) {
  test(`axe finds nothing in ${name}: light, dark, forced colours, 320 px`, { tag: "@chromium-only" }, async ({ learner }) => {
    await learner.opens(path);
    await ready(learner);
    await isAccessibleInEveryLook(learner.page);
  });
}

test("axe finds nothing in Firefox", async ({ learner, world }) => {
  await learner.opens("/?subjects=52");
  await expect(learner.count).toHaveText(await world.counts("subjects=52"));
  await isAccessible(learner.page, "search");
  await learner.opens("/courses/BOT-RUES");
  await expect(learner.heading).toHaveText("Botanique des trottoirs");
  await isAccessible(learner.page, "course");
});

test("axe finds nothing in suggestions", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/");
  await learner.searches("enviro");
  await expect(learner.suggestions.first()).toBeVisible();
  await learner.presses("ArrowDown");
  await isAccessibleInEveryLook(learner.page);
});

test("axe finds nothing while a backend is down", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.breaks({ path: COURSES, status: 500 });
  await learner.opens("/");
  await expect(learner.page.getByRole("alert")).toBeVisible();
  await isAccessibleInEveryLook(learner.page);
});

test("axe finds nothing while the first answer is awaited", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.breaks({ path: COURSES, latency_ms: 8000 });
  await learner.opens("/");
  await expect(learner.page.getByText("Recherche en cours…").first()).toBeVisible();
  await isAccessible(learner.page, "loading");
});

test("axe finds nothing while newer results are awaited", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opens("/");
  await expect(learner.count).toHaveText(await world.counts());
  await world.breaks({ path: COURSES, latency_ms: 8000 });
  await learner.filter("Sujets").getByRole("checkbox").first().check();
  await learner.hears("Recherche en cours…");
  await isAccessible(learner.page, "waiting");
});

test("axe finds nothing in an outdated view", { tag: "@chromium-only" }, async ({ learner }) => {
  learner.expectsProblem(/500/);
  await learner.opens("/?persons=3116&persons=999999");
  await expect(learner.page.getByText("Les filtres ne sont pas disponibles")).toBeVisible();
  await isAccessibleInEveryLook(learner.page);
});

test("axe finds nothing in the question before deleting", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/settings");
  await learner.follows("button", "Tout effacer de cet appareil");
  await expect(learner.dialog).toBeVisible();
  await isAccessibleInEveryLook(learner.page);
});
