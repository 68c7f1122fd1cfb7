import { COURSES, course, expect, run, test } from "./fixtures/index.ts";
import { ISSUERS } from "./fixtures/watch.ts";

test("a shared link shows the same view", async ({ learner }) => {
  await learner.opens("/?query=climat&subjects=52&levels=152");
  await expect(learner.field).toHaveValue("climat");
  await expect(learner.filter("Sujets").getByRole("checkbox", { name: /^Environnement/ })).toBeChecked();
  for (const name of ["« climat »", "Environnement", "Débutant"]) {
    await expect(learner.page.getByRole("button", { name: `Retirer le filtre : ${name}` })).toBeVisible();
  }
  await expect(learner.count).toHaveText(/^\d cours$/);
  const count = await learner.count.textContent();
  await learner.reloads();
  await expect(learner.count).toHaveText(count ?? "");
  expect(learner.address).toBe("/?query=climat&subjects=52&levels=152");
});

test("the way back gives back results, place and focus", async ({ learner, world }) => {
  await learner.opens("/");
  const link = learner.cards.nth(15).getByRole("link").first();
  const title = (await link.textContent()) ?? "";
  await link.focus();
  await link.click();
  await expect(learner.heading).toHaveText(title);
  await expect.poll(() => learner.page.evaluate(() => scrollY)).toBe(0);

  await learner.page.goBack();
  const again = learner.page.getByRole("link", { name: title, exact: true });
  await expect(again).toBeFocused();
  await expect(again).toBeInViewport();
  await expect(learner.count).toHaveText(await world.counts());

  await learner.page.goForward();
  await expect(learner.heading).toHaveText(title);
});

test("a search left for a course is found again on the way back", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.add(course({ title: "Botanique des trottoirs" }));
  await learner.opens("/");
  await learner.searches("botanique");
  await learner.follows("link", "Botanique des trottoirs");
  await expect(learner.heading).toHaveText("Botanique des trottoirs");
  await world.breaks({ path: COURSES, latency_ms: 1500 });
  await learner.page.goBack();
  // at once, although the server is slow
  await expect(learner.count).toHaveText("1 cours", { timeout: 1000 });
  await expect(learner.field).toHaveValue("botanique");
  await expect(learner.page.getByRole("link", { name: "Botanique des trottoirs" })).toBeFocused();
});

test("on the way back to results without the card that has the focus, their heading has it", { tag: "@chromium-only" }, async ({ learner, world }) => {
  // archived: among all courses it is on the last page
  await world.add(course({ title: "Botanique des trottoirs", runs: [run({ start: -400, end: -390 })] }));
  await learner.opens("/");
  await learner.field.fill("botanique");
  await learner.presses("Enter");
  const card = learner.page.getByRole("link", { name: "Botanique des trottoirs" });
  await card.click();
  await expect(learner.heading).toHaveText("Botanique des trottoirs");
  await learner.page.goBack();
  await expect(card).toBeFocused();
  await learner.page.goBack();
  await expect(learner.count).toHaveText(await world.counts());
  await expect(card).toHaveCount(0);
  await expect(learner.count).toBeFocused();
});

test("results come in pages with addresses of their own", async ({ learner, world }) => {
  await learner.opens("/");
  const pages = learner.page.getByRole("navigation", { name: "Pages de résultats" });
  await expect(pages.getByRole("link", { name: "Page 1", exact: true })).toHaveAttribute("aria-current", "page");
  await expect(pages.getByRole("link", { name: "Page précédente" })).toHaveCount(0);
  const first = await learner.cards.first().getByRole("link").first().textContent();

  await pages.getByRole("link", { name: "Page suivante" }).click();
  await expect(learner.count).toHaveText(`${await world.counts()}, page 2 sur 10`);
  await expect(learner.count).toBeFocused();
  await expect(learner.page).toHaveTitle("Page 2 – Catalogue – Préau");
  await expect(learner.cards).toHaveCount(21);
  await expect(learner.cards.first().getByRole("link").first()).not.toHaveText(first ?? "");
  expect(learner.address).toBe("/?offset=21");

  await pages.getByRole("link", { name: "Page 10", exact: true }).click();
  await expect(learner.count).toHaveText(`${await world.counts()}, page 10 sur 10`);
  await expect(pages.getByRole("link", { name: "Page suivante" })).toHaveCount(0);
  await learner.page.goBack();
  await expect(learner.count).toHaveText(`${await world.counts()}, page 2 sur 10`);
  await learner.filter("Sujets").getByRole("checkbox", { name: /^Environnement/ }).check();
  await expect(learner.count).toHaveText(await world.counts("subjects=52"));
});

