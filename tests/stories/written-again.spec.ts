/**
 * What was made safe stays as it is when it is made safe again, whatever it was: nothing is hidden in it that another reading would bring
 * out, and who quotes a text that shows quotes what shows.
 *
 * The texts are put together at random, of pieces that mean something. The seed is part of the story's title and of what it says when it
 * fails; `PREAU_SEED=123` tries another.
 */
import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";

const THREAD = "/learn/course-v1:Preau+ENLIGNE+1/forum/threads/93";
const SEED = Number(process.env["PREAU_SEED"] ?? 20_260_915);
/** Texts of each kind. */
const TEXTS = 150;
/** Pictures of the platform that are not there. */
const NO_PICTURE = /Failed to load resource|404|NetworkError/;

const MARKDOWN = [
  "*", "**", "_", "~~", "`", "``", "[", "](https://www.example.org/a)", "](javascript:alert(1))", "![image](/media/x.png)", "(", ")", "\n", "\n\n",
  "> ", "- ", "1. ", "    ", "# ", "### ", "```js\n", "\n```\n", "$", "$$", "\\(", "\\)", "\\", "| a |", "\n| - |\n", "mot", "é😄", " ", "&", "&lt;",
  "<", "<b>", "</b>", "<sub>2</sub>", "<!--", "-->", "https://www.example.org", "---\n", "[^1]", "\u0000", "\u200F",
];
const HTML = [
  "<p>", "</p>", "<div class=x>", "</div>", "<b onclick=alert(1)>", "</b>", "<i>", "</i>", "<a href=https://www.example.org/>", "<a href=javascript:alert(1)>", "</a>",
  "<table>", "<tr>", "<td colspan=2>", "<th scope=col>", "</table>", "<caption>", "<tbody>", "<ul>", "<ol start=3>", "<li>", "</ul>", "<h1>", "<h3>", "<h6>", "</h1>", "<pre>",
  "<pre data-language=js><code>", "</code></pre>", "<blockquote>", "</blockquote>", "<details>", "<summary>", "</details>", "<script>", "</script>", "<style>", "</style>",
  "<svg>", "</svg>", "<math>", "<mi>x</mi>", "<mtext>", "<mfrac>", "</math>", "<annotation-xml encoding='text/html'>", "<form>", "</form>", "<button>", "</button>", "<input>", "<select><option>",
  "</select>", "<template>", "</template>", "<noscript>", "</noscript>", "<textarea>", "</textarea>", "<title>", "</title>", "<font color=red>", "</font>", "<center>",
  "<my-element>", "</my-element>", "<img src=/media/x.png alt='a\"b'>", "<br>", "<hr>", "<ruby>", "<rt>", "<dl><dt>", "<dd>", "<figure>", "<figcaption>", "<span lang=en dir=ltr>",
  "</span>", "<time datetime=2026-01-01>", "<!--", "-->", "<![CDATA[", "]]>", "mot", " ", "&amp;lt;img src=x&amp;gt;", "&nbsp;", "\n", "\n\n", "😄", "<", ">", "\"", "'",
];

/** Numbers that follow from a seed, from 0 to 1 (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function texts(pieces: string[], first: string, seed: number): string[] {
  const next = numbers(seed);
  const piece = () => pieces[Math.floor(next() * pieces.length)]!;
  return Array.from({ length: TEXTS }, () => first + Array.from({ length: 3 + Math.floor(next() * 30) }, piece).join(""));
}

/** A text as it stands in the page. */
interface Shown {
  /** Written as a text that is all HTML. */
  html: string;
  /** Without what the page itself puts around and into it. */
  shape: string;
}

/** The form in which texts are compared, for functions that run in a page. */
declare function shapeOf(root: Element | DocumentFragment): string;

