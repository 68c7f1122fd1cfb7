/** Where the focus is after a button that goes away, or that adds to a list. */
import { expect, test } from "./fixtures/index.ts";

const FORUM = "/learn/course-v1:Preau+ENLIGNE+1/forum";

test("marking a notification as read leaves the focus on it", async ({ learner }) => {
  const { page } = learner;
  await learner.opensSignedIn("/notifications");
  const button = page.getByRole("main").getByRole("button", { name: /^Marquer comme lue : / }).first();
  const text = ((await button.getAttribute("aria-label")) ?? "").replace(/^Marquer comme lue\s: /, "");
  await button.focus();
  await learner.presses("Enter");
  await learner.hears("Notification marquée comme lue");
  await expect(learner.focused).toHaveText(text);
  await learner.follows("button", "Tout marquer comme lu");
  await learner.hears("Toutes les notifications sont lues.");
  await expect(page.getByRole("heading", { level: 2, name: "0 notification non lue" })).toBeFocused();
});

test("more notifications: the first that comes has the focus", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const { page } = learner;
  for (let count = 0; count < 25; count += 1) await world.happens({ post_response: { as: "lea.b", thread: "93", body: `Idée ${count}` } });
  await learner.opensSignedIn("/notifications");
  const more = page.getByRole("button", { name: "Afficher plus de notifications" });
  await expect(more).toBeVisible();
  const list = page.getByRole("region", { name: /non lue/ }).getByRole("listitem");
  const before = await list.count();
  while ((await more.count()) > 0) {
    const shown = await list.count();
    await more.press("Enter");
    await learner.hears(/^\d+ notifications? de plus$/);
    await expect(list.nth(shown).getByRole("link")).toBeFocused();
  }
  expect(await list.count()).toBeGreaterThan(before);
});

test.describe("in a course with many who take part", () => {
  const names = Array.from({ length: 110 }, (_, number) => `eleve${number}`);
  test.use({ settings: { lms: { users: Object.fromEntries(names.map((name) => [name, { name }])) } } });

  test("more participants: the first that comes has the focus", { tag: "@chromium-only" }, async ({ learner, world }) => {
    const { page } = learner;
    for (const name of names) await world.happens({ post_response: { as: name, thread: "94", body: "Présent." } });
    await learner.opensSignedIn(`${FORUM}/learners`);
    await expect(page.getByRole("heading", { level: 2, name: "100 participants" })).toBeVisible();
    const more = page.getByRole("button", { name: "Afficher plus de participants" });
    await more.press("Enter");
    await learner.hears(/^\d+ participants? de plus$/);
    await expect(page.getByRole("rowheader").nth(100).getByRole("link")).toBeFocused();
    await expect(more).toHaveCount(0);
  });
});

test.describe("with more unanswered questions than a page holds", () => {
  test.use({ settings: { lms: { threads: 45 } } });

  test("who waits longest is first among all for the teaching team", async ({ learner }) => {
    const { page } = learner;
    await learner.opensSignedIn(`${FORUM}?state=unresponded`, "moderator");
    const rows = page.getByRole("main").getByRole("article");
    await expect(rows).toHaveCount(47);
    await expect(rows.first().getByRole("heading", { level: 3 })).toHaveText(/^Discussion \d+$/);
    await expect(rows.last().getByRole("heading", { level: 3 })).not.toHaveText(/^Discussion \d+$/);
    await expect(page.getByRole("button", { name: "Afficher plus de discussions" })).toHaveCount(0);
  });
});

