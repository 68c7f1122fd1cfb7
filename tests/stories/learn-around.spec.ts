/** What is around learning: the team's view as a learner, documents, congratulations, the whole screen, paper. */
import { isAccessibleInEveryLook } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";
import { BENCH, ONLINE, unitOf } from "./fixtures/learning.ts";

const KEY = `course-v1:${ONLINE}`;
const HOME = `/learn/${KEY}`;

/** Changes something on the platform, as its own pages do. */
async function changes(learner: Learner, address: string, body: Record<string, unknown>, type = "application/json"): Promise<void> {
  await learner.page.evaluate(
    async ({ address, body, type }) => {
      const { csrfToken } = (await (await fetch("/csrf/api/v1/token")).json()) as { csrfToken: string };
      const text = type === "application/json" ? JSON.stringify(body) : new URLSearchParams(body as Record<string, string>).toString();
      const answer = await fetch(address, { method: "POST", headers: { "content-type": type, "X-CSRFToken": csrfToken }, body: text });
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    },
    { address, body, type },
  );
}

test("staff who look at a course as a learner are told so, and can stop", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const { page } = learner;
  const views = (role: string) => changes(learner, `/courses/${KEY}/masquerade`, { role }, "application/x-www-form-urlencoded");
  // as learners in general: the LMS names who looks then
  const told = page.getByRole("main").getByText("Vous voyez ce cours comme un apprenant, et non comme membre de l’équipe.");
  await learner.opensSignedIn(HOME, "staff");
  await expect(page.getByRole("button", { name: /^Découvrir/ })).toBeVisible();
  await expect(told).toHaveCount(0);
  await views("student");
  for (const address of [HOME, `${HOME}/dates`, unitOf(ONLINE, "touches", "tab")]) {
    await learner.opens(address);
    await expect(told, address).toBeVisible();
  }
  await learner.opens(HOME);
  await expect(page.getByRole("button", { name: /^Découvrir/ })).toBeVisible();
  await isAccessibleInEveryLook(page);
  const stop = page.getByRole("button", { name: "Revenir à la vue de l’équipe" });
  learner.expectsProblem(/500/);
  await world.breaks({ path: `/courses/${KEY}/masquerade`, status: 500 });
  await stop.press("Enter");
  await expect(page.getByRole("alert")).toContainText("La vue n’a pas changé");
  await world.heals();
  await stop.press("Enter");
  await expect(page.getByRole("button", { name: /^Découvrir/ })).toBeVisible();
  await expect(told).toHaveCount(0);
});

test("documents of the course are shown, and do no harm", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const { page } = learner;
  const documents = page.getByRole("main").locator("section").filter({ has: page.getByRole("heading", { name: "Documents du cours" }) });
  await learner.opensSignedIn(HOME);
  await expect(documents.getByRole("heading", { level: 3, name: "Aide-mémoire" })).toBeVisible();
  await expect(documents.getByRole("listitem")).toHaveCount(3);
  await world.teaches({ courses: { [KEY]: { handouts_html: '<p onclick="hacked=1">Le <a href="/asset/plan.pdf">plan</a>, <a href="javascript:hacked=1">autre</a><img src="x" onerror="hacked=1"><script>hacked=1</script></p><div hidden><p>Pour plus tard</p></div>' } } });
  learner.expectsProblem(/40\d|onerror|img-src/);
  await learner.reloads();
  await expect(documents.getByRole("link", { name: "plan" })).toBeVisible();
  await expect(documents.getByRole("link", { name: "autre" })).toHaveCount(0);
  await expect(documents.getByText("autre")).toBeVisible();
  await expect(documents.getByText("Pour plus tard")).toHaveCount(0);
  expect(await page.evaluate(() => "hacked" in globalThis)).toBe(false);
  await world.teaches({ courses: { [KEY]: { handouts_html: "" } } });
  await learner.reloads();
  await expect(page.getByRole("heading", { name: "Prochaines dates" })).toBeVisible();
  await expect(documents).toHaveCount(0);
});

test("a section that is complete, and a goal that is reached, are congratulated on once", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const { page } = learner;
  const said = page.getByRole("main").getByText(/^Bravo\s: vous avez/);
  await learner.opensSignedIn("/settings");
  await changes(learner, `/api/courseware/celebration/${KEY}`, { first_section: true, weekly_goal: true });
  await world.forgetsRequests();
  await learner.opens(HOME);
  await expect(said).toHaveText(["Bravo : vous avez terminé la première section.", "Bravo : vous avez atteint votre objectif de la semaine."]);
  await learner.hears(/^Bravo\s: vous avez terminé la première section\. Bravo/);
  await expect.poll(async () => (await world.requests("/api/courseware/celebration/")).map(({ status }) => status)).toEqual([200]);
  await learner.follows("link", "Dates");
  await expect(learner.heading).toHaveText("Dates");
  await page.goBack();
  await expect(page.getByRole("button", { name: /^Découvrir/ })).toBeVisible();
  await expect(said).toHaveCount(0);
  await learner.reloads();
  await expect(page.getByRole("button", { name: /^Découvrir/ })).toBeVisible();
  await expect(said).toHaveCount(0);
});

