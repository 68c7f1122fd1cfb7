import { isAccessibleInEveryLook } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";
import { onPaper } from "./fixtures/paper.ts";

const KEY = "course-v1:Preau+ENLIGNE+1";
const FORUM = `/learn/${KEY}/forum`;
const THREADS = "/api/discussion/v1/threads/";
const COMMENTS = "/api/discussion/v1/comments/";

test("a learner finds an unanswered question and answers it", async ({ learner, world }) => {
  await learner.opensSignedIn(FORUM);
  await expect(learner.heading).toHaveText("Discussions");
  await expect(learner.page.getByRole("heading", { level: 2, name: "10 discussions" })).toBeVisible();
  await learner.page.getByLabel("État").selectOption({ label: "Sans aucune réponse" });
  await learner.hears("2 discussions");
  await expect.poll(() => learner.address).toContain("state=unresponded");
  await learner.follows("link", /^La vidéo de l’unité 3/);
  await expect(learner.heading).toHaveText(/^La vidéo de l’unité 3/);
  await expect(learner.page.getByRole("heading", { level: 2, name: "Aucune réponse" })).toBeVisible();
  await learner.page.getByRole("region", { name: "Votre réponse" }).getByRole("button", { name: "Répondre" }).click();
  const field = learner.page.getByRole("textbox", { name: "Votre réponse (obligatoire)" });
  await expect(field).toBeFocused();
  await learner.types("Essayez **Entrée** sur le lecteur.");
  await learner.follows("button", "Publier");
  await learner.hears("Réponse publiée");
  const heading = learner.page.getByRole("heading", { level: 3, name: "Réponse de learner" });
  await expect(heading).toBeFocused();
  await expect(learner.page.getByRole("article", { name: "Réponse de learner" })).toContainText("Essayez Entrée sur le lecteur.");
  await learner.reloads();
  await expect(heading).toBeVisible();
  const sent = (await world.requests(COMMENTS)).filter(({ method }) => method === "POST");
  expect(sent).toHaveLength(1);
});

test("an unanswered question is found and answered by keyboard alone", async ({ learner, world }) => {
  await learner.opensSignedIn(FORUM);
  await expect(learner.page.getByRole("heading", { level: 2, name: "10 discussions" })).toBeVisible();
  await learner.tabsTo("combobox", "État");
  await learner.types("Sans aucune");
  await learner.hears("2 discussions");
  await learner.tabsTo("link", /^La vidéo de l’unité 3/);
  await learner.presses("Enter");
  await expect(learner.heading).toHaveText(/^La vidéo de l’unité 3/);
  await expect(learner.page.getByRole("heading", { level: 2, name: "Aucune réponse" })).toBeVisible();
  await learner.tabsTo("button", "Répondre");
  await learner.presses("Enter");
  await expect(learner.page.getByRole("textbox", { name: "Votre réponse (obligatoire)" })).toBeFocused();
  await learner.types("Essayez la barre d’espace.");
  await learner.presses("Control+Enter");
  await expect(learner.page.getByRole("heading", { level: 3, name: "Réponse de learner" })).toBeFocused();
  expect((await world.requests(COMMENTS)).filter(({ method }) => method === "POST")).toHaveLength(1);
});

test("on a phone what narrows the discussions down waits behind a button", async ({ learner }) => {
  await learner.page.setViewportSize({ width: 360, height: 740 });
  await learner.opensSignedIn(FORUM);
  await expect(learner.page.getByRole("heading", { level: 2, name: "10 discussions" })).toBeVisible();
  await expect(learner.page.getByLabel("État")).toBeHidden();
  await learner.follows("button", "Filtrer et trier");
  await learner.page.getByLabel("État").selectOption({ label: "Sans aucune réponse" });
  await learner.hears("2 discussions");
  await learner.reloads();
  await expect(learner.page.getByLabel("État")).toBeVisible();
});