test("a page that no longer exists leads to the first", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opens("/?query=climat&offset=84");
  await expect(learner.count).toHaveText(await world.counts("query=climat"));
  await expect(learner.page.getByRole("heading", { name: "Cette page de résultats n’existe plus" })).toBeVisible();
  await learner.follows("link", "Première page de résultats");
  await expect(learner.count).toHaveText(await world.counts("query=climat"));
  await learner.opens("/?offset=2100");
  await expect(learner.page.getByRole("heading", { name: "Cette page de résultats n’existe plus" })).toBeVisible();
  await expect(learner.page.getByRole("navigation", { name: "Pages de résultats" })).toHaveCount(0);
});

test("a link into the middle of a page shows the page from its beginning", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opens("/?offset=33"); // as an element in another site has it, with shorter pages
  await expect(learner.count).toHaveText(`${await world.counts()}, page 2 sur 10`);
  const [request] = await world.requests(COURSES);
  expect(request?.path).toContain("offset=21");
});

test("a link that the server refuses, opened in a new tab, leads to the whole catalogue", { tag: "@chromium-only" }, async ({ learner, world }) => {
  learner.expectsProblem(/400/); // what Richie answers to a value that is none
  await learner.opens("/");
  const opening = learner.page.context().waitForEvent("page");
  await learner.page.evaluate(() => open("/?availability=autrefois", "_blank", "noopener"));
  const tab = await opening;
  await expect(tab.getByRole("alert")).toContainText("La demande n’a pas été acceptée");
  await expect(tab.getByRole("alert")).toContainText("L’un des critères n’est pas valable.");
  await expect(tab.getByRole("button", { name: "Revenir à la page précédente" })).toHaveCount(0);
  await tab.getByRole("link", { name: "Tout le catalogue" }).click();
  await expect(tab.getByRole("heading", { name: await world.counts() })).toBeVisible();
});

test("a sign that no server takes is left out of a search", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opens("/?query=cli%00mat");
  await expect(learner.count).toHaveText(await world.counts("query=climat"));
});

test("an outdated id shows the courses without filters, and says why", async ({ learner, world }) => {
  learner.expectsProblem(/500/); // what Richie answers to an id that is gone
  await learner.opens("/?persons=3116&persons=999999");
  await expect(learner.count).toHaveText(await world.counts("persons=3116"));
  await expect(learner.page.getByText("Les filtres ne sont pas disponibles")).toBeVisible();
  await expect(learner.page.getByText(/Le lien contient sans doute une valeur qui n’existe plus/)).toBeVisible();
  await learner.follows("link", "Tout le catalogue");
  await expect(learner.count).toHaveText(await world.counts());
  await expect(learner.filter("Sujets").getByRole("checkbox")).toHaveCount(6);
});

test("nothing found: no filter is blamed where none was chosen", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/?query=xylophonie");
  await expect(learner.page.getByText("Aucun résultat pour « xylophonie ».", { exact: true })).toBeVisible();
});

test("nothing found: the page says what to drop, and what that gives", async ({ learner, world }) => {
  await world.add(course({ title: "Botanique des trottoirs" }));
  await learner.opens("/?query=botanique&subjects=52");
  await expect(learner.page.getByRole("heading", { name: "Aucun cours ne correspond" })).toBeVisible();
  await expect(learner.page.getByText("Aucun résultat pour « botanique » avec les filtres choisis.")).toBeVisible();
  await expect(learner.page.getByText("Vérifiez l’orthographe.")).toBeVisible();
  await expect(learner.page.getByRole("link", { name: /^sans « botanique » : \d+ cours$/ })).toBeVisible();
  await learner.follows("link", "sans « Environnement » : 1 cours");
  await expect(learner.count).toHaveText("1 cours");
  await expect(learner.page.getByRole("link", { name: "Botanique des trottoirs" })).toBeVisible();
});

