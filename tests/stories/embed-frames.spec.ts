/** Our views in frames of other sites, which are on another origin and, for the browser, another site. */
import type { FrameLocator, Page } from "@playwright/test";
import { isAccessible, isFrameAccessible } from "./fixtures/axe.ts";
import { COURSES, course, expect, test } from "./fixtures/index.ts";

/** A look-up by CSS: frames have no role. */
const frame = (page: Page) => page.locator("iframe[data-preau]").first();
const inside = (page: Page): FrameLocator => frame(page).contentFrame();
const heard = (page: Page) => page.getByRole("heading", { name: /heard|Heard|Entendu|وصل/ }).locator("xpath=following::ol[1]/li");
const cards = (page: Page) => inside(page).getByRole("article");

async function height(page: Page): Promise<number> {
  return frame(page).evaluate((element) => element.getBoundingClientRect().height);
}

/** A frame is as high as what it shows; by its host, since one out of view does not learn its own size. */
async function isFilled(page: Page, which = frame(page)): Promise<void> {
  const left = async (): Promise<number> => {
    const content = await which.contentFrame().locator("body").evaluate((body) => body.getBoundingClientRect().height);
    return Math.abs((await which.evaluate((element) => element.clientHeight)) - content);
  };
  await expect.poll(left, { message: "pixels between content and frame" }).toBeLessThanOrEqual(1);
}

test("a university shows its courses in a frame, which grows with them and leads to the platform", async ({ browserName, learner, world }) => {
  const { page } = learner;
  await page.goto(`${await world.around()}/plain?with=frame&per-page=3&lang=fr`);
  await expect(cards(page)).toHaveCount(3);
  await isFilled(page);
  expect(await height(page)).toBeGreaterThan(600); // which the host's page gave it
  await expect(heard(page).filter({ hasText: "iframe preau-ready" })).toHaveCount(1);
  await expect(inside(page).getByRole("heading", { level: 2 })).toHaveText("Trouvez le cours qu’il vous faut");
  await expect(inside(page).getByRole("main")).toHaveCount(0);

  await inside(page).getByRole("combobox").fill("chimie");
  const found = /^iframe preau-search \{.*"query":"query=chimie".*"total":\d+/;
  await expect(heard(page).filter({ hasText: found }).last()).toBeVisible();
  await isFilled(page);

  const link = cards(page).first().getByRole("link").first();
  const address = await link.evaluate((element) => (element as HTMLAnchorElement).href);
  if (browserName === "firefox") {
    // presses of WebDriver BiDi do not reach frames of other sites, and a script's click leaves them only where somebody pressed before:
    // either the window went there, or the page around was told
    learner.expectsProblem(/required user interaction/);
    await link.evaluate((element: HTMLElement) => element.click());
    const left = async (): Promise<boolean> => page.url() === address || (await heard(page).filter({ hasText: "iframe preau-select" }).count()) === 1;
    await expect.poll(left).toBe(true);
    return;
  }
  await link.click();
  await expect(page).toHaveURL(address);
  await expect(learner.heading).toBeVisible();
  await page.goBack();
  await expect(cards(page).first()).toBeVisible();
});

test("the address of a frame says whose courses it shows, in which language and below which heading", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const { page } = learner;
  await page.goto(`${await world.around()}/plain?with=frame&per-page=3&lang=en&heading-level=4&theme=dark&institution=university-of-valmorin`);
  await expect(inside(page).getByRole("heading", { level: 4 }).first()).toHaveText("Find the course you need");
  await expect(inside(page).getByRole("heading", { level: 5, name: /^\d+ courses$/ })).toHaveText((await world.counts("organizations=1000")).replace("cours", "courses"));
  const root = inside(page).locator("html");
  await expect(root).toHaveAttribute("lang", "en");
  await expect(root).toHaveCSS("color-scheme", "dark");
  expect(await root.evaluate(() => document.title)).toBe("Catalogue of courses – Préau");
});

