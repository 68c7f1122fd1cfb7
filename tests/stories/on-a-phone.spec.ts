import { fits, isAccessible } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/index.ts";

test.use({ viewport: { width: 320, height: 640 } });

test("a learner finds a course by filters on a phone", async ({ learner, world }) => {
  await learner.opens("/");
  await fits(learner.page);
  const opener = learner.page.getByRole("button", { name: "Filtres" });
  await opener.click();
  await expect(learner.dialog).toHaveAccessibleName("Filtres");
  await expect(learner.dialog.getByRole("heading", { name: "Filtres" })).toBeFocused();

  await learner.dialog.getByRole("checkbox", { name: /^Environnement \(\d+\)$/ }).check();
  await expect(learner.dialog.getByRole("button", { name: `Voir ${await world.counts("subjects=52")}` })).toBeVisible();
  await expect(learner.dialog.getByRole("status").filter({ hasText: `${await world.counts("subjects=52")}, filtre Environnement ajouté` })).toBeAttached();
  await expect(learner.dialog.getByRole("checkbox", { name: /^Environnement/ })).toBeFocused();
  await fits(learner.page);

  await learner.dialog.getByRole("button", { name: `Voir ${await world.counts("subjects=52")}` }).click();
  await expect(learner.dialog).toHaveCount(0);
  await expect(learner.page.getByRole("button", { name: "Filtres (1 actif)" })).toBeFocused();
  await expect(learner.count).toHaveText(await world.counts("subjects=52"));
  await learner.cards.first().getByRole("link").click();
  await expect(learner.heading).not.toHaveText("Trouvez le cours qu’il vous faut");
  await fits(learner.page);
});

test("the filters' dialog keeps the keyboard inside and closes with Escape", async ({ learner }) => {
  await learner.opens("/");
  await learner.page.getByRole("button", { name: "Filtres" }).focus();
  await learner.presses("Enter");
  await expect(learner.dialog.getByRole("heading", { name: "Filtres" })).toBeFocused();
  await learner.presses("Shift+Tab");
  await expect(learner.dialog.getByRole("button", { name: /^Voir \d+ cours$/ })).toBeFocused();
  await learner.presses("Tab");
  await expect(learner.dialog.getByRole("button", { name: "Fermer" })).toBeFocused();
  // the page behind is out of reach
  await expect(learner.page.getByRole("banner").locator("xpath=ancestor-or-self::*[@inert]")).not.toHaveCount(0); // no role means "inert"
  await learner.presses("Escape");
  await expect(learner.dialog).toHaveCount(0);
  await expect(learner.page.getByRole("button", { name: "Filtres" })).toBeFocused();
});

test("the filters' dialog has no fault that axe knows", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/?subjects=52");
  await learner.follows("button", "Filtres (1 actif)");
  await expect(learner.dialog).toBeVisible();
  await isAccessible(learner.page, "dialog");
});

test("the head of the page takes two lines, and its short words are read in full", async ({ learner }) => {
  await learner.page.setViewportSize({ width: 390, height: 640 });
  await learner.opens("/__mock__/sign-in?user=learner&next=/");
  const banner = learner.page.getByRole("banner");
  await expect(banner.getByRole("button", { name: "English" })).toHaveText("EnglishEN");
  await expect(banner.getByRole("link", { name: "Affichage", exact: true })).toBeVisible();
  await expect(banner.getByRole("link", { name: /^Mes cours enregistrés/ })).toBeVisible();
  expect((await banner.boundingBox())?.height, "pixels").toBeLessThan(120);
  await fits(learner.page);
});
