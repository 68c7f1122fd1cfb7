import { isAccessibleInEveryLook } from "./fixtures/axe.ts";
import { course, expect, run, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";

const TITLES = ["Botanique des trottoirs", "Botanique en forêt", "Botanique alpine", "Botanique marine", "Botanique fossile"];

test.beforeEach(async ({ world }) => {
  await world.add(
    ...TITLES.map((title, number) =>
      course({ code: `BOT-${number}`, title, duration: { value: 4 + number, unit: "week" }, runs: [run({ offer: number === 1 ? "paid" : "free", ...(number === 1 ? { price: 60 } : {}) })] }),
    ),
  );
});

const chooses = (learner: Learner, title: string) => learner.page.getByRole("button", { name: `Comparer ${title}` });

test("a learner compares courses in a table", async ({ learner }) => {
  await learner.opens("/?query=botanique");
  await chooses(learner, "Botanique des trottoirs").click();
  await learner.hears("Ajouté à la comparaison : 1 cours choisi");
  const bar = learner.page.getByRole("complementary", { name: "Comparer des cours" });
  await expect(bar).toContainText("Choisissez au moins un autre cours pour comparer.");
  await chooses(learner, "Botanique en forêt").click();
  await expect(chooses(learner, "Botanique en forêt")).toHaveAttribute("aria-pressed", "true");
  await bar.getByRole("link", { name: "Comparer (2)" }).click();

  await expect(learner.heading).toHaveText("Comparer des cours");
  await expect(learner.heading).toBeFocused();
  const table = learner.page.getByRole("table", { name: "2 cours côte à côte" });
  await expect(table.getByRole("columnheader")).toHaveText([/^Critère/, /^Botanique des trottoirs/, /^Botanique en forêt/]);
  await expect(table.getByRole("rowheader").first()).toHaveText("Établissement");
  await expect(table.getByRole("row", { name: /^Durée/ })).toContainText("4 semaines");
  await expect(table.getByRole("row", { name: /^Accès/ })).toContainText(/Payant\s: 60(,00)?\s€/);
  expect(learner.address).toBe("/compare?courses=BOT-0&courses=BOT-1");

  // a shared address shows the same, to whoever opens it
  await learner.reloads();
  await expect(table.getByRole("link", { name: "Botanique en forêt" })).toBeVisible();
  await table.getByRole("button", { name: "Retirer Botanique des trottoirs" }).click();
  await expect(learner.page.getByRole("columnheader")).toHaveCount(2);
  await learner.hears("« Botanique des trottoirs » n’est plus comparé");
  await expect(learner.focused).not.toHaveCount(0);
});

test("what was chosen stays in view, wherever one is in a long list", async ({ learner }) => {
  await learner.opens("/");
  await learner.page.getByRole("button", { name: /^Comparer / }).first().click();
  const bar = learner.page.getByRole("complementary", { name: "Comparer des cours" });
  await expect(bar).toBeInViewport({ ratio: 1 });
});

test("a fifth course is refused in words", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/?query=botanique");
  for (const title of TITLES) await chooses(learner, title).click();
  await expect(learner.page.getByRole("alert")).toContainText("Vous comparez déjà 4 cours, c’est le maximum.");
  await expect(chooses(learner, "Botanique fossile")).toHaveAttribute("aria-pressed", "false");
  await learner.follows("link", "Comparer (4)");
  await expect(learner.page.getByRole("columnheader")).toHaveCount(5);
  await isAccessibleInEveryLook(learner.page);
  await expect(learner.page.getByRole("main")).toMatchAriaSnapshot({ name: "compare.aria.yml" });
});

test("a course that is gone takes nothing from the others", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/compare?courses=BOT-0&courses=INCONNU-42");
  await expect(learner.page.getByText("« INCONNU-42 » : introuvable dans le catalogue")).toBeVisible();
  await expect(learner.page.getByRole("link", { name: "Botanique des trottoirs" })).toBeVisible();
});

test("courses that cannot be read come with 'Try again'", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.breaks({ path: "/api/", query: "BOT-1", status: 500 });
  await learner.opens("/compare?courses=BOT-0&courses=BOT-1");
  await expect(learner.page.getByText("« BOT-1 » : n’a pas pu être chargé")).toBeVisible();
  await expect(learner.page.getByRole("link", { name: "Botanique des trottoirs" })).toBeVisible();
  await world.heals();
  await learner.follows("button", "Réessayer");
  await expect(learner.page.getByRole("link", { name: "Botanique en forêt" })).toBeVisible();
});

test("an address with more than four courses shows four and says so", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens(`/compare?${TITLES.map((_, number) => `courses=BOT-${number}`).join("&")}`);
  await expect(learner.page.getByText("L’adresse contient plus de 4 cours : seuls les 4 premiers sont comparés.")).toBeVisible();
  await expect(learner.page.getByRole("columnheader")).toHaveCount(5);
});
