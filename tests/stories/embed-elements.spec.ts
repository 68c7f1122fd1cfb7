/** Our elements in pages of institutions, on another origin. */
import type { Locator, Page } from "@playwright/test";
import { isAccessible, isAccessibleInEveryLook } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/host.ts";
import { Memory } from "./fixtures/memory.ts";
import { difference, pictureOf } from "./fixtures/picture.ts";

interface Told {
  type: string;
  detail: Record<string, unknown>;
}

/** Keeps the events of elements, and stops what they are about to follow where the page asks for it. */
async function listens(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const told: Told[] = [];
    Object.assign(globalThis, { told });
    for (const type of ["preau-ready", "preau-search", "preau-select", "preau-error"]) {
      addEventListener(type, (event) => {
        told.push({ type, detail: (event as CustomEvent<Record<string, unknown>>).detail });
        if (document.body.hasAttribute("data-stays")) event.preventDefault();
      });
    }
  });
}

const told = (page: Page, type: string): Promise<Record<string, unknown>[]> =>
  page.evaluate((type) => (globalThis as unknown as { told: Told[] }).told.filter((one) => one.type === type).map(({ detail }) => detail), type);

const counted = (element: Locator): Locator => element.getByRole("heading", { name: /\d+ (cours|course)/ });

/** What of a page our elements must leave alone. */
const surroundings = (page: Page): Promise<unknown> =>
  page.evaluate(() => ({
    head: document.head.innerHTML,
    title: document.title,
    root: [...document.documentElement.attributes].map(({ name, value }) => [name, value]),
    body: [...document.body.children].map((child) => child.cloneNode(false)).map((child) => (child as Element).outerHTML),
    address: location.href,
    steps: history.length,
    kept: [localStorage.length, sessionStorage.length, document.cookie],
    scroll: scrollY,
    globals: Object.keys(globalThis).filter((name) => name.toLowerCase().includes("preau") && name !== "preauHeard" && name !== "preauViolation"),
  }));

test("a university shows its own courses in its page with two lines", async ({ learner, host, world }) => {
  const { page } = learner;
  await listens(page);
  await page.goto(host.page(`<main><h1>Université de Valmorin</h1><preau-catalogue institution="universite-de-valmorin" per-page="3"></preau-catalogue></main>`));
  const catalogue = page.locator("preau-catalogue");
  await expect(counted(catalogue)).toBeVisible();
  await expect(catalogue.getByRole("article")).toHaveCount(3);
  const searches = (await world.requests("/api/v1.0/courses/?")).map(({ path }) => path);
  expect(searches.filter((path) => !path.includes("organizations=")), "no course of others").toEqual([]);
  // one heading of the page's level 2, the rest below; no second main, no second h1
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await expect(catalogue.getByRole("heading", { level: 2 })).toHaveCount(1);
  await expect(counted(catalogue)).toHaveJSProperty("tagName", "H3");
  await expect(catalogue.getByRole("article").first().getByRole("heading", { level: 4 })).toBeVisible();
  await expect(page.getByRole("main")).toHaveCount(1);
  expect(await told(page, "preau-ready")).toHaveLength(1);
  const [found] = await told(page, "preau-search");
  expect(found).toMatchObject({ query: "", total: expect.any(Number) as unknown });
  const before = await surroundings(page);

  // by the keyboard: a search, its outcome said, the next page, a course that the page may keep one from following
  await learner.presses("Tab");
  await learner.types("climat");
  await expect(catalogue.getByRole("status")).toHaveText(/cours|suggestions/);
  await learner.presses("Enter");
  await catalogue.evaluate((element: HTMLElement & { search(text: string): void }) => element.search(""));
  await expect(catalogue.getByRole("link", { name: "Page 2", exact: true })).toBeVisible();
  const link = catalogue.getByRole("link", { name: "Page 2", exact: true });
  expect(await link.getAttribute("href"), "opened by itself, it is the platform's").toMatch(new RegExp(`^${host.site}/\\?.*organizations=`));
  await link.click();
  await expect(counted(catalogue)).toContainText("page 2");
  await expect(counted(catalogue)).toBeFocused();
  await page.evaluate(() => {
    document.body.setAttribute("data-stays", "");
    scrollTo(0, 0);
  });
  const course = catalogue.getByRole("article").first().getByRole("link");
  await course.click();
  expect(await told(page, "preau-select")).toMatchObject([{ kind: "course", title: await course.textContent(), url: await course.getAttribute("href") }]);
  await page.evaluate(() => {
    document.body.removeAttribute("data-stays");
    scrollTo(0, 0);
  });
  expect(await surroundings(page), "nothing of ours outside").toEqual(before);
  expect((await world.requests()).filter(({ cookie }) => cookie), "no cookie goes along").toEqual([]);
  await isAccessible(page, "host page");
  await course.click();
  await page.waitForURL(`${host.site}/courses/**`);
});

