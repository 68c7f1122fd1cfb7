/** Two tabs in which one learner writes for one place: no word of either is lost. */
import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";

const FORUM = "/learn/course-v1:Preau+ENLIGNE+1/forum";
const OTHER = /^Un autre onglet garde un autre texte ici/;

const title = (learner: Learner) => learner.page.getByLabel("Titre (obligatoire)");
const text = (learner: Learner) => learner.page.getByRole("textbox", { name: "Votre message (obligatoire)" });

/** Writes, and leaves the field. */
async function writes(learner: Learner, name: string, words: string): Promise<void> {
  await title(learner).fill(name);
  await text(learner).fill(words);
  await text(learner).blur();
}

test("different texts of two tabs are both kept, and each can be taken up", async ({ learner }) => {
  await learner.opensSignedIn(`${FORUM}/new`);
  const other = await learner.opensTab(`${FORUM}/new`);
  const third = await learner.opensTab(`${FORUM}/new`);
  // a form that comes later takes up what was begun
  for (const tab of [learner, other, third]) await expect(text(tab)).toBeVisible();
  await writes(learner, "Un", "Le premier texte.");
  await writes(other, "Deux", "Le deuxième texte.");
  await other.hears(OTHER);
  await writes(third, "Trois", "Le troisième texte.");
  await third.hears(OTHER);
  // each goes on where it is
  await writes(learner, "Un", "Le premier texte, suite.");
  await writes(other, "Deux", "Le deuxième texte, suite.");
  await learner.opens(`${FORUM}/drafts`);
  await expect(learner.page.getByRole("heading", { level: 2, name: "3 brouillons" })).toBeVisible();
  for (const [name, words] of [["Deux", "Le deuxième texte, suite."], ["Un", "Le premier texte, suite."], ["Trois", "Le troisième texte."]] as const) {
    await learner.follows("link", name);
    await expect(text(learner)).toHaveValue(words);
    await expect(title(learner)).toHaveValue(name);
    await learner.page.goBack();
    await expect(learner.page.getByRole("heading", { level: 2, name: "3 brouillons" })).toBeVisible();
  }
});

test("what one tab sends or empties takes nothing of the other", { tag: "@chromium-only" }, async ({ learner }) => {
  const field = (who: Learner) => who.page.getByRole("textbox", { name: "Votre réponse (obligatoire)" });
  const responds = (who: Learner) => who.page.getByRole("region", { name: "Votre réponse" }).getByRole("button", { name: "Répondre" }).click();
  await learner.opensSignedIn(`${FORUM}/threads/94`);
  const other = await learner.opensTab(`${FORUM}/threads/94`);
  await responds(learner);
  await responds(other);
  await field(learner).fill("À garder.");
  await field(learner).blur();
  // faster than it is kept
  await field(other).fill("À envoyer.");
  await other.presses("Control+Enter");
  await expect(other.page.getByRole("article", { name: "Réponse de learner" })).toContainText("À envoyer.");
  await other.reloads();
  await expect(field(other)).toHaveValue("À garder.");
  await learner.reloads();
  await expect(field(learner)).toHaveValue("À garder.");
});
