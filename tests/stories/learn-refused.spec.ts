/** Every way in which a course or an enrolment is refused that no other story tells: said in place, with a way on. */
import { isAccessible } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/index.ts";
import { ONLINE, unitOf } from "./fixtures/learning.ts";

const KEY = `course-v1:${ONLINE}`;
const HOME = `/learn/${KEY}`;

const refused = { title: "Vous ne pouvez pas entrer dans ce cours", way: "Mes cours" };
const group = { title: "Ce cours est réservé à un groupe", way: "Mes cours" };
const consent = { title: "Votre accord est demandé", way: "Lire et répondre" };

const CODES: Record<string, { title: string; way: string }> = {
  data_sharing_access_required: consent,
  incorrect_active_enterprise: { ...consent, way: "Réessayer" },
  course_not_started_enterprise_learner: { title: "Ce cours n’a pas encore commencé", way: "Mes cours" },
  incorrect_user_group: group,
  no_allowed_user_groups: group,
  not_visible_to_user: refused,
  old_mongo: refused,
  mobile_unavailable: refused,
};

for (const [access, { title, way }] of Object.entries(CODES)) {
  test(`a course refused because of ${access}`, { tag: "@chromium-only" }, async ({ learner, world }) => {
    await world.teaches({ refusals: { [KEY]: { access } } });
    await learner.opensSignedIn(HOME);
    const { page } = learner;
    const main = page.getByRole("main");
    await expect(main.getByRole("heading", { name: title })).toBeVisible();
    await expect(main.getByText("Vous n’avez pas accès à ce cours")
      // its day has come, and it is not called one to come
      .or(main.getByText("La plateforme ne l’a pas encore ouvert."))).toBeVisible();
    await expect(main.getByRole("link", { name: way }).or(main.getByRole("button", { name: way })).last()).toBeVisible();
    await isAccessible(page, access);
    // nothing else is asked for, and nothing of the course shows
    expect(await world.requests("/api/course_home/outline")).toEqual([]);
    await expect(page.getByRole("navigation", { name: "Plan du cours" })).toHaveCount(0);
    // as soon as one may go in, one does
    await world.teaches({ refusals: {} });
    if (way === "Réessayer" || way === "Lire et répondre") await learner.follows("button", "Réessayer");
    else await learner.reloads();
    await expect(page.getByRole("link", { name: /^Reprendre : / })).toBeVisible();
  });
}

for (const [part, content] of [["dates", /Ajouter à mon agenda/], ["progress", /^Avancement/]] as const) {
  test(`the ${part} of a course that all may read, for who is not enrolled`, { tag: "@chromium-only" }, async ({ learner, world }) => {
    const { page } = learner;
    const open = `/learn/course-v1:Preau+OPENDATA+1/${part}`;
    await learner.opens(open);
    await expect(page.getByRole("main").getByRole("link", { name: "Se connecter" })).toBeVisible();
    await learner.opensSignedIn(open);
    await expect(page.getByRole("heading", { name: "Inscrivez-vous pour suivre ce cours" })).toBeVisible();
    // the LMS is not asked for what it would refuse in words of its own
    expect(await world.requests(`/api/course_home/${part}`)).toEqual([]);
    await learner.follows("button", /^S’inscrire/);
    await expect(page.getByRole("main").getByText(content).first()).toBeVisible();
    await expect(page.locator("body")).not.toBeFocused();
  });
}

test("a discussion of a course that one may not enter is not called deleted", { tag: "@chromium-only" }, async ({ learner, world }) => {
  learner.expectsProblem(/404/);
  await world.teaches({ refusals: { [KEY]: { access: "audit_expired" } } });
  await learner.opensSignedIn(`${HOME}/forum/threads/93`);
  await expect(learner.page.getByRole("heading", { name: "Votre accès à ce cours a pris fin" })).toBeVisible();
  await expect(learner.heading).toHaveText("Discussions");
  await expect(learner.page.getByText("Cette discussion n’existe plus")).toHaveCount(0);
});

test("the consent that is asked for is on the platform", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.teaches({ refusals: { [KEY]: { access: "data_sharing_access_required" } } });
  await learner.opensSignedIn(HOME);
  await expect(learner.page.getByRole("link", { name: "Lire et répondre" })).toHaveAttribute("href", /\/enterprise\/grant_data_sharing_permissions$/);
  // an address of somebody else is none
  await world.teaches({ refusals: { [KEY]: { access: { error_code: "data_sharing_access_required", developer_message: "javascript:alert(1)" } } } });
  await learner.reloads();
  await expect(learner.page.getByRole("heading", { name: "Votre accord est demandé" })).toBeVisible();
  await expect(learner.page.getByRole("link", { name: "Lire et répondre" })).toHaveCount(0);
});