const HOSTILE = `
  html { font-size: 62.5%; }
  *, ::before, ::after { margin: 0 !important; padding: 0 !important; box-sizing: content-box !important; font: italic 700 9px/1 fantasy !important; letter-spacing: 4px !important; text-transform: uppercase !important; color: #ff0 !important; background: #f0f !important; border: 0 !important; text-align: right !important; word-spacing: 1em !important; white-space: nowrap !important; text-indent: 3em !important; list-style: square !important; float: left !important; }
  h1, h2, h3, h4, a, button, input { display: none !important; }
  :root { --preau-color-accent: #7a1fa2; }
  preau-catalogue { inline-size: 800px !important; }
`;

test("no style of the page breaks the element, and a strict policy and a <base> let it live", async ({ learner, host }) => {
  const { page } = learner;
  const { createHash } = await import("node:crypto");
  const hash = createHash("sha256").update(HOSTILE).digest("base64");
  const headers = { "content-security-policy": `${host.policy}; style-src 'sha256-${hash}'; base-uri *` };
  const head = `<base href="https://elsewhere.invalid/deep/">${host.script}`;
  const element = `<preau-catalogue per-page="3" theme="light"></preau-catalogue>`;
  const look = async (): Promise<unknown> => {
    await expect(page.locator("preau-catalogue").getByRole("article")).toHaveCount(3);
    return page.locator("preau-catalogue").evaluate((element) =>
      [".preau-card__title", ".preau-card", ".preau-button", ".preau-input", ".preau-card__facts", "h3"].map((selector) => {
        const found = element.shadowRoot?.querySelector(selector);
        if (!found) return selector;
        const style = getComputedStyle(found);
        const names = ["font-family", "font-size", "font-style", "letter-spacing", "text-transform", "color", "background-color", "padding", "margin", "text-align", "white-space", "text-indent", "word-spacing", "display", "box-sizing", "border-top-width", "min-height"];
        return [selector, ...names.map((name) => style.getPropertyValue(name))];
      }),
    );
  };
  await page.goto(host.page(`<main><h1>Hôte</h1>${element}</main>`, { head: host.script + "<style>:root { --preau-color-accent: #7a1fa2; } preau-catalogue { inline-size: 800px; }</style>", path: "/plain" }));
  const plain = await look();
  const picture = await pictureOf(page.locator("preau-catalogue"));
  await page.goto(host.page(`<main><h1>Hôte</h1>${element}</main>`, { head: `<style>${HOSTILE}</style>${head}`, headers, path: "/hostile" }));
  expect(await look()).toEqual(plain);
  expect(await difference(page, picture, await pictureOf(page.locator("preau-catalogue")))).toBeLessThan(0.002);
  const card = page.locator("preau-catalogue").getByRole("article").first();
  await expect(card.getByRole("link")).toHaveAttribute("href", new RegExp(`^${host.site}/courses/`));
  // the page's own property comes through, a colour of its own
  const button = page.locator("preau-catalogue").getByRole("button", { name: "Rechercher" });
  await expect(button).toHaveCSS("background-color", "rgb(122, 31, 162)");
});

