/** Every endpoint of the forum and of notifications, broken in every way: the rest of the page lives, and says what it lacks. */
import { expect, test, type Fault } from "./fixtures/index.ts";
import { ENDINGS } from "./fixtures/faults.ts";
import type { Learner } from "./fixtures/learner.ts";

const FORUM = "/learn/course-v1:Preau+ENLIGNE+1/forum";
const DISCUSSION = "/api/discussion/";

/** What an error panel says, one of its ways out, and that it is in the page's own part. */
async function isTold(learner: Learner, what: string): Promise<void> {
  const main = learner.page.getByRole("main");
  await expect(main.getByRole("heading", { name: /^(Le service est en panne|Cette page est introuvable|Le serveur (a répondu de façon inattendue|ne répond pas))$/ }).first(), what).toBeVisible();
  await expect(main.getByRole("button", { name: /^(Réessayer|Recharger la page|Revenir à la page précédente)$/ }).first(), what).toBeVisible();
}

for (const [how, fault] of Object.entries(ENDINGS)) {
  test(`the forum: the server ${how}`, { tag: "@chromium-only" }, async ({ learner, world }) => {
    const { page } = learner;
    const breaks = async (path: string): Promise<void> => {
      await world.heals();
      await world.breaks({ path: `${DISCUSSION}${path}`, ...fault } as Fault);
    };
    await learner.opensSignedIn("/dashboard");

    await breaks("v1/threads/");
    await learner.opens(FORUM);
    await expect(page.getByRole("link", { name: "Nouvelle discussion" })).toBeVisible();
    await isTold(learner, "the list");

    await breaks("v1/comments/");
    await learner.opens(`${FORUM}/threads/93`);
    await expect(learner.heading).toHaveText(/^Comment sauter/);
    await isTold(learner, "responses");
    await expect(page.getByText("Aucune réponse")).toHaveCount(0);

    await breaks("v3/course_topics/");
    // an older server has these
    await world.breaks({ path: `${DISCUSSION}v1/course_topics/`, ...fault } as Fault);
    await learner.opens(`${FORUM}/new`);
    await expect(page.getByRole("textbox", { name: /^Titre/ })).toBeVisible();
    await expect(page.getByText("Les thèmes n’ont pas pu être chargés.")).toBeVisible();
    // topics are not missed where threads can be read
    await learner.opens(FORUM);
    await expect(page.getByRole("heading", { level: 2, name: "10 discussions" })).toBeVisible();

    await world.heals();
    await learner.follows("link", /^Comment sauter/);
    await expect(page.getByRole("heading", { level: 3 }).first()).toBeVisible();
  });

  test(`notifications: the server ${how}`, { tag: "@chromium-only" }, async ({ learner, world }) => {
    const { page } = learner;
    await world.breaks({ path: "/api/notifications/", ...fault } as Fault);
    await learner.opensSignedIn("/notifications");
    await expect(learner.heading).toHaveText("Notifications");
    await isTold(learner, "notifications");
    await expect(learner.account).toBeVisible();
    await world.heals();
    await learner.reloads();
    await expect(page.getByRole("heading", { level: 2, name: /non lue/ })).toBeVisible();
  });
}

test("who cannot be told whether to write may ask again", async ({ learner, world }) => {
  const { page } = learner;
  await learner.opensSignedIn("/dashboard");
  await world.breaks({ path: `${DISCUSSION}v2/courses/`, status: 503 });
  await learner.opens(`${FORUM}/threads/93`);
  const own = page.getByRole("region", { name: "Votre réponse" });
  await expect(own.getByRole("heading", { name: "Le service est en panne" })).toBeVisible();
  await world.heals();
  await own.getByRole("button", { name: "Réessayer" }).press("Enter");
  await expect(own.getByRole("button", { name: "Répondre" })).toBeVisible();
});

test("a thread that a server does not find fails there, by its own way", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opensSignedIn("/dashboard");
  await world.breaks({ path: `${DISCUSSION}v1/threads/93/`, status: 500 });
  await learner.opens(`${FORUM}/threads/93`);
  await expect(learner.heading).toHaveText("Cette discussion n’existe plus");
  await world.heals();
  await learner.reloads();
  await expect(learner.heading).toHaveText(/^Comment sauter/);
});
