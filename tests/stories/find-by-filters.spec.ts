import { course, expect, run, test } from "./fixtures/index.ts";

test("a learner narrows the catalogue by filters, and widens it again", async ({ learner, world }) => {
  await learner.opens("/");
  const subjects = learner.filter("Sujets");
  await subjects.getByRole("checkbox", { name: /^Environnement \(\d+\)$/ }).check();
  await expect(learner.count).toHaveText(await world.counts("subjects=52"));
  await learner.hears(`${await world.counts("subjects=52")}, filtre Environnement ajouté`);
  await expect(subjects.getByRole("checkbox", { name: /^Environnement \(\d+\)$/ })).toBeFocused();

  // values of one filter add up, and do not change each other's counts
  await subjects.getByRole("checkbox", { name: /^Santé \(\d+\)$/ }).check();
  await expect(learner.count).toHaveText(/^(4|5)\d cours$/);
  await expect(subjects.getByRole("checkbox", { name: /^Environnement \(\d+\)$/ })).toBeChecked();

  const active = learner.page.getByRole("heading", { name: "Filtres actifs" });
  await expect(active).toBeVisible();
  await learner.follows("button", "Retirer le filtre : Environnement");
  await expect(learner.page.getByRole("button", { name: "Retirer le filtre : Santé" })).toBeFocused();
  await learner.hears(/\d+ cours, filtre Environnement retiré/);
  await learner.follows("button", "Retirer le filtre : Santé");
  await expect(learner.count).toHaveText(await world.counts());
  await expect(learner.page.getByRole("heading", { name: "Aucun filtre actif" })).toBeFocused();
});

test("all filters are taken off at once", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opens("/?query=climat&subjects=52&levels=152");
  await learner.follows("button", "Retirer tous les filtres");
  await expect(learner.count).toHaveText(await world.counts());
  await expect(learner.page).toHaveURL("/");
  await expect(learner.page.getByRole("heading", { name: "Aucun filtre actif" })).toBeFocused();
  await learner.page.goBack();
  await expect(learner.page).toHaveURL("/?query=climat&subjects=52&levels=152");
});

test("a chosen value stays usable when nothing is left for it", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.add(course({ title: "Botanique des trottoirs" }));
  await learner.opens("/?query=botanique&subjects=52");
  await expect(learner.count).toHaveText("0 cours");
  const box = learner.filter("Sujets").getByRole("checkbox", { name: /^Environnement/ });
  await expect(box).toBeChecked();
  await expect(box).toBeEnabled();
  await box.click();
  await expect(learner.count).toHaveText("1 cours");
  // it stays while it has the focus
  await expect(box).not.toBeChecked();
  await expect(box).toBeFocused();
});

test("filters whose values exclude each other are offered one at a time", async ({ learner, world }) => {
  await learner.opens("/");
  for (const name of ["Rythme hebdomadaire", "Disponibilité"]) {
    const button = learner.page.getByRole("button", { name, exact: true });
    if ((await button.getAttribute("aria-expanded")) === "false") await button.click();
  }
  const pace = learner.filter("Rythme hebdomadaire");
  await pace.getByRole("radio", { name: /^Moins d'une heure/ }).check();
  await expect(learner.count).toHaveText(await world.counts("pace=lt-1h"));
  await pace.getByRole("radio", { name: /^Entre une et deux heures/ }).check();
  await expect(learner.count).toHaveText(await world.counts("pace=1h-2h"));
  expect(learner.address).toBe("/?pace=1h-2h");

  const state = learner.filter("Disponibilité");
  await state.getByRole("radio", { name: /^Bientôt/ }).check();
  await expect(learner.page).toHaveURL(/availability=coming_soon/);
  await state.getByRole("radio", { name: "Peu importe" }).check();
  await pace.getByRole("radio", { name: "Peu importe" }).check();
  await expect(learner.count).toHaveText(await world.counts());
});

test("more values of a filter are shown, up to all of them", async ({ learner, world }) => {
  await learner.opens("/");
  const subjects = learner.filter("Sujets");
  const boxes = subjects.getByRole("checkbox");
  await expect(boxes).toHaveCount(6);
  await subjects.getByRole("button", { name: "Voir plus : Sujets" }).click();
  await expect(boxes).toHaveCount(10);
  await expect(boxes.nth(6)).toBeFocused();
  // the others come from the server, a part at a time
  await subjects.getByRole("button", { name: "Voir plus : Sujets" }).click();
  await expect(boxes.nth(10)).toBeFocused();
  await subjects.getByRole("button", { name: "Voir plus : Sujets" }).click();
  await expect(boxes).toHaveCount(18);
  await expect(subjects.getByRole("button", { name: "Voir plus : Sujets" })).toHaveCount(0);
  // each is counted within the search, not in the whole catalogue
  const counted = await world.requests("subjects_aggs=");
  expect(counted.length).toBeGreaterThan(0);
  await subjects.getByRole("checkbox", { name: /^Orientation et méthodes d’étude \(\d+\)$/ }).check();
  await expect(learner.page.getByRole("button", { name: "Retirer le filtre : Orientation et méthodes d’étude" })).toBeVisible();
});

test("the values of a filter are searched", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opens("/");
  const name = "Établissements";
  const button = learner.page.getByRole("button", { name, exact: true });
  if ((await button.getAttribute("aria-expanded")) === "false") await button.click();
  const group = learner.filter(name);
  await group.getByRole("button", { name: `Voir plus : ${name}` }).click();
  await group.getByRole("searchbox", { name: `Chercher dans : ${name}` }).fill("sauvelonde");
  await expect(group.getByRole("checkbox")).toHaveCount(1);
  await learner.hears("1 valeur");
  await group.getByRole("checkbox", { name: /^Institut polytechnique de Sauvelonde/ }).check();
  await expect(learner.count).toHaveText(await world.counts("query=chimie"));
  await group.getByRole("searchbox", { name: `Chercher dans : ${name}` }).fill("zzzz");
  await expect(group.getByText("Aucune valeur ne correspond.")).toBeVisible();
  await learner.hears("Aucune valeur ne correspond.");
});

test("a chosen subject offers its parts", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opens("/");
  await learner.filter("Sujets").getByRole("checkbox", { name: /^Environnement/ }).check();
  const parts = learner.page.getByRole("group", { name: "Dans Environnement" });
  await parts.getByRole("checkbox", { name: /^Climat \(\d+\)$/ }).check();
  await expect(learner.page.getByRole("button", { name: "Retirer le filtre : Climat" })).toBeVisible();
  const { filters } = await world.asks<{ filters: { subjects: { values: { key: string; count: number; human_name: string }[] } } }>(
    "/api/v1.0/courses/?scope=filters&limit=1&subjects_children_aggs=52",
  );
  const climate = filters.subjects.values.find((value) => value.human_name === "Climat");
  await expect(learner.count).toHaveText(`${climate?.count ?? 0} cours`);
});