test("only sites that the platform names may show a frame, and of no other page", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const { page } = learner;
  learner.expectsProblem(/frame|ERR_BLOCKED/i);
  const around = await world.around();
  await world.embedsFor("https://univ.example");
  await page.goto(`${around}/plain?with=frame`);
  await expect(heard(page)).toHaveCount(0);
  await expect(inside(page).getByRole("heading", { level: 2 })).toHaveCount(0);
  await world.embedsFor(around);
  await page.reload();
  await expect(cards(page).first()).toBeVisible();
  await frame(page).evaluate((element: HTMLIFrameElement) => (element.src = new URL("/settings", element.src).href));
  await expect(inside(page).getByRole("heading")).toHaveCount(0);
});

test("neither side listens to others, and a height has its limits", async ({ learner, world }) => {
  const { page } = learner;
  learner.expectsProblem(/target origin/i); // what is sent to the liar's address does not reach the liar
  await page.goto(`${await world.around()}/plain?with=frame&per-page=3`);
  await expect(cards(page)).toHaveCount(3);
  await isFilled(page);
  const before = await height(page);
  // from the page itself, from a frame of its own that calls itself ours, and from ours in no good form
  await page.evaluate(() => {
    const liar = Object.assign(document.createElement("iframe"), { src: document.querySelector("iframe")?.src ?? "", srcdoc: "<p>Liar", title: "Liar" });
    liar.toggleAttribute("data-preau");
    document.body.append(liar);
    postMessage({ type: "preau-height", height: 4000 }, "*");
  });
  await expect(page.getByTitle("Liar").contentFrame().getByText("Liar")).toBeVisible();
  await page.frames().at(-1)?.evaluate(() => parent.postMessage({ type: "preau-height", height: 4000 }, "*"));
  const ours = page.frames().find((one) => one.url().includes("/embed/catalogue"));
  await ours?.evaluate(() => {
    for (const height of ["4000", Number.NaN, Number.POSITIVE_INFINITY, null]) parent.postMessage({ type: "preau-height", height }, "*");
    for (const data of [null, "preau-height", 7, { type: 7 }, { type: "preau-nothing" }]) parent.postMessage(data, "*");
    parent.postMessage({ type: "preau-error", detail: { message: "last", url: "javascript:alert(1)", more: {} } }, "*");
  });
  await expect(heard(page).filter({ hasText: "preau-error" })).toHaveText(/iframe preau-error \{"message":"last"\}$/);
  expect(await height(page)).toBe(before);
  await expect(page.getByTitle("Liar")).not.toHaveAttribute("style");
  await ours?.evaluate(() => parent.postMessage({ type: "preau-height", height: 1e9 }, "*"));
  await expect.poll(() => height(page)).toBe(50_000);
});

test("several frames, also those that come later, each have their own height", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const { page } = learner;
  await world.add(course({ code: "BOT-RUES", title: "Botanique des trottoirs" }));
  await page.goto(`${await world.around()}/plain?with=frame&per-page=3`);
  await expect(cards(page)).toHaveCount(3);
  await frame(page).evaluate((element: HTMLIFrameElement) => {
    const other = Object.assign(element.cloneNode() as HTMLIFrameElement, { src: new URL("/embed/course?course=BOT-RUES&lang=fr", element.src).href, title: "Course" });
    element.after(other);
  });
  const second = page.getByTitle("Course");
  await expect(second.contentFrame().getByRole("heading", { name: "Botanique des trottoirs" })).toBeVisible();
  await isFilled(page, second);
  await isFilled(page);
  // a badge too is verified there, under the platform's own policy
  const revoked = (await (await page.request.get("/__mock__/badges/revoked.json")).json()) as { id: string };
  const badge = revoked.id.replace("revoked", "valid");
  // issuers know nothing of worlds: a header of ours would make the browser ask them for leave
  await page.context().setExtraHTTPHeaders({});
  await second.evaluate((element: HTMLIFrameElement, badge) => (element.src = new URL(`/embed/badge?lang=fr&src=${encodeURIComponent(badge)}`, element.src).href), badge);
  await expect(second.contentFrame().getByText("Vérifié", { exact: true }).first()).toBeVisible();
});

