/** Parts of a course's pages whose code comes when it is needed: without its file it is said in their place, and the rest lives on. */
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";
import { BENCH, ONLINE, unitOf } from "./fixtures/learning.ts";
import { ISSUERS } from "./fixtures/watch.ts";
import type { World } from "./fixtures/world.ts";

const HOME = `/learn/course-v1:${ONLINE}`;
const FAILED = "Cette partie de la page n’a pas pu être chargée : la connexion est peut-être coupée.";

/** Files that this part of a page needs besides those of the page. */
async function filesOf(page: Page, part: string, of: string): Promise<string[]> {
  const answer = await page.request.get("/manifest.json");
  const { splits } = (await answer.json()) as { splits: Record<string, { alone: string[]; after: [string[], string] | null }> };
  const own = (name: string) => splits[name]?.alone ?? [];
  const files = new Set([...own(part).filter((file) => !own(of).includes(file)), splits[part]?.after?.[1] ?? ""].filter(Boolean));
  expect(files.size, `${part} has files of its own`).toBeGreaterThan(0);
  return [...files];
}

/** The files of these parts are not there until the world heals. */
async function isWithout(learner: Learner, world: World, parts: string | string[], of: string): Promise<void> {
  const each = [parts].flat().map((part) => filesOf(learner.page, part, of));
  const files = [...new Set((await Promise.all(each)).flat())];
  await world.breaks(...files.map((file) => ({ path: `/${file}`, status: 404 })));
  learner.expectsProblem(/WebAssembly|wasm|Failed to fetch|404|^console: Error/i);
}

const documentsOf = ({ page }: Learner) =>
  page.getByRole("main").locator("section").filter({ has: page.getByRole("heading", { name: "Documents du cours" }) });

test("what a team wrote, when its part cannot be fetched", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const { page } = learner;
  const main = page.getByRole("main");
  const documents = documentsOf(learner);
  await isWithout(learner, world, ["written", "learn_extras"], "learn");
  await learner.opensSignedIn(HOME);
  await expect(page.getByRole("button", { name: /^Découvrir/ })).toBeVisible();
  // the team's message, the goal and the documents: said in each place, told once
  await expect(main.getByText(FAILED)).toHaveCount(3);
  await expect(documents.getByText(FAILED)).toBeVisible();
  await expect(main.getByRole("alert")).toHaveText([FAILED]);
  // whoever tries again in vain is told again
  const untold = main.getByText(FAILED).and(page.locator("p:not([role])")).locator("..");
  const again = await untold.getByRole("button", { name: "Réessayer" }).first().elementHandle();
  await again!.click();
  await expect.poll(() => again!.evaluate((button) => button.isConnected)).toBe(false);
  await expect(main.getByRole("alert")).toHaveText([FAILED, FAILED]);
  await world.heals();
  await documents.getByRole("button", { name: "Réessayer" }).click();
  await expect(documents.getByRole("heading", { level: 3, name: "Aide-mémoire" })).toBeVisible();
  await expect(documents.getByText(FAILED)).toHaveCount(0);
  // the focus was on the button that went
  await expect(page.locator("body")).not.toBeFocused();
});

test.describe("with characters by their names", { tag: "@chromium-only" }, () => {
  const handouts_html = "<p>L&rsquo;&eacute;t&eacute; &amp; l&#8217;hiver&nbsp;: &lt;img src=x onerror=alert(1)&gt;</p><p>&amp;lt;</p>";
  const welcome_html = "Bienvenue &agrave; tous &lt;b&gt; &Agrave; vous";
  test.use({ settings: { lms: { courses: { [`course-v1:${ONLINE}`]: { handouts_html, welcome_html } } } } });

  test("the words of texts are readable without their parts", async ({ learner, world }) => {
    const { page } = learner;
    const documents = documentsOf(learner);
    await isWithout(learner, world, ["written", "learn_extras"], "learn");
    await learner.opensSignedIn(HOME);
    await expect(documents.getByText(FAILED)).toBeVisible();
    await expect(documents).toContainText("L’été & l’hiver\u00a0: <img src=x onerror=alert(1)> &lt;");
    await expect(documents.getByRole("img")).toHaveCount(0);
    await expect(page.getByRole("main")).toContainText("Bienvenue à tous <b> À vous");
    await expect(page.getByRole("main").getByText(FAILED)).toHaveCount(3);
  });
});