test("twenty elements share one app, each with its own language, and none disturbs another", async ({ learner, host }) => {
  const { page } = learner;
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url().slice(host.site.length)));
  const some = Array.from({ length: 18 }, (_, at) => `<preau-catalogue id="c${at}" per-page="3" lang="${at % 2 ? "en" : "fr"}"></preau-catalogue>`);
  await page.goto(host.page(`<main><h1>Hôte</h1>${some.join("")}<preau-course course="SANTE-MICRO"></preau-course><preau-course lang="en" course="SANTE-MICRO"></preau-course></main>`));
  await expect(page.getByRole("article")).toHaveCount(18 * 3);
  const count = (pattern: RegExp): number => asked.filter((path) => pattern.test(path)).length;
  expect([count(/\/preau-\w+\.wasm$/), count(/\/config\.json$/), count(/\/embed-\w+\.css$/)]).toEqual([1, 1, 1]);
  const files = asked.filter((path) => path.endsWith(".wasm"));
  expect(new Set(files).size, "what is fetched ahead is not fetched again").toBe(files.length);
  await expect(page.locator("head link[rel=preload]"), "and leaves nothing in the page").toHaveCount(0);
  expect(count(/api\/v1\.0\/courses\/\?limit=3/), "one request for each language").toBe(2);
  const [first, second] = [page.locator("#c0"), page.locator("#c1")];
  await expect(first.getByRole("button", { name: "Rechercher" })).toBeVisible();
  await expect(second.getByRole("button", { name: "Search" })).toBeVisible();
  const other = await second.getByRole("article").first().textContent();
  await first.getByRole("combobox").fill("climat");
  await expect(first.getByRole("status")).toHaveText(/cours|suggestions/);
  await expect(second.getByRole("status")).toHaveText("");
  expect(await second.getByRole("article").first().textContent()).toBe(other);
  // moved, an element keeps what it holds; gone, the others go on
  await page.evaluate(() => document.querySelector("main")?.append(document.querySelector("#c0") ?? ""));
  await expect(first.getByRole("combobox")).toHaveValue("climat");
  await page.evaluate(() => document.querySelector("#c2")?.remove());
  await second.getByRole("combobox").fill("data");
  await expect(second.getByRole("status")).toHaveText(/course|suggestions/);
});

test("attributes change what is shown, and one that is wrong is named", async ({ learner, host }) => {
  const { page } = learner;
  learner.expectsProblem(/preau-/);
  await listens(page);
  await page.goto(host.page(`<main><h1>Hôte</h1><preau-catalogue per-page="3"></preau-catalogue></main>`));
  const catalogue = page.locator("preau-catalogue");
  await expect(catalogue.getByRole("article")).toHaveCount(3);
  const set = (name: string, value: string): Promise<void> =>
    catalogue.evaluate((element, [name = "", value = ""]) => Object.assign(element, { [name]: value }), [name, value]) as unknown as Promise<void>;
  await set("perPage", "5");
  await expect(catalogue.getByRole("article")).toHaveCount(5);
  await set("lang", "en");
  await expect(catalogue.getByRole("button", { name: "Search" })).toBeVisible();
  await set("headingLevel", "4");
  await expect(catalogue.getByRole("heading", { level: 4 })).toHaveCount(1);
  await expect(catalogue.getByRole("article").first().getByRole("heading", { level: 6 })).toBeVisible();
  await set("headingLevel", "9");
  await expect(catalogue.getByText("The attribute “heading-level” is “9”; it may be: 2, 3, 4, 5.")).toBeVisible();
  await set("headingLevel", "2");
  // what the learner searched for stays, also when the language changes in the same moment
  await catalogue.getByRole("combobox").fill("climate");
  await expect(counted(catalogue)).toHaveText(/^\d{1,2} courses?$/);
  await set("perPage", "3");
  await expect(catalogue.getByRole("combobox")).toHaveValue("climate");
  await catalogue.evaluate((element) => {
    Object.assign(element, { lang: "fr" });
    (element as unknown as { search: (text: string) => void }).search("climat");
  });
  await expect(catalogue.getByRole("combobox", { name: "Rechercher un cours" })).toHaveValue("climat");
  await set("lang", "en");
  await set("institution", "nobody-knows");
  await expect(catalogue.getByText("The platform knows no institution or subject called “nobody-knows”.")).toBeVisible();
  const messages = (await told(page, "preau-error")).map(({ message }) => message);
  expect(messages).toEqual([expect.stringContaining("heading-level"), expect.stringContaining("nobody-knows")]);
  await page.evaluate(() => document.querySelector("main")?.insertAdjacentHTML("beforeend", "<preau-course lang=en></preau-course><preau-catalogue base=https://other.invalid></preau-catalogue>"));
  await expect(page.locator("preau-course").getByText("The attribute “course” is needed.")).toBeVisible();
  await expect(page.locator("preau-catalogue").last().getByRole("alert")).toBeVisible();
  await expect(page.locator("preau-catalogue").last().getByRole("link")).toHaveAttribute("href", "https://other.invalid/");
});

test("the search stays in the page's address when it may, and the way back works", async ({ learner, host }) => {
  const { page } = learner;
  await page.goto(host.page(`<main><h1>Hôte</h1><preau-catalogue use-address per-page="3"></preau-catalogue></main>`));
  const catalogue = page.locator("preau-catalogue");
  await expect(counted(catalogue)).toBeVisible();
  const all = await counted(catalogue).textContent();
  await catalogue.getByRole("combobox").fill("climat");
  await learner.presses("Enter");
  await expect.poll(() => new URL(page.url()).searchParams.get("preau")).toBe("query=climat");
  await expect(counted(catalogue)).not.toHaveText(all ?? "");
  const some = await counted(catalogue).textContent();
  await page.reload();
  await expect(counted(catalogue)).toHaveText(some ?? "");
  await expect(catalogue.getByRole("combobox")).toHaveValue("climat");
  await page.goBack();
  await expect(counted(catalogue)).toHaveText(all ?? "");
});

