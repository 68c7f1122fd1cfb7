import { fits } from "./fixtures/axe.ts";
import { course, expect, test } from "./fixtures/index.ts";

const LONG = "anticonstitutionnellement".repeat(20);

test.describe("with everything that an attacker or a careless institution could enter", () => {
  test.use({ settings: { dataset: "hostile" }, viewport: { width: 320, height: 640 } });

  test("nothing runs, nothing breaks the layout", async ({ learner }) => {
    // an attack that works calls alert() or leaves for elsewhere
    learner.page.on("dialog", (dialog) => {
      throw new Error(`a script ran: ${dialog.message()}`);
    });
    await learner.opens("/");
    await expect(learner.cards.first()).toBeVisible();
    await fits(learner.page);
    await learner.page.getByRole("button", { name: "Filtres" }).click();
    await expect(learner.dialog).toBeVisible();
    await fits(learner.page);
    await learner.presses("Escape");
    const links = await learner.page.getByRole("link").evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    expect(links.filter((href) => !/^https?:/.test(href))).toEqual([]);
    const images = await learner.page.locator("img").evaluateAll((all) => all.map((image) => (image as HTMLImageElement).src)); // they have no role: alt=""
    expect(images.filter((src) => !/^https?:/.test(src))).toEqual([]);
  });

  test("names of filters fit beside the results", { tag: "@chromium-only" }, async ({ learner }) => {
    await learner.page.setViewportSize({ width: 1280, height: 720 });
    await learner.opens("/");
    await expect(learner.filter("Sujets").getByRole("checkbox").first()).toBeVisible();
    await fits(learner.page);
  });

  test("each course opens and fits", { tag: "@chromium-only" }, async ({ learner }) => {
    await learner.opens("/");
    await expect(learner.cards.first()).toBeVisible();
    for (let number = 0; number < Math.min(8, await learner.cards.count()); number += 1) {
      await learner.cards.nth(number).getByRole("link").first().click();
      await expect(learner.page.getByRole("region", { name: "En bref" })).toBeVisible();
      await fits(learner.page);
      await learner.page.goBack();
      await expect(learner.cards.first()).toBeVisible();
    }
  });
});

test.describe("with one hostile course", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test("a title with markup is text, in cards, chips, suggestions and on its page", { tag: "@chromium-only" }, async ({ learner, world }) => {
    const title = `Botanique <img src=x onerror=alert(1)><b>grasse</b> ${LONG}`;
    await world.add(course({ code: "BOT-MAL", title, introduction: "<script>alert(1)</script> ‮à l’envers‬ 🌍é́́́́" }));
    await learner.opens("/");
    await learner.searches("botanique");
    await expect(learner.suggestion(`${title}, cours`)).toBeVisible();
    await fits(learner.page);
    await learner.presses("Escape");
    await learner.cards.getByRole("link").first().click();
    await expect(learner.heading).toHaveText(title);
    await expect(learner.page.getByText("<script>alert(1)</script>")).toBeVisible();
    await fits(learner.page);
    await expect(learner.page.locator("h1 b, h1 img, main script")).toHaveCount(0); // no element came out of the text
  });

  test("a text with marks of every kind is searched for as it is", { tag: "@chromium-only" }, async ({ learner, world }) => {
    await learner.opens("/");
    await learner.field.fill(`"><script>&subjects=52#%00 ?/\\`);
    await expect(learner.page).toHaveURL(/query=/);
    await expect(learner.count).not.toHaveText(await world.counts());
    await learner.reloads();
    await expect(learner.field).toHaveValue(`"><script>&subjects=52#%00 ?/\\`);
    const last = (await world.requests("/courses/?")).at(-1);
    expect(new URLSearchParams(last?.path.split("?")[1]).get("subjects")).toBeNull();
  });
});
