import { COURSES, expect, test, type Fault } from "./fixtures/index.ts";

const WAYS = { retry: "Réessayer", reload: "Recharger la page", back: "Revenir à la page précédente" };

interface Failure {
  what: string;
  fault: Omit<Fault, "path">;
  title: string;
  way: keyof typeof WAYS;
}

/** Each way in which a server fails, what the learner reads, and the way out. */
const FAILURES: Failure[] = [
  { what: "fails", fault: { status: 500 }, title: "Le service est en panne", way: "retry" },
  { what: "is out of reach behind its proxy", fault: { status: 502 }, title: "Le service est en panne", way: "retry" },
  { what: "is under repair", fault: { status: 503 }, title: "Le service est en panne", way: "retry" },
  { what: "does not know the address", fault: { status: 404 }, title: "Cette page est introuvable", way: "back" },
  { what: "sends to a sign-in page", fault: { redirect_html: true }, title: "Le serveur a répondu de façon inattendue", way: "reload" },
  { what: "drops the connection", fault: { drop: true }, title: "Le serveur ne répond pas", way: "retry" },
  { what: "breaks off", fault: { truncate: 200 }, title: "Le serveur ne répond pas", way: "retry" },
  { what: "answers with a page", fault: { body: "<!doctype html><p>Bonjour", content_type: "text/html" }, title: "Le serveur a répondu de façon inattendue", way: "reload" },
  { what: "answers half a JSON", fault: { body: '{"meta": {"count"' }, title: "Le serveur a répondu de façon inattendue", way: "reload" },
  { what: "answers null", fault: { body: "null" }, title: "Le serveur a répondu de façon inattendue", way: "reload" },
  { what: "answers a number for the courses", fault: { replace: { "/objects": 7 } }, title: "Le serveur a répondu de façon inattendue", way: "reload" },
  { what: "refuses", fault: { status: 403 }, title: "Accès refusé", way: "back" },
  { what: "has too much to do", fault: { status: 429 }, title: "Trop de demandes en peu de temps", way: "retry" },
];

for (const { what, fault, title, way } of FAILURES) {
  test(`when the server ${what}, the page says so and leads on`, { tag: "@chromium-only" }, async ({ learner, world }) => {
    await world.breaks({ path: COURSES, ...fault });
    await learner.opens("/");
    const panel = learner.page.getByRole("alert");
    await expect(panel).toContainText(title);
    await expect(learner.field).toBeVisible();
    await expect(learner.page.getByRole("contentinfo")).toBeVisible();
    const button = learner.page.getByRole("button", { name: WAYS[way] });
    await expect(button).toBeVisible();

    await world.heals();
    if (way === "back") await learner.reloads();
    else await button.click();
    await expect(learner.count).toHaveText(await world.counts());
    await expect(panel).toHaveCount(0);
  });
}

test("with a backend down, results stay, and come back with 'Try again'", async ({ learner, world }) => {
  await learner.opens("/");
  await expect(learner.count).toHaveText(await world.counts());
  await world.breaks({ path: COURSES, status: 502 });
  await learner.filter("Sujets").getByRole("checkbox", { name: /^Environnement/ }).check();
  const panel = learner.page.getByRole("alert").filter({ hasText: "Le service est en panne" });
  await expect(panel).toContainText("(Code 502)");
  await expect(learner.cards).toHaveCount(21);
  await expect(learner.filter("Sujets").getByRole("checkbox", { name: /^Environnement/ })).toBeChecked();

  await world.heals();
  await learner.page.getByRole("region", { name: /cours$/ }).getByRole("button", { name: "Réessayer" }).click();
  await expect(learner.count).toHaveText(await world.counts("subjects=52"));
  await expect(panel).toHaveCount(0);
  await expect(learner.focused).not.toHaveCount(0);
});

test("a failure that passes by itself is never seen", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.breaks({ path: COURSES, status: 503, times: 1 });
  await learner.opens("/");
  await expect(learner.count).toHaveText(await world.counts());
  await expect(learner.page.getByRole("alert")).toHaveCount(0);
  expect(await world.requests(COURSES)).toHaveLength(2);
});

test("offline, the page says so, keeps what it has, and goes on when the network is back", async ({ learner, world }) => {
  await learner.opens("/");
  await expect(learner.count).toHaveText(await world.counts());
  learner.expectsProblem(/ERR_INTERNET_DISCONNECTED|Failed to load resource|Failed to fetch|NetworkError|^console: Error/);
  await learner.page.context().setOffline(true);
  await learner.searches("climat");
  await expect(learner.page.getByRole("alert")).toContainText("Vous êtes hors connexion");
  await expect(learner.cards).toHaveCount(21);
  await learner.page.context().setOffline(false);
  // by itself
  await expect(learner.count).toHaveText(await world.counts("query=climat"));
  await expect(learner.page.getByRole("alert")).toHaveCount(0);
});

test("a slow server: what is there stays, the wait is shown and said, the answer comes", async ({ learner, world }) => {
  await learner.opens("/");
  await expect(learner.count).toHaveText(await world.counts());
  await world.breaks({ path: COURSES, latency_ms: 5000 });
  await learner.filter("Sujets").getByRole("checkbox", { name: /^Environnement/ }).check();
  await learner.hears("Recherche en cours…");
  await expect(learner.cards).toHaveCount(21);
  await expect(learner.count).toHaveText(await world.counts());
  await expect(learner.count).toHaveText(await world.counts("subjects=52"));
  await learner.hears(`${await world.counts("subjects=52")}, filtre Environnement ajouté`);
});

