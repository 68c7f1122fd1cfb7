import { fits, isAccessible, isAccessibleInEveryLook } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";
import { ONLINE, unitOf } from "./fixtures/learning.ts";

const KEY = `course-v1:${ONLINE}`;
const HOME = `/learn/${KEY}`;
const TITLE = "Apprendre en ligne avec un lecteur d’écran ou au clavier";

const unit = (sequence: string, name: string): string => unitOf(ONLINE, sequence, name);
const ways = (learner: Learner) => learner.page.getByRole("navigation", { name: "Unité précédente et suivante" });

test("resume: the home names the unit, the link leads there, the next one follows without a reload", async ({ learner }) => {
  await learner.opensSignedIn(HOME);
  await expect(learner.heading).toHaveText(TITLE);
  const resume = learner.page.getByRole("link", { name: "Reprendre : Les régions de la page" });
  await expect(resume).toBeVisible();
  await isAccessibleInEveryLook(learner.page);
  await resume.click();
  await expect(learner.heading).toHaveText("Les régions de la page");
  await expect(learner.heading).toBeFocused();
  await expect(learner.page.getByText("Unité 3 sur 3")).toBeVisible();
  await learner.page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
  await ways(learner).getByRole("link", { name: "Suivant : Nom, rôle, état" }).click();
  await expect(learner.heading).toHaveText("Nom, rôle, état");
  await expect(learner.heading).toBeFocused();
  await expect(learner.page).toHaveTitle(`Nom, rôle, état – ${TITLE} – Préau`);
  expect(await learner.page.evaluate(() => "isSamePage" in globalThis)).toBe(true);
  await isAccessibleInEveryLook(learner.page);
});

test("back and forward through units restore each", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn(unit("touches", "tab"));
  const titles = ["La touche Tab"];
  await expect(learner.heading).toHaveText("La touche Tab");
  for (let step = 0; step < 6; step += 1) {
    const next = ways(learner).getByRole("link", { name: /^Suivant/ });
    // the link says where it leads: a heading read at once may be that of a page on its way
    const title = ((await next.textContent()) ?? "").replace(/^\s*Suivant\s*:\s*/u, "").trim();
    await next.click();
    await expect(learner.heading).toHaveText(title);
    titles.push(title);
  }
  for (const title of titles.slice(0, -1).toReversed()) {
    await learner.page.goBack();
    await expect(learner.heading).toHaveText(title);
    await expect(learner.focused).toHaveCount(1);
  }
  await learner.page.goForward();
  await expect(learner.heading).toHaveText(titles[1] ?? "");
});

test("a whole subsection by keyboard alone", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opensSignedIn(HOME);
  await learner.tabsTo("link", /^Reprendre : /);
  await learner.presses("Enter");
  await expect(learner.heading).toHaveText("Les régions de la page");
  for (const next of ["Nom, rôle, état", "Lire un tableau", "Les images et leurs textes", "Remplir un formulaire"]) {
    await learner.tabsTo("link", `Suivant : ${next}`);
    await learner.presses("Enter");
    await expect(learner.heading).toHaveText(next);
    await expect(learner.heading).toBeFocused();
  }
  // the place is told where one stays, and when a part is left: not for each unit on the way
  await expect.poll(async () => (await world.requests("goto_position")).map(({ status }) => status).join()).toMatch(/^200(,200)?$/);
});

test("on a phone the outline is a dialog that gives way to the unit", async ({ learner }) => {
  await learner.page.setViewportSize({ width: 390, height: 844 });
  await learner.opensSignedIn(unit("touches", "tab"));
  await learner.page.getByRole("main").getByRole("button", { name: "Plan du cours" }).click();
  await expect(learner.dialog).toBeVisible();
  await learner.dialog.getByRole("button", { name: /^Découvrir/ }).click();
  await learner.dialog.getByRole("link", { name: /^Grossir/ }).click();
  await expect(learner.dialog).toHaveCount(0);
  await expect(learner.heading).toHaveText(/^Grossir/);
  await expect(learner.heading).toBeFocused();
});