test("responses stand in the order of time, the accepted answer first", async ({ learner }) => {
  await learner.opensSignedIn(`${FORUM}/threads/93`);
  const headings = learner.page.getByRole("main").getByRole("heading", { level: 3 });
  await expect(headings).toHaveText([/assistant/, /karim_o/, /sofia\.m/]);
  await expect(learner.page.getByRole("heading", { level: 4 })).toHaveText([/learner/, /lea\.b/]);
  await learner.page.getByLabel("Trier par").selectOption({ label: "Les plus récentes d’abord" });
  await expect(headings).toHaveText([/assistant/, /sofia\.m/, /karim_o/]);
  await expect.poll(() => learner.address).toContain("order=newest");
  await learner.reloads();
  await expect(headings).toHaveText([/assistant/, /sofia\.m/, /karim_o/]);
});

test("an address leads to the very reply", async ({ learner }) => {
  await learner.opensSignedIn(`${FORUM}/threads/93/998`);
  await expect(learner.page.getByRole("heading", { level: 4, name: "Commentaire de lea.b" })).toBeFocused();
  await learner.opens(`${FORUM}/threads/93/4711`);
  await expect(learner.page.getByRole("main").getByText(/^Le message demandé n’existe plus/)).toBeVisible();
});

/** A minute between two questions is long for a story. */
async function hurries(learner: Learner): Promise<void> {
  await learner.page.addInitScript(() => {
    const later = globalThis.setTimeout;
    globalThis.setTimeout = ((work: TimerHandler, after?: number, ...rest: unknown[]) => later(work, after === 60_000 ? 700 : after, ...rest)) as typeof setTimeout;
  });
}

test("what others write is still counted after one follows the discussion", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await hurries(learner);
  await learner.opensSignedIn(`${FORUM}/threads/94`);
  const follow = learner.page.getByRole("button", { name: /^Suivre/ }).first();
  await expect(follow).toBeVisible();
  await world.happens({ post_response: { as: "lea.b", thread: "94", body: "Entre-temps." } });
  await follow.click();
  await expect.poll(async () => (await world.requests(`${THREADS}94`)).filter(({ method, status }) => method === "PATCH" && status === 200).length).toBe(1);
  // the page has asked again since
  await world.forgetsRequests();
  await expect.poll(async () => (await world.requests(`${THREADS}94/`)).filter(({ method }) => method === "GET").length).toBeGreaterThan(1);
  await expect(learner.page.getByRole("button", { name: "1 nouveau message" })).toBeVisible();
});

test("what others write meanwhile is offered and never moves the reader", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await hurries(learner);
  await learner.opensSignedIn(`${FORUM}/threads/93`);
  const headings = learner.page.getByRole("main").getByRole("heading", { level: 3 });
  await expect(headings).toHaveCount(3);
  await world.happens({ post_response: { as: "lea.b", thread: "93", body: "Encore une idée." } });
  await expect(learner.page.getByRole("button", { name: "1 nouveau message" })).toBeVisible();
  await expect(headings).toHaveCount(3);
  await learner.follows("button", "1 nouveau message");
  await expect(headings).toHaveCount(4);
  await expect(learner.page.getByRole("heading", { level: 3, name: "Réponse de lea.b" })).toBeFocused();
});

test("likes show at once and go back when the server refuses", async ({ learner, world }) => {
  await learner.opensSignedIn(`${FORUM}/threads/96`);
  const like = learner.page.getByRole("button", { name: /^J’aime \(\d+\), message de lea\.b/ });
  await expect(like).toHaveAccessibleName("J’aime (9), message de lea.b");
  await like.click();
  await expect(like).toHaveAttribute("aria-pressed", "true");
  await learner.hears("10 J’aime");
  learner.expectsProblem(/500/);
  await world.breaks({ path: `${THREADS}96`, status: 500 });
  await like.click();
  await expect(learner.page.getByRole("alert")).toBeVisible();
  await expect(like).toHaveAttribute("aria-pressed", "true");
});

