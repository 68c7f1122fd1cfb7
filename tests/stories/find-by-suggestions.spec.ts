import { course, expect, test } from "./fixtures/index.ts";

test.beforeEach(async ({ world }) => {
  await world.add(course({ title: "Botanique des trottoirs" }), course({ title: "Botanique en forêt" }));
});

test("a suggested course opens", async ({ learner }) => {
  await learner.opens("/");
  await learner.searches("botan");
  await expect(learner.suggestions).toHaveCount(2);
  await expect(learner.suggestion("Botanique des trottoirs, cours")).toBeVisible();
  await learner.suggestion("Botanique en forêt, cours").click();
  await expect(learner.heading).toHaveText("Botanique en forêt");
});

test("a suggested subject takes the place of the text, as a filter", async ({ learner, world }) => {
  await learner.opens("/");
  await learner.searches("enviro");
  await learner.suggestion("Environnement, Sujets").click();
  await expect(learner.field).toHaveValue("");
  await expect(learner.field).toBeFocused();
  await expect(learner.page.getByRole("button", { name: "Retirer le filtre : Environnement" })).toBeVisible();
  await expect(learner.filter("Sujets").getByRole("checkbox", { name: /^Environnement/ })).toBeChecked();
  await expect(learner.count).toHaveText(await world.counts("subjects=52"));
  await learner.hears(`${await world.counts("subjects=52")}, filtre Environnement ajouté`);
});

test("people, institutions, levels and licences are suggested too", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/");
  for (const [text, option] of [
    ["sabat", "Colombe Sabatéry, Personnes"],
    ["conservatoire", "Conservatoire des savoirs appliqués, Établissements"],
    ["debut", "Débutant, Niveaux"],
    ["droits res", "Tous droits réservés, Licences"],
  ] as const) {
    await learner.searches(text);
    await expect(learner.suggestion(option)).toBeVisible();
  }
});

test("the list of suggestions is moved through with the keyboard", async ({ learner }) => {
  await learner.opens("/");
  await expect(learner.field).toHaveAttribute("aria-expanded", "false");
  await learner.searches("botan");
  await expect(learner.suggestions).toHaveCount(2);
  await expect(learner.field).toHaveAttribute("aria-expanded", "true");
  await learner.hears("2 suggestions, flèches haut et bas pour parcourir");
  const [first, last] = [learner.suggestions.first(), learner.suggestions.last()];

  await learner.presses("ArrowDown");
  await expect(first).toHaveAttribute("aria-selected", "true");
  await expect(learner.field).toHaveAttribute("aria-activedescendant", (await first.getAttribute("id")) ?? "");
  await learner.presses("ArrowDown");
  await expect(last).toHaveAttribute("aria-selected", "true");
  await learner.presses("ArrowDown");
  await expect(first).toHaveAttribute("aria-selected", "true");
  await learner.presses("ArrowUp");
  await expect(last).toHaveAttribute("aria-selected", "true");
  await expect(learner.field).toBeFocused();

  // a key that edits the text leaves the list, then the list closes, opens and closes
  await learner.presses("ArrowLeft");
  await expect(learner.suggestions.and(learner.page.locator("[aria-selected=true]"))).toHaveCount(0); // no role means "active"
  await learner.presses("Escape");
  await expect(learner.suggestions.first()).toBeHidden();
  await expect(learner.field).toHaveValue("botan");
  await learner.presses("Alt+ArrowDown");
  await expect(learner.suggestions.first()).toBeVisible();
  await learner.presses("ArrowDown", "Enter");
  await expect(learner.heading).toHaveText("Botanique des trottoirs");
});

test("Tab leaves the list without choosing from it", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/");
  await learner.searches("botan");
  await expect(learner.suggestions).toHaveCount(2);
  await learner.presses("ArrowDown", "Tab");
  await expect(learner.suggestions.first()).toBeHidden();
  await expect(learner.page.getByRole("button", { name: "Rechercher", exact: true })).toBeFocused();
  await expect(learner.field).toHaveValue("botan");
});

test("no suggestion at all is said", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/");
  // two letters are not looked for: that is another thing
  await learner.searches("xy");
  await learner.hears("La recherche commence à 3 lettres.");
  await learner.searches("xylo");
  await learner.hears("Aucune suggestion");
  await expect(learner.field).toHaveAttribute("aria-expanded", "false");
});

test("suggestions that fail take nothing from the search", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.breaks({ path: "/api/v1.0/subjects/autocomplete/", status: 500 }, { path: "/api/v1.0/persons/autocomplete/", drop: true });
  await learner.opens("/");
  await learner.searches("botan");
  await expect(learner.suggestions).toHaveCount(2);
  await expect(learner.count).toHaveText("2 cours");

  await world.breaks({ path: "/api/v1.0/courses/autocomplete/", status: 500 });
  await learner.searches("botaniq");
  await expect(learner.count).toHaveText("2 cours");
  await expect(learner.page.getByRole("alert")).toHaveCount(0);
});
