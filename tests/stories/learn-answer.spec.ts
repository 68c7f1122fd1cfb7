/** Questions that are answered in a unit's frame count: on the unit, in the outline and on the page of progress. */
import { expect, test } from "./fixtures/index.ts";
import { ONLINE, unitOf } from "./fixtures/learning.ts";

const KEY = `course-v1:${ONLINE}`;

test.use({ settings: { lms: { enrolled: { learner: { [KEY]: { mode: "honor", completed: 0, points: 0 } } } } } });

test("a learner answers questions in the frame, and sees progress change", async ({ learner, world }) => {
  const { page } = learner;
  const quiz = page.getByRole("main").getByRole("listitem").filter({ hasText: "Quiz : au clavier" }).last();
  await learner.opensSignedIn(`/learn/${KEY}/progress`);
  await expect(page.getByRole("region", { name: "Avancement" })).toContainText(/^Avancement\s*0 unité/);
  await expect(quiz).toContainText(/Points\s: 0 sur 4/);

  await learner.opens(unitOf(ONLINE, "quiz-2", "quiz-clavier"));
  // the frame of the unit in view. A look-up by CSS: that of the next unit would have the same role
  const unit = page.locator("iframe[title^='Contenu de l’unité']").first().contentFrame();
  const question = (title: string) => unit.locator("form").filter({ hasText: title });
  const answers = async (title: string, feedback: string): Promise<void> => {
    await question(title).getByRole("button").press("Enter");
    await expect(question(title).getByRole("status")).toContainText(feedback);
  };
  await unit.getByRole("radio", { name: "Maj + Tab" }).check();
  await answers("Comment revient-on", "Exact. Oui.");
  await unit.getByRole("radio", { name: "Six fois" }).check();
  await answers("six boutons radio", "Inexact. Ce serait le cas de six cases à cocher.");
  await unit.getByRole("checkbox", { name: "Entrée suit un lien." }).check();
  await answers("Lesquelles de ces phrases", "Inexact. Oui.");
  await question("Un menu de 12 liens").getByRole("textbox").fill("1");
  await answers("Un menu de 12 liens", "Exact. Un seul");

  // the text above the questions counts too, once it was in view for a while
  await page.evaluate(() => scrollTo(0, 0));
  await expect.poll(async () => (await world.requests("publish_completion")).map(({ status }) => status)).toEqual([200]);
  await page.getByRole("navigation", { name: "Parties du cours" }).getByRole("link", { name: "Progression" }).click();
  await expect(learner.heading).toHaveText("Progression");
  await expect(quiz).toContainText(/Points\s: 2 sur 4/);
  await expect(page.getByRole("region", { name: "Avancement" })).toContainText(/^Avancement\s*1 unité/);
});
