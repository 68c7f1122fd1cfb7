import { fits, isAccessibleInEveryLook } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";
import { BENCH, ONLINE, unitOf } from "./fixtures/learning.ts";

const list = (learner: Learner) => learner.page.getByRole("main").getByRole("article");
const count = (learner: Learner, text: string | RegExp) => learner.page.getByRole("heading", { level: 2, name: text });

test("a learner finds their courses again and goes on where they stopped", async ({ learner }) => {
  await learner.opensSignedIn("/dashboard");
  await expect(count(learner, "2 cours")).toBeVisible();
  const resume = learner.page.getByRole("region", { name: "Continuer" });
  await expect(resume.getByText(/ – /)).toBeVisible();
  await expect(learner.page.getByRole("region", { name: "Prochaines échéances" }).getByRole("listitem").first()).toBeVisible();
  await isAccessibleInEveryLook(learner.page);
  const link = resume.getByRole("link", { name: /^Reprendre/ });
  await expect(link).toHaveAttribute("href", /@sequential\+.*@vertical\+/);
  await link.click();
  expect(learner.address).toMatch(/^\/learn\/course-v1:.*@sequential\+/);
});

test.describe("with several courses under way", () => {
  const begun = { mode: "audit", completed: 0.3, is_active: true };
  test.use({ settings: { lms: { enrolled: { learner: {
    [`course-v1:${ONLINE}`]: { ...begun, days_ago: 20 },
    [`course-v1:${BENCH}`]: { ...begun, days_ago: 3 },
  } } } } });

  test("one goes on with the course that was open last", { tag: "@chromium-only" }, async ({ learner }) => {
    const link = learner.page.getByRole("region", { name: "Continuer" }).getByRole("link", { name: /^Reprendre/ });
    await learner.opensSignedIn("/dashboard");
    await expect(link).toHaveAttribute("href", new RegExp(`^/learn/course-v1:${BENCH.replaceAll("+", "\\+")}/`));
    await learner.opens(unitOf(ONLINE, "comprendre", "liens-boutons"));
    await expect(learner.heading).toHaveText("Nom, rôle, état");
    await learner.follows("link", "Mes cours");
    await expect(link).toHaveAttribute("href", new RegExp(`^/learn/course-v1:${ONLINE.replaceAll("+", "\\+")}/`));
    await learner.opens("/settings");
    await expect(learner.page.getByText("Le dernier cours où vous avez ouvert une unité")).toBeVisible();
  });
});

test("due dates go into the learner's calendar", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn("/dashboard");
  const [file] = await Promise.all([
    learner.page.waitForEvent("download"),
    learner.follows("button", /^Ajouter à mon agenda/),
  ]);
  expect(file.suggestedFilename()).toBe("Échéances-de-mes-cours.ics");
});

test("the dates of one course fail alone and can be asked for again", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.breaks({ path: "/api/course_home/dates/", status: 500, times: 1 });
  await learner.opensSignedIn("/dashboard");
  const due = learner.page.getByRole("region", { name: "Prochaines échéances" });
  await expect(due.getByText(/Échéances non disponibles pour/)).toBeVisible();
  await due.getByRole("button", { name: "Réessayer" }).click();
  await expect(due.getByText(/Échéances non disponibles pour/)).toBeHidden();
  await expect(due.getByRole("listitem").first()).toBeVisible();
});

