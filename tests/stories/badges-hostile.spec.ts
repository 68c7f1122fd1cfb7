/** Badges that anybody can make, and pictures that are made to do harm. */
import { fits } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";
import { selfIssued, swelling } from "./fixtures/self-issued.ts";

/** Verifies a text as one pastes it. */
async function pastes(learner: Learner, text: string): Promise<void> {
  await learner.opens("/verify");
  await learner.page.getByLabel("Lien ou texte du badge").fill(text);
  await learner.follows("button", "Vérifier");
  await expect(learner.page.getByRole("heading", { level: 3, name: "Ce qui a été vérifié" })).toBeVisible();
}

test("a badge whose issuer nobody proves is never called genuine, whatever else is not known of it", async ({ learner }) => {
  const main = learner.page.getByRole("main");
  const status = { type: "BitstringStatusListEntry", statusPurpose: "revocation", statusListIndex: "-1", statusListCredential: "urn:x" };
  for (const credential of [{}, { validUntil: "2026-02-01T00:00:00Z" }, { credentialStatus: { id: "urn:y", ...status } }]) {
    await pastes(learner, selfIssued({}, credential));
    await expect(main.getByText("rien ne prouve que « Université de Valmorin » est bien qui il dit être")).toBeVisible();
    await expect(main.getByText(/authentique/i).filter({ visible: true })).toHaveCount(0);
  }
  await expect(main.getByText("La liste des badges retirés n’a pas pu être lue.")).toBeVisible();
  await learner.follows("button", "Garder dans mes badges");
  await learner.opensSignedIn("/badges");
  const card = learner.cards.filter({ hasText: "Badge fait maison" });
  await expect(card).toContainText("Intact, émetteur non confirmé");
  await card.getByRole("link").click();
  await expect(main.getByText("rien ne prouve que « Université de Valmorin »")).toBeVisible();
  await expect(main.getByText(/authentique/i).filter({ visible: true })).toHaveCount(0);
});

test("a picture that swells without end is refused at once", { tag: "@chromium-only" }, async ({ learner }) => {
  const file = { name: "swelling.png", mimeType: "image/png", buffer: swelling() };
  expect(file.buffer.length).toBeLessThan(5_000_000);
  await learner.opens("/verify");
  const chooser = learner.page.waitForEvent("filechooser");
  await learner.follows("button", "Choisir des fichiers");
  await (await chooser).setFiles(file);
  await expect(learner.page.getByRole("main").getByText("Badge incorrect", { exact: true })).toBeVisible({ timeout: 5000 });
});

test("names that nobody sees, or without an end, are no harm", { tag: "@chromium-only" }, async ({ learner }) => {
  await pastes(learner, selfIssued({ name: "\u200B\u200B\u2060" }));
  await expect(learner.page.getByRole("heading", { level: 2, name: "Texte collé" })).toBeVisible();
  const [word, host] = ["M".repeat(400), "h".repeat(60)];
  const alignment = { type: ["Alignment"], targetName: word, targetUrl: `https://${host}.example/${word}`, targetFramework: word };
  await learner.page.setViewportSize({ width: 320, height: 640 });
  await pastes(learner, selfIssued({ name: word, tag: [word], alignment: [alignment] }));
  await fits(learner.page);
  await learner.follows("button", "Garder dans mes badges");
  await learner.opens("/badges");
  await expect(learner.cards).toHaveCount(1);
  await fits(learner.page);
});

test("a badge that another tab takes away leaves the list", { tag: "@chromium-only" }, async ({ learner }) => {
  await pastes(learner, selfIssued());
  await learner.follows("button", "Garder dans mes badges");
  await learner.opens("/badges");
  await expect(learner.cards).toHaveCount(1);
  const tab = await learner.opensTab("/badges");
  await tab.cards.getByRole("link").click();
  await tab.follows("button", "Supprimer de cet appareil");
  await expect(learner.cards).toHaveCount(0);
  await tab.follows("button", "Annuler");
  await expect(learner.cards).toHaveCount(1);
});
