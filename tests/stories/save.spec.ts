import { isAccessibleInEveryLook } from "./fixtures/axe.ts";
import { course, expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";

test.beforeEach(async ({ world }) => {
  await world.add(
    course({ code: "BOT-RUES", title: "Botanique des trottoirs" }),
    course({ code: "BOT-BOIS", title: "Botanique en forêt" }),
  );
});

const saves = (learner: Learner, title: string) => learner.page.getByRole("button", { name: `Enregistrer ${title}` });

test("a learner saves a course for later, without an account", async ({ learner }) => {
  await learner.opens("/?query=botanique");
  const save = saves(learner, "Botanique en forêt");
  await expect(save).toHaveAttribute("aria-pressed", "false");
  await save.click();
  await expect(save).toHaveAttribute("aria-pressed", "true");
  await learner.hears("Cours enregistré sur cet appareil");
  const main = learner.page.getByRole("navigation", { name: "Principale" });
  await expect(main.getByRole("link", { name: /^Mes cours enregistrés\s*1$/ })).toBeVisible();

  await learner.reloads();
  await expect(save).toHaveAttribute("aria-pressed", "true");
  await learner.follows("link", /^Mes cours enregistrés/);
  await expect(learner.heading).toHaveText("Mes cours enregistrés");
  await expect(learner.heading).toBeFocused();
  await expect(learner.page.getByRole("heading", { level: 2, name: "1 cours enregistré" })).toBeVisible();
  await learner.follows("link", "Botanique en forêt");
  await expect(learner.heading).toHaveText("Botanique en forêt");
  await expect(saves(learner, "Botanique en forêt")).toHaveAttribute("aria-pressed", "true");
});

test("a course saved in one tab is saved in the other", async ({ learner }) => {
  await learner.opens("/courses/BOT-RUES");
  const other = await learner.opensTab("/courses/BOT-RUES");
  await expect(saves(other, "Botanique des trottoirs")).toHaveAttribute("aria-pressed", "false");
  await saves(learner, "Botanique des trottoirs").click();
  await expect(saves(other, "Botanique des trottoirs")).toHaveAttribute("aria-pressed", "true");
});

test("a course taken off the list comes back with 'Undo'", async ({ learner }) => {
  await learner.opens("/?query=botanique");
  await saves(learner, "Botanique en forêt").click();
  await saves(learner, "Botanique des trottoirs").click();
  await learner.opens("/saved");
  await learner.follows("button", "Retirer Botanique en forêt");
  await expect(learner.page.getByRole("heading", { level: 2, name: "1 cours enregistré" })).toBeVisible();
  await learner.hears("« Botanique en forêt » n’est plus enregistré");
  await expect(learner.focused).not.toHaveCount(0);
  await learner.follows("button", "Annuler");
  await expect(learner.page.getByRole("heading", { level: 2, name: "2 cours enregistrés" })).toBeVisible();
});

test("saved courses are sorted and cleared", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/?query=botanique");
  await saves(learner, "Botanique en forêt").click();
  await saves(learner, "Botanique des trottoirs").click();
  await learner.opens("/saved");
  const titles = learner.page.getByRole("main").getByRole("heading", { level: 3 });
  await learner.page.getByRole("combobox", { name: "Trier par (effet immédiat)" }).selectOption("Titre");
  await expect(titles).toHaveText(["Botanique des trottoirs", "Botanique en forêt"]);
  expect(learner.address).toBe("/saved?order=title");
  await isAccessibleInEveryLook(learner.page);

  await learner.follows("button", "Tout effacer");
  await expect(learner.dialog).toHaveAccessibleName("Effacer tous les cours enregistrés ?");
  await expect(learner.dialog.getByRole("button", { name: "Garder la liste" })).toBeFocused();
  await learner.dialog.getByRole("button", { name: "Tout effacer" }).click();
  await expect(learner.page.getByRole("heading", { name: "Aucun cours enregistré" })).toBeVisible();
  await learner.follows("button", "Annuler");
  await expect(titles).toHaveCount(2);
});

test("the saved list stands while the server is down, and says how old it is", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opens("/?query=botanique");
  await saves(learner, "Botanique en forêt").click();
  await world.breaks({ path: "/api/", status: 500 });
  await learner.opens("/saved");
  await expect(learner.page.getByRole("link", { name: "Botanique en forêt" })).toBeVisible();
  await expect(learner.page.getByText("Les cours n’ont pas pu être mis à jour : dates et prix sont ceux de votre dernière visite.")).toBeVisible();
  await world.heals();
  await learner.follows("button", "Réessayer");
  await expect(learner.page.getByText(/Les cours n’ont pas pu être mis à jour/)).toHaveCount(0);
});

test("a browser that keeps nothing says so when a course is saved", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await learner.opens("/courses/BOT-RUES");
  await saves(learner, "Botanique des trottoirs").click();
  await expect(learner.page.getByRole("alert")).toContainText("Votre navigateur ne peut rien conserver");
});
