import { isAccessibleInEveryLook } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";

const KEY = "course-v1:Preau+ENLIGNE+1";
const PAGE = `/learn/${KEY}/bookmarks`;
const API = "/api/bookmarks/v1/bookmarks/";
const unit = (id: string) => `block-v1:Preau+ENLIGNE+1+type@vertical+block@${id}`;

/** Marks units as the unit's own page does. */
async function marks(learner: Learner, ...units: string[]): Promise<void> {
  await learner.page.evaluate(
    async ({ api, units }) => {
      const { csrfToken } = (await (await fetch("/csrf/api/v1/token")).json()) as { csrfToken: string };
      for (const usage_id of units) {
        const answer = await fetch(api, {
          method: "POST",
          headers: { "content-type": "application/json", "X-CSRFToken": csrfToken },
          body: JSON.stringify({ usage_id }),
        });
        if (answer.status !== 201) throw new Error(`not marked: ${answer.status}`);
      }
    },
    { api: API, units: units.map(unit) },
  );
}

test("a learner without bookmarks reads how to make one", async ({ learner }) => {
  await learner.opensSignedIn(PAGE);
  await expect(learner.page.getByRole("heading", { name: "Aucune unité marquée dans ce cours" })).toBeVisible();
  await isAccessibleInEveryLook(learner.page);
  await learner.follows("link", "Voir le plan du cours");
  await expect(learner.heading).toHaveText(/^Apprendre en ligne/);
});

test("marked units are found again, taken off and put back", async ({ learner }) => {
  await learner.opensSignedIn("/settings");
  await marks(learner, "tab", "titres");
  await learner.opens(PAGE);
  await expect(learner.page.getByRole("heading", { level: 2, name: "2 unités marquées" })).toBeVisible();
  const titles = learner.page.getByRole("main").getByRole("heading", { level: 3 });
  await expect(titles).toHaveCount(2);
  await isAccessibleInEveryLook(learner.page);

  const first = await titles.first().innerText();
  await learner.tabsTo("button", `Retirer le marque-page « ${first} »`);
  await learner.presses("Enter");
  await expect(titles).toHaveCount(1);
  await learner.hears(`Le marque-page « ${first} » est retiré.`);
  await expect(learner.page.getByRole("heading", { level: 2, name: "1 unité marquée" })).toBeVisible();
  await expect(learner.focused).toHaveAccessibleName(/^Retirer le marque-page/);
  await learner.tabsTo("button", "Annuler");
  await learner.presses("Enter");
  await expect(titles).toHaveCount(2);
  await expect(learner.focused).toHaveAccessibleName(`Retirer le marque-page « ${first} »`);
  await learner.reloads();
  await expect(titles).toHaveCount(2);
  await titles.first().getByRole("link").click();
  await expect.poll(() => learner.address).toMatch(/type@sequential\+block@\w+\/block-v1:.*type@vertical/);
});

test("of several bookmarks that were taken off, one that is put back is counted", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn("/settings");
  await marks(learner, "tab", "titres", "listes");
  await learner.opens(PAGE);
  const count = learner.page.getByRole("main").getByRole("heading", { level: 2 });
  await expect(count).toHaveText("3 unités marquées");
  for (const left of ["2 unités marquées", "1 unité marquée"]) {
    await learner.page.getByRole("button", { name: /^Retirer le marque-page/ }).first().click();
    await expect(count).toHaveText(left);
  }
  const undo = learner.page.getByRole("button", { name: "Annuler" });
  await expect(undo).toHaveCount(2);
  await undo.first().click();
  await learner.hears("Le marque-page est remis.");
  await expect(learner.page.getByRole("main").getByRole("heading", { level: 3 })).toHaveCount(2);
  await expect(count).toHaveText("2 unités marquées");
});

test("a bookmark that could not be taken off comes back", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opensSignedIn("/settings");
  await marks(learner, "tab");
  await learner.opens(PAGE);
  await expect(learner.page.getByRole("heading", { level: 2, name: "1 unité marquée" })).toBeVisible();
  await world.breaks({ path: `${API}learner,`, status: 500 });
  await learner.follows("button", /^Retirer le marque-page/);
  await expect(learner.page.getByRole("alert")).toContainText("n’a pas pu être retiré");
  await expect(learner.page.getByRole("heading", { level: 2, name: "1 unité marquée" })).toBeVisible();
});

test("a bookmark is not taken off once the session has ended, which is said", { tag: "@chromium-only" }, async ({ learner, world }) => {
  learner.expectsProblem(/40[13]/);
  await learner.opensSignedIn("/settings");
  await marks(learner, "tab");
  await learner.opens(PAGE);
  const remove = learner.page.getByRole("button", { name: /^Retirer le marque-page/ });
  await expect(remove).toBeVisible();
  await world.expires("learner");
  await remove.click();
  await expect(learner.page.getByRole("alert").filter({ hasText: "n’a pas été retiré : votre session est terminée" })).toBeVisible();
  await expect(remove).toBeVisible();
});

test("a long list goes on below", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opensSignedIn("/settings");
  await marks(learner, "tab", "titres", "listes");
  // a server with pages of two
  const page = (number: number, results: string[]) => ({
    path: API,
    query: `page=${number}`,
    body: JSON.stringify({
      count: 3,
      num_pages: 2,
      results: results.map((id) => ({ usage_id: unit(id), created: "2026-09-01T08:00:00Z", display_name: id, path: [] })),
    }),
  });
  await world.breaks(page(1, ["tab", "titres"]), page(2, ["listes"]));
  await learner.opens(PAGE);
  await expect(learner.page.getByRole("heading", { level: 2, name: "3 unités marquées" })).toBeVisible();
  await learner.follows("button", "Afficher la suite");
  await expect(learner.page.getByRole("link", { name: "listes" })).toBeFocused();
  await learner.hears("1 marque-page de plus");
  await expect(learner.page.getByRole("button", { name: "Afficher la suite" })).toHaveCount(0);
});

test.describe("an account whose address is not confirmed", () => {
  test.use({ settings: { lms: { enrolled: { inactive: { [KEY]: { mode: "honor" } } } } } });

  test("reads why it may not see bookmarks", { tag: "@chromium-only" }, async ({ learner }) => {
    learner.expectsProblem(/401/);
    await learner.opensSignedIn(PAGE, "inactive");
    await expect(learner.page.getByRole("heading", { name: "Vos marque-pages ne sont pas accessibles" })).toBeVisible();
    await expect(learner.page.getByRole("main").getByRole("link", { name: "Se connecter" })).toHaveAttribute("href", /bookmarks/);
    await isAccessibleInEveryLook(learner.page);
  });
});

test("in English", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn("/settings");
  await marks(learner, "tab");
  await learner.opens(`${PAGE}?lang=en`);
  await expect(learner.page.getByRole("heading", { level: 2, name: "1 bookmarked unit" })).toBeVisible();
});
