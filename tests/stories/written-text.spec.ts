import { isAccessible } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";

const THREAD = "/learn/course-v1:Preau+ENLIGNE+1/forum/threads/93";

/** Opens a discussion whose only response is this text, and gives that response. */
async function reads(learner: Learner, raw_body: string) {
  await learner.page.route("**/api/discussion/v1/comments/?*thread_id=93*", async (route) => {
    const response = await route.fetch();
    const answer = (await response.json()) as { pagination: object; results: object[] };
    const results = [{ ...answer.results[0], id: "9001", endorsed: false, child_count: 0, raw_body, rendered_body: "" }];
    await route.fulfill({ response, json: { pagination: { ...answer.pagination, next: null, count: 1, num_pages: 1 }, results } });
  });
  await learner.opensSignedIn(THREAD);
  const response = learner.page.getByRole("article", { name: /^Réponse/ });
  await expect(response).toBeVisible();
  return response;
}

test("formulas are read and seen as formulas, however they are marked", async ({ learner }) => {
  const text = await reads(
    learner,
    [
      "Entre 5 $ et 7 $, $x_1^2 < a*b*c$ et \\(\\frac{1}{2}\\).",
      "$$\\sum_{i=1}^{n} x_i$$",
      "\\begin{equation}e = mc^2\\end{equation}",
      "`$pas_ici$`",
      "$\\inconnue{x}$",
    ].join("\n\n"),
  );
  await expect(text.getByRole("math")).toHaveCount(4);
  await expect(text.getByText("Entre 5 $ et 7 $,")).toBeVisible();
  const formulas = text.getByRole("math");
  await expect(formulas.nth(0)).toHaveAttribute("alttext", "x_1^2 < a*b*c");
  await expect(formulas.nth(1)).toHaveAttribute("alttext", "\\frac{1}{2}");
  await expect(formulas.nth(2)).toHaveAttribute("display", "block");
  await expect(text.getByText("$pas_ici$")).toBeVisible();
  await expect(text.getByTitle("Cette formule n’a pas pu être mise en forme")).toHaveText("\\inconnue{x}");
  await isAccessible(learner.page, "formulas");
});

test("formulas of a rich editor are formulas, aligned as their author meant", async ({ learner }) => {
  const text = await reads(
    learner,
    "<p>J'ai \\(v_0\\cos(\\alpha)\\,t\\) et \\[\\begin{align} a &= b \\\\ c &= d \\end{align}\\]</p>\n<p>[mathjaxinline]y &lt; z[/mathjaxinline]</p>",
  );
  const formulas = text.getByRole("math");
  await expect(formulas).toHaveCount(3);
  await expect(formulas.nth(2)).toHaveAttribute("alttext", "y < z");
  await expect(formulas.nth(1)).not.toContainText("(1)");
  const sides = await formulas.nth(1).evaluate((formula) => [...formula.querySelectorAll("mtd")].map((cell) => getComputedStyle(cell).textAlign));
  expect(sides).toEqual(["end", "start", "end", "start"]);
});

test("the deepest formulas that are read end no page", async ({ learner }) => {
  const deep = ["{", "\\sqrt{", "a^{", "\\hat{", "\\frac{1}{"].map((open) => `$${open.repeat(40)}x${"}".repeat(40)}$`);
  const chains = ["\\sqrt ", "\\hat ", "\\frac{1}", "\\color{red}"].map((command) => `$${command.repeat(239)}x$`);
  const tooDeep = ["{", "\\sqrt "].map((open) => `$${open.repeat(900)}x$`);
  const text = await reads(learner, [...deep, ...chains, ...tooDeep, "$fin$", "Après"].join("\n\n"));
  await expect(text.getByRole("math").last()).toHaveAttribute("alttext", "fin");
  await expect(text.getByText("Après")).toBeVisible();
});

test("code, tables, pictures and headings are said for what they are", async ({ learner }) => {
  learner.expectsProblem(/courbe\.png|Failed to load resource/); // the mock has no such picture
  const text = await reads(
    learner,
    [
      "# Ma réponse",
      "```python\nx: List[int] = []\nprint(x < 3)\n```",
      "| a | b |\n|---|---|\n| 1 | $|x|$ |",
      "![](/media/courbe.png)",
      "![Une carte](https://images.example/carte.png)",
      "> cité",
      "Un List<String>, une balise <title>, :smile:, ~~non~~ et https://a.example/b.",
    ].join("\n\n"),
  );
  await expect(text.getByRole("heading", { level: 4, name: "Ma réponse" })).toBeVisible();
  await expect(text.getByRole("group", { name: "Code python" })).toContainText("print(x < 3)");
  await expect(text.getByRole("group", { name: "Code python" })).toHaveAttribute("tabindex", "0");
  await expect(text.getByRole("columnheader", { name: "a" })).toBeVisible();
  await expect(text.getByRole("img", { name: "Image sans description" })).toBeAttached();
  await expect(text.getByRole("button", { name: /Une carte/ })).toBeVisible();
  await expect(text.getByRole("blockquote")).toHaveText("cité");
  await expect(text.getByText(/Un List<String>, une balise <title>, :smile:/)).toBeVisible();
  await expect(text.getByRole("link", { name: "https://a.example/b" })).toHaveAttribute("href", "https://a.example/b");
});
