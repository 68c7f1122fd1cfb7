import { course, expect, test } from "./fixtures/index.ts";

test("a learner finds a course by text, as they type", async ({ learner, world }) => {
  await world.add(course({ title: "Botanique des trottoirs" }));
  await learner.opens("/");
  await expect(learner.heading).toHaveText("Trouvez le cours qu’il vous faut");
  await expect(learner.count).toHaveText(await world.counts());

  await learner.searches("botanique");
  await expect(learner.count).toHaveText("1 cours");
  await expect(learner.page).toHaveTitle("« botanique » – Catalogue – Préau");
  await learner.hears("1 cours");
  await expect(learner.field).toBeFocused();
  expect(learner.address).toBe("/?query=botanique");

  await learner.follows("link", "Botanique des trottoirs");
  await expect(learner.heading).toHaveText("Botanique des trottoirs");
});

test("accents and capitals do not matter", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.add(course({ title: "Ptéridophytes des murs" }));
  await learner.opens("/");
  await learner.searches("PTERIDOPHYTES");
  await expect(learner.count).toHaveText("1 cours");
});

test("below three letters nothing is searched for, and the page says so", async ({ learner, world }) => {
  await learner.opens("/");
  await expect(learner.count).toHaveText(await world.counts());
  await world.forgetsRequests();
  await learner.searches("bo");
  await expect(learner.field).toHaveAccessibleDescription("La recherche commence à 3 lettres.");
  await expect(learner.page.getByText("La recherche commence à 3 lettres.")).toBeVisible();
  await expect(learner.count).toHaveText(await world.counts());
  expect(await world.requests("query=")).toEqual([]);

  await learner.types("tanique");
  await expect(learner.page.getByText("La recherche commence à 3 lettres.")).toBeHidden();
  await expect(learner.count).toHaveText("0 cours");
});

test("typing leaves one step in the history, however many letters", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/settings");
  await learner.follows("link", "Catalogue");
  await learner.searches("climat");
  await expect(learner.page).toHaveURL("/?query=climat");
  await learner.page.goBack();
  await expect(learner.heading).toHaveText("Affichage et langue");
});

test("a course that stays among the results keeps its card", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.add(course({ title: "Zostères du rivage" }));
  await world.add(course({ title: "Zostères et climat", subjects: ["environment"] }));
  await learner.opens("/?query=zost");
  await expect(learner.count).toHaveText("2 cours");
  const stays = await learner.page.getByRole("link", { name: "Zostères et climat" }).elementHandle();
  await learner.filter("Sujets").getByRole("checkbox", { name: /^Environnement/ }).check();
  await expect(learner.count).toHaveText("1 cours");
  expect(await stays?.evaluate((link) => link.isConnected)).toBe(true);
});

test("Enter searches, and back undoes it", async ({ learner, world }) => {
  await learner.opens("/?query=climat");
  await expect(learner.count).toHaveText(await world.counts("query=climat"));
  await learner.searches("chimie");
  await learner.presses("Enter");
  await expect(learner.count).toHaveText(await world.counts("query=chimie"));
  await expect(learner.field).toBeFocused();
  await learner.page.goBack();
  await expect(learner.field).toHaveValue(/chimie|climat/);
});

test("Enter keeps the filters chosen while typing, and back leads to before all that", async ({ learner, world }) => {
  await learner.opens("/settings");
  await learner.follows("link", "Catalogue");
  await expect(learner.count).toHaveText(await world.counts());
  await learner.searches("climat");
  await expect(learner.page).toHaveURL("/?query=climat");
  const environment = learner.filter("Sujets").getByRole("checkbox", { name: /^Environnement/ });
  await expect(learner.suggestions.first()).toBeVisible();
  await learner.presses("Escape"); // they cover the filters
  await environment.check();
  await expect(learner.page).toHaveURL("/?query=climat&subjects=52");
  await learner.field.press("Enter");
  await expect(learner.page).toHaveURL("/?query=climat&subjects=52");
  await expect(learner.count).toHaveText(await world.counts("query=climat&subjects=52"));
  await expect(environment).toBeChecked();
  await learner.page.goBack();
  await expect(learner.page).toHaveURL("/");
  await expect(environment).not.toBeChecked();
  await expect(learner.field).toHaveValue("");
});

test("a filter taken off while typing does not come back with the search", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opens("/?subjects=52");
  await expect(learner.count).toHaveText(await world.counts("subjects=52"));
  await learner.searches("climat");
  await expect(learner.page).toHaveURL("/?query=climat&subjects=52");
  await expect(learner.suggestions.first()).toBeVisible();
  await learner.presses("Escape"); // they cover the filters
  await learner.follows("button", "Retirer le filtre : Environnement");
  await expect(learner.page).toHaveURL("/?query=climat");
  await learner.page.getByRole("main").getByRole("button", { name: "Rechercher", exact: true }).click();
  await expect(learner.count).toHaveText(await world.counts("query=climat"));
  await expect(learner.page).toHaveURL("/?query=climat");
});

test("a text is emptied with Escape, and the whole catalogue is back", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opens("/?query=climat");
  await expect(learner.count).toHaveText(await world.counts("query=climat"));
  await learner.field.focus();
  await learner.presses("Escape");
  await expect(learner.field).toHaveValue("");
  await expect(learner.count).toHaveText(await world.counts());
  await expect(learner.page).toHaveURL("/");
});

test("a text longer than the server takes is cut, not refused", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens(`/?query=${"climat ".repeat(30).trim().replaceAll(" ", "+")}`);
  await expect(learner.count).toHaveText(/^\d+ cours$/);
  await expect(learner.page.getByRole("alert")).toHaveCount(0);
});
