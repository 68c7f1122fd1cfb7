import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";
import { BENCH, ONLINE, unitOf } from "./fixtures/learning.ts";

const unit = (sequence: string, name: string): string => unitOf(ONLINE, sequence, name);
const next = (learner: Learner) =>
  learner.page.getByRole("navigation", { name: "Unité précédente et suivante" }).getByRole("link", { name: /^Suivant/ });

test("without network, place and mark are kept, and told once when it is back", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opensSignedIn(unit("comprendre", "liens-boutons"));
  const mark = learner.page.getByRole("button", { name: "Marquer cette unité" });
  await expect(mark).toHaveAttribute("aria-pressed", "false");
  await expect.poll(async () => (await world.requests("goto_position")).length).toBe(1);
  await world.forgetsRequests();

  await learner.page.context().setOffline(true);
  learner.expectsProblem(/ERR_INTERNET_DISCONNECTED/);
  await mark.click();
  await expect(learner.page.getByText(/^Sans réseau pour l’instant/)).toBeVisible();
  await expect(mark).toHaveAttribute("aria-pressed", "true");
  const title = ((await next(learner).textContent()) ?? "").replace(/^\s*Suivant\s*:\s*/u, "").trim();
  await next(learner).click();
  await expect(learner.heading).toHaveText(title);
  // the place of the unit that follows is told after a second in it
  const come = await learner.page.evaluate(() => performance.now());
  await learner.page.waitForFunction((come) => performance.now() > come + 1200, come);
  expect(await world.requests("goto_position")).toEqual([]);

  await learner.page.context().setOffline(false);
  const told = async (part: string) => (await world.requests(part)).map(({ method, status }) => `${method} ${status}`);
  await expect.poll(() => told("goto_position")).toEqual(["POST 200"]);
  await expect.poll(() => told("/api/bookmarks/v1/bookmarks/")).toEqual(["POST 201"]);
  await learner.page.goBack();
  await learner.reloads();
  await expect(mark).toHaveAttribute("aria-pressed", "true");
});

test("what was read without network is done when it is back", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opensSignedIn(unit("comprendre", "liens-boutons"));
  await expect(next(learner)).toBeVisible();
  await learner.page.context().setOffline(true);
  learner.expectsProblem(/ERR_INTERNET_DISCONNECTED/);
  await world.forgetsRequests();
  await next(learner).scrollIntoViewIfNeeded();
  const read = await learner.page.evaluate(() => performance.now());
  await learner.page.waitForFunction((read) => performance.now() > read + 6500, read);
  await learner.page.context().setOffline(false);
  await expect.poll(async () => (await world.requests("completion-batch")).map(({ status }) => status)).toEqual([200]);
  await learner.hears("Unité terminée");
});

test("what was done without network is told although the page was closed", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const address = unit("comprendre", "liens-boutons");
  await learner.opensSignedIn(address);
  const mark = (of: Learner) => of.page.getByRole("button", { name: "Marquer cette unité" });
  await expect(mark(learner)).toHaveAttribute("aria-pressed", "false");
  await learner.page.context().setOffline(true);
  learner.expectsProblem(/ERR_INTERNET_DISCONNECTED/);
  await mark(learner).click();
  await expect(mark(learner)).toHaveAttribute("aria-pressed", "true");
  const kept = () => learner.page.evaluate(() => localStorage.getItem("preau.course"));
  await expect.poll(kept).toContain("mark");

  const context = learner.page.context();
  const empty = await context.newPage();
  await learner.page.close();
  await world.forgetsRequests();
  await context.setOffline(false);
  const back = learner.in(empty);
  await back.opens(address);
  await expect.poll(async () => (await world.requests("/api/bookmarks/v1/bookmarks/")).filter(({ method }) => method === "POST").map(({ status }) => status)).toEqual([201]);
  await back.reloads();
  await expect(mark(back)).toHaveAttribute("aria-pressed", "true");
  expect(await back.page.evaluate(() => localStorage.getItem("preau.course"))).toBeNull();
});