test.describe("at the beginning", () => {
  test.use({ settings: { lms: { enrolled: { learner: { [KEY]: { mode: "honor", completed: 0 }, [`course-v1:${BENCH}`]: { mode: "audit", completed: 0 } } } } } });

  test("nobody is congratulated on a section that is not complete", { tag: "@chromium-only" }, async ({ learner, world }) => {
    await world.breaks({ path: "/api/course_home/course_metadata/", replace: { "/celebrations/first_section": true, "/celebrations/streak_length_to_celebrate": 3 } });
    await learner.opensSignedIn(HOME);
    const said = learner.page.getByRole("main").getByText(/^Bravo/);
    await expect(said).toHaveText("Bravo : 3 jours d’apprentissage de suite.");
    await learner.page.waitForLoadState("networkidle");
    expect(await world.requests("/api/courseware/celebration/")).toEqual([]);
  });

  test("days in a row are told in one answer, and congratulated on although it came on another page", { tag: "@chromium-only" }, async ({ learner, world }) => {
    await world.breaks({ path: "/api/course_home/course_metadata/", replace: { "/celebrations/streak_length_to_celebrate": 3 } });
    await learner.opensSignedIn(`${HOME}/dates`);
    await expect(learner.heading).toHaveText("Dates");
    await learner.page.waitForLoadState("networkidle");
    await world.heals();
    await learner.follows("link", "Accueil du cours");
    await expect(learner.page.getByRole("main").getByText(/^Bravo/)).toHaveText("Bravo : 3 jours d’apprentissage de suite.");
  });

  test("a unit fills the screen, and gives it back", async ({ learner }) => {
    const { page } = learner;
    await learner.opensSignedIn(unitOf(BENCH, "repondre", "nombre"));
    // the frame of the unit in view. A look-up by CSS: that of the next unit would have the same role
    const frame = page.locator("iframe[title^='Contenu de l’unité']").first();
    await expect(frame).toHaveAttribute("height", /^\d+$/);
    await learner.tabsTo("button", "Plein écran");
    await learner.presses("Enter");
    await expect.poll(() => frame.evaluate((element) => document.fullscreenElement === element)).toBe(true);
    await page.evaluate(() => document.exitFullscreen());
    await expect.poll(() => page.evaluate(() => document.fullscreenElement === null)).toBe(true);
    await expect(page.getByRole("button", { name: "Plein écran" })).toBeFocused();
  });

  test("a screen that is refused leaves the focus where it goes", { tag: "@chromium-only" }, async ({ learner }) => {
    const { page } = learner;
    learner.expectsProblem(/no full screen/);
    await page.addInitScript(() => {
      Element.prototype.requestFullscreen = async function refused(): Promise<void> {
        this.dispatchEvent(new Event("fullscreenerror", { bubbles: true, composed: true }));
        throw new TypeError("no full screen");
      };
    });
    await learner.opensSignedIn(unitOf(BENCH, "repondre", "nombre"));
    const button = page.getByRole("button", { name: "Plein écran" });
    await button.press("Enter");
    await expect(button).toBeFocused();
    // later something else fills the screen and gives it back
    await page.evaluate(() => {
      (document.activeElement as HTMLElement).blur();
      document.dispatchEvent(new Event("fullscreenchange", { bubbles: true }));
    });
    await expect(button).not.toBeFocused();
  });

  test("on paper a unit in a frame says where its content is", { tag: "@chromium-only" }, async ({ learner }) => {
    const { page } = learner;
    await learner.opensSignedIn(unitOf(BENCH, "repondre", "nombre"));
    const frame = page.locator("iframe[title^='Contenu de l’unité']").first();
    await expect(frame).toHaveAttribute("height", /^\d+$/);
    await page.emulateMedia({ media: "print" });
    await expect(learner.heading).toBeVisible();
    await expect(frame).toBeHidden();
    await expect(page.getByText(/^Contenu à l’adresse http.*\/xblock\/block-v1:/)).toHaveCount(1);
    await expect(page.getByText(/^Contenu à l’adresse/).first()).toBeVisible();
    await isBare(learner);
  });
});

test("on paper a unit of text is its title, its place and its text", { tag: "@chromium-only" }, async ({ learner }) => {
  const { page } = learner;
  await learner.opensSignedIn(unitOf(ONLINE, "comprendre", "liens-boutons"));
  const content = page.getByRole("region", { name: "Contenu de l’unité" });
  await expect(content).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(learner.heading).toBeVisible();
  await expect(page.getByText("Unité 1 sur 4")).toBeVisible();
  await expect(content).toBeVisible();
  await expect(content.getByRole("table")).toBeVisible();
  await isBare(learner);
  // paper on its side: nothing stands beside the text, which has the whole width
  await page.setViewportSize({ width: 1047, height: 720 });
  const width = (element: Element) => element.getBoundingClientRect().width;
  expect(await content.evaluate(width)).toBeGreaterThan(900);
});

/** Nothing is printed that only serves on a screen. */
async function isBare({ page }: Learner): Promise<void> {
  for (const name of ["Parties du cours", "Plan du cours", "Unité précédente et suivante", "Principale"]) {
    await expect(page.getByRole("navigation", { name }), name).toHaveCount(0);
  }
  await expect(page.getByRole("main").getByRole("button")).toHaveCount(0);
  await expect(page.getByRole("contentinfo")).toBeHidden();
}
