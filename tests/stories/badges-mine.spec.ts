import { isAccessibleInEveryLook } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/index.ts";
import { ISSUERS } from "./fixtures/watch.ts";

test("a learner finds every award, with its state in words, and opens one", async ({ learner }) => {
  learner.expectsProblem(ISSUERS);
  await learner.opensSignedIn("/badges");
  await expect(learner.heading).toHaveText("Mes badges et attestations");
  await expect(learner.page.getByRole("heading", { level: 2, name: /badges et attestations$/ })).toBeVisible();
  await expect(learner.page.getByRole("heading", { level: 3, name: "Attestation", exact: true })).toBeVisible();
  await expect(learner.cards.filter({ hasText: "Confirmé par la plateforme" }).first()).toBeVisible();
  await expect(learner.cards.filter({ hasText: "Vérifié" }).first()).toBeVisible();
  await expect(learner.cards.filter({ hasText: "Expiré" }).first()).toBeVisible();
  await expect(learner.cards.filter({ hasText: "Retiré par l’émetteur" }).first()).toBeVisible();
  const card = learner.cards.filter({ hasText: "Vérifié" }).first();
  const title = (await card.getByRole("heading").textContent()) ?? "";
  await card.getByRole("link").click();
  await expect(learner.heading).toHaveText(title);
  await learner.hears(/: Vérifié/);
  await expect(learner.page.getByRole("listitem").filter({ hasText: /^Oui – il vous a été délivré/ })).toBeVisible();
  await learner.page.goBack();
  await expect(learner.heading).toHaveText("Mes badges et attestations");
});

test("search, order and grouping are in the address", { tag: "@chromium-only" }, async ({ learner }) => {
  learner.expectsProblem(ISSUERS);
  await learner.opensSignedIn("/badges");
  await learner.page.getByLabel("Regrouper par").selectOption({ label: "Cours" });
  await expect.poll(() => learner.address).toContain("group=course");
  const groups = learner.page.getByRole("main").getByRole("heading", { level: 3 });
  await expect(groups.filter({ hasText: "Statistiques" })).toHaveCount(1);
  await expect(groups.filter({ hasText: "course-v1" })).toHaveCount(0);
  await learner.page.getByLabel("Rechercher parmi vos badges").fill("zzz");
  await expect(learner.page.getByText("Aucun badge ne correspond à « zzz »")).toBeVisible();
  await learner.reloads();
  await expect(learner.page.getByLabel("Rechercher parmi vos badges")).toHaveValue("zzz");
});

test("a source that fails is named, and takes no other with it", { tag: "@chromium-only" }, async ({ learner, world }) => {
  learner.expectsProblem(ISSUERS);
  await world.breaks({ path: "/api/certificates/v0/", status: 500 });
  await learner.opensSignedIn("/badges");
  await expect(learner.page.getByText("Attestations des cours : ces badges n’ont pas pu être lus pour le moment.")).toBeVisible();
  await expect(learner.cards.first()).toBeVisible();
  await world.heals();
  await learner.follows("button", "Réessayer");
  await expect(learner.cards.filter({ hasText: "Confirmé par la plateforme" }).first()).toBeVisible();
});

test("what a source says of an award's state is what shows", { tag: "@chromium-only" }, async ({ learner, world }) => {
  learner.expectsProblem(ISSUERS);
  await world.breaks({ path: "/api/certificates/v0/certificates/learner/", replace: { "/0/status": "generating" } });
  await learner.opensSignedIn("/badges");
  const pending = learner.cards.filter({ hasText: "En préparation" });
  await expect(pending).toHaveCount(1);
  await expect(pending).not.toContainText("Confirmé");
  await pending.getByRole("link").click();
  await expect(learner.page.getByText("La plateforme prépare cette attestation.")).toBeVisible();
  await expect(learner.page.getByText(/^Confirmé aujourd’hui/)).toBeHidden();
});

test("an award whose source fails is not called missing", { tag: "@chromium-only" }, async ({ learner, world }) => {
  learner.expectsProblem(ISSUERS);
  await learner.opensSignedIn("/badges");
  await learner.cards.filter({ hasText: "Confirmé par la plateforme" }).first().getByRole("link").click();
  await expect(learner.page.getByText(/^Confirmé aujourd’hui/)).toBeVisible();
  await world.breaks({ path: "/api/certificates/v0/", status: 500 }, { path: "/services/", status: 500 });
  await learner.reloads();
  await expect(learner.page.getByText(/n’ont pas pu être lus pour le moment/)).toBeVisible();
  await expect(learner.page.getByText("Ce badge n’est pas parmi les vôtres")).toBeHidden();
  await world.heals();
  await learner.follows("button", "Réessayer");
  await expect(learner.page.getByText(/^Confirmé aujourd’hui/)).toBeVisible();
});

test("that the session has ended is said once, and the awards come when one is back", { tag: "@chromium-only" }, async ({ learner, world }) => {
  learner.expectsProblem(ISSUERS);
  learner.expectsProblem(/401/);
  await learner.opensSignedIn("/badges");
  await expect(learner.cards.filter({ hasText: "Confirmé par la plateforme" }).first()).toBeVisible();
  await world.expires("learner");
  await learner.reloads();
  const main = learner.page.getByRole("main");
  await expect(main.getByText(/^Connectez-vous pour voir vos badges/)).toHaveCount(1);
  await expect(main.getByText(/n’ont pas pu être lus|n’a pas pu être lu/)).toHaveCount(0);
  await main.getByRole("link", { name: "Se connecter" }).click();
  await learner.signsIn();
  await expect(learner.heading).toHaveText("Mes badges et attestations");
  await expect(learner.cards.filter({ hasText: "Confirmé par la plateforme" }).first()).toBeVisible();
  await expect(main.getByText(/^Connectez-vous/)).toHaveCount(0);
});