test("two tabs without network keep what was done in each, and tell it once", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opensSignedIn(unit("comprendre", "liens-boutons"));
  const beside = await learner.opensTab(unit("comprendre", "tableaux"));
  const mark = (of: Learner) => of.page.getByRole("button", { name: "Marquer cette unité" });
  for (const tab of [learner, beside]) await expect(mark(tab)).toHaveAttribute("aria-pressed", "false");
  await learner.page.context().setOffline(true);
  learner.expectsProblem(/ERR_INTERNET_DISCONNECTED/);
  for (const tab of [learner, beside]) {
    await mark(tab).click();
    await expect(mark(tab)).toHaveAttribute("aria-pressed", "true");
    await expect(tab.page.getByRole("paragraph").filter({ hasText: /^Sans réseau pour l’instant/ })).toBeVisible();
  }
  const kept = () => learner.page.evaluate(() => localStorage.getItem("preau.course"));
  // what one tab writes, the other may see a moment later
  await expect.poll(kept).toContain("block@liens-boutons");
  await expect.poll(kept).toContain("block@tableaux");

  await world.forgetsRequests();
  await learner.page.context().setOffline(false);
  await expect.poll(async () => (await world.requests("/api/bookmarks/v1/bookmarks/")).filter(({ method }) => method === "POST").map(({ status }) => status)).toEqual([201, 201]);
  await expect.poll(kept).toBeNull();
});

test("a session that ends in a unit is told, and the unit goes on after signing in beside", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opensSignedIn(unit("comprendre", "liens-boutons"));
  const mark = learner.page.getByRole("button", { name: "Marquer cette unité" });
  await expect(mark).toHaveAttribute("aria-pressed", "false");
  learner.expectsProblem(/40[13]/);
  await world.expires("learner");
  await mark.click();
  await expect(learner.page.getByText("Votre session est terminée").first()).toBeVisible();
  await learner.hears("Le marque-page est gardé sur cet appareil");
  await expect(mark).toHaveAttribute("aria-pressed", "true");
  await expect(learner.heading).toHaveText("Nom, rôle, état");

  const [beside] = await Promise.all([
    learner.page.context().waitForEvent("page"),
    learner.page.getByRole("link", { name: "Se reconnecter (nouvel onglet)" }).first().click(),
  ]);
  const tab = learner.in(beside);
  await tab.signsIn();
  await expect(tab.heading).toHaveText("Nom, rôle, état");
  await learner.page.bringToFront();
  await learner.comesBack();
  await expect(learner.page.getByText("Votre session est terminée")).toBeHidden();
  await learner.hears("Unité marquée");
  await learner.reloads();
  await expect(mark).toHaveAttribute("aria-pressed", "true");
});

test.describe("who saves data", () => {
  test.use({ settings: { lms: { enrolled: { learner: { [`course-v1:${BENCH}`]: { mode: "audit", completed: 0 } } } } } });

  test("gets no unit in advance", { tag: "@chromium-only" }, async ({ learner, world }) => {
    await learner.page.addInitScript(() => {
      Object.defineProperty(navigator, "connection", { value: Object.assign(new EventTarget(), { saveData: true }) });
    });
    await learner.opensSignedIn(unitOf(BENCH, "repondre", "choix"));
    // the frame of the unit in view. A look-up by CSS: that of the next unit would have the same role
    await expect(learner.page.locator("iframe[title^='Contenu de l’unité']").first()).toHaveAttribute("height", /^\d+$/);
    const come = await learner.page.evaluate(() => performance.now());
    await learner.page.waitForFunction((come) => performance.now() > come + 2500, come);
    expect((await world.requests("vertical+block@choix?view")).length).toBe(1);
    expect(await world.requests("vertical+block@choix-multiple?view")).toEqual([]);
  });
});
