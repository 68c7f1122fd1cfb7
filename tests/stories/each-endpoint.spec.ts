/** Every other endpoint of the catalogue, broken in every way: the rest of the page lives. */
import { course, expect, test, type Fault } from "./fixtures/index.ts";
import { ENDINGS } from "./fixtures/faults.ts";

const BOTANY = course({ code: "BOT-RUES", title: "Botanique des trottoirs" });

test.beforeEach(async ({ world }) => {
  await world.add(BOTANY);
});

for (const [what, fault] of Object.entries(ENDINGS)) {
  const broken = (path: string): Fault => ({ path: `/api/v1.0/${path}`, ...fault });

  test(`suggestions: the server ${what}`, { tag: "@chromium-only" }, async ({ learner, world }) => {
    await world.breaks(...["courses", "subjects", "organizations", "persons", "levels", "licences"].map((kind) => broken(`${kind}/autocomplete/`)));
    await learner.opens("/");
    await learner.searches("botanique");
    await expect(learner.count).toHaveText("1 cours");
    await expect(learner.suggestions.first()).toBeHidden();
    await expect(learner.page.getByRole("alert")).toHaveCount(0);
  });

  test(`names of a course's institutions and subjects: the server ${what}`, { tag: "@chromium-only" }, async ({ learner, world }) => {
    await world.breaks(broken("organizations/"), broken("subjects/"), broken("filter-definitions/"));
    await learner.opens("/courses/BOT-RUES");
    await expect(learner.heading).toHaveText("Botanique des trottoirs");
    await expect(learner.page.getByRole("region", { name: "En bref" })).toContainText("18 heures de travail sur 6 semaines");
    await world.heals();
    await learner.reloads();
    await expect(learner.page.getByRole("link", { name: "Chimie et matériaux" })).toBeVisible();
  });

  test(`name of an institution: the server ${what}`, { tag: "@chromium-only" }, async ({ learner, world }) => {
    await world.breaks(broken("organizations/1006/"));
    await learner.opens("/organizations/1006");
    // an institution that is gone has no courses either; any other failure leaves them
    if (fault.status === 404) await expect(learner.page.getByText("Cette page n’existe pas, ou plus, dans le catalogue.")).toBeVisible();
    else await expect(learner.count).toHaveText(await world.counts("organizations=1006"));
    await world.heals();
    await learner.reloads();
    await expect(learner.heading).toHaveText("Université Lavernoy-Métropole");
  });
}

test("everything slow at once: the page stands, and fills", async ({ learner, world }) => {
  await world.breaks({ path: "/api/", latency_ms: 1500 });
  await learner.opens("/courses/BOT-RUES");
  await expect(learner.page.getByText("Chargement du cours…").first()).toBeVisible();
  await expect(learner.heading).toHaveText("Botanique des trottoirs");
  await expect(learner.page.getByRole("link", { name: "Chimie et matériaux" })).toBeVisible();
  await learner.page.getByRole("link", { name: "Chimie et matériaux" }).click();
  await expect(learner.heading).toHaveText("Chimie et matériaux");
  await expect(learner.count).toHaveText(/^\d+ cours$/);
});

test("without the site's filters, a course's subjects still have links", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.breaks({ path: "/api/v1.0/filter-definitions/", status: 500 });
  await learner.opens("/courses/BOT-RUES");
  await expect(learner.page.getByRole("link", { name: "Chimie et matériaux" })).toBeVisible();
});

test("an institution that waits says so", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.breaks({ path: "/api/v1.0/organizations/1006/", latency_ms: 1500 });
  await learner.opens("/organizations/1006");
  await expect(learner.heading).toHaveText("Établissement");
  await expect(learner.heading).toHaveText("Université Lavernoy-Métropole");
});
