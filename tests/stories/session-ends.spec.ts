/** The session ends at each step of learning: what was typed or done is kept, one signs in beside, and goes on where one was. */
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";
import { BENCH, ONLINE, unitOf } from "./fixtures/learning.ts";
import type { World } from "./fixtures/world.ts";

const KEY = `course-v1:${ONLINE}`;
const HOME = `/learn/${KEY}`;
const ENDED = "Votre session est terminée";

test.beforeEach(({ learner }) => learner.expectsProblem(/40[0134]/));

/** Signs in in the new view that is offered, and comes back to this one. */
async function signsInBeside(learner: Learner, user = "learner"): Promise<void> {
  const { page } = learner;
  // behind a dialog nothing can be pressed
  const around = (await learner.dialog.count()) > 0 ? learner.dialog : page;
  const [beside] = await Promise.all([page.context().waitForEvent("page"), around.getByRole("link", { name: /^Se reconnecter \(nouvel onglet\)/ }).first().click()]);
  const tab = learner.in(beside);
  await tab.signsIn(user);
  await expect(tab.account).toBeVisible();
  // it tells what waited, too: closed before it has noted the answer, it leaves that to be told once more
  await beside.waitForFunction(() => localStorage.getItem("preau.course") === null);
  await beside.close();
  await page.bringToFront();
  await learner.comesBack();
  await expect(page.getByText(ENDED, { exact: true })).toBeHidden();
  await expect(page.getByRole("heading", { name: "Connectez-vous pour continuer" })).toHaveCount(0);
}

const isTold = ({ page }: Learner) => expect(page.getByText(ENDED, { exact: true })).toBeVisible();

/** A button is pressed when the session has just ended: that is told, and the same press does it once one is signed in again. */
async function isDoneAgain(learner: Learner, world: World, button: string, said: string | RegExp): Promise<void> {
  await world.expires("learner");
  await learner.follows("button", button);
  await isTold(learner);
  await signsInBeside(learner);
  await learner.follows("button", button);
  await learner.hears(said);
}

const samePage = (page: Page): Promise<boolean> => page.evaluate(() => "isSamePage" in globalThis);

test("enrolling", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opensSignedIn("/courses/ENLIGNE", "newcomer");
  const enrol = learner.page.getByRole("button", { name: "S’inscrire à ce cours" });
  await expect(enrol).toBeVisible();
  await world.expires("newcomer");
  await enrol.click();
  await expect(learner.page.getByRole("alert").filter({ hasText: "Vous n’êtes plus connecté" })).toBeVisible();
  await signsInBeside(learner, "newcomer");
  // who is signed in again is not told that they are not
  await expect(learner.page.getByText("Vous n’êtes plus connecté")).toHaveCount(0);
  await enrol.click();
  await expect(learner.page).toHaveURL(/\/learn\//);
  await expect(learner.page.getByRole("link", { name: /^Commencer : / })).toBeVisible();
});

test("coming back to the page of a course", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const { page } = learner;
  const enrolled = page.getByText("Vous y êtes inscrit");
  const enrol = page.getByRole("button", { name: "S’inscrire à ce cours" });
  await learner.opensSignedIn("/courses/ENLIGNE");
  await expect(enrolled).toBeVisible();
  // ended elsewhere: nothing on this device tells of it
  await world.expires("learner");
  const asked = (await world.requests("/api/enrollment/v1/enrollment")).length;
  await learner.comesBack();
  await learner.spends(35);
  await learner.comesBack();
  await isTold(learner);
  expect((await world.requests("/api/enrollment/v1/enrollment")).length, "who looks away for a moment costs nothing").toBe(asked + 1);
  // who was here is enrolled where they were
  await expect(enrolled).toBeVisible();
  await expect(page.getByRole("link", { name: "Aller au cours" })).toBeVisible();
  await expect(enrol).toHaveCount(0);
  // and another learner is not
  await signsInBeside(learner, "newcomer");
  await expect(enrol).toBeVisible();
  await expect(enrolled).toHaveCount(0);
});

test("on the dashboard", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const { page } = learner;
  await world.teaches({ enrolments: 8 });
  await learner.opensSignedIn("/dashboard");
  await page.getByRole("searchbox", { name: "Chercher dans mes cours" }).fill("apprendre");
  await expect.poll(() => learner.address).toContain("search=apprendre");
  await world.expires("learner");
  await learner.follows("button", /^Quitter… Apprendre en ligne/);
  await learner.dialog.getByRole("button", { name: "Quitter le cours" }).click();
  await signsInBeside(learner);
  await learner.dialog.getByRole("button", { name: "Quitter le cours" }).click();
  await learner.hears(/^Vous avez quitté le cours/);
  await expect(page.getByRole("searchbox", { name: "Chercher dans mes cours" })).toHaveValue("apprendre");
});

