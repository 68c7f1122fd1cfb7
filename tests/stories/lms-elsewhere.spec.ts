/** An LMS at an origin of its own: to the browser each answer, write and frame of it is another site's. */
import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";
import { BENCH, unitOf } from "./fixtures/learning.ts";
import type { World } from "./fixtures/world.ts";

const KEY = "course-v1:Preau+ENLIGNE+1";
const FRAME = "iframe[title^='Contenu de l’unité']";

/** Where the LMS is. */
async function lmsOf(world: World): Promise<string> {
  const { lms_url } = await world.asks<{ lms_url: string }>("/config.json");
  return lms_url;
}

/** Signs in from the dashboard, on the LMS's own page, and is back there. */
async function signsIn(learner: Learner, world: World): Promise<void> {
  const { page } = learner;
  const lms = await lmsOf(world);
  await learner.opens("/dashboard");
  const site = new URL(page.url()).origin;
  expect(lms).not.toBe(site);
  const link = page.getByRole("main").getByRole("link", { name: "Se connecter" });
  await expect(link).toHaveAttribute("href", `${lms}/login?next=${encodeURIComponent(`${site}/dashboard`)}`);
  await link.click();
  await learner.signsIn();
  await expect(page).toHaveURL(`${site}/dashboard`);
  await expect(page.getByRole("heading", { level: 2, name: "2 cours" })).toBeVisible();
  await expect(learner.account).toBeVisible();
}

for (const cookies of ["shared_cookies", "own_cookies"] as const) {
  test.describe(`with ${cookies.replace("_", " ")}`, () => {
    test.use({ settings: { lms_elsewhere: cookies, lms: { enrolled: { learner: { [KEY]: { completed: 0.3 }, [`course-v1:${BENCH}`]: {} } } } } });

    test("who signs in there comes back recognised, and is signed out again", async ({ learner, world }) => {
      learner.expectsProblem(/401/);
      await signsIn(learner, world);
      await learner.account.click();
      await learner.follows("link", "Se déconnecter");
      await expect(learner.page.getByRole("banner").getByRole("link", { name: "Se connecter" })).toBeVisible();
    });
  });
}

test.describe("for who learns", { tag: "@chromium-only" }, () => {
  test.use({ settings: { lms_elsewhere: "shared_cookies", lms: { enrolled: { learner: { [KEY]: { completed: 0.3 }, [`course-v1:${BENCH}`]: {} } } } } });

  test("units tell their height, answers count, dialogs close", async ({ learner, world }) => {
    await world.breaks({ path: "/api/courses/v1/blocks/", status: 503 });
    learner.expectsProblem(/503|Failed to fetch|CORS/);
    const { page } = learner;
    const frame = page.locator(FRAME).first();
    await learner.opensSignedIn(unitOf(BENCH, "repondre", "nombre"));
    await expect(frame).toHaveAttribute("src", new RegExp(`^${await lmsOf(world)}/xblock/`));
    await expect(frame).toHaveAttribute("height", /^\d+$/);
    await frame.contentFrame().getByRole("textbox").first().fill("1");
    await frame.contentFrame().getByRole("button").first().click();
    await learner.hears("Unité terminée");
    await learner.follows("button", "Marquer cette unité");
    await learner.hears(/marqu/i);
    await learner.opens(unitOf(BENCH, "dialogues", "dialogue"));
    await expect(frame).toHaveAttribute("height", /^\d+$/);
    await frame.contentFrame().getByRole("button").nth(1).click();
    const tool = learner.dialog.locator("iframe").contentFrame();
    await tool.getByRole("button", { name: "Fermer" }).click();
    await expect(learner.dialog).toHaveCount(0);
    await expect(frame.contentFrame().getByText("Le dialogue est fermé.")).toBeVisible();
  });

  test("a discussion is read, liked and answered", async ({ learner }) => {
    await learner.opensSignedIn(`/learn/${KEY}/forum/threads/94`);
    const like = learner.page.getByRole("button", { name: /^J’aime \(\d+\)/ }).first();
    await like.click();
    await expect(like).toHaveAttribute("aria-pressed", "true");
    await learner.hears(/J’aime/);
    await learner.page.getByRole("region", { name: "Votre réponse" }).getByRole("button", { name: "Répondre" }).click();
    await learner.page.getByRole("textbox", { name: "Votre réponse (obligatoire)" }).fill("D’une autre origine.");
    await learner.follows("button", "Publier");
    await learner.hears("Réponse publiée");
    await learner.reloads();
    await expect(learner.page.getByRole("article", { name: "Réponse de learner" })).toContainText("D’une autre origine.");
  });

  test("a session that has run out there is renewed, and one that has ended is told", async ({ learner, world }) => {
    learner.expectsProblem(/401/);
    await learner.opensSignedIn(`/learn/${KEY}`);
    await world.expires("learner", "tokens");
    await learner.opens(`/learn/${KEY}/dates`);
    await expect(learner.page.getByRole("heading", { level: 2 }).first()).toBeVisible();
    await world.expires("learner");
    await learner.follows("link", "Progression");
    await expect(learner.page.getByRole("link", { name: /^Se connecter/ }).first()).toBeVisible();
  });
});
