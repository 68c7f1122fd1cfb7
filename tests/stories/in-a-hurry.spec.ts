import { course, expect, test } from "./fixtures/index.ts";

/** A learner who does not wait: whatever they do next, nothing may break behind them. */

test.beforeEach(async ({ world }) => {
  await world.add(course({ code: "BOT-RUES", title: "Botanique des trottoirs" }), course({ code: "BOT-BOIS", title: "Botanique en forêt" }));
});

test("keys faster than the page", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/");
  await learner.searches("botan");
  await expect(learner.suggestions).toHaveCount(2);
  await Promise.all(["ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowDown", "Enter"].map((key) => learner.presses(key)));
  await expect(learner.heading).toHaveText(/^Botanique/);
});

test("leaving while a search is about to start, and while it runs", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.breaks({ path: "/api/", latency_ms: 150 });
  await learner.opens("/");
  await learner.searches("botanique");
  await learner.follows("link", "Affichage");
  await expect(learner.heading).toHaveText("Affichage et langue");
  await learner.page.goBack();
  await learner.page.goForward();
  await learner.page.goBack();
  await expect(learner.heading).toHaveText("Trouvez le cours qu’il vous faut");
  await learner.searches("climat");
  await learner.presses("Enter", "Tab", "Enter");
  await learner.follows("button", "English");
  await expect(learner.heading).toHaveText("Find the course you need");
  await expect(learner.count).toHaveText(/^\d+ courses$/);
});

test("many clicks at once", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/");
  await expect(learner.cards).toHaveCount(21);
  // all within one task, as no hand could: pages, boxes, chips, languages
  for (let round = 0; round < 5; round += 1) {
    await learner.page.evaluate(() => {
      const all = [...document.querySelectorAll<HTMLElement>("main input[type=checkbox], main nav a, main button, header button")];
      for (const element of all.filter((_, at) => at % 3 === 0)) element.click();
    });
  }
  await learner.opens("/");
  await expect(learner.cards).toHaveCount(21);
});

test("back and forth between pages", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/?query=botanique");
  await expect(learner.count).toHaveText("2 cours");
  for (let round = 0; round < 4; round += 1) {
    await learner.follows("link", "Botanique en forêt");
    await expect(learner.heading).toHaveText("Botanique en forêt");
    await learner.page.goBack();
    await expect(learner.count).toHaveText("2 cours");
  }
  await expect(learner.page.getByRole("link", { name: "Botanique en forêt" })).toBeFocused();
});
