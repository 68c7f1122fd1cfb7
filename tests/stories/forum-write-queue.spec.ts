/** What learners wrote and what waits to be sent: over reloads, in other tabs, refused, taken back. */
import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";
import type { World } from "./fixtures/world.ts";

const KEY = "course-v1:Preau+ENLIGNE+1";
const FORUM = `/learn/${KEY}/forum`;
const COMMENTS = "/api/discussion/v1/comments/";

const field = (learner: Learner) => learner.page.getByRole("textbox", { name: "Votre réponse (obligatoire)" });

/** Opens the form for a response to a thread. */
async function responds(learner: Learner): Promise<void> {
  await learner.opensSignedIn(`${FORUM}/threads/94`);
  await learner.page.getByRole("region", { name: "Votre réponse" }).getByRole("button", { name: "Répondre" }).click();
}

/** Nothing that is written arrives in this tab. */
async function breaks(learner: Learner): Promise<void> {
  learner.expectsProblem(/./);
  await learner.page.route(`**${COMMENTS}`, async (route) => {
    if (route.request().method() === "POST") return route.abort("connectionreset");
    return route.continue();
  });
}

async function posts(world: World): Promise<number> {
  return (await world.requests(COMMENTS)).filter(({ method }) => method === "POST").length;
}

test("a message that waits outlives the page, and goes at the next visit", async ({ learner, world }) => {
  await responds(learner);
  await breaks(learner);
  await field(learner).fill("Après la panne.");
  await learner.follows("button", "Publier");
  await expect(learner.page.getByRole("heading", { name: "En attente d’envoi" })).toBeVisible();
  await expect(field(learner)).toHaveValue("");
  await learner.opens(`${FORUM}/drafts`);
  await expect(learner.page.getByRole("heading", { level: 2, name: "En attente d’envoi" })).toBeVisible();
  await expect(learner.page.getByText("Après la panne.")).toBeVisible();
  expect(await posts(world)).toBe(0);
  await learner.page.unroute(`**${COMMENTS}`);
  await learner.reloads();
  await expect(learner.page.getByText("Après la panne.")).toHaveCount(0, { timeout: 20_000 });
  await learner.opens(`${FORUM}/threads/94`);
  await expect(learner.page.getByRole("article", { name: "Réponse de learner" })).toHaveCount(1);
  expect(await posts(world)).toBe(1);
});

test("a browser that gives no turns keeps nobody from writing", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.page.addInitScript(() => {
    LockManager.prototype.request = () => Promise.reject(new DOMException("no turns here", "SecurityError"));
  });
  await responds(learner);
  await field(learner).fill("Sans attendre son tour.");
  await learner.follows("button", "Publier");
  await expect(learner.page.getByRole("article", { name: "Réponse de learner" })).toHaveCount(1);
  expect(await posts(world)).toBe(1);
});

test("what waits goes at the next visit although the session has to be renewed first", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await responds(learner);
  await breaks(learner);
  await field(learner).fill("Après la nuit.");
  await learner.follows("button", "Publier");
  await expect(learner.page.getByRole("heading", { name: "En attente d’envoi" })).toBeVisible();
  await learner.page.unroute(`**${COMMENTS}`);
  // the cookies that name the learner have run out: only the LMS knows them
  await learner.page.context().clearCookies({ name: /jwt/ });
  await world.expires("learner", "tokens");
  await world.breaks({ path: "/login_refresh", latency_ms: 1500 });
  await learner.opens(FORUM);
  await expect.poll(() => posts(world), { timeout: 20_000 }).toBe(1);
  await learner.hears(/^Votre message en attente est publié/);
});

test("what waits goes although its form was left", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await responds(learner);
  await breaks(learner);
  await field(learner).fill("Plus tard.");
  await learner.follows("button", "Publier");
  await expect(learner.page.getByRole("heading", { name: "En attente d’envoi" })).toBeVisible();
  await learner.follows("link", "Discussions");
  await expect(learner.page.getByRole("link", { name: "Brouillons" })).toBeVisible();
  await learner.page.unroute(`**${COMMENTS}`);
  await learner.page.evaluate(() => globalThis.dispatchEvent(new Event("online")));
  await learner.hears(/^Votre message en attente est publié/);
  expect(await posts(world)).toBe(1);
});

test("two tabs send one message once", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await responds(learner);
  await breaks(learner);
  await field(learner).fill("Une seule fois.");
  await learner.follows("button", "Publier");
  await expect(learner.page.getByRole("heading", { name: "En attente d’envoi" })).toBeVisible();
  await learner.page.unroute(`**${COMMENTS}`);
  await world.breaks({ path: COMMENTS, latency_ms: 500 });
  const other = await learner.opensTab(`${FORUM}/drafts`);
  for (const { page } of [learner, other]) await page.evaluate(() => globalThis.dispatchEvent(new Event("online")));
  await expect(other.page.getByText("Une seule fois.")).toHaveCount(0);
  await expect(learner.page.getByRole("heading", { name: "En attente d’envoi" })).toHaveCount(0);
  expect(await posts(world)).toBe(1);
});