test("signed out, the page says how to see one's awards, and comes back", async ({ learner }) => {
  await learner.opens("/badges");
  await expect(learner.page.getByText(/^Connectez-vous pour voir vos badges/)).toBeVisible();
  await learner.page.getByRole("main").getByRole("link", { name: "Se connecter" }).click();
  await learner.signsIn();
  await expect(learner.heading).toHaveText("Mes badges et attestations");
  await expect(learner.cards.first()).toBeVisible();
});

test("somebody else's badge is called so, and nobody is named", async ({ learner }) => {
  learner.expectsProblem(ISSUERS);
  await learner.opensSignedIn("/verify");
  const answer = await learner.page.request.get("/__mock__/badges/somebody-elses.jwt");
  await learner.page.getByLabel("Lien ou texte du badge").fill((await answer.body()).toString());
  await learner.follows("button", "Vérifier");
  await learner.follows("button", "Garder dans mes badges");
  await learner.follows("link", "Dans vos badges, sur cet appareil");
  await learner.cards.filter({ hasText: "Importé sur cet appareil" }).getByRole("link").click();
  await expect(learner.page.getByText("Délivré à quelqu’un d’autre", { exact: true })).toBeVisible();
  await expect(learner.page.getByText(/@/)).toBeHidden();
});

test("awards in every look, at every width", { tag: "@chromium-only" }, async ({ learner }) => {
  learner.expectsProblem(ISSUERS);
  await learner.opensSignedIn("/badges");
  await expect(learner.cards.filter({ hasText: "Vérifié" }).first()).toBeVisible();
  await isAccessibleInEveryLook(learner.page);
  await learner.page.setViewportSize({ width: 320, height: 640 });
  const width = await learner.page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(320);
});

test("a credential goes to the learner's wallet, by a code or a link", { tag: "@chromium-only" }, async ({ learner }) => {
  learner.expectsProblem(ISSUERS);
  await learner.opensSignedIn("/badges");
  const links = learner.page.getByRole("main").getByRole("link");
  let address = "";
  // sources answer one after the other
  await expect
    .poll(async () => {
      const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
      return (address = addresses.find((href) => href.startsWith("/badges/wallet-")) ?? "");
    })
    .not.toBe("");
  await learner.opens(address);
  await expect(learner.page.getByRole("heading", { level: 2, name: "Dans votre portefeuille numérique" })).toBeVisible();
  await learner.page.getByRole("button", { name: /^Envoyer vers/ }).first().click();
  await learner.hears("Le code à scanner et le lien sont affichés.");
  await expect(learner.page.getByRole("img", { name: /^Code QR à scanner/ })).toBeVisible();
  await expect(learner.page.getByRole("link", { name: /^Ouvrir / })).toHaveAttribute("href", /^(?!javascript|data|vbscript)[a-z]+:/);
});

test("the learner's record says what is passed in each programme", { tag: "@chromium-only" }, async ({ learner, world }) => {
  learner.expectsProblem(ISSUERS);
  // so slow that who asks for its titles, after another question, asks while it is on its way
  await world.breaks({ path: "/services/credentials/records/api/v1/program_records/", latency_ms: 2000 });
  await learner.opensSignedIn("/badges");
  const record = learner.page.getByRole("region", { name: "Mon relevé par parcours" });
  const done = record.getByRole("button", { name: "Lire, vérifier et publier des données : terminé" });
  await expect(record.getByRole("button", { name: "Apprendre à apprendre : en cours" })).toHaveAttribute("aria-expanded", "false");
  expect((await world.requests("/records/api/v1/program_records/")).length).toBe(1);
  await done.press("Enter");
  const courses = record.getByRole("region", { name: "Cours du parcours « Lire, vérifier et publier des données »" });
  const passed = courses.getByRole("row", { name: /^Statistiques pour lire un article médical/ });
  await expect(passed).toContainText(/74\s%/);
  await expect(passed.getByRole("rowheader")).toHaveText("Statistiques pour lire un article médical");
  await expect(record.getByText("Mène à : Master Données publiques.")).toBeVisible();
  await expect(record.getByRole("link", { name: "La page publique que vous avez partagée" })).toHaveAttribute("href", /\/records\/programs\/shared\//);
  await isAccessibleInEveryLook(learner.page);

  await world.breaks({ path: "/services/credentials/records/api/v1/program_records/", status: 403 });
  await record.getByRole("button", { name: "Apprendre à apprendre : en cours" }).click();
  await expect(record.getByText("Le relevé n’a pas pu être lu.")).toBeVisible();
  await world.heals();
  await record.getByRole("button", { name: "Réessayer" }).click();
  await expect(record.getByRole("row", { name: /^Apprendre en ligne avec un lecteur d’écran ou au clavier Pas encore Pas encore / })).toBeVisible();
});

test("a course that leads to a badge says so on its card", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/?query=article%20m%C3%A9dical");
  const card = learner.cards.filter({ hasText: "Statistiques pour lire un article médical" });
  await expect(card.getByRole("listitem").filter({ hasText: "Mène au badge « Lire un article médical »" })).toBeVisible();
  await expect(learner.page.getByText("Mène au badge")).toHaveCount(1);
});