test.describe("with dozens of courses", { tag: "@chromium-only" }, () => {
  const DATES = "/api/course_home/dates/";
  const OPEN = 42;
  const inCourse = (number: number) => `${DATES}course-v1:Ecole+INV${String(number).padStart(4, "0")}+s1`;
  /** What a course answers that has one thing due. */
  const due = (title: string, date: string) => ({
    body: JSON.stringify({ learner_is_full_access: true, course_date_blocks: [
      { date, date_type: "assignment-due-date", title, complete: false, learner_has_access: true, first_component_block_id: "" },
    ] }),
    content_type: "application/json",
  });
  const soon = (number: number) => ({ path: inCourse(number), ...due(`Devoir ${number}`, "2026-09-15T18:00:00Z") });
  const others = { path: `${DATES}course-v1:Ecole+INV`, ...due("Devoir d’un autre cours", "2026-10-01T18:00:00Z") };
  const region = ({ page }: Learner) => page.getByRole("region", { name: "Prochaines échéances" });
  const asked = async (world: { requests: (part: string) => Promise<unknown[]> }) => (await world.requests(DATES)).length;

  test.use({ settings: { lms: { enrolments: 160 } } });

  test("dates of all come, the oldest too, without haste", async ({ learner, world }) => {
    const { page } = learner;
    let [now, most] = [0, 0];
    page.on("request", (request) => request.url().includes(DATES) && (most = Math.max(most, now += 1)));
    for (const event of ["requestfinished", "requestfailed"] as const) page.on(event as "requestfinished", (request) => request.url().includes(DATES) && (now -= 1));
    await world.breaks(soon(158), others);
    await learner.opensSignedIn("/dashboard");
    await expect(count(learner, "162 cours")).toBeVisible();
    await expect(region(learner).getByRole("listitem").first()).toContainText("Devoir 158");
    await expect.poll(() => asked(world)).toBe(OPEN);
    expect(most).toBeLessThanOrEqual(3);
    await expect(region(learner).getByText(/^Recherche en cours/)).toHaveCount(0);
    await learner.follows("button", /^Afficher les \d+ échéances$/);
    await expect(region(learner).getByRole("link", { name: "Devoir d’un autre cours" })).toHaveCount(39);
    await isAccessibleInEveryLook(page);

    // who comes back asks the newest courses only
    await page.getByRole("navigation", { name: "Principale" }).getByRole("link", { name: "Catalogue" }).click();
    await expect(learner.count).toBeVisible();
    await page.goBack();
    await expect(region(learner).getByRole("listitem").first()).toContainText("Devoir 158");
    await expect(region(learner).getByText(/^Recherche en cours/)).toHaveCount(0);
    expect(await asked(world)).toBe(OPEN + 12);
    // and the one where they learnt last, however old
    await page.evaluate(() => localStorage.setItem("preau.last", '"course-v1:Ecole+INV0158+s1"'));
    await page.getByRole("navigation", { name: "Principale" }).getByRole("link", { name: "Catalogue" }).click();
    await expect(learner.count).toBeVisible();
    await page.goBack();
    await expect.poll(() => asked(world)).toBe(OPEN + 12 + 13);
  });

  test("what is known shows while others are asked, and keeps the focus", async ({ learner, world }) => {
    const { page } = learner;
    const release: Record<number, () => void> = {};
    for (const number of [152, 158]) {
      const held = new Promise<void>((done) => (release[number] = done));
      await page.route(`**${inCourse(number)}`, async (route) => {
        await held;
        await route.continue();
      });
    }
    const link = (place: number) => region(learner).getByRole("listitem").nth(place).getByRole("link");
    await world.breaks(soon(152), soon(158), others);
    await learner.opensSignedIn("/dashboard");
    await expect(region(learner).getByText(/^Recherche en cours\s: 40 cours sur 42\.$/)).toBeVisible();
    await link(0).focus();
    release[152]?.();
    await expect(link(0)).toHaveText("Devoir 152");
    await expect(link(1)).toBeFocused();
    // of the first five, the last is no longer one
    await link(4).focus();
    release[158]?.();
    await expect(link(1)).toHaveText("Devoir 158");
    await expect(region(learner).getByRole("heading")).toBeFocused();
  });

  test("who leaves meanwhile has no more of them asked", async ({ learner, world }) => {
    const { page } = learner;
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    let underWay = 0;
    page.on("request", (request) => request.url().includes(DATES) && (underWay += 1));
    for (const event of ["requestfinished", "requestfailed"] as const) page.on(event as "requestfinished", (request) => request.url().includes(DATES) && (underWay -= 1));
    await world.breaks({ ...others, latency_ms: 400 });
    await learner.opensSignedIn("/dashboard");
    await expect(region(learner).getByRole("link", { name: "Devoir d’un autre cours" }).first()).toBeVisible();
    await page.getByRole("navigation", { name: "Principale" }).getByRole("link", { name: "Catalogue" }).click();
    await expect(learner.count).toBeVisible();
    const before = await asked(world);
    expect(before).toBeLessThan(OPEN);
    await world.heals();
    // the next ones would begin where those under way end, long before this errand does
    await expect.poll(() => underWay).toBe(0);
    await learner.searches("chimie");
    await expect(learner.count).toHaveText(await world.counts("query=chimie"));
    expect(await asked(world)).toBe(before);
    expect(said.filter((text) => text.includes("course-v1:")), "nobody is told that they could not be read").toEqual([]);
  });

  test("those that cannot be read are told, and a server that fails is left in peace", async ({ learner, world }) => {
    await world.breaks({ path: inCourse(158), status: 500 }, others);
    await learner.opensSignedIn("/dashboard");
    await expect(region(learner).getByText("Échéances non disponibles pour : Droit public, cours 158.")).toBeVisible();
    await expect(region(learner).getByRole("link", { name: "Devoir d’un autre cours" }).first()).toBeVisible();

    await world.heals();
    await world.breaks({ path: DATES, status: 500 });
    await world.forgetsRequests();
    await learner.reloads();
    await expect(region(learner).getByText("Échéances non disponibles pour 42 de vos cours.")).toBeVisible();
    await expect(region(learner).getByText("Aucune échéance à venir.")).toHaveCount(0);
    expect(await asked(world)).toBeLessThan(8);
    await world.heals();
    await world.breaks(soon(158), others);
    await region(learner).getByRole("button", { name: "Réessayer" }).click();
    await expect(region(learner).getByRole("heading")).toBeFocused();
    await expect(region(learner).getByRole("listitem").first()).toContainText("Devoir 158");
    await expect(region(learner).getByText(/Échéances non disponibles/)).toHaveCount(0);
  });
});

