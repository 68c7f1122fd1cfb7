import { isAccessible, isAccessibleInEveryLook } from "./fixtures/axe.ts";
import { course, expect, run, test } from "./fixtures/index.ts";

const signIn = { name: "Se connecter", exact: true };

test("a learner signs in from a course's page and comes back to that very place", async ({ learner, world }) => {
  await world.add(course({ code: "BOT-RUES", title: "Botanique des trottoirs" }));
  await learner.opens("/?query=botanique");
  await learner.follows("link", "Botanique des trottoirs");
  await expect(learner.heading).toHaveText("Botanique des trottoirs");
  await expect(learner.page.getByRole("banner").getByRole("link", signIn)).toBeVisible();
  await learner.page.getByRole("banner").getByRole("link", signIn).click();
  await learner.signsIn();
  await expect(learner.heading).toHaveText("Botanique des trottoirs");
  expect(learner.address).toBe("/courses/BOT-RUES");
  await expect(learner.account).toBeVisible();

  await learner.account.click();
  await expect(learner.account).toHaveAttribute("aria-expanded", "true");
  await learner.page.getByRole("banner").getByRole("link", { name: "Se déconnecter" }).click();
  await expect(learner.heading).toHaveText("Botanique des trottoirs");
  await expect(learner.page.getByRole("banner").getByRole("link", signIn)).toBeVisible();
});

test("nothing public asks the LMS anything", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opens("/?query=botanique");
  await expect(learner.count).toBeVisible();
  await expect(learner.page.getByRole("banner").getByRole("link", signIn)).toBeVisible();
  for (const part of ["login_refresh", "enrollment", "learner_home", "csrf"]) expect(await world.requests(part)).toEqual([]);
});

test("the menu works by keyboard and closes by Escape", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn("/settings");
  await learner.tabsTo("button", /^Compte /);
  await learner.presses("Enter");
  const signOut = learner.page.getByRole("link", { name: "Se déconnecter" });
  await expect(signOut).toBeVisible();
  await isAccessible(learner.page, "open menu");
  await learner.presses("Tab");
  await expect(learner.page.getByRole("banner").getByRole("list").last().getByRole("link", { name: "Mes cours" })).toBeFocused();
  await learner.presses("Escape");
  await expect(signOut).toBeHidden();
  await expect(learner.account).toBeFocused();
  await learner.presses("Enter", "Tab", "Tab", "Tab", "Tab");
  await expect(signOut).toBeHidden();
});

test("menus of the header open over the page, on the catalogue too", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn("/?query=botanique");
  await expect(learner.count).toBeVisible();
  const place = await learner.heading.boundingBox();
  await learner.account.click();
  await expect(learner.page.getByRole("link", { name: "Se déconnecter" })).toBeVisible();
  expect(await learner.heading.boundingBox(), "nothing moves").toEqual(place);
  await expect(learner.account).toHaveCSS("background-color", "rgba(0, 0, 0, 0)");
});

test("a session that ends in mid-work is told calmly, and goes on after signing in beside", async ({ learner, world }) => {
  learner.expectsProblem(/40[134]/);
  await learner.opensSignedIn("/dashboard");
  await expect(learner.page.getByRole("heading", { level: 2, name: /^\d+ cours$/ })).toBeVisible();
  await world.expires("learner");
  // the next question to the LMS notices
  await learner.follows("button", /^Quitter… /);
  await learner.dialog.getByRole("button", { name: "Quitter le cours" }).click();
  await expect(learner.page.getByText("Votre session est terminée").first()).toBeVisible();
  await learner.dialog.getByRole("button", { name: "Rester inscrit" }).click();
  await isAccessibleInEveryLook(learner.page);
  await expect(learner.page.getByRole("heading", { level: 2, name: /^\d+ cours$/ })).toBeVisible();

  const [beside] = await Promise.all([
    learner.page.context().waitForEvent("page"),
    learner.page.getByRole("link", { name: "Se reconnecter (nouvel onglet)" }).first().click(),
  ]);
  const tab = learner.in(beside);
  await learner.looks(false);
  await tab.signsIn();
  await expect(tab.heading).toHaveText("Mes cours");
  await learner.page.bringToFront();
  await learner.comesBack();
  await expect(learner.page.getByText("Votre session est terminée")).toBeHidden();
  await expect(learner.account).toBeVisible();
  // it would be said to nobody in a tab that is out of view
  await isAccessibleInEveryLook(learner.page);
  await expect(learner.page.getByText("Vous êtes de nouveau connecté")).toHaveCount(0);
  await learner.looks(true);
  await learner.hears("Vous êtes de nouveau connecté");
});

