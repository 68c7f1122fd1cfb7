import { expect, test } from "./fixtures/index.ts";

/** The first moments of a visit: what is asked ahead of the WebAssembly, and what stands until it is there. */

test("what a first visit asks for is asked once, however early", async ({ learner, world }) => {
  await world.configures({ starting_points: { myself: ["20"], work: ["112"] } });
  await learner.opens("/");
  await expect(learner.cards).toHaveCount(21);
  await expect(learner.page.getByRole("link", { name: /^Droit ?, \d+ cours$/ })).toBeVisible();
  const asked = async () => (await world.requests("/api/v1.0/")).map(({ path }) => path).sort();
  expect(await asked()).toEqual([
    "/api/v1.0/courses/?limit=21&offset=0",
    "/api/v1.0/courses/?subjects_aggs=20&subjects_aggs=112&scope=filters&limit=1",
  ]);

  const code = await learner.cards.first().getByRole("link").getAttribute("href");
  await world.forgetsRequests();
  await learner.opens(code ?? "");
  await expect(learner.page.getByRole("heading", { level: 2, name: "Sessions" })).toBeVisible();
  expect((await asked()).filter((path) => path.includes("query="))).toHaveLength(1);
});

test("a link to a course is read as the app reads it", { tag: "@chromium-only" }, async ({ learner, world }) => {
  learner.expectsProblem(/courses\/106\//); // it is not there
  for (const address of ["/courses/R%26D%2B%C3%A9", "/courses/106?code=R%26D%2B%C3%A9"]) {
    await world.forgetsRequests();
    await learner.opens(address);
    await expect(learner.heading).toBeVisible();
    await expect(learner.page.getByText("Chargement")).toHaveCount(0);
    expect((await world.requests("query=")).filter(({ path }) => path.includes("R%26D%2B%C3%A9"))).toHaveLength(1);
  }
});

test("until the app is there, a page does not claim to be the catalogue", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.page.route("**/*.wasm", () => undefined); // it never comes
  await learner.page.goto("/", { waitUntil: "commit" });
  await expect(learner.page.getByText("Trouvez le cours qu’il vous faut")).toBeVisible();
  await learner.page.goto("/badges", { waitUntil: "commit" });
  await expect(learner.page.getByText("Chargement…")).toBeVisible();
  await expect(learner.page.getByText("Trouvez le cours qu’il vous faut")).toBeHidden();
  // a screen reader says it first
  await expect(learner.page).toHaveTitle("Préau");
});

test("the way back leads to the very card, at the end of the list too", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/");
  await expect(learner.cards).toHaveCount(21);
  const last = learner.cards.last().getByRole("link");
  await last.click();
  await expect(learner.page.getByRole("heading", { level: 2, name: "Sessions" })).toBeVisible();
  await learner.page.goBack();
  await expect(last).toBeFocused();
  await expect(last).toBeInViewport();
});
