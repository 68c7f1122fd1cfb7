import { expect, test } from "./fixtures/index.ts";

test.use({ settings: { dataset: { generated: 100_000 } } });

test("of a very long list one can browse as far as the server goes, and is told so", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/");
  await expect(learner.count).toHaveText("Plus de 10 000 cours");
  const limit = learner.page.getByText("Seuls les 10 000 premiers cours peuvent être parcourus : ajoutez un filtre pour voir les autres.");
  await expect(limit).toHaveCount(0);
  const pages = learner.page.getByRole("navigation", { name: "Pages de résultats" });
  await pages.getByRole("link", { name: "Page 476", exact: true }).click();
  await expect(learner.count).toHaveText("Plus de 10 000 cours, page 476 sur 476");
  await expect(limit).toBeVisible();
  await expect(learner.cards).toHaveCount(21);
  await expect(pages.getByRole("link", { name: "Page suivante" })).toHaveCount(0);
  // an address beyond what the server answers is cut to the last that it does
  await learner.opens("/?offset=99999");
  await expect(learner.cards).toHaveCount(21);
  await expect(learner.page.getByRole("alert")).toHaveCount(0);
});
