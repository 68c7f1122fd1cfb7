import { fits } from "./fixtures/axe.ts";
import { course, expect, test } from "./fixtures/index.ts";
import { ISSUERS } from "./fixtures/watch.ts";
import { LEARNING, PAGES, PAGES_OF_LEARNERS, looksAt, type View } from "./fixtures/pages.ts";

test.beforeEach(async ({ world }) => {
  await world.add(course({ code: "BOT-RUES", title: "Botanique des trottoirs" }));
});

/** What is meant to be short shows the more of it elsewhere. */
const SHORT = "preau-thread-row__preview";

function fitsASmallWindow(view: View): void {
  test(`${view.name} fits a window of 320 by 256 px, with and without more space in the text`, { tag: "@chromium-only" }, async ({ learner }) => {
    learner.expectsProblem(ISSUERS);
    await learner.page.setViewportSize({ width: 320, height: 256 });
    await looksAt(learner, view);
    await fits(learner.page);
    // WCAG 1.4.12; an adopted sheet, since the security policy allows no other from outside
    await learner.page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }");
      document.adoptedStyleSheets = [sheet];
    });
    await fits(learner.page);
    const cut = await learner.page.evaluate(
      (short) =>
        [...document.querySelectorAll<HTMLElement>("body *")]
          .filter((element) => {
            const style = getComputedStyle(element);
            const isForReaders = element.clientWidth <= 1 || style.clipPath !== "none";
            const hides = [style.overflowX, style.overflowY].some((overflow) => overflow === "hidden" || overflow === "clip");
            const isLonger = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
            return hides && isLonger && !isForReaders && !element.matches(`.${short}`) && (element.textContent?.trim() ?? "") !== "";
          })
          .map((element) => `${element.className}: ${element.textContent?.slice(0, 60) ?? ""}`),
      SHORT,
    );
    expect(cut, "text that is cut off").toEqual([]);
    const held = await learner.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("body *")]
        .filter((element) => element.checkVisibility() && /sticky|fixed/.test(getComputedStyle(element).position) && element.clientHeight > 1)
        .map((element) => element.className),
    );
    expect(held, "what stays in view takes the little height there is").toEqual([]);
  });
}

PAGES.forEach(fitsASmallWindow);

test.describe("of learners", () => {
  test.use({ settings: LEARNING });
  PAGES_OF_LEARNERS.forEach(fitsASmallWindow);

  test("paper has the units of closed sections", { tag: "@chromium-only" }, async ({ learner }) => {
    const { page } = learner;
    for (const home of PAGES_OF_LEARNERS.filter(({ name }) => name === "a course's home")) await looksAt(learner, home);
    const unit = page.getByRole("link", { name: /^Examen, première partie/, includeHidden: true });
    await expect(unit).toHaveCount(0);
    const pages = async () => (await page.pdf()).toString("latin1").split("/Type /Page\n").length;
    const first = await pages();
    await expect(unit).toBeHidden();
    expect(await pages(), "the first print has all that the second one has").toBe(first);
    await page.emulateMedia({ media: "print" });
    await expect(unit).toBeVisible();
  });

  test("nothing on paper is smaller than eleven points, and no field narrows a list down", { tag: "@chromium-only" }, async ({ learner }) => {
    const { page } = learner;
    for (const view of PAGES_OF_LEARNERS.filter(({ name }) => ["my courses", "a course's home", "progress", "a discussion", "participants"].includes(name))) {
      await looksAt(learner, view);
      await page.emulateMedia({ media: "print" });
      const small = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>("body *")]
          .filter((element) => element.checkVisibility() && element.clientWidth > 1 && [...element.childNodes].some(({ nodeType, nodeValue }) => nodeType === Node.TEXT_NODE && nodeValue?.trim()))
          .filter((element) => Number.parseFloat(getComputedStyle(element).fontSize) < (11 / 72) * 96 - 0.01)
          .map((element) => `${element.tagName}.${element.className} ${element.textContent?.slice(0, 40) ?? ""}`),
      );
      expect(small, view.name).toEqual([]);
      await expect(page.getByRole("main").getByRole("combobox"), view.name).toHaveCount(0);
      await page.emulateMedia({ media: "screen" });
    }
  });
});