test("a message that waits can be taken back", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await responds(learner);
  await breaks(learner);
  await field(learner).fill("Finalement non.");
  await learner.follows("button", "Publier");
  await learner.follows("button", "Ne pas envoyer");
  await expect(field(learner)).toHaveValue("Finalement non.");
  await expect(field(learner)).toBeFocused();
  await expect(learner.page.getByRole("heading", { name: "En attente d’envoi" })).toHaveCount(0);
  expect(await posts(world)).toBe(0);
});

test("an empty form in another tab does not delete a draft", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn(`${FORUM}/new`);
  const other = await learner.opensTab(`${FORUM}/new`);
  const text = (who: Learner) => who.page.getByRole("textbox", { name: "Votre message (obligatoire)" });
  await text(other).fill("Un long texte.");
  await text(other).blur();
  await text(learner).blur();
  await learner.page.reload();
  await expect(text(learner)).toHaveValue("Un long texte.");
  await expect(learner.page.getByText(/^Votre brouillon est repris/)).toBeVisible();
  await learner.follows("button", "Repartir de zéro");
  await expect(text(learner)).toHaveValue("");
  await learner.follows("button", "Annuler");
  await expect(text(learner)).toHaveValue("Un long texte.");
  await learner.follows("button", "Repartir de zéro");
  await learner.follows("link", "Discussions");
  await learner.follows("button", "Annuler");
  await learner.follows("link", "Brouillons");
  await expect(learner.page.getByText("Un long texte.")).toBeVisible();
});

test("who chose to hide their name does not lose that with the page", { tag: "@chromium-only" }, async ({ learner }) => {
  await responds(learner);
  await field(learner).fill("Question délicate.");
  await learner.page.getByRole("radio", { name: "Masqué aux autres apprenants" }).check();
  await expect(learner.page.getByText(/^L’équipe pédagogique voit votre nom/)).toBeVisible();
  await field(learner).blur();
  await learner.page.waitForFunction(() => localStorage.getItem("preau.drafts")?.includes("peers"));
  await learner.reloads();
  await expect(field(learner)).toHaveValue("Question délicate.");
  await expect(learner.page.getByRole("radio", { name: "Masqué aux autres apprenants" })).toBeChecked();
});

test("code comes back as it was written when one changes it", { tag: "@chromium-only" }, async ({ learner }) => {
  const text = "Voici :\n\n```rust\nlet a = b < c;\n```\n\nSoit $x_1$.";
  await responds(learner);
  await field(learner).fill(text);
  await learner.presses("Control+Enter");
  const article = learner.page.getByRole("article", { name: "Réponse de learner" });
  await expect(article.locator("pre")).toHaveText("let a = b < c;");
  await expect(article.locator("math")).toBeAttached();
  await article.getByRole("button", { name: /^Plus d’actions/ }).click();
  await learner.follows("button", "Modifier");
  await expect(learner.page.getByRole("textbox", { name: "Modifier le message (obligatoire)" })).toHaveValue(text);
});

test("who changes somebody else’s text says why", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opensSignedIn(`${FORUM}/threads/94`, "moderator");
  await learner.page.getByRole("button", { name: /^Plus d’actions/ }).first().click();
  await learner.follows("button", "Modifier");
  await expect(learner.page.getByLabel("Thème (obligatoire)")).toBeVisible();
  await learner.page.getByLabel("Titre (obligatoire)").fill("Un titre plus clair");
  await learner.follows("button", "Enregistrer");
  await learner.page.getByRole("link", { name: "choisissez un motif" }).click();
  const reason = learner.page.getByLabel("Motif de la modification (obligatoire)");
  await expect(reason).toBeFocused();
  await reason.selectOption({ index: 1 });
  await learner.follows("button", "Enregistrer");
  await expect(learner.heading).toHaveText("Un titre plus clair");
  expect((await world.requests("/v1/threads/94")).filter(({ method }) => method === "PATCH")).toHaveLength(1);
});

test.describe("when too much was written", () => {
  test.use({ settings: { lms: { forum: { [KEY]: { rate_limited: true } } } } });

  test("a message says when it is tried again", { tag: "@chromium-only" }, async ({ learner }) => {
    learner.expectsProblem(/429/);
    await responds(learner);
    await expect(learner.page.getByText(/^Vous avez beaucoup écrit/)).toBeVisible();
    await field(learner).fill("Encore une chose.");
    await learner.follows("button", "Publier");
    await expect(learner.page.getByText(/Nouvel essai à \d+:\d\d\./)).toBeVisible();
  });
});
