/** What a page around chooses for our elements: colours that can or cannot be read, filters under the site's own names. */
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/host.ts";

/** What the page's developer reads in the console about colours. */
function warnings(page: Page): string[] {
  const said: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("--preau-color-")) said.push(message.text());
  });
  return said;
}

test("who gives colours that cannot be read is told once which, and the nearest that can", async ({ learner, host }) => {
  const { page } = learner;
  const said = warnings(page);
  const pale = `${host.script}<style>:root { --preau-color-accent: #ffcc00 }</style>`;
  const twice = `<preau-catalogue theme="light" per-page="3"></preau-catalogue><preau-catalogue theme="light" per-page="3"></preau-catalogue>`;
  await page.goto(host.page(`<main><h1>Hôte</h1>${twice}</main>`, { head: pale, path: "/pale" }));
  await expect(page.getByRole("article")).toHaveCount(6);
  await expect.poll(() => said.filter((text) => text.includes("--preau-color-accent #ffcc00")).length).toBe(1);
  expect(said[0]).toMatch(/^preau-catalogue: --preau-color-accent #ffcc00 \(light\) has a contrast of 1\.\d+:1 with --preau-color-[a-z-]+ and needs 4\.5:1; #[0-9a-f]{6} is the nearest that passes\.$/);
  expect(said.filter((text) => text.includes("(dark)")), "of the theme that shows").toEqual([]);
  // the colour itself is the page's choice
  await expect(page.getByRole("button", { name: "Rechercher" }).first()).toHaveCSS("background-color", "rgb(255, 204, 0)");

  // as it says, it passes
  const nearest = /; (#[0-9a-f]{6}) is/.exec(said[0]!)![1]!;
  const words = said.map((text) => /--preau-color-([a-z-]+) #/.exec(text)![1]!);
  const advised = said.map((text) => `--preau-color-${/--preau-color-([a-z-]+) #/.exec(text)![1]!}: ${/; (#[0-9a-f]{6}) is/.exec(text)![1]!};`);
  expect(words[0]).toBe("accent");
  expect(nearest).not.toBe("#ffcc00");
  said.length = 0;
  await page.goto(host.page(`<main><h1>Hôte</h1><preau-catalogue theme="light" per-page="3"></preau-catalogue></main>`, { head: `${host.script}<style>:root { ${advised.join(" ")} }</style>`, path: "/advised" }));
  await expect(page.getByRole("article")).toHaveCount(3);
  await expect.poll(() => page.evaluate(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("/chunks/")))).toBe(true);
  await page.waitForLoadState("networkidle");
  expect(said).toEqual([]);
});

test("colours of the platform that cannot be read are replaced, as on its own pages", async ({ learner, host, world }) => {
  const { page } = learner;
  const said = warnings(page);
  await world.configures({ theme: { colors: { accent: "#ffcc00", link: "#ffcc00" } } });
  await learner.opens("/");
  const nearest = () => said.map((text) => /^theme: --preau-color-accent #ffcc00 \(light\) .*; #(..)(..)(..) is used instead\.$/.exec(text)).find(Boolean)?.slice(1);
  await expect.poll(nearest).toBeDefined();
  const ours = `rgb(${nearest()!.map((channel) => Number.parseInt(channel, 16)).join(", ")})`;
  said.length = 0;

  const button = page.getByRole("button", { name: "Rechercher" }).first();
  const element = `<preau-catalogue theme="light" per-page="3"></preau-catalogue>`;
  await page.goto(host.page(`<main><h1>Hôte</h1>${element}</main>`, { path: "/plain" }));
  await expect(page.getByRole("article")).toHaveCount(3);
  await expect(button).toHaveCSS("background-color", ours);
  await expect(page.getByRole("article").first().getByRole("link").first()).not.toHaveCSS("color", "rgb(255, 204, 0)");
  expect(said, "of its own colours the platform is told on its own pages").toEqual([]);

  // what the page itself sets stays
  await page.goto(host.page(`<main><h1>Hôte</h1>${element}</main>`, { head: `${host.script}<style>:root { --preau-color-accent: #ffdd00 }</style>`, path: "/theirs" }));
  await expect(page.getByRole("article")).toHaveCount(3);
  await expect.poll(() => said.filter((text) => text.startsWith("preau-catalogue: --preau-color-accent #ffdd00")).length).toBe(1);
  await expect(button).toHaveCSS("background-color", "rgb(255, 221, 0)");
});

test("who gives no colours loads nothing to judge them by", { tag: "@chromium-only" }, async ({ learner, host }) => {
  const { page } = learner;
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const files = async (head: string, path: string): Promise<Set<string>> => {
    asked.length = 0;
    await page.goto(host.page(`<main><h1>Hôte</h1><preau-catalogue per-page="3"></preau-catalogue></main>`, { head: host.script + head, path }));
    await expect(page.getByRole("article")).toHaveCount(3);
    await page.waitForLoadState("networkidle");
    return new Set(asked.filter((path) => path.endsWith(".wasm")));
  };
  const without = await files("", "/without");
  const colours = await files("<style>:root { --preau-color-accent: #7a1fa2 }</style>", "/with");
  expect([...colours].filter((file) => !without.has(file))).toHaveLength(1);
  expect([...without].filter((file) => !colours.has(file))).toEqual([]);
});

test.describe("on a site that renamed its filters", { tag: "@chromium-only" }, () => {
  test.use({ settings: { renamed_filters: { organizations: "ecoles", subjects: "themes" } } });

  test("institutions and subjects are found by the site's own filters", async ({ learner, host, world }) => {
    const { page } = learner;
    const catalogue = async (attributes: string, path: string): Promise<string[]> => {
      await world.forgetsRequests();
      await page.goto(host.page(`<main><h1>Hôte</h1><preau-catalogue ${attributes} per-page="3"></preau-catalogue></main>`, { path }));
      await expect(page.getByRole("article")).toHaveCount(3);
      return (await world.requests("/api/v1.0/courses/?")).map(({ path }) => path);
    };
    const byName = await catalogue(`institution="ecoles:universite-de-valmorin"`, "/name");
    expect(byName.filter((path) => !path.includes("ecoles=")), "no course of others").toEqual([]);
    const id = /ecoles=(\d+)/.exec(byName[0]!)![1]!;
    const byId = await catalogue(`institution="ecoles:${id}"`, "/id");
    expect(byId.filter((path) => !path.includes(`ecoles=${id}`))).toEqual([]);
    const subject = await catalogue(`subject="themes:52"`, "/subject");
    expect(subject.filter((path) => !path.includes("themes="))).toEqual([]);
  });
});

test("properties that a page sets before the script is there count", { tag: "@chromium-only" }, async ({ learner, host, world }) => {
  const early = `<script>document.querySelector("main").append(Object.assign(document.createElement("preau-catalogue"), { subject: "52", perPage: 3, lang: "en" }))</script>`;
  await learner.page.goto(host.page(`<main><h1>Hôte</h1></main>${early}`));
  const catalogue = learner.page.locator("preau-catalogue");
  await expect(catalogue.getByRole("article")).toHaveCount(3);
  await expect(catalogue.getByRole("button", { name: "Search" })).toBeVisible();
  const asked = (await world.requests("/api/v1.0/courses/?")).map(({ path }) => path);
  expect(asked.filter((path) => !path.includes("subjects=52"))).toEqual([]);
  expect(await catalogue.evaluate((element) => (element as unknown as { perPage: string }).perPage)).toBe("3");
});

test("on paper an element is its courses, not its controls", { tag: "@chromium-only" }, async ({ learner, host }) => {
  await learner.page.goto(host.page(`<main><h1>Hôte</h1><preau-catalogue per-page="3" theme="dark"></preau-catalogue></main>`));
  const catalogue = learner.page.locator("preau-catalogue");
  await expect(catalogue.getByRole("article")).toHaveCount(3);
  await learner.page.emulateMedia({ media: "print" });
  await expect(catalogue.getByRole("combobox")).toBeHidden();
  await expect(catalogue.getByRole("checkbox").first()).toBeHidden();
  await expect(catalogue.getByRole("link", { name: "Page suivante" })).toBeHidden();
  await expect(catalogue.getByRole("article").getByRole("link").first()).toBeVisible();
});