test("a search that the platform refuses leads to all courses in the element, not back in the page around", { tag: "@chromium-only" }, async ({ learner, host }) => {
  const { page } = learner;
  learner.expectsProblem(/400/);
  await page.goto(host.page("<main><h1>Avant</h1></main>"));
  const address = new URL(host.page(`<main><h1>Hôte</h1><preau-catalogue use-address per-page="3"></preau-catalogue></main>`));
  address.searchParams.set("preau", "availability=autrefois");
  await page.goto(address.href);
  const catalogue = page.locator("preau-catalogue");
  await expect(catalogue.getByRole("alert")).toContainText("La demande n’a pas été acceptée");
  await expect(catalogue.getByRole("button", { name: "Revenir à la page précédente" })).toHaveCount(0);
  await catalogue.getByRole("link", { name: "Tout le catalogue" }).click();
  await expect(counted(catalogue)).toBeVisible();
  await expect(page.getByRole("heading", { name: "Hôte" })).toBeVisible();
});

for (const [what, breaks] of [
  ["the platform cannot be reached", (page: Page, site: string) => page.route(`${site}/config.json`, (route) => route.abort())],
  ["a part of the app is missing", (page: Page, site: string) => page.route(`${site}/chunks/**`, (route) => route.abort())],
  ["the browser lacks WebAssembly", (page: Page) => page.addInitScript(() => Reflect.deleteProperty(globalThis, "WebAssembly"))],
] as const) {
  test(`when ${what}, the page's own content stands there`, { tag: "@chromium-only" }, async ({ learner, host }) => {
    const { page } = learner;
    learner.expectsProblem(/ERR_FAILED|Failed to fetch|WebAssembly/);
    await listens(page);
    await breaks(page, host.site);
    await page.goto(host.page(`<main><h1>Hôte</h1><preau-catalogue><a href="https://fun.invalid/">Nos cours</a></preau-catalogue><preau-course lang="fr" course="SANTE-MICRO"></preau-course></main>`));
    await expect(page.locator("preau-course").getByRole("alert")).toContainText("Ce contenu n’a pas pu être affiché ici.");
    await expect(page.locator("preau-course").getByRole("link")).toHaveAttribute("href", `${host.site}/courses/SANTE-MICRO`);
    await expect(page.getByRole("link", { name: "Nos cours" })).toBeVisible();
    expect((await told(page, "preau-error")).length).toBeGreaterThanOrEqual(2);
  });
}

test("a failing platform says so in the element, and 'Try again' brings the courses", async ({ learner, host, world }) => {
  const { page } = learner;
  await world.breaks({ path: "/api/v1.0/courses/", status: 500 });
  await page.goto(host.page(`<main><h1>Hôte</h1><preau-catalogue per-page="3"></preau-catalogue></main>`));
  const catalogue = page.locator("preau-catalogue");
  await expect(catalogue.getByRole("alert")).toBeVisible();
  await world.heals();
  await catalogue.getByRole("button", { name: "Réessayer" }).click();
  await expect(catalogue.getByRole("article")).toHaveCount(3);
});

