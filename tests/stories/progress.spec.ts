import { isAccessibleInEveryLook } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/index.ts";

const KEY = "course-v1:Preau+ENLIGNE+1";
const PAGE = `/learn/${KEY}/progress`;
const API = "/api/course_home/progress/";

/** Half of the blocks done, that part of the points. */
const half = (points: number) => ({ enrolled: { learner: { [KEY]: { mode: "honor", completed: 0.5, points } } } });

test.describe("half-way", () => {
  test.use({ settings: { lms: half(0.5) } });

  test("a learner sees what is done, the grade and what is missing to pass", async ({ learner }) => {
    await learner.opensSignedIn(PAGE);
    await expect(learner.heading).toHaveText("Progression");
    await expect(learner.page).toHaveTitle(/^Progression – Apprendre en ligne/);
    const { page } = learner;
    await expect(page.getByRole("region", { name: "Avancement" })).toContainText(/\d+ unités terminées sur \d+/);
    await expect(page.getByRole("region", { name: "Note", exact: true })).toContainText("Il faut au moins 50 % pour réussir ce cours.");

    const table = page.getByRole("table", { name: "Note par type de travail" });
    await expect(table.getByRole("columnheader")).toHaveText(["Travail", "Votre note", "Apport à la note finale"]);
    await expect(table.getByRole("rowheader", { name: /^Quiz Poids : 60 %/ })).toBeVisible();
    await expect(table.getByRole("row").last()).toContainText(/Total.*\d+(,\d)?\s%/);

    const quiz = page.getByRole("listitem").filter({ hasText: "Quiz : les aides techniques" });
    await expect(quiz).toContainText(/Points\s: \d+(,\d+)? sur \d+ \(\d+(,\d)?\s%\)/);
    await isAccessibleInEveryLook(page);
    await quiz.getByRole("link").click();
    await expect.poll(() => learner.address).toContain("type@sequential+block@quiz-1");
  });

  test("in English", { tag: "@chromium-only" }, async ({ learner }) => {
    await learner.opensSignedIn(`${PAGE}?lang=en`);
    await expect(learner.heading).toHaveText("Progress");
    await expect(learner.page.getByRole("region", { name: "Completion" })).toContainText(/\d+ of \d+ units completed/);
    await expect(learner.page.getByText("You need at least 50% to pass this course.")).toBeVisible();
  });

  test("the course's team looks at a learner's, by the address of the former front end too", { tag: "@chromium-only" }, async ({ learner }) => {
    learner.expectsProblem(/404/);
    await learner.opensSignedIn("/settings", "staff");
    const id = await learner.page.evaluate(async () => ((await (await fetch("/api/user/v1/accounts/learner")).json()) as { id: number }).id);
    await learner.opens(`/course/${KEY}/progress/${id}`);
    await expect(learner.page.getByText("Vous regardez la progression de learner, telle que cette personne la voit.")).toBeVisible();
    await expect(learner.page.getByRole("region", { name: "Avancement" })).toContainText(/[1-9]\d* unités terminées sur \d+/);
    await isAccessibleInEveryLook(learner.page);
    await learner.opens(`${PAGE}/987654`);
    await expect(learner.page.getByRole("heading", { name: "Progression introuvable" })).toBeVisible();
    await learner.opensSignedIn(`${PAGE}/${id + 1}`);
    await expect(learner.page.getByRole("heading", { name: "Progression introuvable" })).toBeVisible();
  });

  test("an older server that adds nothing up leaves it to the page", { tag: "@chromium-only" }, async ({ learner, world }) => {
    await learner.opensSignedIn(PAGE);
    const row = learner.page.getByRole("row", { name: /^Quiz/ });
    const told = await row.innerText();
    await world.teaches({ oddities: { without_recent_fields: true } });
    await learner.reloads();
    await expect(row).toHaveText(told.replaceAll(/\s+/g, " "), { useInnerText: true });
  });

  test("a failure keeps what is known of the course and can be tried again", { tag: "@chromium-only" }, async ({ learner, world }) => {
    await world.breaks({ path: API, status: 500 });
    await learner.opensSignedIn(PAGE);
    await expect(learner.page.getByRole("alert")).toContainText("Le service est en panne");
    await isAccessibleInEveryLook(learner.page);
    await world.heals();
    await learner.follows("button", "Réessayer");
    await expect(learner.page.getByRole("region", { name: "Avancement" })).toBeVisible();
  });

  test("a course without a progress page says so and leads to the outline", { tag: "@chromium-only" }, async ({ learner, world }) => {
    await world.breaks({ path: API, status: 404, body: '{"detail": "Not found."}' });
    await learner.opensSignedIn(PAGE);
    await expect(learner.page.getByRole("heading", { name: "Pas de page de progression dans ce cours" })).toBeVisible();
    await learner.follows("link", "Voir le plan du cours");
    await expect(learner.heading).toHaveText(/^Apprendre en ligne/);
  });
});