test("pressed in a hurry, what shows in the end is what the server has", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const likes = async () => (await world.requests(`${THREADS}96`)).filter(({ method }) => method === "PATCH").length;
  await learner.opensSignedIn(`${FORUM}/threads/96`);
  const like = learner.page.getByRole("button", { name: /^J’aime \(\d+\), message de lea\.b/ });
  await world.breaks({ path: `${THREADS}96`, method: "PATCH", latency_ms: 400 });
  for (let presses = 0; presses < 3; presses += 1) await like.click();
  await expect(like).toHaveAccessibleName("J’aime (10), message de lea.b");
  await learner.hears("10 J’aime");
  expect(await likes(), "the first press was on its way; the last is what it had asked for").toBe(1);
  learner.expectsProblem(/500/);
  await world.breaks({ path: `${THREADS}96`, method: "PATCH", latency_ms: 400, status: 500 });
  await like.click();
  await like.click();
  await expect(learner.page.getByRole("alert")).toBeVisible();
  await expect(like).toHaveAccessibleName("J’aime (10), message de lea.b");
  await expect(like).toHaveAttribute("aria-pressed", "true");
});

test("who asked accepts an answer", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn(`${FORUM}/threads/102`);
  const accept = learner.page.getByRole("button", { name: "Accepter la réponse de lea.b" });
  await accept.click();
  await learner.hears("La réponse est marquée.");
  await learner.reloads();
  await expect(learner.page.getByRole("article", { name: "Réponse de lea.b" })).toContainText("Réponse acceptée");
});

test("formulas, tables, code and pictures are what they are", async ({ learner }) => {
  await learner.opensSignedIn(`${FORUM}/threads/95`);
  await expect(learner.page.locator("math").first()).toHaveAttribute("alttext", /frac/);
  await expect(learner.page.locator("math mfrac").first()).toBeAttached();
  await learner.opens(`${FORUM}/threads/96`);
  await expect(learner.page.getByRole("columnheader", { name: "Touche" })).toBeVisible();
  await expect(learner.page.getByRole("img", { name: "Image sans description" })).toBeAttached();
  // a picture of others comes when it is asked for
  await expect(learner.page.getByRole("button", { name: /pictures\.example\.org/ })).toBeAttached();
  await learner.opens(`${FORUM}/threads/102`);
  await expect(learner.page.getByRole("group", { name: "Code" }).first()).toContainText('with open("notes.csv")');
});

test.describe("a text that tries to do harm", () => {
  test.use({ settings: { lms: { hostile: true } } });

  test("does none", async ({ learner }) => {
    await learner.opensSignedIn(FORUM);
    await learner.follows("link", /^Essai/);
    await expect(learner.heading).toHaveText(/^Essai <b onclick/);
    const article = learner.page.getByRole("article").first();
    await expect(article).toContainText("<script>");
    await expect(article.locator("script, iframe, [onclick], [onerror], a[href^='javascript:']")).toHaveCount(0);
    expect(await learner.page.evaluate(() => (globalThis as { hacked?: number }).hacked)).toBeUndefined();
  });
});

test.describe("a long thread", () => {
  test.use({ settings: { lms: { replies: 500 } } });

  test("is all there, and replies that one end hides come from the other", async ({ learner, world }) => {
    await learner.opensSignedIn(`${FORUM}?show=&order=responses`);
    await learner.follows("link", "Un très long fil");
    await expect(learner.page.getByRole("heading", { level: 2, name: "500 réponses" })).toBeVisible();
    await expect(learner.page.getByRole("heading", { level: 3 })).toHaveCount(500);
    expect((await world.requests("thread_id=")).length).toBe(5);
    await expect.poll(async () => (await world.requests("reverse_order=0")).length).toBeGreaterThan(0);
  });
});

