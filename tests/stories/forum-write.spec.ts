import { isAccessible } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";

const KEY = "course-v1:Preau+ENLIGNE+1";
const FORUM = `/learn/${KEY}/forum`;
const THREADS = "/api/discussion/v1/threads/";
const COMMENTS = "/api/discussion/v1/comments/";

const body = (learner: Learner) => learner.page.getByRole("textbox", { name: "Votre message (obligatoire)" });

/** Fills the form for a new thread. */
async function asks(learner: Learner, title: string, text: string): Promise<void> {
  await learner.page.getByLabel("Thème (obligatoire)").selectOption({ label: "Aide technique" });
  await learner.page.getByLabel("Titre (obligatoire)").fill(title);
  await body(learner).fill(text);
}

test("a learner asks with a formula and a picture", async ({ learner, world }) => {
  await learner.opensSignedIn(`${FORUM}/new`);
  await asks(learner, "Moyenne", "Comment lire $\\bar{x}$ ?\n\n");
  await learner.page.locator("input[type=file]").setInputFiles({
    name: "courbe.png",
    mimeType: "image/png",
    buffer: Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=", "base64"),
  });
  await learner.dialog.getByRole("button", { name: "Ajouter l’image" }).click();
  await expect(learner.dialog.getByLabel(/^Description/)).toBeFocused();
  await expect(learner.dialog.getByLabel(/^Description/)).toHaveAccessibleDescription(/décrivez l’image/);
  await learner.dialog.getByLabel(/^Description/).fill("Une courbe");
  await learner.dialog.getByRole("button", { name: "Ajouter l’image" }).click();
  await expect(body(learner)).toHaveValue(/!\[Une courbe\]\(http.*\.png\)/);
  await learner.follows("button", "Aperçu");
  await expect(learner.page.locator("form math")).toHaveAttribute("alttext", "\\bar{x}");
  await learner.follows("button", "Publier");
  await expect(learner.heading).toHaveText("Moyenne");
  await expect(learner.page.locator("article math")).toBeAttached();
  await expect(learner.page.getByRole("img", { name: "Une courbe" })).toBeAttached();
  expect((await world.requests(THREADS)).filter(({ method }) => method === "POST")).toHaveLength(1);
});

test("what is missing is said, and nothing is lost", async ({ learner }) => {
  await learner.opensSignedIn(`${FORUM}/new`);
  await learner.page.getByLabel("Titre (obligatoire)").fill("Sans texte");
  await learner.follows("button", "Publier");
  const summary = learner.page.getByRole("group", { name: "2 points à corriger" });
  await expect(summary).toBeFocused();
  await expect(learner.page).toHaveTitle(/^Erreur\s: /);
  await isAccessible(learner.page, "errors");
  await summary.getByRole("link", { name: "écrivez votre message" }).click();
  await expect(body(learner)).toBeFocused();
  await expect(body(learner)).toHaveAccessibleDescription(/Erreur\s: écrivez votre message/);
  await expect(learner.page.getByLabel("Titre (obligatoire)")).toHaveValue("Sans texte");
});

test("a draft outlives the page, and is in the list of drafts", async ({ learner }) => {
  await learner.opensSignedIn(`${FORUM}/threads/94`);
  await learner.page.getByRole("region", { name: "Votre réponse" }).getByRole("button", { name: "Répondre" }).click();
  const field = learner.page.getByRole("textbox", { name: "Votre réponse (obligatoire)" });
  await field.fill("Je commence à écrire…");
  await field.blur();
  await learner.reloads();
  await expect(field).toHaveValue("Je commence à écrire…");
  await learner.hears("Le brouillon de votre réponse est ouvert plus bas.");
  await learner.follows("button", "Aller au brouillon");
  await expect(learner.page.getByRole("heading", { level: 2, name: "Votre réponse" })).toBeFocused();
  await learner.follows("link", "Discussions");
  await learner.follows("link", "Brouillons");
  await expect(learner.page.getByRole("heading", { level: 2, name: "1 brouillon" })).toBeVisible();
  await learner.follows("button", /^Supprimer le brouillon/);
  await expect(learner.page.getByRole("heading", { name: "Aucun brouillon" })).toBeVisible();
  await learner.follows("button", "Annuler");
  await learner.follows("link", /^La vidéo de l’unité 3/);
  await expect(field).toHaveValue("Je commence à écrire…");
});

