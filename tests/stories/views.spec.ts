/** What the main views are to a screen reader, kept in `views/` and reviewed when it changes. */
import { course, expect, run, test } from "./fixtures/index.ts";

test.beforeEach(async ({ world }) => {
  await world.add(
    course({ code: "BOT-RUES", title: "Botanique des trottoirs", runs: [run(), run({ start: 90, end: 120, enrollment_start: 60, enrollment_end: 89 })] }),
    course({ code: "BOT-BOIS", title: "Botanique en forêt", organizations: ["universite-d-orsenne"], runs: [run({ start: 3, end: 40, enrollment_end: 10 })] }),
  );
});

test("the search, as it is read", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/?query=botanique");
  await expect(learner.count).toHaveText("2 cours");
  await expect(learner.page.locator("body")).toMatchAriaSnapshot({ name: "search.aria.yml" }); // the whole page
});

test("the empty search's ways to start, as they are read", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opens("/");
  await expect(learner.count).toHaveText(await world.counts());
  await expect(learner.page.getByRole("region", { name: "Par où commencer ?" })).toMatchAriaSnapshot({ name: "starting-points.aria.yml" });
});

test("the suggestions, as they are read", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/");
  await learner.searches("botan");
  await expect(learner.suggestions).toHaveCount(2);
  await expect(learner.page.getByRole("search")).toMatchAriaSnapshot({ name: "suggestions.aria.yml" });
});

test("the results, as they are read", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/?query=botanique&levels=152");
  await expect(learner.count).toHaveText("2 cours");
  await expect(learner.page.getByRole("region", { name: "2 cours" })).toMatchAriaSnapshot({ name: "results.aria.yml" });
});

test("the course page, as it is read", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/courses/BOT-RUES");
  await expect(learner.page.getByRole("link", { name: "Chimie et matériaux" })).toBeVisible();
  await expect(learner.page.getByRole("main")).toMatchAriaSnapshot({ name: "course.aria.yml" });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test("the filters' dialog, as it is read", { tag: "@chromium-only" }, async ({ learner }) => {
    await learner.opens("/?query=botanique");
    await learner.follows("button", "Filtres");
    await expect(learner.dialog).toMatchAriaSnapshot({ name: "filters.aria.yml" });
  });
});