test.describe("with more discussions than a page of the list holds", () => {
  test.use({ settings: { lms: { threads: 45 } } });

  test("back leads to the discussion that one read, also on a later page of the list", async ({ learner }) => {
    const { page } = learner;
    for (const [address, place] of [["?pages=2", 30], ["", 12], ["/topics/general", 3]] as const) {
      await learner.opensSignedIn(`${FORUM}${address}`);
      const link = page.getByRole("main").getByRole("article").nth(place).getByRole("link");
      const title = (await link.textContent()) ?? ""; // also where it is not drawn, being far below
      await link.click();
      await expect(learner.heading).toHaveText(title);
      await expect(page.getByRole("heading", { level: 2, name: /réponse/i }).first()).toBeVisible();
      await page.goBack();
      await expect(page.getByRole("main").getByRole("article").nth(place)).not.toContainText("Non lue");
      await expect(link, address).toBeFocused();
      await expect(link, address).toBeInViewport();
    }
    await learner.opensSignedIn(`${FORUM}/learners`);
    const who = page.getByRole("rowheader").nth(3).getByRole("link");
    await who.click();
    await expect(learner.heading).toHaveText(/^Discussions/);
    await page.goBack();
    await expect(who).toBeFocused();
    // what was read goes from the list of what is not
    await learner.opensSignedIn(`${FORUM}?state=unread`);
    const first = page.getByRole("main").getByRole("article").first().getByRole("link");
    const read = (await first.textContent()) ?? "";
    await first.click();
    await expect(page.getByRole("heading", { level: 2, name: /réponse/i }).first()).toBeVisible();
    await page.goBack();
    await expect(page.getByRole("main").getByRole("link", { name: read, exact: true })).toHaveCount(0);
    await expect(page.getByRole("heading", { level: 2, name: /discussions/ })).toBeFocused();
  });
});

test.describe("with very many unanswered questions", () => {
  test.use({ settings: { lms: { threads: 420 } } });

  test("the order is said to hold for what is loaded, and what comes above has the focus", { tag: "@chromium-only" }, async ({ learner }) => {
    const { page } = learner;
    await learner.opensSignedIn(`${FORUM}?state=unresponded`, "moderator");
    const rows = page.getByRole("main").getByRole("article");
    await expect(rows).toHaveCount(400);
    await expect(page.getByText(/^L’ordre par attente vaut pour les 400 discussions chargées/)).toBeVisible();
    const known = await rows.getByRole("link").allTextContents();
    await page.getByRole("button", { name: "Afficher plus de discussions" }).press("Enter");
    await learner.hears("20 discussions de plus");
    await expect(rows).toHaveCount(420);
    await expect(page.getByRole("main").getByRole("heading", { level: 3 }).getByRole("link").and(learner.focused)).toHaveText(/^Discussion \d+$/);
    expect(known).not.toContain(await learner.focused.innerText());
  });
});

test.describe("in a course with more discussions than the list shows", () => {
  test.use({ settings: { lms: { threads: 1100 } } });

  test("its end says how to come to the others", { tag: "@chromium-only" }, async ({ learner }) => {
    await learner.opensSignedIn(`${FORUM}?pages=50`);
    await expect(learner.page.getByText(/^Les 1\s000 premières discussions sont là\s: cherchez ou filtrez/)).toBeVisible();
    await expect(learner.page.getByRole("button", { name: "Afficher plus de discussions" })).toHaveCount(0);
  });
});

test.describe("with a long list of discussions", () => {
  test.use({ settings: { lms: { threads: 45 } } });

  test("who scrolled on after coming back is there again after forward and back", { tag: "@chromium-only" }, async ({ learner }) => {
    const { page } = learner;
    await learner.opensSignedIn(FORUM);
    const link = page.getByRole("main").getByRole("article").nth(2).getByRole("link");
    const title = (await link.textContent()) ?? "";
    await link.click();
    await expect(learner.heading).toHaveText(title);
    await page.goBack();
    await expect(link).toBeFocused();
    const last = page.getByRole("main").getByRole("article").nth(18);
    await last.scrollIntoViewIfNeeded();
    await expect(link).not.toBeInViewport();
    await page.goForward();
    await expect(learner.heading).toHaveText(title);
    await page.goBack();
    await expect(link).toBeFocused();
    await expect(last).toBeInViewport();
    await expect(link).not.toBeInViewport();
  });
});
