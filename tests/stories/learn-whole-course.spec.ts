/** A whole course by keyboard alone, in English: from its home through every unit to what comes after the last one. */
import { expect, test } from "./fixtures/index.ts";

const KEY = "course-v1:Preau+OPENDATA+1";
const HOME = `/learn/${KEY}?lang=en`;

interface Outline {
  blocks: Record<string, { type: string; display_name: string; children: string[] }>;
}

/** Names of all units in the order of the course. */
function units({ blocks }: Outline): string[] {
  const below = (key: string): string[] => {
    const block = blocks[key];
    if (!block) return [];
    return block.type === "vertical" ? [block.display_name] : block.children.flatMap(below);
  };
  const root = Object.keys(blocks).find((key) => blocks[key]?.type === "course");
  return below(root ?? "");
}

test.use({ settings: { lms: { enrolled: { learner: { [KEY]: { mode: "honor", completed: 0 } } } } } });

test("a learner goes through a whole course by keyboard alone, in English", async ({ learner, world }) => {
  test.setTimeout(240_000);
  const { page, heading } = learner;
  const titles = units(await world.asks<Outline>(`/api/course_home/v1/navigation/${KEY}`, "en"));
  expect(titles.length).toBeGreaterThan(25);
  await learner.opensSignedIn(HOME);
  await expect(page.getByRole("link", { name: `Begin: ${titles[0]}` })).toBeVisible();
  await learner.tabsTo("link", `Begin: ${titles[0]}`);
  await learner.presses("Enter");
  for (const [at, title] of titles.entries()) {
    await expect(heading).toHaveText(title);
    await expect(heading).toBeFocused();
    const next = titles[at + 1];
    const link = next === undefined ? "Next: end of the course" : `Next: ${next}`;
    await expect(page.getByRole("link", { name: link, exact: true })).toBeVisible();
    await learner.tabsTo("link", link);
    await learner.presses("Enter");
  }
  await expect(heading).toHaveText("End of the course");
  await expect(heading).toBeFocused();
  await expect(page.getByRole("heading", { name: "Left to complete:" })).toBeVisible();
  await learner.tabsTo("link", "Progress");
});