test("on a phone the parts of a course are below a button, and the heading is near the top", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.page.setViewportSize({ width: 320, height: 640 });
  await learner.opensSignedIn(unit("touches", "tab"));
  const parts = learner.page.getByRole("navigation", { name: "Parties du cours" });
  await expect(parts.getByRole("link")).toHaveCount(0);
  await learner.tabsTo("button", "Menu du cours");
  await learner.presses("Enter");
  await expect(parts.getByRole("button")).toHaveAttribute("aria-expanded", "true");
  await fits(learner.page);
  await learner.presses("Tab", "Tab");
  await expect(parts.getByRole("link", { name: "Progression" })).toBeFocused();
  await learner.presses("Enter");
  await expect(learner.heading).toHaveText("Progression");
  await expect(learner.heading).toBeFocused();
  await expect(parts.getByRole("button")).toHaveAttribute("aria-expanded", "false");
  await parts.getByRole("button").click();
  await expect(parts.getByRole("link", { name: "Progression" })).toHaveAttribute("aria-current", "page");
  await isAccessible(learner.page, "parts of a course on a phone");
});

test("a unit is marked, and the mark is there after a reload", async ({ learner, world }) => {
  await learner.opensSignedIn(unit("touches", "tab"));
  const mark = learner.page.getByRole("button", { name: "Marquer cette unité" });
  await expect(mark).toHaveAttribute("aria-pressed", "false");
  await mark.click();
  await learner.hears("Unité marquée");
  await learner.reloads();
  await expect(mark).toHaveAttribute("aria-pressed", "true");
  await world.breaks({ path: "/api/bookmarks", status: 500 });
  learner.expectsProblem(/500/);
  await mark.click();
  await expect(learner.page.getByRole("alert")).toContainText("n’a pas pu être changé");
  await expect(mark).toHaveAttribute("aria-pressed", "true");
});

test("a text that was read is done, in words, without asking", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn(unit("comprendre", "liens-boutons"));
  await expect(learner.heading).toHaveText("Nom, rôle, état");
  await learner.page.getByRole("navigation", { name: "Unité précédente et suivante" }).scrollIntoViewIfNeeded();
  await learner.hears("Unité terminée");
  await expect(learner.page.getByRole("link", { name: /^Nom, rôle, état, terminé/ })).toBeVisible();
});

test("sections open and close, all at once too", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn(HOME);
  const section = learner.page.getByRole("button", { name: /^Au clavier, terminé/ });
  await section.press("Enter");
  await expect(section).toHaveAttribute("aria-expanded", "true");
  await expect(section).toBeFocused();
  await expect(learner.page.getByRole("link", { name: /^La touche Tab|^Tab/ }).first()).toBeVisible();
  await learner.follows("button", "Déplier toutes les sections");
  await learner.hears("Toutes les sections sont dépliées");
});

test("the message of the team is put away, the goal is set", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opensSignedIn(HOME);
  await learner.follows("button", "Masquer ce message");
  await learner.hears("Le message est masqué.");
  await expect(learner.page.getByRole("heading", { name: "Message de l’équipe du cours" })).toHaveCount(0);
  await learner.page.getByRole("radio", { name: "3" }).check();
  await learner.follows("button", "Enregistrer mon objectif");
  await learner.hears("Votre objectif est enregistré.");
  expect((await world.requests("save_course_goal")).map(({ status }) => status)).toEqual([200]);
  await learner.reloads();
  await expect(learner.page.getByRole("radio", { name: "3" })).toBeChecked();
});

test("the link of an e-mail ends the reminders, also for who is signed out", async ({ learner, world }) => {
  const { page } = learner;
  const link = `/goal-unsubscribe/${encodeURIComponent(`learner.${KEY}`)}`;
  const reminders = page.getByRole("checkbox", { name: "M’envoyer un rappel par e-mail" });
  await learner.opensSignedIn(HOME);
  await page.getByRole("radio", { name: "3" }).check();
  await reminders.check();
  await learner.follows("button", "Enregistrer mon objectif");
  await learner.hears("Votre objectif est enregistré.");
  await page.context().clearCookies();

  await world.breaks({ path: "/api/course_home/unsubscribe", status: 503 });
  await learner.opens(link);
  await expect(learner.heading).toHaveText("Rappels d’objectif");
  await expect(page.getByRole("button", { name: "Réessayer" })).toBeVisible();
  await world.heals();
  await learner.follows("button", "Réessayer");
  await learner.hears(`C’est fait : vous ne recevrez plus de rappels pour le cours « ${TITLE} ».`);
  await isAccessibleInEveryLook(page);

  await learner.opens(`${link}-`);
  await expect(page.getByText("Ce lien n’est plus valable")).toBeVisible();
  learner.expectsProblem(/404/);
  await learner.opensSignedIn(HOME);
  await expect(page.getByRole("radio", { name: "3" })).toBeChecked();
  await expect(reminders).not.toBeChecked();
});

