import { isAccessible, isAccessibleInEveryLook } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";

const KEY = "course-v1:Preau+ENLIGNE+1";
const EXAM = `/learn/${KEY}/block-v1:Preau+ENLIGNE+1+type@sequential+block@examen`;
const API = "/api/edx_proctoring/";

test.use({ settings: { lms: { enrolled: { learner: { [KEY]: { mode: "honor" } } } } } });

const timer = (learner: Learner) => learner.page.getByRole("region", { name: "Examen en cours" });

async function starts(learner: Learner): Promise<void> {
  await learner.opensSignedIn(EXAM);
  await learner.follows("button", "Commencer l’examen");
  await learner.dialog.getByRole("button", { name: "Commencer", exact: true }).click();
  await expect(timer(learner)).toBeVisible();
}

test("a learner reads the rules, starts after a question, sees the time everywhere, and hands in", async ({ learner }) => {
  await learner.opensSignedIn(EXAM);
  const rules = learner.page.getByRole("region", { name: "Examen en temps limité" });
  await expect(rules).toContainText("Vous aurez 30 minutes pour répondre à toutes les questions.");
  await expect(learner.page.locator("iframe")).toHaveCount(0);
  await isAccessibleInEveryLook(learner.page);

  await learner.tabsTo("button", "Commencer l’examen");
  await learner.presses("Enter");
  await expect(learner.dialog.getByRole("button", { name: "Pas maintenant" })).toBeFocused();
  await learner.presses("Escape");
  await expect(timer(learner)).toHaveCount(0);
  await learner.presses("Enter");
  await learner.dialog.getByRole("button", { name: "Commencer", exact: true }).click();
  await expect(timer(learner)).toContainText(/Temps restant\s: (30|29)\smin\s\d\d\ss/);
  await learner.hears("Il reste 30 minutes");
  await expect(learner.page.locator("iframe")).toHaveCount(1);
  // further down the bar covers a line of the page, as any that stays in view
  await learner.page.evaluate(() => scrollTo(0, 0));
  await isAccessible(learner.page, "during the exam");

  // the time goes along, and leads back
  await learner.page.getByRole("navigation", { name: "Principale" }).getByRole("link", { name: "Catalogue" }).click();
  await expect(timer(learner)).toContainText("Temps restant");
  await learner.reloads();
  await expect(timer(learner)).toContainText("Temps restant");
  await learner.follows("button", "Masquer le temps");
  await expect(timer(learner)).toContainText("Temps masqué");
  await timer(learner).getByRole("link", { name: "Examen final" }).click();
  await expect.poll(() => learner.address).toContain("block@examen");

  await timer(learner).getByRole("button", { name: "Terminer mon examen" }).click();
  await expect(learner.dialog.getByRole("button", { name: "Continuer l’examen" })).toBeFocused();
  await learner.dialog.getByRole("button", { name: "Rendre l’examen" }).click();
  await learner.hears("Votre examen est rendu.");
  await expect(timer(learner)).toHaveCount(0);
  await expect(learner.page.getByText("Vous avez rendu cet examen")).toBeVisible();
  await expect(learner.focused).not.toHaveCount(0);
  await learner.page.getByRole("button", { name: "Fermer le message" }).click();
  await isAccessibleInEveryLook(learner.page);
});

test("the end is warned of twice", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await starts(learner);
  const left = (seconds: number) => ({ path: API, replace: { "/active_attempt/time_remaining_seconds": seconds } });
  await world.breaks(left(350));
  await learner.reloads();
  await expect(timer(learner)).toContainText("La fin approche");
  await learner.hears("Il reste 6 minutes");
  await isAccessibleInEveryLook(learner.page);
  await world.breaks(left(80));
  await learner.reloads();
  await expect(timer(learner)).toContainText("Dernières minutes");
  await expect(learner.page.getByRole("alert")).toContainText("Votre examen se termine bientôt. Il reste 2 minutes.");
});

test("at the end the exam is handed in by itself", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await starts(learner);
  await world.breaks({ path: API, replace: { "/active_attempt/time_remaining_seconds": 2 } });
  await learner.reloads();
  await expect(learner.page.getByRole("alert").filter({ hasText: "Le temps est écoulé" })).toBeVisible();
  await expect(timer(learner)).toHaveCount(0);
  await expect(learner.page.getByText("Vous avez rendu cet examen")).toBeVisible();
});

test("a start that fails is told in the dialog", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opensSignedIn(EXAM);
  await learner.follows("button", "Commencer l’examen");
  await world.breaks({ path: `${API}v1/proctored_exam/attempt`, exact: true, status: 500 });
  await learner.dialog.getByRole("button", { name: "Commencer", exact: true }).click();
  await expect(learner.dialog.getByRole("alert")).toContainText("Le service est en panne");
  await world.heals();
  await learner.dialog.getByRole("button", { name: "Réessayer" }).click();
  await expect(timer(learner)).toBeVisible();
});

