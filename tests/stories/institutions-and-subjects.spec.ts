import { expect, test } from "./fixtures/index.ts";

const PAGES = [
  { kind: "an institution", path: "/organizations/1006", name: "Université Lavernoy-Métropole", own: "Établissements", query: "organizations=1006" },
  { kind: "a subject", path: "/subjects/52", name: "Environnement", own: "Sujets", query: "subjects=52" },
  { kind: "a level", path: "/levels/156", name: "Avancé", own: "Niveaux", query: "levels=156" },
  { kind: "a teacher", path: "/people/3116", name: "Colombe Sabatéry", own: "Personnes", query: "persons=3116" },
] as const;

for (const { kind, path, name, own, query } of PAGES) {
  test(`${kind} has a page with its courses`, { tag: "@chromium-only" }, async ({ learner, world }) => {
    const count = await world.counts(query);
    await learner.opens(path);
    await expect(learner.heading).toHaveText(name);
    await expect(learner.page).toHaveTitle(`${name} – Préau`);
    await expect(learner.count).toHaveText(count);
    await expect(learner.page.getByRole("button", { name: own, exact: true })).toHaveCount(0);
    await learner.page.goto("/");
    await learner.page.goBack();
    await expect(learner.count).toHaveText(count);
  });
}

test("one searches among the courses of an institution, and the address keeps it", async ({ learner, world }) => {
  await learner.opens("/organizations/1006");
  await expect(learner.count).toHaveText(await world.counts("organizations=1006"));
  await learner.filter("Sujets").getByRole("checkbox").first().check();
  await expect(learner.count).not.toHaveText(await world.counts("organizations=1006"));
  const count = (await learner.count.textContent()) ?? "";
  expect(learner.address).toMatch(/^\/organizations\/1006\?subjects=\d+$/);
  await learner.reloads();
  await expect(learner.count).toHaveText(count);
  await expect(learner.heading).toHaveText("Université Lavernoy-Métropole");
  expect((await world.requests("/courses/?")).every(({ path }) => path.includes("organizations=1006"))).toBe(true);
});

test("a subject leads to its parts", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/subjects/52");
  const parts = learner.page.getByRole("main").getByRole("navigation").getByRole("link", { name: /^Climat \(\d+\)$/ });
  await parts.click();
  await expect(learner.heading).toHaveText("Climat");
  await expect(learner.heading).toBeFocused();
  await expect(learner.count).toHaveText(/^\d+ cours$/);
});

test("an institution that does not exist says so", { tag: "@chromium-only" }, async ({ learner }) => {
  learner.expectsProblem(/404/);
  await learner.opens("/organizations/999999");
  await expect(learner.page.getByText("Cette page n’existe pas, ou plus, dans le catalogue.")).toBeVisible();
  await expect(learner.page).toHaveTitle(/^Erreur\s: /);
});

test("a name that cannot be read leaves the courses", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.breaks({ path: "/api/v1.0/organizations/1006/", status: 500 });
  await learner.opens("/organizations/1006");
  await expect(learner.page.getByText("Le nom n’a pas pu être chargé. Les cours, eux, sont cherchés ci-dessous.")).toBeVisible();
  await expect(learner.count).toHaveText(await world.counts("organizations=1006"));
  await world.heals();
  await learner.follows("button", "Réessayer");
  await expect(learner.heading).toHaveText("Université Lavernoy-Métropole");
});
