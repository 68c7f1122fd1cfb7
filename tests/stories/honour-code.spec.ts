import { isAccessibleInEveryLook } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/index.ts";
import { ONLINE, unitOf } from "./fixtures/learning.ts";

const KEY = `course-v1:${ONLINE}`;
const SIGNATURE = "/api/agreements/v1/integrity_signature/";
const unit = (sequence: string, name: string): string => unitOf(ONLINE, sequence, name);
const QUIZ = unit("quiz-1", "quiz-aides");

test.describe("where the platform asks for the honour code", () => {
  test.use({ settings: { lms: { courses: { [KEY]: { honour_code: true } } } } });

  test("it is signed once, before the first graded unit", async ({ learner, world }) => {
    const { page } = learner;
    await learner.opensSignedIn(unit("aides", "grossir"));
    const code = page.getByRole("region", { name: "Code d’honneur" });
    await expect(page.getByText("Unité 2 sur 2")).toBeVisible();
    await expect(code).toHaveCount(0);

    await learner.opens(QUIZ);
    await expect(code).toBeVisible();
    await expect(page.getByTitle(/^Contenu de l’unité/)).toHaveCount(0);
    await isAccessibleInEveryLook(page);

    learner.expectsProblem(/503/);
    await world.breaks({ path: SIGNATURE, status: 503 });
    await learner.tabsTo("button", "Je m’y engage");
    await learner.presses("Enter");
    await expect(code.getByRole("button", { name: "Réessayer" })).toBeVisible();
    await world.heals();
    await code.getByRole("button", { name: "Je m’y engage" }).press("Enter");
    await learner.hears("Votre engagement est enregistré, l’unité s’affiche.");
    await expect(code).toHaveCount(0);
    await expect(page.getByTitle(/^Contenu de l’unité/).first()).toBeVisible();
    await expect(learner.heading).toBeFocused();

    await learner.reloads();
    await expect(page.getByTitle(/^Contenu de l’unité/).first()).toBeVisible();
    await expect(code).toHaveCount(0);
  });

  test("who cannot be told whether to sign may go on", { tag: "@chromium-only" }, async ({ learner, world }) => {
    await world.breaks({ path: "/api/courseware/course/", status: 503 });
    await learner.opensSignedIn(QUIZ);
    await expect(learner.page.getByTitle(/^Contenu de l’unité/).first()).toBeVisible();
  });
});