test("a start whose answer is lost is no second start: the time that runs is shown", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opensSignedIn(EXAM);
  await learner.follows("button", "Commencer l’examen");
  await world.breaks({ path: `${API}v1/proctored_exam/attempt`, method: "POST", truncate: 0 });
  await learner.dialog.getByRole("button", { name: "Commencer", exact: true }).click();
  await expect(timer(learner)).toBeVisible();
  await expect(learner.dialog).toHaveCount(0);
  expect((await world.requests("proctored_exam/attempt")).filter(({ method }) => method === "POST")).toHaveLength(1);
});

test("an exam that was handed in, although the answer was lost, is over", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await starts(learner);
  await world.breaks({ path: `${API}v1/proctored_exam/attempt/`, method: "PUT", truncate: 0 });
  await timer(learner).getByRole("button", { name: "Terminer mon examen" }).click();
  await learner.dialog.getByRole("button", { name: "Rendre l’examen" }).click();
  await expect(timer(learner)).toHaveCount(0);
  await expect(learner.page.getByText("Vous avez rendu cet examen")).toBeVisible();
});

test("what was done although nothing could be asked afterwards is not refused at the next attempt", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await starts(learner);
  await world.breaks({ path: `${API}v1/proctored_exam/attempt/`, method: "PUT", truncate: 0 }, { path: `${API}v1/proctored_exam/attempt/course_id/`, status: 500 });
  await timer(learner).getByRole("button", { name: "Terminer mon examen" }).click();
  await learner.dialog.getByRole("button", { name: "Rendre l’examen" }).click();
  await expect(learner.dialog.getByRole("alert")).toBeVisible();
  await world.heals();
  await learner.dialog.getByRole("button", { name: "Réessayer" }).click();
  await expect(timer(learner)).toHaveCount(0);
  await expect(learner.page.getByText("Vous avez rendu cet examen")).toBeVisible();
});

test("what failed does not stand in the dialog when it opens anew", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opensSignedIn(EXAM);
  await learner.follows("button", "Commencer l’examen");
  await world.breaks({ path: `${API}v1/proctored_exam/attempt`, exact: true, status: 500 });
  await learner.dialog.getByRole("button", { name: "Commencer", exact: true }).click();
  await expect(learner.dialog.getByRole("button", { name: "Réessayer" })).toBeVisible();
  await learner.presses("Escape");
  await learner.follows("button", "Commencer l’examen");
  await expect(learner.dialog.getByRole("button", { name: "Commencer", exact: true })).toBeVisible();
  await expect(learner.dialog.getByRole("button", { name: "Réessayer" })).toHaveCount(0);
});

test("an exam whose state is unknown is not begun blindly", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.breaks({ path: API, status: 503 });
  await learner.opensSignedIn(EXAM);
  await expect(learner.page.getByRole("alert")).toContainText("Le service est en panne");
  await expect(learner.page.locator("iframe")).toHaveCount(0);
});

test("a supervised exam is taken on the platform's own page of it; how it ended is told here", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const { page } = learner;
  const attempt = (attempt_status: string) => ({ attempt_id: 7, attempt_status, exam_url_path: `/courses/${KEY}/` });
  const shows = (kind: string, status?: string) =>
    world.breaks({ path: API, replace: { "/exam/type": kind, "/exam/is_proctored": true, "/exam/attempt": status === undefined ? {} : attempt(status) } });
  // not by a link of the course: the platform sends those here
  const own = page.getByRole("link", { name: "Ouvrir l’examen sur le site de la plateforme" });
  await shows("proctored");
  await learner.opensSignedIn(EXAM);
  await expect(own).toHaveAttribute("href", /^[^?]*\/xblock\/block-v1:Preau\+ENLIGNE\+1\+type@sequential\+block@examen\?/);
  for (const [status, told] of [["verified", "Vous avez rendu cet examen"], ["rejected", "La surveillance de cet examen n’a pas été acceptée"]]) {
    await shows("proctored", status);
    await learner.reloads();
    await expect(page.getByRole("main").getByText(String(told))).toBeVisible();
  }
  await expect(own).toBeVisible();
  await shows("practice", "submitted");
  await learner.reloads();
  await expect(page.getByRole("main").getByText("Examen surveillé")).toBeVisible();
  await expect(own).toBeVisible();
});

test.describe("after the due date", () => {
  test.use({ settings: { lms: { enrolled: { learner: { [KEY]: { mode: "honor", days_ago: 60 } } } } } });

  test("an exam that was never begun is closed", { tag: "@chromium-only" }, async ({ learner, world }) => {
    await world.breaks({ path: API, replace: { "/exam/passed_due_date": true, "/exam/hide_after_due": true } });
    await learner.opensSignedIn(`${EXAM}?lang=en`);
    await expect(learner.page.getByText("This exam is no longer open")).toBeVisible();
    await expect(learner.page.getByRole("button", { name: "Start the exam" })).toHaveCount(0);
  });
});
