import { course, expect, run, test } from "./fixtures/index.ts";

test("the language changes without a new document, and stays", async ({ learner, world }) => {
  await world.add(course({ title: { fr: "Botanique des trottoirs", en: "Botany of pavements" } }));
  await learner.opens("/");
  await expect(learner.page.locator("html")).toHaveAttribute("lang", "fr"); // the document has no role
  await learner.page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));

  await learner.follows("button", "English");
  await expect(learner.heading).toHaveText("Find the course you need");
  await expect(learner.count).toHaveText((await world.counts()).replace("cours", "courses"));
  await expect(learner.page.locator("html")).toHaveAttribute("lang", "en");
  await expect(learner.page).toHaveTitle("Catalogue – Préau");
  await learner.hears("The page is now in English");
  await expect(learner.page.getByRole("button", { name: "Français" })).toBeFocused();
  expect(await learner.page.evaluate(() => "sameDocument" in globalThis)).toBe(true);

  await learner.reloads();
  await expect(learner.heading).toHaveText("Find the course you need");
  await learner.searches("botany");
  await expect(learner.count).toHaveText("1 course");
  await expect(learner.page.getByRole("link", { name: "Botany of pavements" })).toBeVisible();
});

test("an address with ?lang= wins, and the page stays in that language", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/?lang=en");
  await expect(learner.heading).toHaveText("Find the course you need");
  await learner.searches("climate");
  await expect(learner.count).toHaveText(/^\d+ courses$/);
  await learner.reloads();
  await expect(learner.heading).toHaveText("Find the course you need");
  await learner.opens("/?lang=fr");
  await expect(learner.heading).toHaveText("Trouvez le cours qu’il vous faut");
});

test("a search survives the change of language", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/?subjects=52&pace=gt-2h");
  await expect(learner.count).toHaveText(/^\d+ cours$/);
  const found = Number.parseInt((await learner.count.textContent()) ?? "", 10);
  await learner.follows("button", "English");
  await expect(learner.count).toHaveText(`${found} courses`);
  await expect(learner.page.getByRole("button", { name: "Remove filter: Environment" })).toBeVisible();
});

test("a course that exists in another language only says so to screen readers", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.add(course({ title: { en: "Botany of pavements" }, introduction: {}, runs: [run({ languages: ["en"] })] }));
  await learner.opens("/?query=botany");
  await expect(learner.page.getByRole("link", { name: "Botany of pavements" })).toHaveAttribute("lang", "en");
});

test("a course in another language says so to screen readers, in all that its team wrote", async ({ learner }) => {
  const key = "course-v1:Preau+OPENDATA+1";
  await learner.opensSignedIn(`/learn/${key}`);
  await expect(learner.heading).toHaveText(/^Open data and open licences/);
  await expect(learner.heading).toHaveAttribute("lang", "en");
  const { page } = learner;
  await page.getByRole("button", { name: "Déplier toutes les sections" }).click();
  await expect(page.getByText("Rights in works and data", { exact: true })).toHaveAttribute("lang", "en");
  // what may be French too is left alone
  await expect(page.getByText("Release", { exact: true })).not.toHaveAttribute("lang");
  const way = page.getByRole("navigation", { name: "Fil d’Ariane" });
  await expect(way.getByText(/^Open data and open licences/)).toHaveAttribute("lang", "en");

  await learner.opens(`/learn/${key}/search?query=licence`);
  await expect(page.getByRole("link", { name: "The six licences" }).getByText("The six licences")).toHaveAttribute("lang", "en");
  await expect(way.getByRole("link", { name: /^Open data and open licences/ })).toHaveAttribute("lang", "en");
  await expect(way.getByRole("link", { name: "Mes cours" })).not.toHaveAttribute("lang");

  await learner.opens(`/learn/${key}/block-v1:Preau+OPENDATA+1+type@sequential+block@release/block-v1:Preau+OPENDATA+1+type@vertical+block@choose`);
  const text = page.getByText("Three questions decide almost every case");
  await expect(text).toBeVisible();
  // the nearest element that names a language is that of the text
  await expect.poll(() => text.evaluate((element) => element.closest("[lang]")?.getAttribute("lang"))).toBe("en");
  await learner.follows("button", "English");
  await expect(text).toBeVisible();
  expect(await page.locator("main [lang]").count(), "nothing to say on a page of the same language").toBe(1); // the licence that its team named in French
});

test.describe("with a browser in English", () => {
  test.use({ locale: "en-GB" });

  test("the page comes in English", { tag: "@chromium-only" }, async ({ learner, world }) => {
    await learner.opens("/");
    await expect(learner.heading).toHaveText("Find the course you need");
    await expect(learner.count).toHaveText((await world.counts()).replace("cours", "courses"));
    const languages = new Set((await world.requests()).map((request) => request.accept_language));
    expect([...languages]).toEqual(["en"]);
  });
});

test.describe("with a browser in a language that the site has not", () => {
  test.use({ locale: "de-DE" });

  test("the page comes in the site's first language", { tag: "@chromium-only" }, async ({ learner }) => {
    await learner.opens("/");
    await expect(learner.heading).toHaveText("Trouvez le cours qu’il vous faut");
  });
});

test("a site in one language offers no other", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.configures({ languages: ["en"] });
  await learner.opens("/");
  await expect(learner.heading).toHaveText("Find the course you need");
  await expect(learner.page.getByRole("button", { name: "Français" })).toHaveCount(0);
});