test("two thousand courses are searched, sorted and grouped in the address", { tag: "@chromium-only" }, async ({ learner, world }) => {
  test.setTimeout(180_000); // the tool, not the page, takes seconds to look at so many elements
  learner.expectsProblem(/404/); // nothing but a card exists of most of them
  await world.teaches({ enrolments: 2000 });
  await learner.opensSignedIn("/dashboard");
  await expect(count(learner, /^2\s002 cours$/)).toBeVisible();
  // by the document: to ask a thousand rows for their roles takes longer than to draw them
  await learner.page.waitForFunction(() => document.querySelectorAll("main article").length === 2002, null, { timeout: 30_000 });
  await learner.page.getByRole("searchbox", { name: "Chercher dans mes cours" }).fill("botanique 7");
  await expect(count(learner, /^2\s002 cours$/)).toBeHidden();
  await expect.poll(() => learner.address).toContain("search=botanique+7");
  await learner.hears(/^\d+ cours$/);
  await learner.page.getByRole("combobox", { name: "Trier par (effet immédiat)" }).selectOption("Titre");
  const names = await list(learner).getByRole("heading", { level: 3 }).allTextContents();
  expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, "fr")));
  await learner.page.getByRole("radio", { name: /^Terminés/ }).check();
  expect(learner.address).toContain("show=finished");
  await learner.reloads();
  await expect(learner.page.getByRole("searchbox")).toHaveValue("botanique 7");
  await expect(learner.page.getByRole("radio", { name: /^Terminés/ })).toBeChecked();
  await learner.page.getByRole("searchbox").fill("rien de tel");
  await learner.follows("button", "Afficher tous mes cours");
  await expect(count(learner, /^2\s002 cours$/)).toBeFocused();
});

test("each state is said in words", { tag: "@chromium-only" }, async ({ learner, world }) => {
  learner.expectsProblem(/404/); // nothing but a card exists of most of them
  await world.teaches({ enrolments: 8 });
  await learner.opensSignedIn("/dashboard");
  const main = learner.page.getByRole("main");
  for (const text of [
    /^Commence le /,
    "Réussi",
    "Un autre cours est à réussir d’abord",
    /^Votre accès a pris fin le /,
    /^Place réservée/,
    /^Terminé depuis le /,
  ]) {
    await expect(main.getByText(text).first()).toBeVisible();
  }
  await expect(main.getByRole("link", { name: /^Attestation : / }).first()).toHaveAttribute("href", /\/certificates\//);
  await isAccessibleInEveryLook(learner.page);
});

test("a learner leaves a course after a question, and is told when that cannot be", { tag: "@chromium-only" }, async ({ learner, world }) => {
  learner.expectsProblem(/400/);
  const [title] = await titles(learner);
  await world.teaches({ refusals: await refusals(learner, { enrolment: "cannot_leave" }) });
  await learner.follows("button", `Quitter… ${title}`);
  await expect(learner.dialog).toHaveAccessibleName("Quitter ce cours ?");
  await expect(learner.dialog.getByRole("button", { name: "Rester inscrit" })).toBeFocused();
  await learner.dialog.getByRole("button", { name: "Quitter le cours" }).click();
  await expect(learner.dialog.getByRole("alert")).toContainText("Vous restez inscrit");
  await world.teaches({ refusals: {} });
  // slowly enough for the second press to meet the dialog too: on the page behind it, it would take the focus away
  await world.breaks({ path: "/change_enrollment", latency_ms: 600 });
  await learner.dialog.getByRole("button", { name: "Quitter le cours" }).dblclick();
  await learner.hears(`Vous avez quitté le cours « ${title} ».`);
  await expect(count(learner, "1 cours")).toBeVisible();
  await expect(learner.focused).not.toHaveCount(0);
});

test("a title with a very long word fits on a phone, also where it is due and where one is asked", { tag: "@chromium-only" }, async ({ learner, world }) => {
  const title = `L’apprentissage : ${"anticonstitutionnellement".repeat(5)}`;
  await world.breaks({ path: "/api/learner_home/init", replace: { "/courses/0/course/courseName": title } });
  await learner.page.setViewportSize({ width: 320, height: 640 });
  await learner.opensSignedIn("/dashboard");
  await expect(learner.page.getByRole("region", { name: "Prochaines échéances" })).toContainText(title);
  await fits(learner.page);
  await learner.follows("button", `Quitter… ${title}`);
  const box = await learner.dialog.boundingBox();
  const text = await learner.dialog.getByText(title).boundingBox();
  expect((text?.x ?? 0) + (text?.width ?? 999)).toBeLessThanOrEqual((box?.x ?? 0) + (box?.width ?? 0));
});

test("without courses the way leads to the catalogue", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn("/dashboard", "newcomer");
  await expect(learner.page.getByRole("heading", { name: "Vous n’êtes inscrit à aucun cours" })).toBeVisible();
  await isAccessibleInEveryLook(learner.page);
  await learner.follows("link", "Chercher un cours");
  await expect(learner.field).toBeVisible();
});