test("nothing found: what to drop has its name, whichever facet holds it", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.add(course({ title: "Botanique des trottoirs" }));
  await learner.opens("/?query=botanique&subjects=54");
  await expect(learner.page.getByRole("button", { name: "Retirer le filtre : Climat" })).toBeVisible();
  await learner.follows("link", "sans « Climat » : 1 cours");
  await expect(learner.page.getByRole("link", { name: "Botanique des trottoirs" })).toBeVisible();
});

test("nothing found is announced", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opens("/");
  await learner.searches("xylographie");
  await learner.hears("Aucun cours ne correspond");
  await expect(learner.field).toBeFocused();
  await learner.follows("link", "Tout le catalogue");
  await expect(learner.count).toHaveText(await world.counts());
});

test("what an address holds beside filters is no filter", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opens("/?utm_source=lettre&limit=3&scope=objects&facet_sorting=conf&offset=-5&subjects_aggs=1");
  await expect(learner.count).toHaveText(await world.counts());
  await expect(learner.page.getByRole("heading", { name: "Aucun filtre actif" })).toBeAttached();
  const [request] = await world.requests(COURSES);
  expect(request?.path).toBe("/api/v1.0/courses/?limit=21&offset=0");
});

test("an unknown address has a page that helps", async ({ learner }) => {
  await learner.opens("/nulle-part/ailleurs");
  await expect(learner.heading).toHaveText("Page introuvable");
  await expect(learner.page).toHaveTitle("Erreur : Page introuvable – Préau");
  await learner.page.getByRole("main").getByRole("link", { name: "Catalogue" }).click();
  await expect(learner.heading).toHaveText("Trouvez le cours qu’il vous faut");
  await expect(learner.heading).toBeFocused();
});

for (const [address, heading] of [
  ["/learn/course-v1:Nulle+Part+1", "Cours introuvable"],
  ["/learn/course-v1:Preau+ENLIGNE+1/forum/threads/4711", "Cette discussion n’existe plus"],
  ["/badges/nulle-part", "Ce badge n’est pas parmi les vôtres"],
  ["/goal-unsubscribe/nulle-part", "Rappels d’objectif"],
] as const) {
  test(`what is not there is called so in the document's title: ${address}`, { tag: "@chromium-only" }, async ({ learner }) => {
    learner.expectsProblem(/404/);
    learner.expectsProblem(ISSUERS); // other awards are verified meanwhile
    await learner.opensSignedIn(address);
    await expect(learner.heading).toHaveText(heading);
    await expect(learner.page).toHaveTitle(new RegExp(`^Erreur\\s: ${heading}`));
  });
}

test("what an address needs is on its way before the app is there, and nothing else", { tag: "@chromium-only" }, async ({ learner }) => {
  const { page } = learner;
  learner.expectsProblem(ISSUERS); // awards are verified meanwhile, or not
  await learner.opensSignedIn("/dashboard");
  await page.addInitScript(() => {
    const asked: string[] = [];
    const { fetch } = globalThis;
    Object.assign(globalThis, { asked, fetch: (...request: Parameters<typeof fetch>) => (asked.push(String(request[0])), fetch(...request)) });
  });
  const key = "course-v1:Preau+ENLIGNE+1";
  const addresses = ["/courses/SANTE-MICRO", "/organizations/1006", "/dashboard", "/notifications", "/badges", "/verify", "/saved", "/settings", "/status",
    ...["", "/home", "/dates", "/progress", "/bookmarks", "/search", "/resume", "/forum", "/forum/threads/94", "/forum/new"].map((path) => `/learn/${key}${path}`),
    ...["", "/learning", "/preview", "/learning/preview"].map((before) => `${before}/course/${key}/progress`), "/learning/goal-unsubscribe/a.b"];
  for (const address of addresses) {
    await learner.opens(address);
    const ahead = await page.evaluate(() => [...document.querySelectorAll<HTMLLinkElement>("link[rel=preload][as=fetch]")].map((link) => link.href));
    expect(ahead.filter((file) => file.includes("/chunks/")), address).not.toHaveLength(0);
    const asked = (await page.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)).map((path) => new URL(path, page.url()).href);
    expect(asked, address).toEqual(expect.arrayContaining(ahead));
  }
});
