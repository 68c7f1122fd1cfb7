import { isAccessibleInEveryLook } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";

const KEY = "course-v1:Preau+ENLIGNE+1";
const PAGE = `/learn/${KEY}/search`;

const field = (learner: Learner) => learner.page.getByRole("search", { name: "Dans ce cours" }).getByRole("searchbox");
const count = (learner: Learner) => learner.page.getByRole("heading", { level: 2 });

test("a learner finds a word in the course and goes to its place", async ({ learner }) => {
  await learner.opensSignedIn(PAGE);
  await expect(learner.page.getByText("La recherche porte sur les textes")).toBeVisible();
  await learner.tabsTo("searchbox", "Rechercher dans ce cours");
  await learner.types("clavier");
  await learner.presses("Enter");
  await expect(count(learner)).toHaveText(/^\d+ résultats pour «\sclavier\s»$/);
  await learner.hears(/\d+ résultats pour «\sclavier\s»/);
  await expect(field(learner)).toBeFocused();
  expect(learner.address).toBe(`${PAGE}?query=clavier`);
  await isAccessibleInEveryLook(learner.page);

  const hit = learner.page.getByRole("main").getByRole("heading", { level: 3 }).first();
  await expect(learner.page.getByRole("main").getByRole("listitem").filter({ hasText: "›" }).first()).toBeVisible();
  await hit.getByRole("link").click();
  await expect.poll(() => learner.address).not.toContain("/search");
  await learner.page.goBack();
  await expect(count(learner)).toHaveText(/«\sclavier\s»$/);
});

test("an address with a question answers it", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn(`${PAGE}?query=clavier&lang=en`);
  await expect(count(learner)).toHaveText(/^\d+ results for “clavier”$/);
  await expect(learner.page.getByRole("searchbox", { name: "Search this course" })).toHaveValue("clavier");
});

test("nothing found: advice", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn(`${PAGE}?query=zzzzz`);
  await expect(count(learner)).toHaveText("0 résultat pour « zzzzz »");
  await expect(learner.page.getByText("Vérifiez l’orthographe")).toBeVisible();
  await isAccessibleInEveryLook(learner.page);
});

test("a search that fails can be tried again", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.breaks({ path: `/search/${KEY}`, status: 500, body: '{"error": "x"}' });
  await learner.opensSignedIn(`${PAGE}?query=clavier`);
  await expect(learner.page.getByRole("alert")).toContainText("Le service est en panne");
  await world.heals();
  await learner.follows("button", "Réessayer");
  await expect(count(learner)).toHaveText(/^\d+ résultats pour «\sclavier\s»$/);
});

test("a search after the session has ended asks to sign in, and blames no server", { tag: "@chromium-only" }, async ({ learner, world }) => {
  learner.expectsProblem(/500|401/);
  await learner.opensSignedIn(`${PAGE}?query=clavier`);
  await expect(count(learner)).toHaveText(/^\d+ résultats pour «\sclavier\s»$/);
  await world.expires("learner");
  await field(learner).fill("titre");
  await learner.presses("Enter");
  await expect(learner.page.getByRole("main").getByText("Connectez-vous pour continuer")).toBeVisible();
  await expect(field(learner)).toHaveValue("titre");
});

test("an address beyond the last page of hits shows the last one", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn(`${PAGE}?query=titre&page=99`);
  await expect.poll(() => learner.address).toBe(`${PAGE}?page=2&query=titre`);
  await expect(learner.page.getByRole("main").getByRole("heading", { level: 3 }).first()).toBeVisible();
  await expect(learner.page.getByText("Vérifiez l’orthographe")).toHaveCount(0);
});

test("many hits come page by page", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn(`${PAGE}?query=le`);
  await expect(learner.page.getByRole("navigation", { name: "Pages de résultats" })).toBeVisible();
  await learner.follows("link", "Page 2");
  await expect(count(learner)).toBeFocused();
  expect(learner.address).toBe(`${PAGE}?page=2&query=le`);
});

test.describe("where the course has no search", () => {
  test.use({ settings: { lms: { oddities: { without_search: true } } } });

  test("that is said, with another way", { tag: "@chromium-only" }, async ({ learner }) => {
    await learner.opensSignedIn(`${PAGE}?query=clavier`);
    await expect(learner.page.getByRole("heading", { name: "Pas de recherche dans ce cours" })).toBeVisible();
    await isAccessibleInEveryLook(learner.page);
  });
});
