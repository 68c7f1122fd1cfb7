/** Where the focus is on the way back: on the link that led away, wherever on the page that is; and on arriving, never nowhere. */
import { course, expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";
import { ONLINE, unitOf } from "./fixtures/learning.ts";

const HOME = `/learn/course-v1:${ONLINE}`;

/** By a link of that part of the page, and back. */
async function returnsTo(learner: Learner, within: "banner" | "contentinfo" | "main", name: string): Promise<void> {
  const { page } = learner;
  const former = (await learner.heading.textContent()) ?? "";
  const link = page.getByRole(within).getByRole("link", { name, exact: true }).first();
  await link.press("Enter");
  await expect(learner.heading).not.toHaveText(former);
  await expect(learner.heading).toBeFocused();
  await page.goBack();
  await expect(learner.heading).toHaveText(former);
  await expect(link).toBeFocused();
}

test("it leads to links of the header and the footer, and to none that led away before", async ({ learner, world }) => {
  await world.add(course({ code: "BOT-RUES", title: "Botanique des trottoirs" }));
  await learner.opens("/courses/BOT-RUES");
  await returnsTo(learner, "main", "Université de Valmorin");
  await returnsTo(learner, "contentinfo", "Plan du site");
  await returnsTo(learner, "banner", "Affichage");
});

test("it leads to the parts of a course from its units, and to who takes part from a discussion", async ({ learner }) => {
  await learner.opensSignedIn(unitOf(ONLINE, "comprendre", "liens-boutons"));
  await expect(learner.heading).toHaveText("Nom, rôle, état");
  await returnsTo(learner, "main", "Progression");
  await learner.opens(`${HOME}/forum/threads/93`);
  await expect(learner.heading).toHaveText(/^Comment sauter/);
  await returnsTo(learner, "main", "sofia.m");
});

test("a link in a menu that has closed gives way to the heading", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn("/settings");
  await learner.account.press("Enter");
  await learner.page.getByRole("banner").getByRole("link", { name: "Mes badges et attestations" }).press("Enter");
  await expect(learner.heading).toHaveText("Mes badges et attestations");
  await learner.page.goBack();
  await expect(learner.heading).toHaveText("Affichage et langue");
  await expect(learner.heading).toBeFocused();
});

test("a link that comes a little later than its page has the focus then", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn("/dashboard");
  await returnsTo(learner, "main", "Quiz : le lecteur d’écran");
});

test("a link to a part of a course leads to the heading of the unit that is found there", async ({ learner }) => {
  await learner.opensSignedIn(`${HOME}/progress`);
  await learner.page.getByRole("main").getByRole("link", { name: "Quiz : les aides techniques" }).press("Enter");
  await expect.poll(() => learner.address).toContain("@vertical+");
  await expect(learner.heading).toBeFocused();
  await learner.opens("/dashboard");
  await learner.page.getByRole("main").getByRole("link", { name: /^Reprendre : / }).first().press("Enter");
  await expect.poll(() => learner.address).toContain("@vertical+");
  await expect(learner.heading).toBeFocused();
});
