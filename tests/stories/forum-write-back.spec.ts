/** What could not be sent is the learner's again: no word of it is lost, nor what they chose for it, and it goes once. */
import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";

const KEY = "course-v1:Preau+ENLIGNE+1";
const FORUM = `/learn/${KEY}/forum`;
const COMMENTS = "/api/discussion/v1/comments/";
const THREADS = "/api/discussion/v1/threads/";

const field = (learner: Learner) => learner.page.getByRole("textbox", { name: "Votre réponse (obligatoire)" });
const waits = (learner: Learner) => learner.page.getByRole("heading", { name: "En attente d’envoi" });

/** Writes a response that has to wait. */
async function writes(learner: Learner, text: string): Promise<void> {
  learner.expectsProblem(/./);
  await learner.opensSignedIn(`${FORUM}/threads/94`);
  await learner.page.getByRole("region", { name: "Votre réponse" }).getByRole("button", { name: "Répondre" }).click();
  await field(learner).fill(text);
}

test("a message that waited and is refused stands below what was begun since", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await writes(learner, "Ma première idée.");
  await world.breaks({ path: COMMENTS, method: "POST", status: 503 });
  await learner.follows("button", "Publier");
  await expect(waits(learner)).toBeVisible();
  await field(learner).fill("La deuxième.");
  await world.breaks({ path: COMMENTS, method: "POST", status: 403 });
  await learner.follows("button", "Envoyer maintenant");
  await expect(field(learner)).toHaveValue("La deuxième.\n\nMa première idée.");
  await field(learner).press("End");
  await learner.types(" Fin.");
  await field(learner).blur();
  await learner.reloads();
  await expect(field(learner)).toHaveValue(/La deuxième\.[\s\S]*Ma première idée\./);
});

test("an answer that was lost before the session ended: the message goes once", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await writes(learner, "Une seule fois.");
  // the server takes it, and the answer does not arrive
  await learner.page.route(`**${COMMENTS}`, async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    await route.fetch();
    return route.abort("connectionreset");
  });
  await learner.follows("button", "Publier");
  await expect(waits(learner)).toBeVisible();
  await learner.page.unroute(`**${COMMENTS}`);
  await world.expires("learner");
  await learner.follows("button", "Envoyer maintenant");
  await expect(field(learner)).toHaveValue("Une seule fois.");
  await learner.page.evaluate(async () => void (await fetch("/__mock__/sign-in?user=learner")));
  await learner.reloads();
  await expect(field(learner)).toHaveValue("Une seule fois.");
  await learner.follows("button", "Publier");
  await expect(learner.page.getByRole("article", { name: "Réponse de learner" })).toHaveCount(1);
  expect((await world.requests(COMMENTS)).filter(({ method }) => method === "POST")).toHaveLength(1);
});

test.describe("in a course with cohorts", () => {
  test.use({ settings: { lms: { forum: { [KEY]: { division: "cohort" } } } } });

  test("what is for one cohort only stays so after a reload, and whether to be told", { tag: "@chromium-only" }, async ({ learner, world }) => {
    const { page } = learner;
    await learner.opensSignedIn(`${FORUM}/new`, "moderator");
    // a topic of a unit: all of these are divided
    await page.getByLabel("Thème (obligatoire)").selectOption({ label: "La touche Tab" });
    const cohort = page.getByLabel("Groupe");
    await cohort.selectOption({ label: "Groupe B" });
    await page.getByLabel("Me prévenir des réponses").uncheck();
    await page.getByLabel("Titre (obligatoire)").fill("Entre nous");
    await page.getByRole("textbox", { name: "Votre message (obligatoire)" }).fill("Pour le groupe B.");
    await page.getByRole("textbox", { name: "Votre message (obligatoire)" }).blur();
    await learner.reloads();
    await expect(cohort.locator("option:checked")).toHaveText("Groupe B"); // no role says which one is chosen
    await expect(page.getByLabel("Me prévenir des réponses")).not.toBeChecked();
    await learner.follows("button", "Publier");
    await expect(learner.heading).toHaveText("Entre nous");
    await expect(page.getByRole("article").first()).toContainText("Groupe B");
    const bodies = (await world.requests(THREADS)).filter(({ method }) => method === "POST").map(({ body }) => body ?? "");
    expect(bodies).toHaveLength(1);
    expect(JSON.parse(bodies[0] ?? "{}")).toMatchObject({ group_id: 2 });
    expect(bodies[0]).not.toContain('"following":true');
  });
});
