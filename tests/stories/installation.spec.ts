import { expect, test } from "./fixtures/index.ts";

test("a wrong configuration is explained to whoever runs the site, by its keys", async ({ learner, world }) => {
  await world.configures({ languages: ["xx"], catalogue_url: "ftp://example.org", theme: { colors: { accent: "blue" } } });
  await learner.opens("/");
  await expect(learner.heading).toHaveText("Le site est mal configuré");
  const mistakes = learner.page.getByRole("main").getByRole("listitem");
  await expect(mistakes).toHaveText([/^languages: "xx"/, /^catalogue_url: "ftp:\/\/example.org"/, /^theme\.colors\.accent:/]);
});

test("all unknown keys and a broken file are explained too", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.configures({ langages: ["fr"], institution: { nom: "U", adresse: "/" }, timeout_seconds: 0 });
  await learner.opens("/");
  const mistakes = learner.page.getByRole("main").getByRole("listitem");
  for (const key of ["langages", "institution.nom", "institution.adresse", "timeout_seconds"]) await expect(mistakes.filter({ hasText: key })).toHaveCount(1);
  await expect(mistakes).toHaveCount(4);
  await world.heals();
  await world.breaks({ path: "/config.json", body: '{"languages": [' });
  await learner.opens("/");
  await expect(learner.heading).toHaveText("Le site est mal configuré");
});

test("a configuration that cannot be fetched says so", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.breaks({ path: "/config.json", status: 404 });
  await learner.opens("/");
  await expect(learner.heading).toHaveText("Cette page n’a pas pu être chargée");
  await expect(learner.page.getByRole("main").getByRole("listitem")).toContainText("config.json n’a pas pu être chargé");
  await world.heals();
  await learner.page.getByRole("button", { name: "Recharger la page" }).click();
  await expect(learner.heading).toHaveText("Trouvez le cours qu’il vous faut");
});

test("an institution's name, links and contact stand at their places", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.configures({
    site_name: "Cours ouverts",
    institution: { name: "Université de Valmorin", url: "https://valmorin.example.org/", logo: "/favicon.svg" },
    help: { label: { fr: "Aide", en: "Help" }, url: "https://aide.example.org/" },
    legal: [{ label: { fr: "Mentions légales", en: "Legal notice" }, url: "https://example.org/mentions" }],
    catalogue_page: "https://example.org/fr/cours/",
  });
  await learner.opens("/");
  await expect(learner.page).toHaveTitle("Catalogue – Cours ouverts");
  const institution = learner.page.getByRole("banner").getByRole("link", { name: "Université de Valmorin" });
  await expect(institution).toHaveAttribute("href", "https://valmorin.example.org/");
  await expect(institution.getByRole("img", { name: "Université de Valmorin" })).toBeVisible();
  const footer = learner.page.getByRole("contentinfo");
  await expect(footer.getByRole("link", { name: "Aide" })).toHaveAttribute("href", "https://aide.example.org/");
  await expect(footer.getByRole("link", { name: "Mentions légales" })).toBeVisible();
  await world.breaks({ path: "/api/v1.0/courses/", status: 500 });
  await learner.reloads();
  await expect(learner.page.getByRole("link", { name: "Voir sur le site de la plateforme" })).toHaveAttribute("href", "https://example.org/fr/cours/");
});

test("a part of the app that cannot be fetched gives a message and comes with 'Try again'", async ({ learner, world }) => {
  await learner.opens("/");
  await expect(learner.count).toHaveText(await world.counts());
  // the search's own part is there, the settings' one is not yet
  await world.breaks({ path: "/chunks/*", status: 404 });
  learner.expectsProblem(/WebAssembly|wasm|Failed to fetch|404|^console: Error/i);
  await learner.follows("link", "Affichage");
  await expect(learner.heading).toHaveText("Cette page n’a pas pu être chargée");
  await expect(learner.page.getByRole("button", { name: "Recharger la page" })).toBeVisible();
  await expect(learner.page.getByRole("banner")).toBeVisible();
  await world.heals();
  await learner.follows("button", "Réessayer");
  await expect(learner.heading).toHaveText("Affichage et langue");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  // Firefox, told by Playwright to run no script, still reads `noscript` as if it did
  test("a message says what is missing, and leads to the platform's own catalogue", { tag: "@chromium-only" }, async ({ page, world }) => {
    await page.context().setExtraHTTPHeaders(world.headers);
    await page.goto("/");
    await expect(page.getByText(/Ce catalogue a besoin de JavaScript et de WebAssembly/)).toBeVisible();
    await expect(page.getByText("Chargement…")).toBeHidden();
    await page.getByRole("link", { name: "Voir le catalogue de la plateforme" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Tous les cours" })).toBeVisible();
    await page.getByRole("main").getByRole("link").first().click();
    await expect(page.getByText("Ici, le site Richie de l’institution montrerait la page complète du cours.")).toBeVisible();
    // a frame in pages of others leads to that catalogue at once
    await page.goto("/embed/catalogue");
    await page.getByRole("link", { name: "Voir le catalogue des cours" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Tous les cours" })).toBeVisible();
  });
});

test("where no script may run the page leads to the platform's own catalogue, in either browser", async ({ page, world }) => {
  await page.context().setExtraHTTPHeaders(world.headers);
  await page.route("**/around.html", (route) => route.fulfill({ contentType: "text/html", body: `<!doctype html><title>around</title><iframe title="sans script" sandbox="allow-same-origin" src="/"></iframe>` }));
  await page.goto("/around.html");
  // by way of the page around: in the frame itself nothing can be run, not even by the test
  const frame = page.getByTitle("sans script");
  const read = (selector: string) => frame.evaluate((frame: HTMLIFrameElement, selector) => frame.contentDocument?.querySelector<HTMLElement>(selector)?.innerText ?? "", selector);
  await expect.poll(() => read("noscript")).toContain("Ce catalogue a besoin de JavaScript et de WebAssembly.");
  await frame.evaluate((frame: HTMLIFrameElement) => frame.contentDocument?.querySelector<HTMLElement>("noscript a")?.click());
  await expect.poll(() => read("h1")).toBe("Tous les cours");
});

test("without WebAssembly a message leads to the platform's own catalogue", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.configures({ catalogue_page: "https://example.org/fr/cours/" });
  learner.expectsProblem(/WebAssembly/);
  await learner.page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, "WebAssembly");
  });
  await learner.page.goto("/");
  const link = learner.page.getByRole("link", { name: "Voir le catalogue de la plateforme" });
  await expect(link).toHaveAttribute("href", "https://example.org/fr/cours/");
  // without a page of its own, where the web server leads
  await world.heals();
  await learner.page.goto("/courses/BOT-RUES");
  await link.click();
  await expect(learner.page.getByRole("heading", { level: 1, name: "Tous les cours" })).toBeVisible();
});

test("when the app's main file cannot be fetched, a message says so", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.breaks({ path: "*.wasm", status: 404 });
  learner.expectsProblem(/WebAssembly|wasm|404/i);
  await learner.page.goto("/");
  await expect(learner.page.getByRole("alert")).toBeVisible();
  await expect(learner.page.getByRole("button", { name: "Recharger la page" })).toBeVisible();
});