test("another tab notices that the learner signs in and out", { tag: "@chromium-only" }, async ({ learner }) => {
  learner.expectsProblem(/401/);
  await learner.opens("/settings");
  const other = await learner.opensTab("/saved");
  const link = other.page.getByRole("banner").getByRole("link", signIn);
  await expect(link).toBeVisible();
  await learner.opensSignedIn("/settings");
  await other.comesBack();
  await expect(other.account).toBeVisible();
  await learner.account.click();
  await learner.page.getByRole("link", { name: "Se déconnecter" }).click();
  await expect(learner.page.getByRole("banner").getByRole("link", signIn)).toBeVisible();
  await other.comesBack();
  await expect(other.page.getByRole("banner").getByRole("link", { name: "Se reconnecter" })).toBeVisible();
});

test("who comes back from signing in without being signed in is told, not sent in a circle", { tag: "@chromium-only" }, async ({ learner, world }) => {
  learner.expectsProblem(/401|favicon\.ico/);
  await learner.opens("/settings");
  await learner.page.getByRole("banner").getByRole("link", signIn).click();
  await expect(learner.heading).toHaveText("Se connecter");
  // as a browser without cookies does
  await learner.page.evaluate(() => {
    const link = document.createElement("a");
    link.href = "/saved";
    link.referrerPolicy = "unsafe-url";
    document.body.append(link);
    link.click();
  });
  await expect(learner.heading).toHaveText("Mes cours enregistrés");
  await expect(learner.page.getByRole("alert").filter({ hasText: "Vous n’êtes pas connecté" })).toBeVisible();
  await isAccessible(learner.page, "not signed in");
  await learner.follows("button", "Fermer ce message");
  await expect(learner.page.getByText("Vous n’êtes pas connecté")).toBeHidden();
  expect(await world.requests("/login?")).toHaveLength(1);
});

test("the token is renewed without a word while the session lasts", { tag: "@chromium-only" }, async ({ learner, world }) => {
  learner.expectsProblem(/401/);
  await learner.opensSignedIn("/settings");
  await world.expires("learner", "tokens");
  await learner.page.getByRole("navigation", { name: "Principale" }).getByRole("link", { name: "Mes cours", exact: true }).click();
  await expect(learner.page.getByRole("heading", { level: 2, name: /^\d+ cours$/ })).toBeVisible();
  await expect(learner.page.getByText("Votre session est terminée")).toBeHidden();
});

test("a platform without an LMS shows nothing of it", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.configures({ has_lms: false });
  await learner.opens("/sitemap");
  await expect(learner.page.getByRole("banner").getByRole("link", signIn)).toHaveCount(0);
  await expect(learner.page.getByRole("link", { name: "Mes cours", exact: true })).toHaveCount(0);
});

test("the header in English, on a narrow phone", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.page.setViewportSize({ width: 320, height: 640 });
  await learner.opensSignedIn("/settings?lang=en");
  await learner.account.click();
  await expect(learner.page.getByRole("link", { name: "Sign out" })).toBeInViewport({ ratio: 1 });
  await isAccessibleInEveryLook(learner.page);
});

test("a session's place in the run of a course is public", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.add(course({ code: "BOT-RUES", title: "Botanique des trottoirs", runs: [run()] }));
  await learner.opens("/courses/BOT-RUES");
  await expect(learner.page.getByRole("heading", { level: 2, name: "Sessions" })).toBeVisible();
  // a session of another LMS: no way to enrol here, and none is offered
  await expect(learner.page.getByRole("link", { name: "Se connecter pour s’inscrire" })).toHaveCount(0);
});