test("a part that a text finds is offered once", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/");
  const subjects = learner.filter("Sujets");
  await subjects.getByRole("button", { name: "Voir plus : Sujets" }).click();
  const text = subjects.getByRole("searchbox", { name: "Chercher dans : Sujets" });
  await text.fill("climat");
  const climate = learner.page.getByRole("checkbox", { name: /^Climat( \(\d+\))?$/ });
  await climate.check();
  await expect(learner.page.getByRole("button", { name: "Retirer le filtre : Climat" })).toBeVisible();
  await expect(climate).toHaveCount(1);
  await expect(climate).toBeFocused();
  await text.fill("");
  await expect(learner.page.getByRole("group", { name: "Dans Environnement" }).getByRole("checkbox", { name: /^Climat/ })).toBeChecked();
  await expect(climate).toHaveCount(1);
});

test("a part of a subject in a shared address is named in its chip", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/?subjects=54");
  await expect(learner.page.getByRole("button", { name: "Retirer le filtre : Climat" })).toBeVisible();
  // and stands ticked among the parts of its subject
  const parts = learner.page.getByRole("group", { name: "Dans Environnement" });
  await expect(parts.getByRole("checkbox", { name: /^Climat/ })).toBeChecked();
});

test.describe("on a site with other filters", () => {
  test.use({
    settings: {
      renamed_filters: { persons: "contributors", pace: "rhythm" },
      dropped_filters: ["licences"],
      added_filters: [
        {
          name: "mood",
          human_name: "Humeur",
          position: 40,
          base_path: null,
          is_autocompletable: false,
          is_searchable: false,
          is_drilldown: false,
          has_more_values: false,
          values: [{ key: "calm", human_name: "Calme", count: 3 }],
          something_new: { "not yet known": true },
        },
      ],
    },
  });

  test("renamed, missing and unknown filters work as they come", { tag: "@chromium-only" }, async ({ learner, world }) => {
    await learner.opens("/");
    for (const name of ["Personnes", "Rythme hebdomadaire", "Humeur"]) {
      const button = learner.page.getByRole("button", { name, exact: true });
      if ((await button.getAttribute("aria-expanded")) === "false") await button.click();
    }
    await expect(learner.page.getByRole("button", { name: "Licences", exact: true })).toHaveCount(0);
    await learner.filter("Personnes").getByRole("checkbox", { name: /^Colombe Sabatéry/ }).check();
    await expect(learner.count).toHaveText(await world.counts("contributors=3116"));
    expect(learner.address).toBe("/?contributors=3116");
    await learner.filter("Humeur").getByRole("checkbox", { name: "Calme (3)" }).check();
    await expect.poll(() => world.requests("mood=calm").then((all) => all.length)).toBeGreaterThan(0);
    await expect(learner.filter("Rythme hebdomadaire").getByRole("radio", { name: "Peu importe" })).toBeChecked();
    // a link from before: what restricts nothing is not shown as if it did
    await learner.opens("/?persons=3116&pace=lt-1h&levels=152");
    await expect(learner.count).toHaveText(await world.counts("levels=152"));
    await expect(learner.page.getByRole("button", { name: /^Retirer le filtre/ })).toHaveCount(1);
  });
});

test("the empty search offers ways to start", async ({ learner, world }) => {
  await world.add(course({ title: "Botanique des trottoirs", runs: [run({ start: 5, end: 40 })] }));
  await learner.opens("/");
  const starts = learner.page.getByRole("region", { name: "Par où commencer ?" });
  await expect(starts.getByRole("link", { name: /^Environnement.{1,3}\d+ cours$/ })).toBeVisible();
  for (const name of ["Commencent bientôt", "Moins d’une heure par semaine", "À mon rythme", "Nouveautés"]) {
    await expect(starts.getByRole("link", { name })).toBeVisible();
  }
  await starts.getByRole("link", { name: "Moins d’une heure par semaine" }).click();
  await expect(learner.count).toHaveText(await world.counts("pace=lt-1h"));
  await expect(starts).toBeHidden();
  await learner.page.goBack();
  await expect(starts).toBeVisible();
});