test("a slow first answer: the page stands meanwhile", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.breaks({ path: COURSES, latency_ms: 2500 });
  await learner.opens("/");
  await expect(learner.page.getByText("Recherche en cours…").first()).toBeVisible();
  await expect(learner.field).toBeEditable();
  await expect(learner.count).toHaveText(await world.counts());
});

test("a server that never answers is given up", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.configures({ timeout_seconds: 1 });
  await world.breaks({ path: COURSES, latency_ms: 60_000 });
  await learner.opens("/");
  await expect(learner.page.getByRole("alert")).toContainText("Le serveur met trop de temps à répondre");
});

test("fields, values and kinds that are not known yet do no harm", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.breaks({
    path: COURSES,
    replace: {
      "/new_part": { anything: [1, null] },
      "/objects/0/new_field": "x",
      "/objects/0/state/priority": 42,
      "/objects/0/offer": "barter",
      "/objects/0/certificate_offer": "medal",
      "/objects/1/code": null,
      "/objects/1/introduction": null,
      "/objects/1/organization_highlighted": null,
      "/objects/1/organization_highlighted_cover_image": null,
      "/objects/1/cover_image": null,
      "/objects/1/icon": null,
      "/objects/1/state/datetime": null,
      "/objects/1/state/call_to_action": null,
      "/objects/2/course_runs": [],
      "/objects/2/effort": "",
      "/objects/2/duration": "",
      "/objects/3/state/datetime": "not a date",
      "/objects/3/course_runs/0/end": "not a date",
      "/objects/3/course_runs/0/languages": ["tlh"],
    },
  });
  await learner.opens("/");
  await expect(learner.count).toHaveText(await world.counts());
  await expect(learner.cards).toHaveCount(21);
  await expect(learner.cards.first()).toContainText("Conditions d’accès : voyez la page du cours");
  await expect(learner.page.getByRole("main")).not.toContainText(/NaN|Invalid|undefined|null/);
});

test("more values of a filter that fail say so and come with 'Try again'", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opens("/");
  const subjects = learner.filter("Sujets");
  await subjects.getByRole("button", { name: "Voir plus : Sujets" }).click();
  await expect(subjects.getByRole("checkbox")).toHaveCount(10);
  await world.breaks({ path: "/api/v1.0/subjects/", status: 500 });
  await subjects.getByRole("button", { name: "Voir plus : Sujets" }).click();
  await expect(subjects.getByRole("alert")).toHaveText("Les autres valeurs n’ont pas pu être chargées.");
  await expect(learner.cards).toHaveCount(21);
  await world.heals();
  await subjects.getByRole("button", { name: "Réessayer" }).click();
  await expect(subjects.getByRole("alert")).toHaveCount(0);
  await expect.poll(() => subjects.getByRole("checkbox").count()).toBeGreaterThan(10);
});

test("parts of a subject that fail say so and come with 'Try again'", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.breaks({ path: COURSES, query: "subjects_children_aggs", drop: true });
  await learner.opens("/?subjects=52");
  await expect(learner.count).toHaveText(await world.counts("subjects=52"));
  const subjects = learner.filter("Sujets");
  await expect(subjects.getByRole("alert")).toHaveText("Les autres valeurs n’ont pas pu être chargées.");
  await world.heals();
  await subjects.getByRole("button", { name: "Réessayer" }).click();
  await expect(learner.page.getByRole("group", { name: "Dans Environnement" }).getByRole("checkbox").first()).toBeVisible();
});

test("ways out of an empty result that cannot be counted leave the rest of the advice", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.breaks({ path: COURSES, query: "scope=objects", status: 500 });
  await learner.opens("/?query=xylographie&subjects=52");
  await expect(learner.page.getByRole("heading", { name: "Aucun cours ne correspond" })).toBeVisible();
  await expect(learner.page.getByText("Vérifiez l’orthographe.")).toBeVisible();
  await expect(learner.page.getByText("Recherche de ce qui pourrait convenir…")).toHaveCount(0);
  await learner.follows("link", "Tout le catalogue");
  await expect(learner.count).toHaveText(await world.counts());
});

test.describe("with an empty catalogue", () => {
  test.use({ settings: { dataset: "empty" } });

  test("the page says that there is nothing, without blame", { tag: "@chromium-only" }, async ({ learner }) => {
    await learner.opens("/");
    await expect(learner.count).toHaveText("0 cours");
    await expect(learner.page.getByRole("alert")).toHaveCount(0);
    await expect(learner.field).toBeVisible();
    await expect(learner.page.getByRole("heading", { name: "Aucun cours pour l’instant" })).toBeVisible();
    await expect(learner.page.getByText(/filtres choisis/)).toHaveCount(0);
    await expect(learner.page.getByRole("heading", { name: "Par où commencer ?" })).toBeHidden();
    await expect(learner.page.getByRole("link", { name: "Tout le catalogue" })).toHaveCount(0);
  });
});