test("pressed twice, sent once; Ctrl+Enter sends too", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.breaks({ path: COMMENTS, latency_ms: 300 });
  await learner.opensSignedIn(`${FORUM}/threads/94`);
  await learner.page.getByRole("region", { name: "Votre réponse" }).getByRole("button", { name: "Répondre" }).click();
  await learner.page.getByRole("textbox", { name: "Votre réponse (obligatoire)" }).fill("Une fois.");
  await learner.presses("Control+Enter", "Control+Enter");
  await expect(learner.page.getByRole("article", { name: "Réponse de learner" })).toHaveCount(1);
  expect((await world.requests(COMMENTS)).filter(({ method }) => method === "POST")).toHaveLength(1);
});

test("offline, the message waits, and goes when the network is back", async ({ learner, world }) => {
  learner.expectsProblem(/INTERNET_DISCONNECTED|Failed to fetch/);
  await learner.opensSignedIn(`${FORUM}/new`);
  await asks(learner, "Hors ligne", "Bonjour");
  await learner.page.context().setOffline(true);
  await learner.follows("button", "Publier");
  await expect(learner.page.getByRole("heading", { level: 2, name: "En attente d’envoi : Hors ligne" })).toBeVisible();
  await expect(learner.page.getByText(/^Vous êtes hors connexion\. Votre message partira/)).toBeVisible();
  await learner.hears(/^Pas encore envoyé/);
  await isAccessible(learner.page, "waiting");
  await learner.page.context().setOffline(false);
  await expect(learner.heading).toHaveText("Hors ligne");
  expect((await world.requests(THREADS)).filter(({ method }) => method === "POST")).toHaveLength(1);
});

test("after an answer that was lost, nothing is sent twice", { tag: "@chromium-only" }, async ({ learner, world }) => {
  learner.expectsProblem(/./);
  await learner.opensSignedIn(`${FORUM}/threads/94`);
  await learner.page.getByRole("region", { name: "Votre réponse" }).getByRole("button", { name: "Répondre" }).click();
  await learner.page.getByRole("textbox", { name: "Votre réponse (obligatoire)" }).fill("Perdu en route ?");
  // the server takes it, and the answer does not arrive
  await learner.page.route(`**${COMMENTS}`, async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    await route.fetch();
    return route.abort("connectionreset");
  });
  await learner.follows("button", "Publier");
  await expect(learner.page.getByText(/^La plateforme n’a pas répondu/)).toBeVisible();
  await learner.follows("button", "Envoyer maintenant");
  await expect(learner.page.getByRole("article", { name: "Réponse de learner" })).toHaveCount(1);
  expect((await world.requests(COMMENTS)).filter(({ method }) => method === "POST")).toHaveLength(1);
});

test("a session that ends while one writes loses no word", async ({ learner, world }) => {
  learner.expectsProblem(/401|403/);
  await learner.opensSignedIn(`${FORUM}/new`);
  await asks(learner, "Session", "Un long texte.");
  await world.expires("learner");
  await learner.follows("button", "Publier");
  await expect(learner.page.getByRole("group", { name: "1 point à corriger" })).toBeFocused();
  await expect(body(learner)).toHaveValue("Un long texte.");
  await learner.page.evaluate(async () => void (await fetch("/__mock__/sign-in?user=learner")));
  await learner.follows("button", "Publier");
  await expect(learner.heading).toHaveText("Session");
});