test("text twice as large stays whole", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/");
  await expect(learner.cards).toHaveCount(21);
  await learner.page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(":root { font-size: 200% !important }");
    document.adoptedStyleSheets = [sheet];
  });
  await fits(learner.page);
});

test("for those who want less movement nothing moves", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.page.emulateMedia({ reducedMotion: "reduce" });
  await learner.opens("/");
  await expect(learner.cards).toHaveCount(21);
  const moving = await learner.page.evaluate(() => {
    const seconds = (list: string): number => Math.max(...list.split(",").map((time) => Number.parseFloat(time) * (time.includes("ms") ? 0.001 : 1)));
    return [...document.querySelectorAll("*")]
      .filter((element) => {
        const style = getComputedStyle(element);
        return seconds(style.transitionDuration) > 0.01 || (style.animationName !== "none" && seconds(style.animationDuration) > 0.01) || style.scrollBehavior === "smooth";
      })
      .map((element) => `${element.tagName}.${element.getAttribute("class") ?? ""}`);
  });
  expect([...new Set(moving)]).toEqual([]);
});

test("on paper there are the courses, not the controls", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/?query=botanique");
  await expect(learner.count).toHaveText("1 cours");
  await learner.page.emulateMedia({ media: "print" });
  await expect(learner.page.getByRole("navigation", { name: "Principale" })).toBeHidden();
  await expect(learner.field).toBeHidden();
  await expect(learner.page.getByRole("checkbox").first()).toBeHidden();
  await expect(learner.page.getByRole("link", { name: "Botanique des trottoirs" })).toBeVisible();
  await expect(learner.heading).toBeVisible();
  // paper on its side: nothing keeps the place of the filters
  await learner.page.setViewportSize({ width: 1047, height: 720 });
  expect(await learner.count.evaluate((heading) => heading.getBoundingClientRect().x)).toBeLessThan(100);
  expect(await learner.count.evaluate((heading) => heading.closest("section")?.getBoundingClientRect().width)).toBeGreaterThan(900);
  await learner.opens("/");
  await expect(learner.cards.first()).toBeVisible();
  await expect(learner.page.getByRole("link", { name: "Nouveautés" })).toBeHidden();
});

test("a course page on paper has its sessions", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/courses/BOT-RUES");
  await expect(learner.heading).toHaveText("Botanique des trottoirs");
  await learner.page.emulateMedia({ media: "print" });
  await expect(learner.page.getByRole("heading", { name: "Du 8 septembre 2026 au 10 novembre 2026" })).toBeVisible();
  await expect(learner.page.getByRole("button", { name: /^Ajouter à l’agenda/ })).toBeHidden();
  expect((await learner.page.pdf()).byteLength).toBeGreaterThan(1000);
});

test("the focus is plain to see wherever it goes", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/?query=botanique");
  await expect(learner.count).toHaveText("1 cours");
  const unmarked: string[] = [];
  for (let stops = 0; stops < 40; stops += 1) {
    await learner.presses("Tab");
    const stop = await learner.page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return "";
      // the mark may be drawn by a parent (a card, a label)
      for (let element: Element | null = at; element; element = element.parentElement) {
        for (const pseudo of [null, "::after"]) {
          const { outlineStyle, outlineWidth } = getComputedStyle(element, pseudo);
          if (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2) return "marked";
        }
      }
      return `${at.tagName} ${at.textContent?.slice(0, 40) ?? ""}`;
    });
    if (stop === "") break;
    if (stop !== "marked") unmarked.push(stop);
  }
  expect(unmarked).toEqual([]);
});