test("setting a goal, putting the message away, from the outline into a unit", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const { page } = learner;
  await learner.opensSignedIn(HOME);
  const section = page.getByRole("button", { name: /^Découvrir/ });
  await section.click();
  await page.getByRole("radio", { name: "3" }).check();
  await world.expires("learner");
  await learner.follows("button", "Enregistrer mon objectif");
  await isTold(learner);
  await expect(page.getByRole("radio", { name: "3" })).toBeChecked();
  await signsInBeside(learner);
  await expect(section).toHaveAttribute("aria-expanded", "true");
  await learner.follows("button", "Enregistrer mon objectif");
  await learner.hears("Votre objectif est enregistré.");

  await isDoneAgain(learner, world, "Masquer ce message", "Le message est masqué.");

  await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
  await world.expires("learner");
  await page.getByRole("link", { name: /^Grossir/ }).first().click();
  await expect(learner.heading).toHaveText(/^Grossir/);
  await isTold(learner);
  await signsInBeside(learner);
  await expect(page.getByRole("region", { name: "Contenu de l’unité" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Marquer cette unité" })).toBeVisible();
  await expect(page.getByText(/^Unité \d sur \d$/)).toBeVisible();
  expect(await samePage(page), "without a reload").toBe(true);
});

test("in a unit of text: its mark, its completion, its place, the next one", async ({ learner, world }) => {
  const { page } = learner;
  // low enough that nobody has seen the end of the text before the session ends
  await page.setViewportSize({ width: 1280, height: 320 });
  await learner.opensSignedIn(unitOf(ONLINE, "comprendre", "liens-boutons"));
  await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
  const mark = page.getByRole("button", { name: "Marquer cette unité" });
  await expect(mark).toHaveAttribute("aria-pressed", "false");
  await world.expires("learner");
  await world.forgetsRequests();
  await page.getByRole("navigation", { name: "Unité précédente et suivante" }).scrollIntoViewIfNeeded();
  await isTold(learner);
  await expect.poll(async () => (await world.requests("completion-batch")).length, "it was read").toBeGreaterThan(0);
  await mark.click();
  await learner.follows("link", "Suivant : Lire un tableau");
  await expect(learner.heading).toHaveText("Lire un tableau");
  await signsInBeside(learner);
  await expect(page.getByTitle(/^Contenu de l’unité\s: Lire un tableau$/)).toHaveAttribute("height", /^\d+$/);
  const told = async (part: string) => (await world.requests(part)).filter(({ method, status }) => method === "POST" && (status ?? 500) < 300).length;
  await expect.poll(() => told("completion-batch"), "what was read is told").toBe(1);
  await expect.poll(() => told("/api/bookmarks/"), "what was marked is told").toBe(1);
  await expect.poll(() => told("goto_position")).toBeGreaterThan(0);
  await page.goBack();
  await expect(mark).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByText("Terminée", { exact: true }).or(page.getByText("Unité terminée")).first()).toBeVisible();
  expect(await samePage(page), "without a reload").toBe(true);
});

test.describe("in a unit in a frame", () => {
  test.use({ settings: { lms: { enrolled: { learner: { [`course-v1:${BENCH}`]: { mode: "audit", completed: 0 } } } } } });

  test("its answer, the next one", { tag: "@chromium-only" }, async ({ learner, world }) => {
    const { page } = learner;
    // the frame of the unit in view. A look-up by CSS: that of the next unit would have the same role
    const frame = page.locator("iframe[title^='Contenu de l’unité']").first();
    await learner.opensSignedIn(unitOf(BENCH, "repondre", "nombre"));
    await expect(frame).toHaveAttribute("height", /^\d+$/);
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    const inside = frame.contentFrame();
    await inside.getByRole("textbox").first().fill("12");
    await world.expires("learner");
    await inside.getByRole("button").first().click();
    await isTold(learner);
    await signsInBeside(learner);
    await expect(inside.getByRole("textbox").first(), "what was typed stays").toHaveValue("12");
    await inside.getByRole("button").first().click();
    await learner.hears("Unité terminée");

    await world.expires("learner");
    await learner.follows("link", /^Précédent : /);
    await isTold(learner);
    await signsInBeside(learner);
    await expect(frame).toHaveAttribute("height", /^\d+$/);
    await expect(frame.contentFrame().getByRole("radio").or(frame.contentFrame().getByRole("checkbox")).first()).toBeVisible();
    expect(await samePage(page), "without a reload").toBe(true);
  });
});

test.describe("in a unit that does not tell its height", () => {
  const enrolled = { learner: { [`course-v1:${BENCH}`]: { mode: "audit", completed: 0 } } };
  test.use({ settings: { lms: { enrolled, oddities: { without_resize: true } } } });

  test("what was typed in it stays", { tag: "@chromium-only" }, async ({ learner, world }) => {
    const { page } = learner;
    const frame = page.locator("iframe[title^='Contenu de l’unité']").first();
    await learner.opensSignedIn(unitOf(BENCH, "repondre", "nombre"));
    const field = frame.contentFrame().getByRole("textbox").first();
    await field.fill("12");
    await expect(page.getByRole("link", { name: /Ouvrir.* seule/ }).or(page.getByRole("button", { name: "Plein écran" })).first()).toBeVisible();
    await world.expires("learner");
    await learner.follows("button", "Marquer cette unité");
    await isTold(learner);
    await signsInBeside(learner);
    await expect(page.getByRole("button", { name: "Marquer cette unité" })).toHaveAttribute("aria-pressed", "true");
    await page.waitForLoadState("networkidle");
    await expect(field).toHaveValue("12");
  });
});

test.describe("with dates that were missed", () => {
  test.use({ settings: { lms: { enrolled: { learner: { [KEY]: { mode: "honor", completed: 0, days_ago: 20 } } } } } });

  test("shifting them", { tag: "@chromium-only" }, async ({ learner, world }) => {
    await learner.opensSignedIn(`${HOME}/dates`);
    await learner.follows("button", "Décaler mes échéances");
    await world.expires("learner");
    await learner.dialog.getByRole("button", { name: "Décaler" }).click();
    await expect(learner.dialog.getByRole("alert")).toBeVisible();
    await signsInBeside(learner);
    await learner.dialog.getByRole("button", { name: "Décaler" }).click();
    await learner.hears("Vos échéances ont été décalées.");
  });
});

test.describe("in a timed exam", () => {
  test.use({ settings: { lms: { enrolled: { learner: { [KEY]: { mode: "honor" } } } } } });

  test("starting it, and handing it in", { tag: "@chromium-only" }, async ({ learner, world }) => {
    const { page } = learner;
    const timer = page.getByRole("region", { name: "Examen en cours" });
    await learner.opensSignedIn(`${HOME}/block-v1:${ONLINE}+type@sequential+block@examen`);
    await learner.follows("button", "Commencer l’examen");
    await world.expires("learner");
    await learner.dialog.getByRole("button", { name: "Commencer", exact: true }).click();
    await expect(learner.dialog.getByRole("alert")).toBeVisible();
    await signsInBeside(learner);
    await learner.dialog.getByRole("button", { name: "Commencer", exact: true }).click();
    await expect(timer).toBeVisible();

    await world.expires("learner");
    await timer.getByRole("button", { name: "Terminer mon examen" }).click();
    await learner.dialog.getByRole("button", { name: "Rendre l’examen" }).click();
    await expect(learner.dialog.getByRole("alert")).toBeVisible();
    await expect(timer, "the time goes on").toBeVisible();
    await signsInBeside(learner);
    await learner.dialog.getByRole("button", { name: "Rendre l’examen" }).click();
    await learner.hears("Votre examen est rendu.");
    await expect(timer).toHaveCount(0);
  });
});

test.describe("having passed", () => {
  test.use({ settings: { lms: { enrolled: { learner: { [KEY]: { mode: "honor", completed: 1, points: 1 } } }, courses: { [KEY]: { certificate: "requesting" } } } } });

  test("asking for the certificate", { tag: "@chromium-only" }, async ({ learner, world }) => {
    await learner.opensSignedIn(`${HOME}/progress`);
    await expect(learner.page.getByRole("button", { name: "Demander mon attestation" })).toBeVisible();
    await isDoneAgain(learner, world, "Demander mon attestation", "Demande envoyée");
  });
});

test("a course that has nothing to show is no session that ended", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const { page } = learner;
  const parts = page.getByRole("navigation", { name: "Parties du cours" });
  const read = async (part: string): Promise<number> => (await world.requests(part)).length;
  await world.breaks({ path: "/api/course_home/v1/navigation/", body: '{"blocks": {}}' });
  await learner.opensSignedIn(HOME);
  // it may be nobody's answer: that is found out once
  await expect.poll(() => read("/v1/navigation/")).toBe(2);
  expect(await read("/login_refresh")).toBe(1);
  await parts.getByRole("link", { name: "Dates" }).click();
  await expect(learner.heading).toHaveText("Dates");
  await parts.getByRole("link", { name: "Accueil du cours" }).click();
  await expect.poll(() => read("/v1/navigation/")).toBe(3);
  await page.waitForLoadState("networkidle");
  expect(await read("/login_refresh")).toBe(1);
  await world.heals();
  await learner.reloads();
  await expect(page.getByRole("button", { name: /^Découvrir/ })).toBeVisible();
});