test("a moderator pins, closes with a reason, and opens again", async ({ learner }) => {
  await learner.opensSignedIn(`${FORUM}/threads/96`, "moderator");
  await learner.follows("button", "Plus d’actions pour le message de lea.b");
  await learner.follows("button", "Épingler");
  await learner.hears("La discussion est épinglée.");
  await learner.follows("button", "Fermer la discussion");
  await learner.dialog.getByLabel("Motif").selectOption({ index: 1 });
  await learner.dialog.getByRole("button", { name: "Fermer la discussion" }).click();
  await expect(learner.page.getByText("Discussion fermée")).toBeVisible();
  await learner.follows("button", "Rouvrir la discussion");
  await expect(learner.page.getByText("Discussion fermée")).toHaveCount(0);
});

test("topics, participants and a participant's discussions", async ({ learner }) => {
  await learner.opensSignedIn(`${FORUM}/topics`);
  await expect(learner.page.getByRole("heading", { level: 2, name: "Pour tout le cours" })).toBeVisible();
  await learner.follows("link", "Aide technique");
  await expect(learner.heading).toHaveText("Aide technique");
  await expect(learner.page.getByRole("heading", { level: 2, name: "3 discussions" })).toBeVisible();
  await learner.follows("link", "Participants");
  await learner.follows("link", "karim_o");
  await expect(learner.heading).toHaveText("Discussions auxquelles karim_o a participé");
});

for (const [name, path, heading] of [
  ["the list", "", "Discussions"],
  ["topics", "/topics", "Thèmes"],
  ["a thread", "/threads/93", "Comment sauter"],
  ["a thread with a table and pictures", "/threads/96", "Vos raccourcis"],
  ["formulas", "/threads/95", "Écrire une formule"],
  ["the form", "/new", "Nouvelle discussion"],
  ["participants", "/learners", "Participants"],
  ["no drafts", "/drafts", "Brouillons"],
] as const) {
  test(`axe finds nothing in ${name}`, { tag: "@chromium-only" }, async ({ learner }) => {
    await learner.opensSignedIn(`${FORUM}${path}`);
    await expect(learner.heading).toHaveText(new RegExp(`^${heading}`));
    await expect(learner.page.getByText(/Chargement|en cours…/)).toHaveCount(0);
    await isAccessibleInEveryLook(learner.page);
  });
}

test("in English", async ({ learner }) => {
  await learner.opensSignedIn(`${FORUM}/threads/93?lang=en`);
  await expect(learner.page.getByRole("heading", { level: 2, name: "3 responses" })).toBeVisible();
  await expect(learner.page.getByRole("heading", { level: 3, name: "Answer by assistant, community assistant" })).toBeVisible();
});

test("a thread that is not there says so, and one that fails can be asked for again", { tag: "@chromium-only" }, async ({ learner, world }) => {
  learner.expectsProblem(/500|502/);
  await learner.opensSignedIn(`${FORUM}/threads/4711`);
  await expect(learner.heading).toHaveText("Cette discussion n’existe plus");
  await world.breaks({ path: `${THREADS}93`, status: 502 });
  await learner.opens(`${FORUM}/threads/93`);
  await expect(learner.page.getByRole("alert").or(learner.page.getByRole("button", { name: "Réessayer" })).first()).toBeVisible();
  await world.heals();
  await learner.follows("button", "Réessayer");
  await expect(learner.heading).toHaveText(/^Comment sauter/);
});

test("a unit's discussions open below it", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opensSignedIn(FORUM);
  await learner.follows("link", /^Une coquille/);
  // which unit it belongs to
  const unit = await learner.page.evaluate(
    async ({ threads, key }) => {
      const { topic_id } = (await (await fetch(`${threads}101/`)).json()) as { topic_id: string };
      const topics = await (await fetch(`/api/discussion/v2/course_topics/${key}`)).json();
      return (topics as { id: string; usage_key: string | null }[]).find(({ id }) => id === topic_id)?.usage_key ?? "";
    },
    { threads: THREADS, key: KEY },
  );
  expect(unit).toContain("type@vertical");
  await learner.opens(`/learn/${KEY}/${unit}`);
  expect(await world.requests("topic_id")).toEqual([]);
  await learner.follows("button", "Discussions de cette unité");
  await expect(learner.page.getByRole("link", { name: /^Une coquille/ })).toBeVisible();
  await expect(learner.page.getByRole("link", { name: "Nouvelle discussion" })).toHaveAttribute("href", /\/forum\/new\?topic=/);
});

