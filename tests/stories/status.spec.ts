import { isAccessibleInEveryLook } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/index.ts";

/** Who is not signed in is refused by some services, which shows that they are there. */
const REFUSALS = /Failed to load resource|40[0134]|503/;

test("an operator sees which backend fails, from their own browser", async ({ learner, world }) => {
  learner.expectsProblem(REFUSALS);
  await learner.opens("/sitemap");
  await learner.page.getByRole("main").getByRole("link", { name: "État des services" }).click();
  await expect(learner.heading).toHaveText("État des services");
  await expect(learner.page.getByText("Tous les services répondent.").first()).toBeVisible();
  await learner.hears("Tous les services répondent.");
  await isAccessibleInEveryLook(learner.page);

  await world.breaks({ path: "/api/v1.0/", status: 503 });
  await learner.follows("button", "Redemander");
  await learner.hears("1 service ne répond pas comme il devrait.");
  const catalogue = learner.page.getByRole("listitem").filter({ hasText: "Catalogue" }).filter({ hasText: "En panne" });
  await expect(catalogue).toContainText("A répondu par l’erreur 503.");
});

test("the state of services in English", { tag: "@chromium-only" }, async ({ learner }) => {
  learner.expectsProblem(REFUSALS);
  await learner.opens("/status?lang=en");
  await expect(learner.page.getByText("All services answer.").first()).toBeVisible();
});

test("who leaves before all have answered is left in peace", { tag: "@chromium-only" }, async ({ learner, world }) => {
  learner.expectsProblem(REFUSALS);
  await world.breaks({ path: "/csrf/api/v1/token", latency_ms: 1500 });
  await learner.opens("/sitemap");
  const asked = learner.page.waitForRequest(/\/csrf\/api\/v1\/token/);
  await learner.page.getByRole("main").getByRole("link", { name: "État des services" }).click();
  await expect(learner.heading).toHaveText("État des services");
  const question = await asked;
  await learner.page.getByRole("banner").getByRole("link", { name: "Affichage" }).click();
  await question.response(); // or its end
  await expect(learner.heading).toHaveText("Affichage et langue");
  await learner.page.getByRole("banner").getByRole("link", { name: "Catalogue" }).click();
  await expect(learner.heading).toHaveText("Trouvez le cours qu’il vous faut");
});
