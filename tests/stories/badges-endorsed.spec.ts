import { isAccessible } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";

/** Verifies a hosted badge of the invented issuer, whose class lists two endorsements. */
async function verifies(learner: Learner) {
  // a sample says where the issuer is
  const sample = await learner.page.request.get("/__mock__/badges/revoked.json");
  const { id } = (await sample.json()) as { id: string };
  await learner.page.getByLabel("Lien ou texte du badge").fill(id.replace("revoked", "help"));
  await learner.follows("button", "Vérifier");
  await learner.hears("Vérifié");
}

test("an endorsement that holds is read with its author; one about something else is only counted", async ({ learner }) => {
  await learner.opens("/verify");
  await verifies(learner);
  const main = learner.page.getByRole("main");
  await expect(main.getByRole("heading", { level: 2, name: "Entraide" })).toBeVisible();
  await expect(main.getByRole("heading", { level: 3, name: "Recommandations" })).toBeVisible();
  const said = main.getByRole("listitem").filter({ hasText: "Institut polytechnique de Sauvelonde" });
  await expect(said).toHaveCount(1);
  await expect(said).toContainText("sur la formation");
  await expect(said).toContainText("Vérifié");
  await expect(said).toContainText("Nos tuteurs relisent chaque année dix réponses de ceux qui l’obtiennent.");
  await expect(main.getByText("1 recommandation n’a pas pu être confirmée.")).toBeVisible();
  await expect(main.getByText("Reconnu pour l’entrée en deuxième année.")).toHaveCount(0);
  await isAccessible(learner.page, "endorsements");
});

test("who endorses and does not answer takes nothing from the badge", { tag: "@chromium-only" }, async ({ learner }) => {
  learner.expectsProblem(/Failed to load resource|ERR_FAILED/);
  await learner.opens("/verify");
  await learner.page.route("**/ob2/endorsements/**", (route) => route.abort());
  await learner.page.route("**/__mock__/relay*", (route) => route.abort());
  await verifies(learner);
  const main = learner.page.getByRole("main");
  await expect(main.getByText("2 recommandations n’ont pas pu être confirmées.")).toBeVisible();
  await expect(main.getByText("Institut polytechnique de Sauvelonde")).toHaveCount(0);
});