test("why one may not enrol from a country is on the platform", { tag: "@chromium-only" }, async ({ learner, world }) => {
  learner.expectsProblem(/403/);
  const { page } = learner;
  const enrol = page.getByRole("button", { name: "S’inscrire à ce cours" });
  const explained = page.getByRole("link", { name: /^Lire l’explication de la plateforme/ });
  await world.teaches({ refusals: { [KEY]: { enrolment: "embargo" } } });
  await learner.opensSignedIn(HOME, "newcomer");
  await enrol.click();
  await expect(explained).toHaveAttribute("href", /\/embargo\/blocked-message\/enrollment\/default\/$/);
  await expect(enrol).toBeFocused();
  await isAccessible(page, "embargo");
  // an address that could do harm is none
  const body = JSON.stringify({ message: "Pas d’ici.", user_message_url: "javascript:alert(1)" });
  await world.breaks({ path: "/api/enrollment/v1/enrollment", method: "POST", status: 403, body, content_type: "application/json" });
  await enrol.click();
  await expect(page.getByText("Pas d’ici.")).toBeVisible();
  await expect(explained).toHaveCount(0);
});

test("who enrols on the page of a unit is let in, with the focus on its name", async ({ learner, world }) => {
  await world.teaches({ courses: { [KEY]: { public: false } } });
  await learner.opensSignedIn(unitOf(ONLINE, "comprendre", "liens-boutons"), "newcomer");
  const enrol = learner.page.getByRole("button", { name: "S’inscrire à ce cours" });
  await expect(learner.heading).toHaveText(/^Apprendre en ligne/);
  await enrol.focus();
  await learner.presses("Enter");
  await expect(learner.heading).toHaveText(/^Nom, rôle/);
  await expect(learner.heading).toBeFocused();
});

test("a part that the course does not have", { tag: "@chromium-only" }, async ({ learner }) => {
  learner.expectsProblem(/404/);
  await learner.opensSignedIn(`${HOME}/block-v1:${ONLINE}+type@vertical+block@nulle-part`);
  await expect(learner.heading).toHaveText("Partie du cours introuvable");
  await expect(learner.page).toHaveTitle(/^Erreur\s: Partie du cours introuvable/);
  await isAccessible(learner.page, "unknown part");
});

test("a course that another one opens names it", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.teaches({ courses: { [KEY]: { prerequisite: "course-v1:Preau+STATMED+1" } } });
  await learner.opensSignedIn(HOME);
  await expect(learner.page.getByRole("heading", { name: "Une étape vous manque encore" })).toBeVisible();
  await learner.follows("link", /^Statistiques/);
  await expect(learner.heading).toHaveText(/^Statistiques/);
});

for (const [access, title] of Object.entries({ hidden: "Cours introuvable", not_visible_in_catalog: "Cours" })) {
  test(`a course that is ${access}`, { tag: "@chromium-only" }, async ({ learner, world }) => {
    learner.expectsProblem(/40[034]/);
    await world.teaches({ refusals: { [KEY]: { access } } });
    await learner.opensSignedIn(HOME);
    await expect(learner.heading).toHaveText(title);
    await expect(learner.page.getByRole("main").getByRole("alert")).toBeVisible();
    await expect(learner.page.getByRole("button", { name: "Revenir à la page précédente" })).toBeVisible();
  });
}

const ENROLMENTS: Record<string, { title: string; user?: string; next: RegExp }> = {
  "from a country that may not": { title: "L’inscription n’est pas possible", next: /^Users from this location cannot access the course/ },
  "by an account that is not confirmed": { title: "Votre compte ne permet pas cette inscription", user: "inactive", next: /^Renvoyer le message/ },
};

for (const [who, { title, user = "newcomer", next }] of Object.entries(ENROLMENTS)) {
  test(`enrolling ${who}`, { tag: "@chromium-only" }, async ({ learner, world }) => {
    learner.expectsProblem(/40\d/);
    if (user === "newcomer") await world.teaches({ refusals: { [KEY]: { enrolment: "embargo" } } });
    else await world.breaks({ path: "/api/enrollment/v1/enrollment", method: "POST", status: 403, body: "{}", content_type: "application/json" });
    await learner.opensSignedIn("/courses/ENLIGNE", user);
    const { page } = learner;
    const enrol = page.getByRole("button", { name: "S’inscrire à ce cours" });
    await enrol.click();
    const main = page.getByRole("main");
    await expect(main.getByRole("alert").filter({ hasText: title })).toBeVisible();
    await expect(main.getByText(next).or(main.getByRole("button", { name: next })).first()).toBeVisible();
    await expect(enrol).toBeFocused();
    await isAccessible(page, who);
  });
}