test("after the last unit: the end, with what is left", async ({ learner }) => {
  await learner.opensSignedIn(unit("fin", "bilan"));
  await ways(learner).getByRole("link", { name: "Suivant : fin du cours" }).click();
  await expect(learner.heading).toHaveText("Fin du cours");
  await expect(learner.heading).toBeFocused();
  await expect(learner.page.getByRole("link", { name: "Nom, rôle, état" })).toBeVisible();
  await isAccessibleInEveryLook(learner.page);
});

test("a part that is over says so", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn(unit("revisions", "revision"));
  await expect(learner.page.getByText("La date limite de cette partie est passée")).toBeVisible();
  await isAccessibleInEveryLook(learner.page);
});

test.describe("at the beginning of the course", { tag: "@chromium-only" }, () => {
  test.use({ settings: { lms: { enrolled: { learner: { [KEY]: { mode: "honor", completed: 0, points: 0 } } } } } });

  test("a locked part says what opens it, and leads there", async ({ learner }) => {
    await learner.opensSignedIn(unit("quiz-3", "quiz-lecteur"));
    await expect(learner.page.getByText("Cette partie est verrouillée")).toBeVisible();
    await isAccessibleInEveryLook(learner.page);
    await learner.follows("link", /^Aller à : Quiz : au clavier/);
    await expect(learner.heading).toHaveText(/au clavier/);
  });

  test("the first unit is where one begins", async ({ learner }) => {
    await learner.opensSignedIn(HOME);
    await learner.follows("link", /^Commencer : /);
    await expect(learner.page.getByText("C’est la première unité du cours.")).toBeVisible();
  });
});

test("old addresses of the platform lead to the same pages", { tag: "@chromium-only" }, async ({ learner }) => {
  const [sequence, block] = unit("touches", "tab").slice(HOME.length + 1).split("/") as [string, string];
  await learner.opensSignedIn(`/course/${KEY}/home`);
  await expect(learner.heading).toHaveText(TITLE);
  await learner.opens(`/course/${KEY}/${sequence}/${block}`);
  const title = "La touche Tab";
  await expect(learner.heading).toHaveText(title);
  await learner.opens(`/course/${KEY}/${block}`);
  await expect(learner.heading).toHaveText(title);
  await expect.poll(() => learner.address).toBe(unit("touches", "tab"));
  await learner.opens(`/course/${KEY}/${sequence}/first`);
  await expect(learner.heading).toHaveText(title);
});

test("in English", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn(`${HOME}?lang=en`);
  await learner.follows("link", /^Resume: /);
  await expect(learner.page.getByText("Unit 3 of 3")).toBeVisible();
  await learner.follows("link", /^Next: /);
  await expect(learner.page.getByText("Unit 1 of 4")).toBeVisible();
});