/** Lets all pages know that form. */
async function compares(learner: Learner): Promise<void> {
  await learner.page.context().addInitScript(() => {
    const shapeOf = (root: Element | DocumentFragment): string => {
      // tables stand in a box each time: one that holds nothing else says no more than the table
      for (const table of root.querySelectorAll("table")) {
        for (let box = table.parentElement; box && box !== root && box.localName === "div" && box.childNodes.length === 1; box = table.parentElement) box.replaceWith(table);
      }
      // marks of the page's own, where something may change
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
      const marks: Comment[] = [];
      while (walker.nextNode()) marks.push(walker.currentNode as Comment);
      for (const mark of marks) mark.remove();
      root.normalize();
      for (const element of root.querySelectorAll("*")) {
        if (element.classList.contains("preau-tex")) element.removeAttribute("title");
        for (const name of ["class", "tabindex", "role", "aria-label", "rel", "loading", "decoding", "referrerpolicy"]) element.removeAttribute(name);
      }
      const whole = document.createElement("div");
      whole.append(...root.childNodes);
      return whole.innerHTML;
    };
    Object.assign(globalThis, { shapeOf });
  });
}

/** What the browser itself reads in each text, on a page without a policy. Trees that only mistakes of a writer make have no text. */
async function reads(learner: Learner, texts: string[]): Promise<string[]> {
  const page = await learner.page.context().newPage();
  await page.goto("data:text/html,<!doctype html><title>text</title>");
  const read = await page.evaluate(
    (texts) =>
      texts.map((text) => {
        const template = document.createElement("template");
        template.innerHTML = text;
        return shapeOf(template.content);
      }),
    texts,
  );
  await page.close();
  return read;
}

/** Opens the thread with these texts as its responses, and gives what stands there. By CSS: where a text begins and ends, no role says. */
async function shows(learner: Learner, texts: string[]): Promise<Shown[]> {
  const { page } = learner;
  const path = "**/api/discussion/v1/comments/?*thread_id=93*";
  await page.unroute(path);
  await page.route(path, async (route) => {
    const answer = await route.fetch();
    const list = (await answer.json()) as { pagination: Record<string, unknown>; results: Record<string, unknown>[] };
    const [first] = list.results;
    const results = texts.map((raw_body, number) => ({ ...first, id: String(9000 + number), endorsed: false, child_count: 0, raw_body, rendered_body: "" }));
    await route.fulfill({ response: answer, json: { pagination: { ...list.pagination, next: null, count: results.length, num_pages: 1 }, results } });
  });
  await learner.opensSignedIn(THREAD);
  await expect(page.getByRole("heading", { level: 3, name: /^Réponse|^Votre/ })).toHaveCount(texts.length, { timeout: 60_000 });
  // formulas come later than words
  await page.waitForLoadState("networkidle");
  const [, ...shown] = await page.locator("article .preau-rich").evaluateAll((all) =>
    all.map((root) => ({
      // an empty line followed by words would be Markdown, and the first line of `pre` may be empty
      html: `<div>${root.innerHTML.replace(/(<pre[^>]*>)\n/g, "$1\n\n").replaceAll("\n\n", "\n&#10;")}</div>`,
      shape: shapeOf(root.cloneNode(true) as Element),
    })),
  );
  // the first is what began the thread
  expect(shown).toHaveLength(texts.length);
  return shown;
}

for (const [kind, pieces, first] of [["Markdown", MARKDOWN, ""], ["HTML", HTML, "<p>"]] as const) {
  test(`what was made safe stays as it is: ${kind}, seed ${SEED}`, async ({ learner }) => {
    test.setTimeout(180_000);
    learner.expectsProblem(NO_PICTURE);
    await compares(learner);
    const written = texts(pieces as unknown as string[], first, SEED);
    const once = await shows(learner, written);
    expect(once.filter(({ shape }) => shape.length > 20).length).toBeGreaterThan(TEXTS / 2);
    const again = once.map(({ html }) => html);
    const [twice, read] = [await shows(learner, again), await reads(learner, again)];
    const changed = again.flatMap((_, at) => (twice[at]!.shape === read[at] ? [] : [{ written: written[at], once: once[at]!.shape, read: read[at], twice: twice[at]!.shape }]));
    expect(changed, `seed ${SEED}`).toEqual([]);
  });
}