test("the toolbar works by keyboard, and what it does can be undone", async ({ learner }) => {
  await learner.opensSignedIn(`${FORUM}/new`);
  await body(learner).fill("mot");
  await body(learner).press("ControlOrMeta+a");
  await learner.presses("Shift+Tab");
  await expect(learner.focused).toHaveAccessibleName("Gras");
  await learner.presses("End");
  await expect(learner.focused).toHaveAccessibleName("Image");
  await learner.presses("ArrowRight");
  await learner.presses("ArrowRight");
  await expect(learner.focused).toHaveAccessibleName("Italique");
  await learner.presses("Enter");
  await expect(body(learner)).toHaveValue("*mot*");
  await learner.presses("ControlOrMeta+z");
  await expect(body(learner)).toHaveValue("mot");
});

test.describe("in a pause", () => {
  test.use({ settings: { lms: { forum: { [KEY]: { posting: "blackout" } } } } });

  test("one reads why nobody may write, and until when", { tag: "@chromium-only" }, async ({ learner }) => {
    await learner.opensSignedIn(`${FORUM}/new`);
    const times = learner.page.getByRole("main").getByRole("listitem").filter({ hasText: /^Du .+ au / });
    await expect(learner.page.getByText("Les messages sont suspendus")).toBeVisible();
    await expect(times).toHaveCount(1);
    const until = await times.innerText();
    await learner.opens(`${FORUM}/threads/94`);
    // where the form would be, in the same words
    const region = learner.page.getByRole("region", { name: "Votre réponse" });
    await expect(region.getByText("Les messages sont suspendus")).toBeVisible();
    await expect(region.getByRole("listitem")).toHaveText(until);
    await expect(learner.page.getByRole("button", { name: "Répondre" })).toHaveCount(0);
  });
});

test("a post is changed, and a reply deleted after a question", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn(`${FORUM}/threads/93`);
  await learner.page.getByRole("article", { name: "Commentaire de learner" }).getByRole("button", { name: /^Plus d’actions/ }).click();
  await learner.follows("button", "Modifier");
  await learner.page.getByRole("textbox", { name: "Modifier le message (obligatoire)" }).fill("Merci, et à bientôt !");
  await learner.follows("button", "Enregistrer");
  const article = learner.page.getByRole("article", { name: "Commentaire de learner" });
  await expect(article).toContainText("Merci, et à bientôt !");
  await article.getByRole("button", { name: "Supprimer" }).click();
  await expect(learner.dialog).toBeVisible();
  await learner.dialog.getByRole("button", { name: "Supprimer" }).click();
  await expect(article).toHaveCount(0);
  await learner.hears("Le message est supprimé.");
});

test("a similar question is offered while the title is typed", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn(`${FORUM}/new`);
  await learner.page.getByLabel("Titre (obligatoire)").pressSequentially("raccourcis");
  await expect(learner.page.getByRole("link", { name: "Vos raccourcis préférés" })).toBeVisible();
});

test("a whole post is quoted as it was written: paragraphs, lists, code", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.happens({ post_response: { as: "lea.b", thread: "94", body: "Premier **point**.\n\n    let x = 1;\n\n- un\n- deux" } });
  await learner.opensSignedIn(`${FORUM}/threads/94`);
  const article = learner.page.getByRole("article", { name: /^Réponse de lea\.b/ });
  await article.getByRole("button", { name: /^Plus d’actions/ }).click();
  await article.getByRole("button", { name: "Citer" }).click();
  await expect(article.getByRole("textbox")).toHaveValue("**lea.b**\n\n> Premier **point**.\n> \n>     let x = 1;\n> \n> - un\n> - deux\n\n");
  await learner.follows("button", "Aperçu");
  await expect(article.getByRole("form").getByRole("blockquote").getByRole("listitem")).toHaveCount(2);
  await expect(article.getByRole("form").getByRole("blockquote").getByRole("code")).toHaveText("let x = 1;");
});
