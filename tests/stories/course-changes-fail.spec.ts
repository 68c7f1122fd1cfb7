/** All that a learner changes in a course, broken in every way: it is taken back and said where it was done, and can be tried again. */
import { expect, test } from "./fixtures/index.ts";
import { ENDINGS } from "./fixtures/faults.ts";
import { ONLINE, unitOf } from "./fixtures/learning.ts";

const HOME = `/learn/course-v1:${ONLINE}`;

for (const [how, fault] of Object.entries(ENDINGS)) {
  test.describe(`the server ${how}`, { tag: "@chromium-only" }, () => {
    test.beforeEach(({ learner }) => learner.expectsProblem(/./));

    test("a unit's mark goes back, and the unit goes on", async ({ learner, world }) => {
      await learner.opensSignedIn(unitOf(ONLINE, "touches", "tab"));
      const mark = learner.page.getByRole("button", { name: "Marquer cette unité" });
      await expect(mark).toHaveAttribute("aria-pressed", "false");
      await world.breaks({ method: "change", path: "/api/bookmarks", ...fault });
      await mark.click();
      if (fault.drop || fault.truncate) {
        // as without network: it is kept, and told when something gets through
        await world.heals();
        await learner.page.evaluate(() => dispatchEvent(new Event("online")));
        await expect.poll(async () => (await world.requests("/api/bookmarks")).some(({ method, status }) => method === "POST" && [200, 201].includes(status ?? 0))).toBe(true);
        return;
      }
      await expect(learner.page.getByRole("alert").last()).toContainText("n’a pas pu être changé");
      await expect(mark).toHaveAttribute("aria-pressed", "false");
      await world.heals();
      await mark.click();
      await learner.hears("Unité marquée");
      await expect(mark).toHaveAttribute("aria-pressed", "true");
    });

    test("goal and message of a course's home", async ({ learner, world }) => {
      const { page } = learner;
      await learner.opensSignedIn(HOME);
      await page.getByRole("radio", { name: "3" }).check();
      await world.breaks({ method: "change", path: "/api/course_home/", ...fault });
      await learner.follows("button", "Enregistrer mon objectif");
      // a good answer says that it was done, whatever it holds
      const isDone = fault.body?.startsWith("{");
      if (isDone) return learner.hears("Votre objectif est enregistré.");
      await expect(page.getByRole("alert").last()).toBeVisible();
      await expect(page.getByRole("radio", { name: "3" }), "what was chosen stays chosen").toBeChecked();
      await world.heals();
      await learner.follows("button", "Enregistrer mon objectif");
      await learner.hears("Votre objectif est enregistré.");
    });

    test("a place that cannot be told bothers nobody", async ({ learner, world }) => {
      await learner.opensSignedIn(HOME);
      await world.breaks({ method: "change", path: "/courses/", ...fault });
      await learner.opens(unitOf(ONLINE, "comprendre", "liens-boutons"));
      await expect(learner.heading).toHaveText("Nom, rôle, état");
      await learner.follows("link", /^Suivant/);
      await expect(learner.heading).not.toHaveText("Nom, rôle, état");
      await expect(learner.page.getByRole("main").getByRole("alert")).toHaveCount(0);
    });

    test("new dates, and leaving a course, are refused in their dialogs", async ({ learner, world }) => {
      await learner.opensSignedIn(`${HOME}/dates`);
      await learner.follows("button", "Décaler mes échéances");
      await world.breaks({ method: "change", path: "/api/", ...fault });
      await learner.dialog.getByRole("button", { name: "Décaler" }).click();
      const isDone = fault.body?.startsWith("{");
      if (!isDone) await expect(learner.dialog.getByRole("alert")).toBeVisible();
      await world.heals();
      if (!isDone) await learner.dialog.getByRole("button", { name: /^(Réessayer|Décaler)$/ }).first().click();
      await learner.hears("Vos échéances ont été décalées.");

      // a server that says yes is believed: no answer tells more
      if (fault.body) return;
      await learner.opens("/dashboard");
      await learner.follows("button", /^Quitter… Apprendre en ligne/);
      await world.breaks({ method: "change", path: "/api/enrollment/", ...fault });
      await world.breaks({ method: "change", path: "/change_enrollment", ...fault });
      await learner.dialog.getByRole("button", { name: "Quitter le cours" }).click();
      const said = learner.dialog.getByRole("alert");
      const left = learner.page.getByRole("button", { name: /^Quitter… Apprendre en ligne/ });
      await expect(async () => {
        expect((await said.isVisible()) || (await left.count()) === 0).toBe(true);
      }).toPass();
      await world.heals();
      if (await said.isVisible()) await learner.dialog.getByRole("button", { name: "Quitter le cours" }).or(learner.dialog.getByRole("button", { name: "Réessayer" })).first().click();
      await expect(left).toHaveCount(0);
    });

    test("an enrolment that fails says so, and comes with 'Try again'", async ({ learner, world }) => {
      await learner.opensSignedIn("/courses/ENLIGNE", "newcomer");
      const enrol = learner.page.getByRole("button", { name: "S’inscrire à ce cours" });
      await expect(enrol).toBeVisible();
      await world.breaks({ method: "change", path: "/api/enrollment/v1/enrollment", ...fault });
      await enrol.click();
      const said = learner.page.getByRole("alert").first();
      // where the answer alone was spoilt, the platform is asked whether it did it
      const isIn = () => learner.address.startsWith("/learn/");
      await expect.poll(async () => isIn() || (await said.isVisible())).toBe(true);
      await world.heals();
      if (!isIn()) await learner.page.getByRole("button", { name: "Réessayer" }).or(enrol).first().click();
      await expect(learner.page).toHaveURL(/\/learn\//);
    });
  });
}