test("topics say how many of their discussions hold something new", { tag: "@chromium-only" }, async ({ learner }) => {
  const { page } = learner;
  await learner.opensSignedIn(`${FORUM}/topics`);
  const fresh = page.getByRole("listitem").filter({ hasText: /discussions?, \d+ non lues?/ });
  await expect(fresh.first()).toBeVisible();
  const topics = await fresh.count();
  const before = await page.getByRole("main").innerText();
  const counts = [...before.matchAll(/(\d+)\s+discussions?, (\d+) non lues?/g)].map(([, all, unread]) => [Number(all), Number(unread)] as const);
  expect(counts).toHaveLength(topics);
  for (const [all, unread] of counts) expect(unread).toBeLessThanOrEqual(all);
  await learner.opens(`${FORUM}?state=unread`);
  const total = counts.reduce((sum, [, unread]) => sum + unread, 0);
  await expect(page.getByRole("heading", { level: 2, name: new RegExp(`^${total} discussions?`) })).toBeVisible();
});

test("on paper a discussion is its posts, without menus and forms", async ({ learner }) => {
  const { page } = learner;
  await learner.opensSignedIn(`${FORUM}/threads/93`);
  const order = page.getByLabel("Trier par");
  const respond = page.getByRole("region", { name: "Votre réponse" });
  await expect(order).toBeVisible();
  await expect(respond).toBeVisible();
  await onPaper(page);
  await expect(order).toBeHidden();
  await expect(respond).toBeHidden();
  await expect(page.getByText("Trier par")).toBeHidden();
  await expect(page.getByRole("article").first()).toBeVisible();
});

test("a word that a server takes for a yes or no is found all the same", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.happens({ post_response: { as: "lea.b", thread: "93", body: "Elle renvoie True." } });
  await learner.opensSignedIn(`${FORUM}?search=true`);
  await expect(learner.page.getByRole("heading", { level: 2, name: "1 discussion" })).toBeVisible();
});

test("an address that asks for more than somebody took part in shows what there is", { tag: "@chromium-only" }, async ({ learner }) => {
  learner.expectsProblem(/500/);
  await learner.opensSignedIn(`${FORUM}/learners/karim_o?pages=3`);
  await expect(learner.page.getByRole("main").getByRole("article").first()).toBeVisible();
  await expect(learner.page.getByRole("button", { name: "Réessayer" })).toHaveCount(0);
});

test("the discussions of an older server are all there, and one asks in them", { tag: "@chromium-only" }, async ({ learner, world }) => {
  learner.expectsProblem(/40[04]/);
  await world.teaches({ oddities: { forum_old: true } });
  await learner.opensSignedIn(FORUM);
  await expect(learner.page.getByRole("heading", { level: 2, name: "10 discussions" })).toBeVisible();
  await learner.follows("link", "Thèmes");
  await expect(learner.page.getByRole("link", { name: "Aide technique" })).toBeVisible();
  await learner.follows("link", "Nouvelle discussion");
  await learner.page.getByLabel("Thème (obligatoire)").selectOption({ label: "Aide technique" });
  await learner.page.getByLabel("Titre (obligatoire)").fill("Bonjour");
  await learner.page.getByRole("textbox", { name: "Votre message (obligatoire)" }).fill("Où suis-je ?");
  await learner.follows("button", "Publier");
  await expect(learner.heading).toHaveText("Bonjour");
});