test.describe("hidden results", () => {
  test.use({ settings: { lms: { ...half(0.5), courses: { [KEY]: { show_correctness: "never" } } } } });

  test("are explained, not counted against the learner", { tag: "@chromium-only" }, async ({ learner }) => {
    await learner.opensSignedIn(PAGE);
    await expect(learner.page.getByText("Une partie de vos résultats n’est pas encore affichée")).toBeVisible();
    await expect(learner.page.getByRole("row", { name: /^Quiz/ })).toContainText("Pas encore affichée");
    await expect(learner.page.getByText("Les points de cette partie ne sont pas affichés.").first()).toBeVisible();
  });
});

test.describe("a grade that was set by hand", () => {
  test.use({ settings: { lms: { ...half(0), courses: { [KEY]: { grade_override: "Panne pendant l’épreuve" } } } } });

  test("is explained with its reason", { tag: "@chromium-only" }, async ({ learner }) => {
    await learner.opensSignedIn(PAGE);
    await expect(learner.page.getByText("Cette note a été fixée par l’équipe du cours.")).toBeVisible();
    await expect(learner.page.getByText("Motif : Panne pendant l’épreuve")).toBeVisible();
  });
});

test.describe("a learner who passed", () => {
  test.use({ settings: { lms: { ...half(1), courses: { [KEY]: { certificate: "requesting" } } } } });

  test("asks for the certificate", { tag: "@chromium-only" }, async ({ learner, world }) => {
    await learner.opensSignedIn(PAGE);
    await expect(learner.page.getByText("vous pouvez demander votre attestation")).toBeVisible();
    await isAccessibleInEveryLook(learner.page);
    await learner.follows("button", "Demander mon attestation");
    await learner.hears("Demande envoyée");
    expect(await world.requests("generate_user_cert")).toHaveLength(1);
  });

  test("reads that it is being made", { tag: "@chromium-only" }, async ({ learner, world }) => {
    await world.teaches({ courses: { [KEY]: { certificate: "generating" } } });
    await learner.opensSignedIn(PAGE);
    await expect(learner.page.getByText("Votre attestation est en préparation.")).toBeVisible();
  });

  test("finds it when it is ready", { tag: "@chromium-only" }, async ({ learner, world }) => {
    await world.teaches({ courses: { [KEY]: { certificate: "downloadable" } } });
    await learner.opensSignedIn(PAGE);
    await expect(learner.page.getByRole("link", { name: "Voir mon attestation" })).toHaveAttribute("href", /certificates/);
  });
});

test("who is not enrolled reads why, in place", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn(PAGE, "newcomer");
  await expect(learner.heading).toBeVisible();
  await expect(learner.page.getByRole("table")).toHaveCount(0);
  await expect(learner.page.getByRole("main")).toContainText(/inscri/i);
});
