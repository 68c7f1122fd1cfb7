import { isAccessibleInEveryLook } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/index.ts";

const KEY = "course-v1:Preau+ENLIGNE+1";

test("a notification in the header leads to the very reply", async ({ learner, world }) => {
  const id = await world.happens({ post_response: { as: "lea.b", thread: "93", body: "Et voilà." } });
  await learner.opensSignedIn("/dashboard");
  const bell = learner.page.getByRole("banner").getByRole("button", { name: /^Notifications, \d+ nouvelle/ });
  await bell.click();
  await expect(learner.page.getByRole("banner").getByRole("button", { name: "Notifications" })).toHaveAttribute("aria-expanded", "true");
  await learner.page.getByRole("banner").getByRole("link", { name: /^Nouvelle réponse à votre discussion « Comment sauter/ }).first().click();
  await expect.poll(() => learner.address).toBe(`/learn/${KEY}/forum/threads/93/${id}`);
  await expect(learner.page.getByRole("heading", { level: 3, name: "Réponse de lea.b" })).toBeFocused();
  await expect.poll(async () => (await world.requests("/api/notifications/read/")).length).toBe(1);
});

test("a notification leads to the very reply from within its discussion", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opensSignedIn(`/learn/${KEY}/forum/threads/93`);
  await expect(learner.page.getByRole("heading", { level: 3 })).toHaveCount(3);
  const id = await world.happens({ post_response: { as: "lea.b", thread: "93", body: "Et voilà." } });
  await learner.page.getByRole("banner").getByRole("button", { name: /^Notifications/ }).click();
  await learner.page.getByRole("banner").getByRole("link", { name: /^Nouvelle réponse à votre discussion « Comment sauter/ }).first().click();
  await expect.poll(() => learner.address).toBe(`/learn/${KEY}/forum/threads/93/${id}`);
  await expect(learner.page.getByRole("heading", { level: 3, name: "Réponse de lea.b" })).toBeFocused();
  // a reply to what is here already
  const reply = await world.happens({ reply: { as: "karim_o", response: id, body: "Bravo." } });
  await learner.page.evaluate((to) => {
    history.pushState(null, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  }, `/learn/${KEY}/forum/threads/93/${reply}`);
  await expect(learner.page.getByRole("heading", { level: 4, name: "Commentaire de karim_o" })).toBeVisible();
  await expect(learner.page.getByText(/^Le message demandé/)).toHaveCount(0);
  await expect(learner.page.getByRole("button", { name: /nouveaux? messages?$/ })).toHaveCount(0);
});

test("where all notifications are shown none counts as new, and the list in the header is that of now", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const header = learner.page.getByRole("banner");
  const bell = header.getByRole("button", { name: /^Notifications/ });
  await learner.opensSignedIn("/dashboard");
  await expect(bell).toHaveAccessibleName(/^Notifications, \d+ nouvelles?$/);
  await learner.page.goto("/notifications");
  await expect(learner.page.getByRole("heading", { level: 2, name: /non lue/ })).toBeVisible();
  await expect(bell).toHaveAccessibleName("Notifications");
  await bell.click();
  await expect(header.getByRole("link", { name: /^Nouvelle réponse/ }).first()).toBeVisible();
  await learner.presses("Escape");
  const id = await world.happens({ post_response: { as: "lea.b", thread: "93", body: "Et voilà." } });
  await bell.click();
  await expect(header.locator(`a[href$="/93/${id}"]`)).toBeVisible(); // by address: others are worded alike
});

test("the page names nobody, marks all as read, and keeps preferences", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn("/notifications");
  await expect(learner.page.getByRole("heading", { level: 2, name: /non lue/ })).toBeVisible();
  await expect(learner.page.getByRole("main")).not.toContainText("karim_o");
  await isAccessibleInEveryLook(learner.page);
  await learner.follows("button", "Tout marquer comme lu");
  await learner.hears("Toutes les notifications sont lues.");
  await expect(learner.page.getByRole("heading", { level: 2, name: "0 notification non lue" })).toBeVisible();
  await learner.follows("button", "Préférences");
  const group = learner.page.getByRole("group", { name: "Nouvelles questions" });
  await group.getByLabel("Ici").check();
  await learner.hears("Préférence enregistrée");
  await learner.reloads();
  await learner.follows("button", "Préférences");
  await expect(group.getByLabel("Ici")).toBeChecked();
  await isAccessibleInEveryLook(learner.page);
});

test("who is not signed in is asked to", { tag: "@chromium-only" }, async ({ learner }) => {
  learner.expectsProblem(/401/);
  await learner.opens("/notifications");
  await expect(learner.page.getByRole("main").getByRole("link", { name: "Se connecter" })).toBeVisible();
});
