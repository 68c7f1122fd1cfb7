import { expect, test } from "./fixtures/index.ts";

test("themes that the institution chose are offered, and are there again on the way back", async ({ learner, world }) => {
  // Droit is not among the largest themes of the first answer: it is asked for by its id
  await world.configures({ starting_points: { myself: ["20", "38"], work: ["112", "999999"] } });
  await learner.opens("/");
  const ways = learner.page.getByRole("region", { name: "Par où commencer ?" });
  await expect(ways.getByRole("heading", { level: 3 })).toHaveText(["Apprendre pour moi", "Apprendre pour mon travail"]);
  await expect(ways.getByRole("link", { name: /^Langues ?, \d+ cours$/ })).toBeVisible();
  await expect(ways.getByRole("link", { name: /^Environnement/ })).toHaveCount(0);

  const law = ways.getByRole("link", { name: /^Droit ?, \d+ cours$/ });
  await law.focus();
  await learner.presses("Enter");
  await expect(learner.page).toHaveURL("/?subjects=112");
  await expect(learner.count).toHaveText(await world.counts("subjects=112"));
  await expect(ways).toBeHidden();
  // the way taken is gone: the reader goes on at the results
  await expect(learner.count).toBeFocused();

  await learner.page.goBack();
  await expect(learner.count).toHaveText(await world.counts());
  await expect(law).toBeVisible();
  await expect(law).toBeFocused();
});

test("chosen themes that cannot be asked for leave the largest ones", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.configures({ starting_points: { myself: ["20"] } });
  await world.breaks({ path: "/api/v1.0/courses/", query: "subjects_aggs=20", status: 500 });
  await learner.opens("/");
  const ways = learner.page.getByRole("region", { name: "Par où commencer ?" });
  await expect(ways.getByRole("heading", { level: 3, name: "Choisir un thème" })).toBeVisible();
  await expect(ways.getByRole("link", { name: /^Environnement ?, \d+ cours$/ })).toBeVisible();
});