test("a refusal, when its part cannot be fetched", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const { page } = learner;
  await world.teaches({ refusals: { [`course-v1:${BENCH}`]: { access: { error_code: "audit_expired" } } } });
  await isWithout(learner, world, "learn_refused", "learn");
  await learner.opensSignedIn(`/learn/course-v1:${BENCH}`);
  const main = page.getByRole("main");
  await expect(main.getByRole("alert")).toHaveText(FAILED);
  await expect(main.getByRole("heading", { level: 1 })).toBeVisible();
  await world.heals();
  await main.getByRole("button", { name: "Réessayer" }).click();
  await expect(main.getByRole("heading", { name: "Votre accès à ce cours a pris fin" })).toBeVisible();
});

test("a timed exam, when its part cannot be fetched", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const { page } = learner;
  await isWithout(learner, world, "learn_exam", "learn_unit");
  await learner.opensSignedIn(`${HOME}/block-v1:${ONLINE}+type@sequential+block@examen`);
  const main = page.getByRole("main");
  await expect(main.getByRole("alert")).toHaveText(FAILED);
  await expect(main.getByRole("button", { name: /^Commencer l’examen/ })).toHaveCount(0);
  await world.heals();
  await main.getByRole("button", { name: "Réessayer" }).click();
  await expect(main.getByRole("button", { name: "Commencer l’examen" })).toBeVisible();
});

test("a badge that was verified, when the part that shows it cannot be fetched", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const { page } = learner;
  learner.expectsProblem(ISSUERS);
  await isWithout(learner, world, "badges_award", "verify");
  await learner.opens("/verify");
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), learner.follows("button", "Choisir des fichiers")]);
  const name = "genuine-signed.svg";
  const badge = await page.request.get(`/__mock__/badges/${name}`);
  await chooser.setFiles({ name, mimeType: "image/svg+xml", buffer: await badge.body() });
  const main = page.getByRole("main");
  await expect(main.getByRole("alert")).toHaveText(FAILED);
  // what was found is said all the same
  await expect(main.getByRole("paragraph").filter({ hasText: /^Vérifié$/ })).toBeVisible();
  await expect(main.getByRole("listitem").filter({ hasText: /^Oui – il est intact/ })).toHaveCount(0);
  await world.heals();
  await main.getByRole("button", { name: "Réessayer" }).click();
  await expect(main.getByRole("listitem").filter({ hasText: /^Oui – il est intact/ })).toBeVisible();
  await expect(page.locator("body")).not.toBeFocused();
});

test("the learner's awards, when what verifies them cannot be fetched", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const { page } = learner;
  learner.expectsProblem(ISSUERS);
  await isWithout(learner, world, "badges_check", "badges");
  await learner.opensSignedIn("/badges");
  const main = page.getByRole("main");
  await expect(main.getByRole("alert")).toHaveText(FAILED);
  // they show, without an outcome that nobody found
  await expect(learner.cards.filter({ hasText: "Confirmé par la plateforme" }).first()).toBeVisible();
  await expect(learner.cards.filter({ hasText: "N’a pas pu être vérifié" }).first()).toBeVisible();
  await expect(learner.cards.filter({ hasText: /^Vérifié$/ })).toHaveCount(0);
  await world.heals();
  await main.getByRole("button", { name: "Réessayer" }).click();
  const genuine = learner.cards.filter({ hasText: "Vérifié" }).first();
  await expect(genuine).toBeVisible();
  await expect(page.locator("body")).not.toBeFocused();

  const address = await genuine.getByRole("link").getAttribute("href");
  await isWithout(learner, world, "badges_check", "badge");
  await learner.opens(address!);
  await expect(main.getByRole("region", { name: /./ }).getByRole("alert")).toHaveText(FAILED);
  await world.heals();
  await main.getByRole("button", { name: "Réessayer" }).click();
  await expect(main.getByRole("listitem").filter({ hasText: /^Oui – il est intact/ })).toBeVisible();
});

