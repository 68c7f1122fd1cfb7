import { readFile } from "node:fs/promises";
import { COURSES, course, expect, run, test } from "./fixtures/index.ts";

const botany = course({
  code: "BOT-RUES",
  title: "Botanique des trottoirs",
  introduction: "Vingt plantes que l’on piétine chaque jour, et comment les reconnaître.",
  runs: [
    run(),
    run({ start: 30, end: 60, enrollment_start: 10, enrollment_end: 29, languages: ["fr", "en"], offer: "paid", price: 60, discounted_price: 42, discount: "-30 %" }),
    run({ start: -90, end: -60, enrollment_start: -120, enrollment_end: -70 }),
  ],
});

test.beforeEach(async ({ world }) => {
  await world.add(botany);
});

test("a course page tells what one needs to decide, and leads on", async ({ learner }) => {
  await learner.opens("/courses/BOT-RUES");
  await expect(learner.heading).toHaveText("Botanique des trottoirs");
  await expect(learner.page).toHaveTitle("Botanique des trottoirs – Préau");
  const brief = learner.page.getByRole("region", { name: "En bref" });
  await expect(brief).toContainText("Ouvert – inscription jusqu’au 20 octobre 2026");
  await expect(brief).toContainText("18 heures de travail sur 6 semaines");
  await expect(brief).toContainText("BOT-RUES");
  await expect(brief.getByRole("link", { name: "S’inscrire" })).toHaveAttribute("href", /^\/fr\/cours\//);
  await expect(learner.page.getByText("Vingt plantes que l’on piétine chaque jour")).toBeVisible();

  const runs = learner.page.getByRole("region", { name: "Sessions" });
  await expect(runs.getByRole("heading", { level: 3 })).toHaveText(["Ouvertes aux inscriptions", "À venir", "Archivées"]);
  await expect(runs.getByRole("heading", { level: 4 }).first()).toHaveText("Du 8 septembre 2026 au 10 novembre 2026");
  await expect(runs).toContainText(/Payant\s: 42(,00)?\s€ au lieu de 60(,00)?\s€ \(-30 %\)/);
  await expect(runs).toContainText("français et anglais");

  await learner.follows("link", "Université de Valmorin");
  await expect(learner.heading).toHaveText("Université de Valmorin");
});

test("the dates of a session go into the learner's calendar", { tag: "@chromium-only" }, async ({ learner }) => {
  // Firefox: Playwright cannot follow downloads there
  await learner.opens("/courses/BOT-RUES");
  const download = learner.page.waitForEvent("download");
  await learner.follows("button", "Ajouter à l’agenda : Du 8 septembre 2026 au 10 novembre 2026 (fichier ICS)");
  const file = await download;
  expect(file.suggestedFilename()).toBe("Botanique-des-trottoirs.ics");
  const text = await readFile(await file.path(), "utf8");
  expect(text).toContain("BEGIN:VCALENDAR\r\n");
  expect(text).toMatch(/SUMMARY:Fin des inscriptions.: Botanique des trottoirs/);
  expect(text).toContain("DTSTART:20261020T090000Z\r\n");
  await learner.hears("Le fichier de calendrier a été téléchargé");
});

test("a course is found by its code after a reload, whatever its case", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/courses/bot-rues");
  await expect(learner.heading).toHaveText("Botanique des trottoirs");
  await learner.reloads();
  await expect(learner.heading).toHaveText("Botanique des trottoirs");
});

test("a course that does not exist says so and offers the search", async ({ learner }) => {
  await learner.opens("/courses/INCONNU-42");
  await expect(learner.heading).toHaveText("Cours introuvable");
  await expect(learner.page).toHaveTitle("Erreur : Cours introuvable – Préau");
  await expect(learner.page.getByText("Le catalogue ne contient pas, ou plus, de cours « INCONNU-42 »")).toBeVisible();
  await learner.follows("link", "Chercher un cours");
  await expect(learner.heading).toHaveText("Trouvez le cours qu’il vous faut");
});

test("a course in a list opens at once, even while the server is slow", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opens("/?query=botanique");
  await expect(learner.count).toHaveText("1 cours");
  await world.breaks({ path: "/api/", latency_ms: 2000 });
  await learner.follows("link", "Botanique des trottoirs");
  await expect(learner.heading).toHaveText("Botanique des trottoirs", { timeout: 1500 });
  await expect(learner.heading).toBeFocused();
  await expect(learner.page.getByText("Vingt plantes que l’on piétine chaque jour")).toBeVisible({ timeout: 400 });
});

test("a course that cannot be read says so and comes with 'Try again'", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.breaks({ path: "/api/", status: 502 });
  await learner.opens("/courses/BOT-RUES");
  await expect(learner.page.getByRole("alert")).toContainText("Le service est en panne");
  await world.heals();
  await learner.follows("button", "Réessayer");
  await expect(learner.heading).toHaveText("Botanique des trottoirs");
});

test("names that fail to come take nothing from the course", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.breaks({ path: "/api/v1.0/subjects/", status: 500 }, { path: "/api/v1.0/organizations/", drop: true });
  await learner.opens("/courses/BOT-RUES");
  await expect(learner.heading).toHaveText("Botanique des trottoirs");
  await expect(learner.page.getByRole("link", { name: "Université de Valmorin" })).toBeVisible();
  await expect(learner.page.getByText("Les noms n’ont pas tous pu être chargés.")).toHaveCount(2);
  await world.heals();
  const again = learner.page.getByRole("button", { name: "Réessayer" });
  await again.last().click();
  await expect(learner.page.getByRole("link", { name: "Chimie et matériaux" })).toBeVisible();
});

test("without a usable address there is no link, but a sentence", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.breaks({ path: COURSES, query: "query=BOT-RUES", replace: { "/objects/0/absolute_url": "javascript:alert(1)" } });
  await learner.opens("/courses/BOT-RUES");
  await expect(learner.page.getByText("L’adresse de la page du cours n’est pas utilisable. Passez par le site de l’établissement.").first()).toBeVisible();
  await expect(learner.page.getByRole("link", { name: "S’inscrire" })).toHaveCount(0);
});

test("many archived sessions come ten at a time", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const old = Array.from({ length: 13 }, (_, year) => run({ start: -400 - 40 * year, end: -380 - 40 * year, enrollment_start: -420 - 40 * year, enrollment_end: -399 - 40 * year }));
  await world.add(course({ code: "BOT-VIEUX", title: "Botanique ancienne", runs: old }));
  await learner.opens("/courses/BOT-VIEUX");
  const runs = learner.page.getByRole("region", { name: "Sessions" }).getByRole("heading", { level: 4 });
  await expect(runs).toHaveCount(10);
  await learner.follows("button", "Voir 3 sessions de plus");
  await expect(runs).toHaveCount(13);
  await expect(runs.nth(10)).toBeFocused();
});
