/** Errands through the web server that an operator gets from us; the world's watch sees every violation of its policy. */
import { readdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "../stories/fixtures/index.ts";

const COURSE = "Preau+BENCH+1";
const UNIT = `/learn/course-v1:${COURSE}/block-v1:${COURSE}+type@sequential+block@repondre/block-v1:${COURSE}+type@vertical+block@nombre`;

test.describe("one origin for all", () => {
  test.use({ settings: { lms: { enrolled: { learner: { "course-v1:Preau+BENCH+1": { mode: "audit", completed: 0 } } } } } });

  test("search, a course, sign-in, a unit of the LMS in its frame, and a reload of a deep address", async ({ learner }) => {
    await learner.opens("/");
    await learner.searches("vérifier une image");
    await learner.follows("link", "Vrai, faux, fabriqué : vérifier une image en cinq minutes");
    await expect(learner.heading).toHaveText("Vrai, faux, fabriqué : vérifier une image en cinq minutes");
    await learner.reloads();
    await expect(learner.heading).toHaveText("Vrai, faux, fabriqué : vérifier une image en cinq minutes");
    await learner.page.goto(`/login?next=${encodeURIComponent(UNIT)}`);
    await learner.signsIn();
    await expect(learner.page).toHaveURL(new RegExp("block@nombre$"));
    const frame = learner.page.locator("iframe[title^='Contenu de l’unité']").first();
    await expect(frame).toHaveAttribute("height", /^\d+$/);
    await expect(frame.contentFrame().getByRole("textbox").first()).toBeVisible();
  });
});

test("a new release takes the place of the one that is open: the page says so, and a reload is all it needs", async ({ learner }) => {
  const site = process.env["PREAU_SITE"];
  if (site === undefined) throw new Error("PREAU_SITE is missing: run this by `cargo xtask servers`");
  await learner.opens("/");
  await expect(learner.cards.first()).toBeVisible();
  const chunks = join(site, "chunks");
  const gone = join(site, "..", "chunks-of-the-other-release");
  expect((await readdir(chunks)).length).toBeGreaterThan(0);
  await rename(chunks, gone);
  // as each browser puts it that a file is gone
  learner.expectsProblem(/404|Failed to load resource|console: Error \(|WebAssembly|fetch/i);
  try {
    await learner.page.getByRole("link", { name: /^(Plan du site|Site map)$/ }).click();
    await expect(learner.heading).toHaveText("Cette page n’a pas pu être chargée");
    await expect(learner.page.getByText("le site vient d’être mis à jour").first()).toBeVisible();
  } finally {
    await rename(gone, chunks);
  }
  await learner.page.getByRole("button", { name: "Recharger la page" }).click();
  await expect(learner.heading).toHaveText("Plan du site");
});
