import { isAccessibleInEveryLook } from "./fixtures/axe.ts";
import { course, expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";
import { ONLINE } from "./fixtures/learning.ts";
import type { World } from "./fixtures/world.ts";

const KEY = `course-v1:${ONLINE}`;

const enrol = (learner: Learner) => learner.page.getByRole("button", { name: "S’inscrire à ce cours" });

test("from the catalogue into the course: sign in, come back, enrol, begin", async ({ learner }) => {
  await learner.opens("/courses/ENLIGNE");
  await learner.page.getByRole("main").getByRole("link", { name: "Se connecter pour s’inscrire" }).click();
  await learner.signsIn("newcomer");
  await expect(learner.heading).toHaveText("Apprendre en ligne avec un lecteur d’écran ou au clavier");
  await expect(learner.page.getByRole("main").getByText("Il reste à vous inscrire")).toBeVisible();
  expect(learner.address).toBe("/courses/ENLIGNE");
  await isAccessibleInEveryLook(learner.page);
  await enrol(learner).dblclick();
  await learner.hears("Vous êtes inscrit à ce cours.");
  await expect(learner.page).toHaveURL(/\/learn\/course-v1:Preau\+ENLIGNE\+1$/);
  await expect(learner.heading).toBeFocused();

  await learner.opens("/courses/ENLIGNE");
  await expect(learner.page.getByRole("main").getByRole("link", { name: "Aller au cours" })).toBeVisible();
  await expect(enrol(learner)).toHaveCount(0);
  await learner.opens("/?query=ENLIGNE");
  await expect(learner.cards.filter({ hasText: "Apprendre en ligne" }).first()).toContainText("Vous y êtes inscrit");
});

test("two presses make one enrolment", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.breaks({ path: "/api/enrollment/v1/enrollment", latency_ms: 600 });
  await opensCourse(learner);
  await enrol(learner).dblclick();
  await expect(learner.page).toHaveURL(/\/learn\//);
  expect(await posts(world)).toBe(1);
});

test("an enrolment whose answer is lost is asked after", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await opensCourse(learner);
  await world.breaks({ path: "/api/enrollment/v1/enrollment", truncate: 0, times: 1 });
  await enrol(learner).click();
  await expect(learner.page).toHaveURL(/\/learn\//);
  expect(await posts(world)).toBe(1);
});

const refusals: Record<string, { title: string; setting?: object; courses?: object; next: RegExp }> = {
  "is full": { title: "Ce cours est complet", setting: { enrolment: "full" }, next: /^Chercher dans le catalogue/ },
  "is by invitation": { title: "L’inscription se fait sur invitation", setting: { enrolment: "invitation_only" }, next: /invité/ },
  "has to be paid for": { title: "Ce cours est payant", setting: { enrolment: "paid" }, next: /^Aller à la page du cours/ },
  "asks to wait": { title: "Trop de demandes à la suite", setting: { enrolment: "throttled" }, next: /Réessayez dans 57 secondes/ },
  "closed": { title: "Les inscriptions sont closes", courses: { enrollment_end: -1 }, next: /^Chercher dans le catalogue/ },
  "is not open yet": { title: "Les inscriptions ne sont pas encore ouvertes", courses: { enrollment_start: 3 }, next: /^Chercher dans le catalogue/ },
  "asks for another course first": {
    title: "Un autre cours est à réussir d’abord",
    setting: { enrolment: "prerequisite" },
    courses: { prerequisite: "course-v1:Preau+STATMED+1" },
    next: /^Statistiques/,
  },
  "says no in its own words": { title: "L’inscription n’est pas possible", setting: { enrolment: "unavailable" }, next: /Enrollment cannot be changed now/ },
};

for (const [why, { title, setting, courses, next }] of Object.entries(refusals)) {
  test(`a course that ${why} says so, with the next step`, async ({ learner, world }) => {
    learner.expectsProblem(/40[036]|429/);
    await opensCourse(learner);
    await world.teaches({ refusals: setting ? { [KEY]: setting } : {}, courses: courses ? { [KEY]: courses } : {} });
    await enrol(learner).click();
    const said = learner.page.getByRole("alert").filter({ hasText: title });
    await expect(said).toBeVisible();
    const main = learner.page.getByRole("main");
    await expect(main.getByText(next).or(main.getByRole("link", { name: next })).first()).toBeVisible();
    await expect(enrol(learner)).toBeFocused();
    await isAccessibleInEveryLook(learner.page);
  });
}

test("who is signed out meanwhile signs in beside and enrols", { tag: "@chromium-only" }, async ({ learner, world }) => {
  learner.expectsProblem(/401/);
  await opensCourse(learner);
  await world.expires("newcomer");
  await enrol(learner).click();
  await expect(learner.page.getByRole("alert").filter({ hasText: "Vous n’êtes plus connecté" })).toBeVisible();
  const beside = learner.page.context().waitForEvent("page");
  await learner.page.getByRole("main").getByRole("link", { name: /^Se reconnecter/ }).click();
  await (await beside).waitForLoadState();
});

test("a failure can be tried again", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await opensCourse(learner);
  await world.breaks({ path: "/api/enrollment/v1/enrollment", status: 500 });
  await enrol(learner).click();
  await expect(learner.page.getByRole("alert").first()).toBeVisible();
  await world.heals();
  await learner.follows("button", "Réessayer");
  await expect(learner.page).toHaveURL(/\/learn\//);
});

test("in English, by keyboard", async ({ learner }) => {
  await learner.opensSignedIn("/courses/ENLIGNE?lang=en", "newcomer");
  await learner.tabsTo("button", "Enrol in this course");
  await learner.presses("Enter");
  await learner.hears("You are enrolled in this course.");
  await expect(learner.page).toHaveURL(/\/learn\//);
});

test("who enrols at the course's home goes on at its heading", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn("/learn/course-v1:Preau+ENLIGNE+1", "newcomer");
  await learner.tabsTo("button", "S’inscrire à ce cours");
  await learner.presses("Enter");
  await expect(learner.page.getByRole("main").getByRole("link", { name: /^Commencer : / })).toBeVisible();
  await expect(learner.heading).toBeFocused();
});

test("one finds the courses that one is in by their words, marked as such", async ({ learner }) => {
  await learner.opensSignedIn("/");
  for (const [words, title] of [["clavier", "Apprendre en ligne avec un lecteur d’écran ou au clavier"], ["STATMED", "Statistiques pour lire un article médical"]] as const) {
    await learner.searches(words);
    const card = learner.cards.filter({ hasText: title });
    await expect(card).toContainText("Vous y êtes inscrit");
    await card.getByRole("link", { name: title }).click();
    await expect(learner.heading).toHaveText(title);
    await learner.page.getByRole("main").getByRole("link", { name: "Aller au cours" }).click();
    await expect(learner.page).toHaveURL(/\/learn\//);
    await expect(learner.heading).toHaveText(title);
    await learner.opens("/");
  }
  await learner.searches("OPENDATA");
  const other = learner.cards.filter({ hasText: "Données ouvertes et licences libres" });
  await expect(other).toBeVisible();
  await expect(other).not.toContainText("Vous y êtes inscrit");
});

test.describe("with other dates in the catalogue", () => {
  test.use({ settings: { dataset: "empty", courses: [course({ code: "STATMED", title: "Autres dates", subjects: [], levels: [], organizations: [] })] } });

  test("a session is not taken for the course that one is in", { tag: "@chromium-only" }, async ({ learner, world }) => {
    await learner.opensSignedIn("/courses/STATMED");
    await expect(learner.heading).toHaveText("Autres dates");
    await expect(learner.account).toBeVisible();
    await expect.poll(async () => (await world.requests("/api/enrollment/v1/enrollment")).length).toBeGreaterThan(0);
    await expect(learner.page.getByText("Vous y êtes inscrit")).toHaveCount(0);
    await expect(enrol(learner)).toHaveCount(0);
  });
});

async function opensCourse(learner: Learner): Promise<void> {
  await learner.opensSignedIn("/courses/ENLIGNE", "newcomer");
  await expect(enrol(learner)).toBeVisible();
}

async function posts(world: World): Promise<number> {
  const all = await world.requests("/api/enrollment/v1/enrollment");
  return all.filter(({ method }) => method === "POST").length;
}