test.describe("refused", () => {
  test("to who is not signed in, with the way in", async ({ learner }) => {
    await learner.opens(HOME);
    await expect(learner.heading).toHaveText(TITLE);
    await expect(learner.page.getByRole("heading", { name: "Connectez-vous pour suivre ce cours" })).toBeVisible();
    await isAccessibleInEveryLook(learner.page);
    await learner.page.getByRole("main").getByRole("link", { name: "Se connecter" }).click();
    await learner.signsIn("learner");
    await expect(learner.heading).toHaveText(TITLE);
    await expect(learner.page.getByRole("link", { name: /^Reprendre : / })).toBeVisible();
  });

  test("to who is not enrolled, who enrols and goes on in place", async ({ learner }) => {
    await learner.opensSignedIn(HOME, "newcomer");
    await learner.follows("button", "S’inscrire à ce cours");
    await expect(learner.page.getByRole("link", { name: /^Commencer : / })).toBeVisible();
  });

  const codes: Record<string, { title: string; way: RegExp }> = {
    audit_expired: { title: "Votre accès à ce cours a pris fin", way: /^Mes cours/ },
    survey_required: { title: "Un questionnaire vous attend d’abord", way: /^Répondre au questionnaire/ },
    unfulfilled_milestones: { title: "Une étape vous manque encore", way: /^Mes cours/ },
    embargo: { title: "Ce cours n’est pas accessible depuis votre pays", way: /^Mes cours/ },
    of_a_plug_in: { title: "Vous ne pouvez pas entrer dans ce cours", way: /^Mes cours/ },
  };
  for (const [access, { title, way }] of Object.entries(codes)) {
    test(`because of ${access}`, async ({ learner, world }) => {
      await world.teaches({ refusals: { [KEY]: { access } } });
      for (const path of [HOME, `${HOME}/dates`, `${HOME}/resume`]) {
        await learner.opensSignedIn(path);
        await expect(learner.page.getByRole("heading", { name: title })).toBeVisible();
        await expect(learner.page.getByRole("main").getByRole("link", { name: way }).last()).toBeVisible();
      }
      expect(await world.requests("/api/course_home/outline")).toEqual([]);
    });
  }

  test("before the course begins, with its date", { tag: "@chromium-only" }, async ({ learner, world }) => {
    await world.teaches({ courses: { [KEY]: { start: 10 } } });
    await learner.opensSignedIn(HOME);
    await expect(learner.page.getByText("Il commence le 25 septembre 2026")).toBeVisible();
  });

  test("where there is no such course", { tag: "@chromium-only" }, async ({ learner }) => {
    learner.expectsProblem(/404|400/);
    await learner.opensSignedIn("/learn/course-v1:Nowhere+X+1");
    await expect(learner.heading).toHaveText("Cours introuvable");
    await learner.opens("/learn/nonsense");
    await expect(learner.heading).toHaveText("Cours introuvable");
  });
});

test("an older server: outline and units, and what is missing is said", { tag: "@chromium-only" }, async ({ learner, world }) => {
  learner.expectsProblem(/404/);
  await world.teaches({ oddities: { older_server: true } });
  await learner.opensSignedIn(HOME);
  await expect(learner.page.getByText("La plateforme de ce cours est d’une version ancienne")).toBeVisible();
  await learner.follows("link", /^(Reprendre|Commencer) : /);
  await expect(learner.page.getByText(/^Unité \d sur \d$/)).toBeVisible();
  await learner.opens(`${HOME}/dates`);
  await expect(learner.page.getByText("Cette page n’est pas proposée ici")).toBeVisible();
});

test("one bad moment of the server makes no course an older one", { tag: "@chromium-only" }, async ({ learner, world }) => {
  learner.expectsProblem(/404/);
  await learner.opensSignedIn("/dashboard");
  // a proxy's page in place of two answers: of the question, and of the same asked again
  await world.breaks({ path: "/api/course_home/course_metadata/", status: 404, body: "<h1>Not here</h1>", content_type: "text/html", times: 2 });
  const older = learner.page.getByText("La plateforme de ce cours est d’une version ancienne");
  await learner.page.getByRole("article").getByRole("link").first().click();
  await expect(older).toBeVisible();
  await learner.page.goBack();
  await learner.page.getByRole("article").nth(1).getByRole("link").first().click();
  await expect(learner.page.getByRole("navigation", { name: "Parties du cours" }).getByRole("link", { name: "Progression" })).toBeVisible();
  await expect(older).toHaveCount(0);
});

test("a window that becomes wider shows the outline beside the unit", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.page.setViewportSize({ width: 700, height: 900 });
  await learner.opensSignedIn(unit("comprendre", "liens-boutons"));
  await expect(learner.heading).toHaveText("Nom, rôle, état");
  const outline = learner.page.getByRole("navigation", { name: "Plan du cours" }).getByRole("link");
  await expect(outline).toHaveCount(0);
  await learner.page.setViewportSize({ width: 1300, height: 900 });
  await expect(outline.first()).toBeVisible();
});

test("a failure is told in its place and can be tried again", { tag: "@chromium-only" }, async ({ learner, world }) => {
  learner.expectsProblem(/500/);
  await world.breaks({ path: "/api/course_home/v1/navigation", status: 500 });
  await learner.opensSignedIn(HOME);
  await expect(learner.page.getByRole("alert")).toBeVisible();
  await expect(learner.page.getByRole("heading", { name: "Prochaines dates" })).toBeVisible();
  await world.heals();
  await learner.follows("button", "Réessayer");
  await expect(learner.page.getByRole("button", { name: /^Découvrir/ })).toBeVisible();
});