test("a course in a narrow column of a page in Arabic", async ({ learner, host }) => {
  const { page } = learner;
  await listens(page);
  await page.goto(host.page(`<main><h1 lang="ar">جامعة</h1><div id="column"><preau-course course="SANTE-MICRO"></preau-course><preau-catalogue per-page="3"></preau-catalogue></div></main>`, { lang: "ar", dir: "rtl", head: `${host.script}<style>#column { inline-size: 300px; }</style>` }));
  const course = page.locator("preau-course");
  await expect(course.getByRole("heading", { level: 2 }).getByRole("link")).toBeVisible();
  await expect(course.getByRole("heading", { level: 3, name: "Sessions" })).toBeVisible();
  const catalogue = page.locator("preau-catalogue");
  await expect(catalogue.getByRole("article")).toHaveCount(3);
  // what is in French reads from the left, and nothing is wider than its column
  await expect(course.locator(".preau-embed")).toHaveCSS("direction", "ltr");
  for (const element of [course, catalogue]) expect(await element.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
  const filters = catalogue.getByRole("button", { name: "Filtres" });
  await filters.click();
  await catalogue.getByRole("checkbox").first().check();
  await expect(catalogue.getByRole("button", { name: /Filtres.*1/ })).toBeVisible();
  await page.evaluate(() => document.body.setAttribute("data-stays", ""));
  await course.getByRole("link", { name: /^(S’inscrire|Voir le cours|Accéder)/ }).first().click();
  expect(await told(page, "preau-select")).toMatchObject([{ kind: "course", id: "SANTE-MICRO" }]);
});

test("a badge is verified in the page that shows it", async ({ learner, host }) => {
  const { page } = learner;
  const answer = await page.request.get("/__mock__/badges/revoked.json");
  // issuers know nothing of worlds: a header of ours would make the browser ask them for leave
  await page.context().setExtraHTTPHeaders({});
  const revoked = ((await answer.json()) as { id: string }).id;
  const issuer = new URL(revoked).origin;
  const headers = { "content-security-policy": `${host.policy.replace("connect-src", `connect-src ${issuer}`).replace("img-src", `img-src ${issuer} https:`)}` };
  const badge = (address: string): string => `<preau-badge src="${address}"></preau-badge>`;
  await page.goto(host.page(`<main><h1>Hôte</h1>${badge(revoked.replace("revoked", "valid"))}${badge(revoked)}</main>`, { headers }));
  const [valid, other] = [page.locator("preau-badge").first(), page.locator("preau-badge").last()];
  await expect(valid.getByText("Vérifié", { exact: true })).toBeVisible();
  await expect(other.getByText("Retiré par l’émetteur", { exact: true })).toBeVisible();
  await expect(valid.getByRole("link", { name: "Vérifier ce badge sur la plateforme" })).toHaveAttribute("href", new RegExp(`^${host.site}/verify\\?url=`));
  await valid.getByRole("button", { name: "Vérifier à nouveau" }).click();
  await expect(valid.getByText("Vérifié", { exact: true })).toBeVisible();
  await isAccessible(page, "badges");
});

test("each look of an element can be read", { tag: "@chromium-only" }, async ({ learner, host }) => {
  const { page } = learner;
  await page.goto(host.page(`<main><h1>Hôte</h1><preau-catalogue per-page="3"></preau-catalogue><preau-course course="SANTE-MICRO"></preau-course></main>`, { head: `${host.script}<meta name="color-scheme" content="light dark">` }));
  await expect(page.locator("preau-catalogue").getByRole("article")).toHaveCount(3);
  await expect(page.locator("preau-course").getByRole("heading", { level: 3 }).first()).toBeVisible();
  await isAccessibleInEveryLook(page);
});

test("an element that comes and goes a thousand times leaves nothing behind", { tag: "@chromium-only" }, async ({ learner, host }) => {
  const { page } = learner;
  const memory = await Memory.of(page);
  await page.goto(host.page(`<main><h1>Hôte</h1><preau-catalogue per-page="3"></preau-catalogue></main>`));
  await expect(page.getByRole("article")).toHaveCount(3);
  const comesAndGoes = (times: number): Promise<void> =>
    page.evaluate(async (times) => {
      const main = document.querySelector("main");
      for (let at = 0; at < times; at += 1) {
        const element = document.createElement("preau-catalogue");
        element.setAttribute("per-page", "3");
        const ready = new Promise((resolve) => element.addEventListener("preau-search", resolve, { once: true }));
        main?.append(element);
        // most go while they load
        if (at % 10 === 0) await ready;
        else await new Promise((resolve) => queueMicrotask(() => queueMicrotask(() => resolve(undefined))));
        element.remove();
        if (at % 50 === 0) await new Promise((resolve) => setTimeout(resolve));
      }
    }, times);
  // what waits for the browser to collect it makes the memory of WebAssembly grow, which never shrinks: it may do so once
  await comesAndGoes(200);
  const before = await memory.held();
  for (let round = 0; round < 4; round += 1) {
    await comesAndGoes(200);
    await memory.held();
  }
  await comesAndGoes(200);
  const after = await memory.held();
  expect(after.nodes - before.nodes, "nodes").toBeLessThan(500);
  expect(after.listeners - before.listeners, "listeners").toBeLessThan(50);
  expect(after.heap - before.heap, "bytes of the heap").toBeLessThan(1_000_000);
  expect(after.memory - before.memory, "bytes of WebAssembly").toBeLessThanOrEqual(524_288); // a view left behind each time would be twenty times that
  await expect(page.getByRole("article")).toHaveCount(3);
});