test("the preview of a text and the question about a picture, when their parts cannot be fetched", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const { page } = learner;
  await isWithout(learner, world, "forum_preview", "forum_form");
  await learner.opensSignedIn(`${HOME}/forum/new`);
  const body = page.getByRole("textbox", { name: "Votre message (obligatoire)" });
  await body.fill("Bonjour **toi**");
  await learner.follows("button", "Aperçu");
  const preview = page.getByRole("region", { name: "Aperçu" });
  await expect(preview.getByRole("alert")).toHaveText(FAILED);
  await expect(body).toHaveValue("Bonjour **toi**");
  await world.heals();
  await preview.getByRole("button", { name: "Réessayer" }).click();
  await expect(preview.getByText("toi")).toHaveCSS("font-weight", /^[67]\d\d$/);

  await isWithout(learner, world, "forum_picture", "forum_form");
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), learner.follows("button", "Image")]);
  await chooser.setFiles({ name: "un.png", mimeType: "image/png", buffer: Buffer.from("iVBORw0KGgo=", "base64") });
  const form = page.getByRole("form");
  await expect(form.getByRole("alert").filter({ hasText: FAILED })).toBeVisible();
  await world.heals();
  await form.getByRole("button", { name: "Réessayer" }).last().click();
  await expect(learner.dialog).toContainText("un.png");
});

test("topics and the goal of the week, when their parts cannot be fetched", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const { page } = learner;
  const main = page.getByRole("main");
  await isWithout(learner, world, "forum_topics", "forum");
  await learner.opensSignedIn(`${HOME}/forum/topics`);
  await expect(main.getByRole("alert")).toHaveText(FAILED);
  await world.heals();
  await main.getByRole("button", { name: "Réessayer" }).click();
  await expect(main.getByRole("heading", { level: 2, name: "Pour tout le cours" })).toBeVisible();

  await isWithout(learner, world, "learn_extras", "learn");
  await learner.opens(HOME);
  await expect(main.getByRole("alert")).toHaveText(FAILED);
  await expect(main.getByRole("link", { name: /^Reprendre/ })).toBeVisible();
  await world.heals();
  // after that of the team's message
  await main.getByRole("button", { name: "Réessayer" }).nth(1).click();
  await expect(main.getByRole("group", { name: "Jours par semaine" })).toBeVisible();
});

test("texts of a unit, when their part cannot be fetched, come as the platform shows them", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const { page } = learner;
  await isWithout(learner, world, "learn_text", "learn_unit");
  await learner.opensSignedIn(unitOf(ONLINE, "accueil", "bienvenue"));
  await expect(page.locator("iframe[title^='Contenu de l’unité']").first()).toHaveAttribute("height", /^\d+$/); // a frame has no role
});

test("the outline of an older server, when the part that reads it cannot be fetched", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const outline = learner.page.getByRole("navigation", { name: "Plan du cours" });
  await world.teaches({ oddities: { older_server: true } });
  await isWithout(learner, world, "learn_older", "learn");
  await learner.opensSignedIn(HOME);
  await expect(outline.getByRole("heading", { name: "Le serveur ne répond pas" })).toBeVisible();
  await world.heals();
  await outline.getByRole("button", { name: "Réessayer" }).click();
  await expect(outline.getByRole("button", { name: /^Découvrir/ })).toBeVisible();
});

test("more values of a filter, when the part that finds them cannot be fetched, are missed once", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await isWithout(learner, world, "search_rest", "");
  await learner.opens("/");
  const subjects = learner.filter("Sujets");
  const more = subjects.getByRole("button", { name: "Voir plus : Sujets" });
  const again = subjects.getByRole("button", { name: "Réessayer" });
  await more.click();
  await expect(subjects.getByText(FAILED)).toBeVisible();
  await expect(again).toHaveCount(1);
  await more.click();
  await expect(subjects.getByText("Les autres valeurs n’ont pas pu être chargées.")).toBeVisible();
  await expect(again, "once, although the field to search them is missing too").toHaveCount(1);
  await world.heals();
  await again.click();
  await expect(subjects.getByRole("searchbox", { name: "Chercher dans : Sujets" })).toBeVisible();
  await expect(subjects.getByRole("checkbox").nth(10)).toBeVisible();
});
