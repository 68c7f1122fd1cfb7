import { expect, test } from "./fixtures/index.ts";

/** The parts of the official model, in its order. */
const PARTS = [
  "État de conformité",
  "Contenus non accessibles",
  "Établissement de cette déclaration d’accessibilité",
  "Retour d’information et contact",
  "Voies de recours",
];

test("the accessibility statement has the parts that the law wants, in order", async ({ learner }) => {
  await learner.opens("/");
  await learner.follows("link", "Accessibilité : non conforme");
  await expect(learner.heading).toHaveText("Déclaration d’accessibilité");
  await expect(learner.heading).toBeFocused();
  await expect(learner.page.getByRole("main").getByRole("heading", { level: 2 })).toHaveText(PARTS);
  await expect(learner.page.getByText("75342 Paris CEDEX 07")).toBeVisible();
  await expect(learner.page.getByRole("link", { name: /formulaire du Défenseur des droits/ })).toHaveAttribute("href", /^https:\/\/formulaire\.defenseurdesdroits\.fr/);
});

test("an audit's outcome shows on every page and in the statement", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.configures({
    institution: { name: "Université de Valmorin" },
    accessibility: { state: "partial", rate: 72.58, auditor: "le cabinet Essai", date: "3 mars 2026", contact: "acces@example.org" },
  });
  await learner.opens("/accessibilite");
  await expect(learner.page.getByRole("contentinfo")).toContainText("Accessibilité : partiellement conforme");
  await expect(learner.page.getByText("72,5 % des critères applicables sont respectés")).toBeVisible();
  await expect(learner.page.getByRole("link", { name: "acces@example.org" })).toHaveAttribute("href", "mailto:acces@example.org");
  await learner.follows("button", "English");
  await expect(learner.heading).toHaveText("Accessibility statement");
});

test("a claim without an audit is not made", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.configures({ accessibility: { state: "full", rate: 100 } });
  await learner.opens("/");
  await expect(learner.page.getByRole("contentinfo")).toContainText("Accessibilité : non conforme");
});

test("the site map leads to every page", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opens("/");
  await learner.follows("link", "Plan du site");
  await expect(learner.heading).toHaveText("Plan du site");
  for (const name of ["Les cours", "Par thème", "Par établissement", "Ce site"]) {
    await expect(learner.page.getByRole("heading", { level: 2, name })).toBeVisible();
  }
  await learner.follows("link", "Environnement");
  await expect(learner.heading).toHaveText("Environnement");
  await learner.page.goBack();
  await expect(learner.page.getByRole("link", { name: "Environnement", exact: true })).toBeFocused();

  await world.breaks({ path: "/api/v1.0/organizations/", status: 500 });
  await learner.reloads();
  await expect(learner.page.getByRole("alert")).toContainText("Le service est en panne");
  await expect(learner.page.getByRole("link", { name: "Environnement", exact: true })).toBeVisible();
  await world.heals();
  await learner.follows("button", "Réessayer");
  await expect(learner.page.getByRole("link", { name: "Institut des mondes numériques" })).toBeVisible();
});
