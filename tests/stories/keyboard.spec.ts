import { course, expect, test } from "./fixtures/index.ts";

test.beforeEach(async ({ world }) => {
  await world.add(course({ title: "Botanique des trottoirs" }));
});

test("a learner finds a course with the keyboard alone", async ({ learner }) => {
  await learner.opens("/");
  await learner.presses("Tab");
  await expect(learner.page.getByRole("link", { name: "Aller au contenu" })).toBeFocused();
  await expect(learner.page.getByRole("link", { name: "Aller au contenu" })).toBeInViewport();
  await learner.presses("Enter");
  await expect(learner.heading).toBeFocused();

  await learner.tabsTo("combobox", "Rechercher un cours");
  await learner.types("botanique");
  await expect(learner.count).toHaveText("1 cours");
  await learner.tabsTo("link", "Botanique des trottoirs");
  await learner.presses("Enter");
  await expect(learner.heading).toHaveText("Botanique des trottoirs");
  await expect(learner.heading).toBeFocused();
});

test("filters are reached and used with the keyboard alone", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opens("/");
  await learner.tabsTo("checkbox", /^Environnement/);
  await learner.presses("Space");
  await expect(learner.count).toHaveText(await world.counts("subjects=52"));
  await expect(learner.focused).toHaveRole("checkbox");
  await learner.tabsTo("button", "Retirer le filtre : Environnement");
  await learner.presses("Enter");
  await expect(learner.count).toHaveText(await world.counts());
  await expect(learner.focused).toHaveText("Aucun filtre actif");
});

test("Tab goes through the whole page and never loses the focus", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opens("/?query=botanique");
  await expect(learner.count).toHaveText("1 cours");
  const seen: string[] = [];
  for (let stops = 0; stops < 150; stops += 1) {
    await learner.presses("Tab");
    const stop = await learner.page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return "";
      const box = at.getBoundingClientRect();
      return `${at.tagName} ${at.getAttribute("aria-label") ?? at.textContent?.trim().slice(0, 60) ?? ""}${box.width * box.height === 0 ? " has no size" : ""}`;
    });
    if (stop === "") break; // past the last stop, at the browser's own controls
    seen.push(stop);
  }
  expect(seen.filter((stop) => stop.endsWith("has no size"))).toEqual([]);
  expect(seen.join("\n")).toContain("Botanique des trottoirs");
  expect(seen.at(-1)).toContain("Accessibilité");
  expect(await world.requests("query=botanique")).not.toEqual([]);
});
