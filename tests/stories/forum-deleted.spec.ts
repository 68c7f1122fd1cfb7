/** What was deleted: here, or in another tab before. */
import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";

const FORUM = "/learn/course-v1:Preau+ENLIGNE+1/forum";

/** Deletes what the learner wrote, after the question. */
async function deletes(learner: Learner, article: string): Promise<void> {
  const post = learner.page.getByRole("article", { name: article });
  await post.getByRole("button", { name: /^Plus d’actions/ }).first().click();
  await post.getByRole("button", { name: "Supprimer" }).first().click();
  await learner.dialog.getByRole("button", { name: "Supprimer" }).click();
}

test("a post that another tab deleted goes here too, and that is said", async ({ learner, world }) => {
  learner.expectsProblem(/./);
  const response = await world.happens({ post_response: { as: "learner", thread: "94", body: "À supprimer." } });
  await world.happens({ reply: { as: "learner", response, body: "Dessous." } });
  await learner.opensSignedIn(`${FORUM}/threads/94`);
  const other = await learner.opensTab(`${FORUM}/threads/94`);
  for (const article of ["Commentaire de learner", "Réponse de learner"]) {
    await expect(other.page.getByRole("article", { name: article })).toHaveCount(1);
    await deletes(learner, article);
    await learner.hears("Le message est supprimé.");
    await deletes(other, article);
    await other.hears("Ce message avait déjà été supprimé.");
    await expect(other.page.getByRole("article", { name: article })).toHaveCount(0);
    await expect(other.page.getByRole("alert")).toHaveCount(0);
  }
});

test("a discussion that was deleted is not shown again by the way back", async ({ learner, world }) => {
  learner.expectsProblem(/./);
  const id = await world.happens({ thread: { as: "learner", course: "course-v1:Preau+ENLIGNE+1", title: "Pour rien", body: "Un texte.", type: "discussion" } });
  await learner.opensSignedIn(`${FORUM}/threads/${id}`);
  const other = await learner.opensTab(`${FORUM}/threads/${id}`);
  await expect(other.page.getByText("Un texte.")).toBeVisible();
  await deletes(learner, "Message de learner");
  await learner.hears("Le message est supprimé.");
  await expect(learner.heading).toHaveText("Discussions");
  await learner.page.goBack();
  await expect(learner.heading).toHaveText("Cette discussion n’existe plus");
  await expect(learner.page.getByText("Un texte.")).toHaveCount(0);
  await deletes(other, "Message de learner");
  await other.hears("Ce message avait déjà été supprimé.");
  await expect(other.heading).toHaveText("Discussions");
});