test("who is not signed in is asked to, and comes back", { tag: "@chromium-only" }, async ({ learner }) => {
  learner.expectsProblem(/401/);
  await learner.opens("/dashboard?order=title");
  await expect(learner.page.getByRole("heading", { name: "Connectez-vous pour retrouver vos cours" })).toBeVisible();
  await isAccessibleInEveryLook(learner.page);
  await learner.page.getByRole("main").getByRole("link", { name: "Se connecter" }).click();
  await learner.signsIn();
  await expect(count(learner, "2 cours")).toBeVisible();
  expect(learner.address).toBe("/dashboard?order=title");
});

test("an e-mail that is not confirmed is said, and the message sent again", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opensSignedIn("/dashboard", "inactive");
  await expect(learner.page.getByText("Confirmez votre adresse e-mail")).toBeVisible();
  await learner.follows("button", "Renvoyer le message de confirmation");
  await learner.hears("Le message est parti");
  expect(await world.requests("send_account_activation_email")).toHaveLength(1);
});

test("an older server gives at least the list", { tag: "@chromium-only" }, async ({ learner, world }) => {
  learner.expectsProblem(/404/);
  await world.teaches({ oddities: { older_server: true } });
  await learner.opensSignedIn("/dashboard");
  await expect(count(learner, "2 cours")).toBeVisible();
  await expect(learner.page.getByText(/^Cette plateforme ne dit ni/)).toBeVisible();
});

test("a failure leaves what was known, and can be tried again", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.breaks({ path: "/api/learner_home/", status: 500 });
  await learner.opensSignedIn("/dashboard");
  await expect(learner.page.getByRole("alert")).toBeVisible();
  await world.heals();
  await learner.follows("button", "Réessayer");
  await expect(count(learner, "2 cours")).toBeVisible();
});

test("my courses in English, by keyboard", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn("/dashboard?lang=en");
  await expect(learner.heading).toHaveText("My courses");
  await expect(count(learner, "2 courses")).toBeVisible();
  await learner.tabsTo("link", /^Resume: /);
  await learner.presses("Enter");
  await expect(learner.heading).toBeFocused();
});

/** Titles of the learner's courses, once they are there. */
async function titles(learner: Learner): Promise<string[]> {
  await learner.opensSignedIn("/dashboard");
  await expect(count(learner, "2 cours")).toBeVisible();
  return list(learner).getByRole("heading", { level: 3 }).allTextContents();
}

/** The same refusal for all courses on the page. */
async function refusals(learner: Learner, refusal: object): Promise<Record<string, object>> {
  const links = await list(learner).getByRole("heading").getByRole("link").all();
  const keys = await Promise.all(links.map(async (link) => (await link.getAttribute("href"))?.replace("/learn/", "") ?? ""));
  return Object.fromEntries(keys.map((key) => [key, refusal]));
}
