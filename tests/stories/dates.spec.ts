import { readFile } from "node:fs/promises";
import { isAccessibleInEveryLook } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";

const KEY = "course-v1:Preau+ENLIGNE+1";
const PAGE = `/learn/${KEY}/dates`;
const API = "/api/course_home/dates/";

test.use({ settings: { lms: { enrolled: { learner: { [KEY]: { mode: "honor", completed: 0, days_ago: 20 } } } } } });

const work = (learner: Learner, name: string) => learner.page.getByRole("listitem").filter({ has: learner.page.getByRole("heading") }).filter({ hasText: name });

test("a learner sees what is due, late and next", async ({ learner }) => {
  await learner.opensSignedIn(PAGE);
  await expect(learner.heading).toHaveText("Dates");
  await expect(work(learner, "Quiz : les aides techniques")).toContainText("En retard");
  await expect(work(learner, "Quiz : au clavier")).toContainText("Prochaine échéance");
  await expect(work(learner, "Date d’inscription")).toContainText("Passé");
  await isAccessibleInEveryLook(learner.page);
  await learner.follows("link", "Quiz : au clavier");
  await expect.poll(() => learner.address).toContain("type@sequential+block@quiz-2");
});

test("in a course that is over nothing is late, and no week is planned", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.teaches({ courses: { [KEY]: { end: -1 } } });
  await learner.opensSignedIn(PAGE);
  await expect(work(learner, "Quiz : les aides techniques")).toContainText("Passé");
  await expect(learner.page.getByText("En retard")).toHaveCount(0);
  await learner.opens(`/learn/${KEY}`);
  await expect(learner.page.getByText("Ce cours est terminé. Vous pouvez encore consulter son contenu.")).toBeVisible();
  await expect(learner.page.getByRole("heading", { name: "Prochaines dates" })).toBeVisible();
  await expect(learner.page.getByRole("group", { name: "Jours par semaine" })).toHaveCount(0);
});

test("missed work is given new dates, after asking", async ({ learner, world }) => {
  await learner.opensSignedIn(PAGE);
  await expect(learner.page.getByText("Vous avez dépassé des échéances")).toBeVisible();
  await learner.follows("button", "Décaler mes échéances");
  await expect(learner.dialog.getByRole("button", { name: "Garder mes échéances" })).toBeFocused();
  await expect(learner.dialog).toContainText("Les dates actuelles ne pourront pas être rétablies.");
  await learner.presses("Escape");
  expect(await world.requests("reset_course_deadlines")).toEqual([]);

  await learner.follows("button", "Décaler mes échéances");
  await learner.dialog.getByRole("button", { name: "Décaler" }).click();
  await learner.hears("Vos échéances ont été décalées.");
  await expect(learner.page.getByText("Vous avez dépassé des échéances")).toHaveCount(0);
  await expect(learner.page.getByText("En retard")).toHaveCount(0);
  await expect(learner.focused).not.toHaveCount(0);
  expect(await world.requests("reset_course_deadlines")).toHaveLength(1);
});

test("a shift that fails is told in the dialog and can be tried again", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opensSignedIn(PAGE);
  await world.breaks({ path: "/api/course_experience/", status: 500 });
  await learner.follows("button", "Décaler mes échéances");
  await learner.dialog.getByRole("button", { name: "Décaler" }).click();
  await expect(learner.dialog.getByRole("alert")).toContainText("Le service est en panne");
  await world.heals();
  await learner.dialog.getByRole("button", { name: "Réessayer" }).click();
  await learner.hears("Vos échéances ont été décalées.");
});

test("the dates ahead go into the learner's calendar", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn(PAGE);
  const coming = learner.page.waitForEvent("download");
  await learner.follows("button", "Ajouter à mon agenda");
  const file = await (await coming).path();
  const text = (await readFile(file, "utf8")).replaceAll("\r\n ", "");
  expect(text).toMatch(/SUMMARY:Quiz\s: au clavier – Apprendre en ligne/);
  expect(text).not.toContain("les aides techniques");
});

test("by keyboard and in English", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn(`${PAGE}?lang=en`);
  await expect(learner.page.getByText("Due next")).toBeVisible();
  await learner.tabsTo("button", "Shift my due dates");
  await learner.presses("Enter");
  await expect(learner.dialog.getByRole("button", { name: "Keep my due dates" })).toBeFocused();
  await learner.presses("Enter");
  await expect(learner.page.getByRole("button", { name: "Shift my due dates" })).toBeFocused();
});

test("a course without dates says so", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.breaks({ path: API, replace: { "/course_date_blocks": [] } });
  await learner.opensSignedIn(PAGE);
  await expect(learner.page.getByRole("heading", { name: "Aucune date" })).toBeVisible();
  await isAccessibleInEveryLook(learner.page);
});

test("dates that cannot be loaded are asked for again", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.breaks({ path: API, status: 503 });
  await learner.opensSignedIn(PAGE);
  await expect(learner.page.getByRole("alert")).toContainText("Le service est en panne");
  await world.heals();
  await learner.follows("button", "Réessayer");
  await expect(learner.page.getByText("Prochaine échéance")).toBeVisible();
});
