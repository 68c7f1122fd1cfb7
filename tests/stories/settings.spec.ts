import { expect, test } from "./fixtures/index.ts";

/** Size of the page's text and its scheme, as the browser draws them. */
const drawn = () => {
  const { colorScheme, fontSize } = getComputedStyle(document.documentElement);
  return { colorScheme, fontSize: Number.parseFloat(fontSize) };
};

test("a learner sets theme and text size, and finds them again", async ({ learner }) => {
  await learner.opens("/settings");
  const before = await learner.page.evaluate(drawn);
  await learner.page.getByRole("group", { name: "Thème" }).getByRole("radio", { name: "Sombre" }).check();
  await learner.hears("Réglage appliqué et gardé sur cet appareil");
  await learner.page.getByRole("group", { name: "Taille du texte" }).getByRole("radio", { name: "Très grande" }).check();
  const after = await learner.page.evaluate(drawn);
  expect(after.colorScheme).toBe("dark");
  expect(after.fontSize).toBeGreaterThan(before.fontSize);

  await learner.opens("/");
  expect(await learner.page.evaluate(drawn)).toEqual(after);
  await learner.follows("link", "Affichage");
  await expect(learner.heading).toBeFocused();
  await expect(learner.page.getByRole("radio", { name: "Sombre" })).toBeChecked();
  await learner.follows("button", "Rétablir les réglages d’origine");
  await learner.hears("Réglages d’origine rétablis, la langue reste la même");
  expect((await learner.page.evaluate(drawn)).fontSize).toBe(before.fontSize);
});

test("the language is set there too, and the focus stays on it", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/settings");
  await learner.page.getByRole("radio", { name: "English" }).click();
  await expect(learner.heading).toHaveText("Display and language");
  await expect(learner.page.getByRole("radio", { name: "English" })).toBeFocused();
  await learner.reloads();
  await expect(learner.page.getByRole("radio", { name: "English" })).toBeChecked();
});

test("what is kept on the device is told, and deleted after a question", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/settings");
  const kept = learner.page.getByRole("region", { name: "Ce qui est gardé sur cet appareil" });
  await expect(kept.getByText("Rien n’est gardé.")).toBeVisible();
  await learner.page.getByRole("radio", { name: "Sombre" }).check();
  await expect(kept.getByRole("listitem")).toHaveText(["vos choix d’affichage et de langue"]);

  const forget = kept.getByRole("button", { name: "Tout effacer de cet appareil" });
  await forget.click();
  await expect(learner.dialog).toHaveAccessibleName("Tout effacer ?");
  await expect(learner.dialog).toHaveAccessibleDescription(/Cela ne peut pas être annulé\.$/);
  await expect(learner.dialog.getByRole("button", { name: "Ne rien effacer" })).toBeFocused();
  await learner.presses("Escape");
  await expect(forget).toBeFocused();
  await expect(learner.page.getByRole("radio", { name: "Sombre" })).toBeChecked();

  await forget.click();
  await learner.dialog.getByRole("button", { name: "Effacer", exact: true }).click();
  await expect(learner.dialog).toHaveCount(0);
  await learner.hears("Tout a été effacé de cet appareil");
  await expect(kept.getByText("Rien n’est gardé.")).toBeVisible();
  expect(await learner.page.evaluate(() => localStorage.length)).toBe(0);
});

test("a browser that keeps nothing says so, and the choice holds meanwhile", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await learner.opens("/settings");
  await learner.page.getByRole("radio", { name: "Sombre" }).check();
  await expect(learner.page.getByText(/Réglage appliqué pour cette visite seulement/).first()).toBeVisible();
  expect((await learner.page.evaluate(drawn)).colorScheme).toBe("dark");
});

test("damaged notes on the device do no harm", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.page.addInitScript(() => {
    localStorage.setItem("preau.preferences", "{");
    localStorage.setItem("preau.saved", "[1, null]");
    localStorage.setItem("preau.compare", '{"a": 1}');
  });
  await learner.opens("/");
  await expect(learner.count).toHaveText(await world.counts());
});
