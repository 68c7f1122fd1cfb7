/** What tells parts of a page apart for those who go by headings, groups and regions. */
import { expect, test } from "./fixtures/index.ts";
import { ONLINE, unitOf } from "./fixtures/learning.ts";

test("a table of a course goes by its caption, and the outline beside a unit has a heading", { tag: "@chromium-only" }, async ({ learner }) => {
  const { page } = learner;
  await learner.opensSignedIn(unitOf(ONLINE, "comprendre", "liens-boutons"));
  await expect(page.getByRole("region", { name: "Trois annonces décomposées" }).getByRole("table", { name: "Trois annonces décomposées" })).toBeVisible();
  const outline = page.getByRole("navigation", { name: "Plan du cours" });
  await expect(outline.getByRole("heading", { level: 2, name: "Plan du cours" })).toBeVisible();
  await expect(outline.getByRole("heading", { level: 3, name: /^Découvrir/ })).toBeVisible();
});

test("what one does with a post is a group that says whose post it is", { tag: "@chromium-only" }, async ({ learner }) => {
  const { page } = learner;
  await learner.opensSignedIn(`/learn/course-v1:${ONLINE}/forum/threads/93`);
  for (const name of ["karim_o", "sofia.m"]) await page.getByRole("button", { name: `Plus d’actions pour le message de ${name}` }).click();
  await expect(page.getByRole("button", { name: "Copier le lien" })).toHaveCount(2);
  const group = page.getByRole("group", { name: "Plus d’actions pour le message de sofia.m" });
  await expect(group.getByRole("button", { name: "Copier le lien" })).toHaveCount(1);
});

test.describe("on a screen that is touched", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("buttons are as high as a finger is wide", { tag: "@chromium-only" }, async ({ learner }) => {
    for (const path of [`/learn/course-v1:${ONLINE}/forum/threads/93`, "/dashboard", "/notifications"]) {
      await learner.opensSignedIn(path);
      const buttons = learner.page.getByRole("main").getByRole("button");
      await expect(buttons.first()).toBeVisible();
      const low = await buttons.evaluateAll((all) => all.map((button) => `${button.textContent ?? ""} ${button.getBoundingClientRect().height}`).filter((one) => Number(one.split(" ").at(-1)) < 44));
      expect(low, path).toEqual([]);
    }
  });
});
