/** What the platform refuses of a text: said for what it is, at its field, and not tried again in vain. */
import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";

const FORUM = "/learn/course-v1:Preau+ENLIGNE+1/forum";
const COMMENTS = "/api/discussion/v1/comments/";
const THREADS = "/api/discussion/v1/threads/";

const field = (learner: Learner) => learner.page.getByRole("textbox", { name: "Votre réponse (obligatoire)" });
const summary = (learner: Learner) => learner.page.getByRole("group", { name: "1 point à corriger" });

async function responds(learner: Learner): Promise<void> {
  learner.expectsProblem(/./);
  await learner.opensSignedIn(`${FORUM}/threads/94`);
  await learner.page.getByRole("region", { name: "Votre réponse" }).getByRole("button", { name: "Répondre" }).click();
  await field(learner).fill("Ma réponse.");
}

test("a test by a third party that failed is called what it is", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await responds(learner);
  await world.breaks({ path: COMMENTS, method: "POST", status: 400, body: '{"error": "CAPTCHA verification failed."}', content_type: "application/json" });
  await learner.follows("button", "Publier");
  await expect(summary(learner)).toContainText("Cette plateforme demande un test fourni par un tiers");
  await expect(field(learner)).toHaveValue("Ma réponse.");
});

test("a text that is too long is told at its field, and not sent again", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await responds(learner);
  await world.breaks({ path: COMMENTS, method: "POST", status: 413 });
  await learner.follows("button", "Publier");
  await summary(learner).getByRole("link", { name: "ce texte est trop long pour la plateforme, raccourcissez-le" }).click();
  await expect(field(learner)).toBeFocused();
  await expect(field(learner)).toHaveAccessibleDescription(/trop long/);
  await expect(field(learner)).toHaveValue("Ma réponse.");
  await expect(learner.page.getByRole("heading", { name: "En attente d’envoi" })).toHaveCount(0);
  expect((await world.requests(COMMENTS)).filter(({ method }) => method === "POST")).toHaveLength(1);
});

test("a new discussion for a course that is not to be had is told as that", { tag: "@chromium-only" }, async ({ learner, world }) => {
  learner.expectsProblem(/./);
  await learner.opensSignedIn(`${FORUM}/new`);
  await learner.page.getByLabel("Thème (obligatoire)").selectOption({ label: "Aide technique" });
  await learner.page.getByLabel("Titre (obligatoire)").fill("Une question");
  await learner.page.getByRole("textbox", { name: "Votre message (obligatoire)" }).fill("La voici.");
  await world.breaks({ path: THREADS, method: "POST", status: 404 });
  await learner.follows("button", "Publier");
  await expect(summary(learner)).toContainText("Ce cours ou ses discussions ne sont plus accessibles.");
});

test.describe("where the address has to be confirmed", { tag: "@chromium-only" }, () => {
  const forum = { "course-v1:Preau+ENLIGNE+1": { only_verified: true, roles: { learner: "Moderator" } } };
  test.use({ settings: { lms: { users: { learner: { is_active: false } }, forum } } });

  test("who moderates is told so before they write in vain", async ({ learner }) => {
    await learner.opensSignedIn(`${FORUM}/new`);
    await expect(learner.page.getByText("Confirmez votre adresse e-mail")).toBeVisible();
    await expect(learner.page.getByRole("button", { name: "Publier" })).toHaveCount(0);
  });
});
