/** A thread with more responses than a page asks for by itself. */
import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";

const KEY = "course-v1:Preau+ENLIGNE+1";
const FORUM = `/learn/${KEY}/forum`;

test.use({ settings: { lms: { replies: 1130 } } });
// a thousand responses take a browser under test long
test.describe.configure({ timeout: 90_000 });

/** The long thread and one of its first responses, as the server names them. */
async function longest(learner: Learner, page = 1): Promise<{ thread: string; response: string }> {
  return learner.page.evaluate(async ({ key, page }) => {
    const read = async (path: string) => (await (await fetch(path)).json()) as { results: { id: string; title: string }[] };
    const course = encodeURIComponent(key);
    const threads = await read(`/api/discussion/v1/threads/?course_id=${course}&order_by=comment_count&page_size=10`);
    const thread = threads.results.find(({ title }) => title === "Un très long fil")?.id ?? "";
    const last = await read(`/api/discussion/v1/comments/?thread_id=${thread}&reverse_order=1&page=${page}&page_size=100`);
    return { thread, response: last.results.at(-1)?.id ?? "" };
  }, { key: KEY, page });
}

test("an address leads to a response beyond what is loaded first", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn(FORUM);
  const { thread, response } = await longest(learner, 12);
  await learner.opens(`${FORUM}/threads/${thread}/${response}`);
  await expect(learner.focused).toHaveAttribute("id", `post-${response}`, { timeout: 40_000 });
  await expect(learner.page.getByText(/^Le message demandé/)).toHaveCount(0);
  await expect(learner.page.getByRole("heading", { level: 2, name: /^1\s130 réponses$/ })).toBeVisible();
});

test("more responses: the first that comes has the focus, and how many is said", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn(FORUM);
  const { thread, response } = await longest(learner, 12);
  await learner.opens(`${FORUM}/threads/${thread}`);
  const more = learner.page.getByRole("button", { name: "Afficher plus de réponses" });
  await more.press("Enter");
  await learner.hears("130 réponses de plus");
  await expect(more).toHaveCount(0);
  await expect(learner.focused).toHaveAttribute("id", `post-${response}`);
});

test.describe("where not all replies come by themselves", () => {
  test.use({ settings: { lms: { replies: 620 } } });

  test("one’s own reply leaves the way to those that were not asked for", { tag: "@chromium-only" }, async ({ learner }) => {
    await learner.opensSignedIn(FORUM);
    const { thread } = await longest(learner);
    await learner.opens(`${FORUM}/threads/${thread}`);
    // near the end: replies of the first sixty that have some come by themselves
    const response = learner.page.getByRole("article").filter({ hasText: "Réponse 610 :" });
    const others = response.getByRole("button", { name: "Afficher 2 commentaires" });
    await expect(others).toBeVisible({ timeout: 40_000 });
    await response.getByRole("button", { name: "Commenter la réponse de karim_o" }).click();
    await expect(learner.page.getByRole("textbox", { name: /^Commenter la réponse de karim_o/ })).toBeFocused();
    await learner.types("Merci bien !");
    await learner.presses("Control+Enter");
    const replies = response.getByRole("heading", { level: 4 });
    await expect(replies).toHaveText(["Commentaire de learner"]);
    await others.press("Enter");
    await expect(replies).toHaveText([/sofia\.m/, /sofia\.m/, /learner/]);
    await expect(replies.first()).toBeFocused();
    await expect(others).toHaveCount(0);
  });
});
