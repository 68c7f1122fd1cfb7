import { isAccessible } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/index.ts";

const KEY = "course-v1:Preau+ENLIGNE+1";

/** Ways by which HTML of a backend could do something; each calls alert(), leaves for elsewhere or loads from there if it works. */
const HOSTILE = [
  "<h2>Documents</h2><p>Avant <strong>le texte</strong></p>",
  "<script>alert('script')</script>",
  "<img src=x onerror=alert('img')>",
  "<img src='//ailleurs.example/p.png' onload=alert(1)>",
  "<svg><script>alert('svg')</script><a xlink:href='javascript:alert(2)'><text>svg</text></a></svg>",
  "<noscript><p title='</noscript><img src=x onerror=alert(4)>'></noscript>",
  "<form action='https://ailleurs.example/' id=nav><input name=attributes autofocus onfocus=alert(5)><button formaction='javascript:alert(6)'>Envoyer</button></form>",
  "<a href='javascript:alert(7)'>piège</a> <a href='  JaVa\tScript:alert(8)'>autre piège</a> <a href='data:text/html,<script>alert(9)</script>'>données</a>",
  "<a href='https://www.example.org/guide' onclick=alert(10) target=_top>le guide</a> <a href='mailto:aide@example.org'>écrire</a>",
  `<a href='/courses/${KEY}/jump_to/block-v1:Preau+ENLIGNE+1+type@vertical+block@reperes'>une unité</a>`,
  "<iframe src='https://ailleurs.example/' srcdoc='<script>parent.alert(11)</script>'></iframe><object data='https://ailleurs.example/x'></object><embed src='https://ailleurs.example/y'>",
  "<div id=main class='preau-toasts' style='position:fixed;inset:0;background:url(https://ailleurs.example/z)' onmouseover=alert(12)>Boîte</div>",
  "<base href='https://ailleurs.example/'><meta http-equiv=refresh content='0;url=https://ailleurs.example/'><link rel=stylesheet href='https://ailleurs.example/s.css'>",
  "<details open ontoggle=alert(13)><summary>Plus</summary>contenu</details><video src=x onerror=alert(14)></video><template><img src=x onerror=alert(15)></template>",
  "<img src='https://images.example/carte.png' alt='Carte des régions' width=640 height=400>",
  "<h4>Formule</h4><math><mfrac><mi>a</mi><mi href='javascript:alert(16)'>b</mi></mfrac><annotation-xml encoding='text/html'><img src=x onerror=alert(17)></annotation-xml></math>",
  `<table><tr><th colspan=99999 onclick=alert(18)>${"Large".repeat(60)}</th></tr></table>`,
  `${"<div>".repeat(3000)}au fond${"</div>".repeat(3000)}`,
  "<p>Après</p>",
  // an old way to be read differently the second time; for the parser, all after it is a comment
  "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=alert(3)&gt;'></table></mtext></math>",
].join("");

/** Whether this address leads to the server that served the page, or nowhere at all. */
const isOwn = (address: string, page: string) => /^(data|blob):/.test(address) || new URL(address).origin === new URL(page).origin;

test.describe("with hostile HTML from the LMS", () => {
  test.use({ settings: { lms: { courses: { [KEY]: { handouts_html: HOSTILE } } } } });

  test("what is said is shown, nothing runs, nothing is asked of others", async ({ learner, baseURL }) => {
    const { page } = learner;
    page.on("dialog", (dialog) => {
      throw new Error(`a script ran: ${dialog.message()}`);
    });
    const elsewhere: string[] = [];
    page.on("request", (request) => {
      if (!isOwn(request.url(), baseURL!)) elsewhere.push(request.url());
    });
    await learner.opensSignedIn(`/learn/${KEY}`);
    const text = page.getByRole("heading", { name: "Documents du cours" }).locator("..");
    await expect(text.getByText("Après")).toBeVisible();
    await expect(text.getByText("au fond")).toBeVisible();
    expect(new URL(page.url()).pathname).toContain("/learn/");

    const left = await text.evaluate((root) => ({
      elements: [...root.querySelectorAll("script,style,iframe,object,embed,form,input,base,meta,link,video,template,svg:not(.preau-icon)")].map((element) => element.localName),
      attributes: [...root.querySelectorAll("*")].flatMap((element) => (element.closest("button") ? [] : element.getAttributeNames())).filter((name) => /^(on|style$|id$|xlink|target$|formaction$|srcdoc$)/.test(name)),
      addresses: [...root.querySelectorAll("[href]")].map((element) => element.getAttribute("href")),
    }));
    expect(left.elements).toEqual([]);
    expect(left.attributes).toEqual([]);
    expect(left.addresses).toEqual(["https://www.example.org/guide", "mailto:aide@example.org", expect.stringContaining(`/learn/${KEY}/resume?block=`)]);
    await expect(text.getByRole("link", { name: "le guide" })).toHaveAttribute("rel", /noopener/);
    expect(elsewhere).toEqual([]);
    await isAccessible(page, "with hostile HTML");
  });

  test("a picture of another site comes when it is asked for", { tag: "@chromium-only" }, async ({ learner }) => {
    const { page } = learner;
    // the site's policy lets pictures of any https site through; this one is answered here
    await page.route("https://images.example/**", (route) =>
      route.fulfill({ contentType: "image/svg+xml", body: "<svg xmlns='http://www.w3.org/2000/svg' width='640' height='400'/>" }),
    );
    await learner.opensSignedIn(`/learn/${KEY}`);
    await expect(page.getByRole("img", { name: "Carte des régions" })).toHaveCount(0);
    await page.getByRole("button", { name: "Charger l’image « Carte des régions » d’images.example" }).press("Enter");
    await expect(page.getByRole("img", { name: "Carte des régions" })).toBeVisible();
    await expect(page.getByRole("img", { name: "Carte des régions" }), "the focus of the button that went").toBeFocused();
  });
});