test("opened by itself, or while the platform fails, a frame's page says what it can", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const { page } = learner;
  await page.goto("/embed/catalogue?per-page=3&lang=fr");
  await expect(page.getByRole("article")).toHaveCount(3);
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([0, 0, ""]);
  await world.breaks({ path: COURSES, status: 503 });
  await page.goto(`${await world.around()}/plain?with=frame&lang=fr`);
  await expect(inside(page).getByRole("button", { name: "Réessayer" })).toBeVisible();
  await isFilled(page);
  await expect(heard(page).filter({ hasText: "preau-error" }).first()).toBeVisible();
  await world.heals();
  await inside(page).getByRole("button", { name: "Réessayer" }).click();
  await expect(cards(page).first()).toBeVisible();
});

test("axe finds nothing in a frame, in the page around it, and in the page of examples", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const { page } = learner;
  const around = await world.around();
  for (const address of ["/plain?with=frame&per-page=3", "/arabic?with=frame&per-page=3"]) {
    await page.goto(around + address);
    await expect(cards(page)).toHaveCount(3);
    await isFilled(page);
    await isAccessible(page, address);
    const ours = page.frames().find((one) => one.url().includes("/embed/"));
    if (ours) await isFrameAccessible(page, ours, `frame in ${address}`);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  await isFilled(page);
  const wider = inside(page).locator("html");
  expect(await wider.evaluate((root) => root.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.goto(`${around}/?with=frame&per-page=3`);
  await expect(cards(page).first()).toBeVisible();
  await isAccessible(page, "examples");
});

test("pages that are hard to live in leave a frame as it is", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const { page } = learner;
  const around = await world.around();
  for (const place of ["grid", "hostile", "blog", "arabic"]) {
    await page.goto(`${around}/${place}?with=frame&per-page=3&lang=fr`);
    await expect(cards(page), place).toHaveCount(3);
    await isFilled(page);
    await expect(inside(page).getByRole("button", { name: "Rechercher" }), place).toBeVisible();
  }
});

test("a web team chooses, and copies the code that does it", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const { page } = learner;
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`${await world.around()}/?with=frame`);
  await page.getByLabel("Institution").selectOption({ label: "University of Valmorin" });
  await page.getByLabel("Language").selectOption({ label: "English" });
  await page.getByLabel("Courses on a page").selectOption("3");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(cards(page)).toHaveCount(3);
  await expect(inside(page).getByRole("heading", { name: /^\d+ courses$/ })).toHaveText((await world.counts("organizations=1000")).replace("cours", "courses"));
  await page.getByRole("button", { name: "Copy the code of the frame" }).click();
  await expect(page.getByRole("status")).toHaveText("The code is copied.");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/embed-frame\.js" defer><\/script>\n<iframe data-preau src="http:[^"]+\/embed\/catalogue\?institution=\d+&amp;per-page=3&amp;lang=en" title="Catalogue"/);
});

test("examples of a course and of a badge show one, under the least policy that they need", async ({ learner, world }) => {
  const { page } = learner;
  const around = await world.around();
  // issuers know nothing of worlds: a header of ours would make the browser ask them for leave
  await page.context().setExtraHTTPHeaders({});
  await page.goto(`${around}/plain?view=badge&with=both`);
  await expect(page.locator("preau-badge").getByText("Verified", { exact: true }).first()).toBeVisible();
  await expect(inside(page).getByText(/^(Vérifié|Verified)$/).first()).toBeVisible();
  await page.goto(`${around}/plain?view=course&with=element`);
  await expect(page.locator("preau-course").getByRole("heading", { level: 2 })).toHaveText("Learning online with a screen reader or the keyboard");
  await page.goto(`${around}/?view=badge&with=element`);
  await expect(page.getByLabel("Address of a badge")).toHaveValue(/\/ob2\/assertions\/valid\.json$/);
});
