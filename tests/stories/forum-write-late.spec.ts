import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";
import type { World } from "./fixtures/world.ts";

const FORUM = "/learn/course-v1:Preau+ENLIGNE+1/forum";
const THREAD = `${FORUM}/threads/93`;

/** Opens a page while only the platform knows who the learner is: the cookies that name them have run out. */
async function opensLate(learner: Learner, world: World, path: string): Promise<void> {
  await learner.page.context().clearCookies({ name: /jwt/ });
  await world.expires("learner", "tokens");
  await world.breaks({ path: "/login_refresh", latency_ms: 1500 });
  await learner.opens(path);
}

test("a response that was begun is open again although the session has to be renewed first", async ({ learner, world }) => {
  await learner.opensSignedIn(THREAD);
  await learner.page.getByRole("region", { name: "Votre réponse" }).getByRole("button", { name: "Répondre" }).click();
  const field = learner.page.getByRole("textbox", { name: "Votre réponse (obligatoire)" });
  await field.fill("Avant la nuit.");
  await field.blur();
  await opensLate(learner, world, THREAD);
  await expect(field).toHaveValue("Avant la nuit.");
  await learner.hears("Le brouillon de votre réponse est ouvert plus bas.");
});

test("so is a reply, in its place", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opensSignedIn(THREAD);
  await learner.page.getByRole("button", { name: /^Commenter la réponse de / }).first().click();
  const field = learner.page.getByRole("textbox", { name: /^Commenter la réponse de / });
  await field.fill("Merci, mais…");
  await field.blur();
  await opensLate(learner, world, THREAD);
  await expect(field).toHaveValue("Merci, mais…");
});

test("a question that was begun, and the list of drafts, are the learner's own also then", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opensSignedIn(`${FORUM}/new`);
  const title = learner.page.getByLabel("Titre (obligatoire)");
  await title.fill("Une question de plus");
  await title.blur();
  await opensLate(learner, world, `${FORUM}/new`);
  await expect(title).toHaveValue("Une question de plus");
  await opensLate(learner, world, `${FORUM}/drafts`);
  await expect(learner.page.getByRole("heading", { level: 2, name: "1 brouillon" })).toBeVisible();
  await expect(learner.page.getByRole("link", { name: "Une question de plus" })).toBeVisible();
});
