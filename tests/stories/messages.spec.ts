/** Messages that come unasked: how long they stay, and how they are stopped. */
import { expect, test } from "./fixtures/index.ts";

const THREAD = "/learn/course-v1:Preau+ENLIGNE+1/forum/threads/93";

test("a message stays while it is pointed at or holds the focus, and Escape closes it", { tag: "@chromium-only" }, async ({ learner }) => {
  const { page } = learner;
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  // its time is over at once
  await page.addInitScript(() => {
    const { setTimeout } = globalThis;
    Object.assign(globalThis, { setTimeout: (work: TimerHandler, time = 0, ...rest: unknown[]) => setTimeout(work, time > 5000 ? 300 : time, ...rest) });
  });
  await learner.opensSignedIn(THREAD);
  await page.getByRole("button", { name: /^Plus d’actions pour le message/ }).first().click();
  const copy = page.getByRole("button", { name: "Copier le lien" });
  const message = page.getByRole("button", { name: "Fermer le message" });
  const waits = () => page.evaluate(() => new Promise((done) => setTimeout(done, 900)));

  await copy.click();
  await expect(message).toBeVisible();
  await expect(message).toHaveCount(0);

  await copy.click();
  await message.hover();
  await message.focus();
  await page.mouse.move(0, 0);
  await waits();
  await expect(message, "the focus is still on it").toBeFocused();
  await learner.presses("Escape");
  await expect(message).toHaveCount(0);
  await expect(learner.focused).not.toHaveCount(0);

  await copy.click();
  await message.hover();
  await message.focus();
  await copy.focus();
  await waits();
  await expect(message, "the pointer is still on it").toBeVisible();
  await page.mouse.move(0, 0);
  await expect(message).toHaveCount(0);
});

test("who wants it is told of errors only", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const { page } = learner;
  await learner.opens("/");
  await expect(page.getByRole("status").first()).toBeAttached();
  await learner.opens("/settings");
  const announced = page.getByRole("group", { name: "Annonces des lecteurs d’écran" });
  await announced.getByRole("radio", { name: "Erreurs seulement" }).check();
  await learner.opens("/");
  await expect(learner.count).toHaveText(await world.counts());
  // what is not in the tree is not read out
  await expect(page.getByRole("status")).toHaveCount(0);
  await world.breaks({ path: "/api/v1.0/courses/", status: 500 });
  await learner.filter("Sujets").getByRole("checkbox", { name: /^Environnement/ }).check();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await world.heals();
  await learner.opens("/settings");
  await learner.follows("button", "Rétablir les réglages d’origine");
  await learner.hears("Réglages d’origine rétablis, la langue reste la même");
  await expect(page.getByRole("status").first()).toBeAttached();
});
