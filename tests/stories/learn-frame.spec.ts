import type { Frame, Locator, Page } from "@playwright/test";
import { isAccessibleInEveryLook } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";
import { BENCH, ONLINE, unitOf } from "./fixtures/learning.ts";
import type { World } from "./fixtures/world.ts";

const unit = (sequence: string, name: string): string => unitOf(BENCH, sequence, name);

/** The frame in view. A look-up by CSS: that of the next unit has the same role. */
const shown = (page: Page) => page.locator("iframe[title^='Contenu de l’unité']").first();
const inside = (page: Page) => shown(page).contentFrame();

test.use({ settings: { lms: { enrolled: { learner: { [`course-v1:${BENCH}`]: { mode: "audit", completed: 0 } } } } } });

/** Units of text come in a frame too where their content cannot be had otherwise. */
async function framesEverything(learner: Learner, world: World): Promise<void> {
  learner.expectsProblem(/50[03]/);
  await world.breaks({ path: "/api/courses/v1/blocks/", status: 503 });
}

/** The unit says that it is so high, until its own page has no more to say of that. */
async function becomes(page: Page, height: number): Promise<void> {
  await expect(async () => {
    await inside(page).locator("html").evaluate((_, height) => parent.postMessage({ type: "plugin.resize", payload: { width: 1, height } }, "*"), height);
    await expect(shown(page)).toHaveAttribute("height", String(height), { timeout: 500 });
  }).toPass({ timeout: 10_000 });
}

async function height(page: Page): Promise<number> {
  return shown(page).evaluate((frame) => frame.getBoundingClientRect().height);
}

test("the frame is as high as its content and sends this site's origin only", async ({ learner, world }) => {
  await learner.opensSignedIn(unit("repondre", "nombre"));
  await expect(shown(learner.page)).toHaveAttribute("height", /^\d+$/);
  await expect(shown(learner.page)).toHaveAttribute("referrerpolicy", "origin");
  const inner = await inside(learner.page).locator("html").evaluate((root) => root.getBoundingClientRect().height);
  expect(Math.abs((await height(learner.page)) - inner)).toBeLessThan(3);
  await isAccessibleInEveryLook(learner.page);
  expect((await world.requests("/xblock/")).length).toBeGreaterThan(0);
});

test("the next unit is prepared, and is there when the learner goes on", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opensSignedIn(unit("repondre", "choix"));
  await expect.poll(async () => (await world.requests("vertical+block@choix-multiple?view")).length).toBe(1);
  await learner.follows("link", /^Suivant : /);
  await expect(shown(learner.page)).toHaveAttribute("height", /^\d+$/);
  expect((await world.requests("vertical+block@choix-multiple?view")).length).toBe(1);
});

test("a learner who leaves while the next unit is prepared is left in peace", { tag: "@chromium-only" }, async ({ learner }) => {
  const { page } = learner;
  await learner.opensSignedIn(unit("repondre", "nombre"));
  await expect(shown(page)).toHaveAttribute("height", /^\d+$/);
  for (const height of [701, 702, 703]) await becomes(page, height);
  await page.getByRole("navigation", { name: "Principale" }).getByRole("link", { name: "Catalogue" }).click();
  // until the moment has passed at which the next unit would have been prepared: what is wrong then, the learner's errors tell
  const left = await page.evaluate(() => performance.now());
  await page.waitForFunction((left) => performance.now() > left + 1500, left);
  await expect(learner.heading).toHaveText("Trouvez le cours qu’il vous faut");
});

test("an answer in the frame makes the unit done", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn(unit("repondre", "nombre"));
  const frame = inside(learner.page);
  await frame.getByRole("textbox").first().fill("1");
  await frame.getByRole("button").first().click();
  await learner.hears("Unité terminée");
});

test("a unit that never says its height scrolls inside and says so", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await framesEverything(learner, world);
  await learner.opensSignedIn(unit("pannes", "sans-taille"));
  await expect(learner.page.getByText("L’unité défile dans son cadre.")).toBeVisible();
  await expect(learner.page.getByRole("link", { name: /^L’ouvrir seule/ })).toBeVisible();
  expect(await height(learner.page)).toBeGreaterThan(400);
  await isAccessibleInEveryLook(learner.page);
});

test("a unit that fails says so and is tried again", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await framesEverything(learner, world);
  await learner.opensSignedIn(unit("pannes", "echoue-une-fois"));
  await expect(learner.page.getByRole("alert")).toContainText("n’a pas pu être chargé");
  await isAccessibleInEveryLook(learner.page);
  await learner.follows("button", "Réessayer");
  await expect(shown(learner.page)).toHaveAttribute("height", /^\d+$/);
  await expect(learner.heading).toBeFocused();
});

test("a unit whose connection breaks says so and is tried again", async ({ learner, world }) => {
  // Firefox's own page in the frame, and what is said to a frame that is the LMS's no more
  learner.expectsProblem(/blocked inline \(about:|does not match the recipient window’s origin \(‘null’\)/);
  await world.breaks({ path: "/xblock/", drop: true });
  await learner.opensSignedIn(unit("repondre", "nombre"));
  await expect(learner.page.getByRole("alert")).toContainText("n’a pas pu être chargé", { timeout: 20_000 });
  await world.heals();
  await learner.follows("button", "Réessayer");
  await expect(shown(learner.page)).toHaveAttribute("height", /^\d+$/);
});

test("messages of other shapes, windows and origins do nothing", async ({ learner, world }) => {
  await framesEverything(learner, world);
  await learner.opensSignedIn(unit("pannes", "hostile"));
  await expect(inside(learner.page).locator("body[data-flooded]")).toHaveCount(1);
  await expect(shown(learner.page)).toHaveAttribute("height", /^\d+$/);
  const before = await height(learner.page);
  await learner.page.evaluate(() => {
    const strange = { type: "plugin.resize", payload: { width: 1, height: 4321 } };
    globalThis.postMessage(strange, "*");
    globalThis.dispatchEvent(new MessageEvent("message", { data: strange, origin: location.origin, source: globalThis.window }));
    globalThis.postMessage({ type: "plugin.modal", payload: { title: "Stranger", body: "<p>stranger</p>" } }, "*");
  });
  expect(Math.abs((await height(learner.page)) - before)).toBeLessThan(3);
  await expect(learner.dialog).toHaveCount(0);
  expect(await learner.page.evaluate(() => "hacked" in globalThis)).toBe(false);
  await expect(learner.heading).toBeVisible();
});

test("a unit opens a dialog, which gives the focus back", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await framesEverything(learner, world);
  await learner.opensSignedIn(unit("dialogues", "dialogue"));
  const frame = inside(learner.page);
  await frame.getByRole("button").first().click();
  await expect(learner.dialog).toBeVisible();
  await isAccessibleInEveryLook(learner.page);
  await learner.presses("Escape");
  await expect(learner.dialog).toHaveCount(0);
  await expect(frame.getByText("Le dialogue est fermé.")).toBeVisible();
});

test("a tool in a dialog ends it by its own button, and the unit is told", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await framesEverything(learner, world);
  await learner.opensSignedIn(unit("dialogues", "dialogue"));
  const frame = inside(learner.page);
  await frame.getByRole("button").nth(1).click();
  const tool = learner.dialog.locator("iframe").contentFrame();
  await expect(tool.getByRole("heading", { name: "Un outil" })).toBeVisible();
  await tool.getByRole("button", { name: "Fermer" }).click();
  await expect(learner.dialog).toHaveCount(0);
  await expect(frame.getByText("Le dialogue est fermé.")).toBeVisible();
  expect(await learner.page.evaluate(() => document.activeElement?.tagName)).not.toBe("BODY");
});

test("who reads an open course without being in it sees its questions too", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await world.teaches({ courses: { [`course-v1:${ONLINE}`]: { public: true } } });
  await learner.opensSignedIn(unitOf(ONLINE, "quiz-1", "quiz-aides"), "newcomer");
  await expect(shown(learner.page)).toHaveAttribute("height", /^\d+$/);
  await expect(inside(learner.page).getByText("Connectez-vous et inscrivez-vous pour répondre.").first()).toBeVisible();
});

test("a dialog with a name without an end can be closed on a phone", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await framesEverything(learner, world);
  await learner.page.setViewportSize({ width: 320, height: 640 });
  await learner.opensSignedIn(unit("dialogues", "dialogue"));
  await expect(shown(learner.page)).toHaveAttribute("height", /^\d+$/);
  await inside(learner.page).locator("html").evaluate(() => {
    parent.postMessage({ type: "plugin.modal", payload: { title: "M".repeat(300), body: "<p>x</p>" } }, "*");
  });
  await expect(learner.dialog.getByRole("button", { name: "Fermer" })).toBeInViewport({ ratio: 1 });
});

test("a unit that opens dialogs without end is stopped, and a reload gives them back", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await framesEverything(learner, world);
  await learner.opensSignedIn(unit("dialogues", "dialogue"));
  const floods = async () => {
    await expect(shown(learner.page)).toHaveAttribute("height", /^\d+$/);
    await inside(learner.page).locator("html").evaluate(() => {
      const ask = () => parent.postMessage({ type: "plugin.modal", payload: { title: "Encore", body: "<p>x</p>" } }, "*");
      for (let count = 0; count < 20; count++) ask();
      // as often as it is closed
      addEventListener("message", ask);
    });
  };
  await floods();
  await expect(learner.page.getByRole("alert").filter({ hasText: "Cette unité ouvre sans cesse des dialogues" })).toHaveCount(1);
  await expect(learner.dialog).toHaveCount(0);
  await learner.reloads();
  await expect(shown(learner.page)).toHaveAttribute("height", /^\d+$/);
  await inside(learner.page).getByRole("button").first().click();
  await expect(learner.dialog).toBeVisible();
});

test("a unit that moves the page without end lets the learner read on", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await framesEverything(learner, world);
  await learner.opensSignedIn(unit("lire", "ancres"));
  await expect(shown(learner.page)).toHaveAttribute("height", /^\d+$/);
  /** Moves so often, then says a height, by which one knows that all was heard. */
  const moves = async (times: number, height: number) => {
    await inside(learner.page).locator("html").evaluate((_, times) => {
      for (let count = 1; count <= times; count++) parent.postMessage({ offset: 400 + count }, "*");
    }, times);
    await becomes(learner.page, height);
  };
  await expect.poll(() => height(learner.page), "high enough to be moved about").toBeGreaterThan(1500);
  await moves(3, 5001);
  expect(await learner.page.evaluate(() => scrollY), "a few times it does").toBeGreaterThan(400);
  await moves(20, 5002);
  await learner.page.evaluate(() => scrollTo(0, 0));
  await moves(20, 5003);
  expect(await learner.page.evaluate(() => scrollY)).toBe(0);
});

test("the button in a unit that shifts dates is heard, and no other", { tag: "@chromium-only" }, async ({ learner, world }) => {
  await learner.opensSignedIn(unit("repondre", "nombre"));
  await expect(shown(learner.page)).toHaveAttribute("height", /^\d+$/);
  const shift = "/api/course_experience/v1/reset_course_deadlines";
  const asks = (url: string, course_id: string) => inside(learner.page).locator("html").evaluate((_, [url, course_id]) => {
    parent.postMessage({ event_name: "post_event", post_data: { url, body_params: { course_id } }, research_event_data: {} }, "*");
  }, [url, course_id]);
  await asks("/logout", `course-v1:${BENCH}`);
  await asks(`https://elsewhere.example${shift}`, `course-v1:${BENCH}`);
  await asks(shift, `course-v1:${ONLINE}`);
  await learner.page.evaluate(([url, course_id]) => {
    globalThis.postMessage({ event_name: "post_event", post_data: { url, body_params: { course_id } } }, "*");
  }, [shift, `course-v1:${BENCH}`]);
  await world.forgetsRequests();
  await asks(shift, `course-v1:${BENCH}`);
  await learner.hears("Vos échéances ont été décalées.");
  await expect.poll(async () => (await world.requests("vertical+block@nombre?view")).length).toBe(1);
  const changes = (await world.requests()).filter(({ method, path }) => method === "POST" && /deadlines|logout/.test(path));
  expect(changes.map(({ path, status }) => `${path} ${status}`)).toEqual([`${shift} 200`]);
});

test("an anchor inside the unit scrolls the page", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opensSignedIn(unit("lire", "ancres"));
  await inside(learner.page).getByRole("link", { name: "Fin", exact: true }).click();
  await expect.poll(() => learner.page.evaluate(() => scrollY)).toBeGreaterThan(100);
});

test("pictures that the page could not show come in the unit's frame", { tag: "@chromium-only" }, async ({ learner }) => {
  learner.expectsProblem(/absente\.png/); // one that is not there
  await learner.opensSignedIn(unit("lire", "images"));
  await expect(inside(learner.page).getByRole("img", { name: "Trois barres de hauteur 1, 2 et 3." })).toBeVisible();
  await expect(learner.page.getByRole("region", { name: "Contenu de l’unité" })).toHaveCount(0);
});

test.describe("without a frame", () => {
  const framed = async (learner: Learner): Promise<Frame[]> =>
    learner.page.frames().filter((frame) => frame.url().includes("/xblock/"));

  test("text is the page's own", async ({ learner, world }) => {
    learner.expectsProblem(/absente\.png/); // in the unit that follows, which is prepared
    await learner.opensSignedIn(unit("lire", "texte"));
    await expect(learner.page.getByRole("region", { name: "Contenu de l’unité" })).toBeVisible();
    expect(await framed(learner)).toEqual([]);
    await isAccessibleInEveryLook(learner.page);
    expect((await world.requests("block@texte?view")).length).toBe(0);
  });

  test("a film has captions, a transcript that follows, speeds", async ({ learner, world }) => {
    await learner.opensSignedIn(unit("lire", "video"));
    const video = learner.page.locator("video");
    await expect(video).toBeVisible();
    const captions = learner.page.getByLabel("Sous-titres et transcription");
    await expect(captions).toHaveValue("fr");
    await expect.poll(() => video.evaluate((film: HTMLVideoElement) => [...film.textTracks].filter(({ mode, cues }) => mode === "showing" && (cues?.length ?? 0) > 0).length)).toBe(1);
    await captions.selectOption("en");
    await expect.poll(() => video.evaluate((film: HTMLVideoElement) => [...film.textTracks].find(({ mode }) => mode === "showing")?.language)).toBe("en");
    await learner.page.getByLabel("Vitesse").selectOption("1.5");
    expect(await video.evaluate((film: HTMLVideoElement) => film.playbackRate)).toBe(1.5);
    await learner.follows("button", "Transcription");
    const line = learner.page.getByRole("button", { name: /^0:03 – / });
    await line.press("Enter");
    await expect.poll(() => video.evaluate((film: HTMLVideoElement) => film.currentTime)).toBeGreaterThanOrEqual(3);
    await isAccessibleInEveryLook(learner.page);
    await expect(learner.page.getByRole("link", { name: /^Télécharger la vidéo \(WEBM, \d+(,\d)? Mo\)/ })).toBeVisible();
    await video.evaluate((film: HTMLVideoElement) => {
      film.pause();
      film.currentTime = film.duration * 0.97;
    });
    await expect.poll(async () => (await world.requests("completion-batch")).length).toBe(1);
  });

  test("the speed that was chosen is that of every film, also after a reload", { tag: "@chromium-only" }, async ({ learner }) => {
    await learner.opensSignedIn(unit("lire", "video"));
    const video = learner.page.locator("video"); // it has no role
    const rate = () => video.evaluate((film: HTMLVideoElement) => film.playbackRate);
    const speed = learner.page.getByLabel("Vitesse");
    await speed.selectOption("1.5");
    await expect.poll(rate).toBe(1.5);
    await learner.reloads();
    await expect(speed).toHaveValue("1.5");
    await expect.poll(rate).toBe(1.5);
    // by the browser's own player
    await video.evaluate((film: HTMLVideoElement) => {
      film.playbackRate = 2;
    });
    await expect(speed).toHaveValue("2");
    await speed.selectOption("1");
    await expect.poll(() => learner.page.evaluate(() => localStorage.getItem("preau.speed"))).toBeNull();
  });

  test("the file that plays is the one that is offered", { tag: "@chromium-only" }, async ({ learner, world }) => {
    learner.expectsProblem(/404/);
    const film = `block-v1:${BENCH}+type@video+block@video-1`;
    await world.breaks({ path: "/api/courses/v1/blocks/", replace: { [`/blocks/${film}/student_view_data/encoded_videos/fallback/url`]: "/missing.mp4" } });
    await learner.opensSignedIn(unit("lire", "video"));
    await expect(learner.page.getByRole("link", { name: "Télécharger la vidéo (WEBM)" })).toBeVisible();
    await expect(learner.page.getByRole("link", { name: /MP4/ })).toHaveCount(0);
    await expect.poll(() => learner.page.locator("video").evaluate((film: HTMLVideoElement) => film.readyState)).toBeGreaterThan(0);
  });

  test("signs of mathematics stay in captions and transcript", { tag: "@chromium-only" }, async ({ learner, world }) => {
    await world.breaks({ path: "*transcript/download", body: "1\n00:00:00,000 --> 00:00:09,000\n<i>Si a < b</i> alors c > d.", content_type: "text/plain" });
    await learner.opensSignedIn(unit("lire", "video"));
    await learner.follows("button", "Transcription");
    await expect(learner.page.getByText("Si a < b alors c > d.")).toBeVisible();
    const caption = (film: HTMLVideoElement) => (film.textTracks[0]?.cues?.[0] as VTTCue | undefined)?.getCueAsHTML().textContent;
    await expect.poll(() => learner.page.locator("video").evaluate(caption)).toBe("Si a < b alors c > d.");
  });

  test("what its author hides stays hidden: the LMS's page knows how", { tag: "@chromium-only" }, async ({ learner, world }) => {
    learner.expectsProblem(/absente\.png/); // in the unit that follows, which is prepared
    await learner.opensSignedIn(unit("lire", "texte"));
    const asked = (await world.requests("block@texte?")).find(({ path }) => path.startsWith("/api/courses/v1/blocks/"));
    const key = `block-v1:${BENCH}+type@html+block@texte-1`;
    await world.breaks({ path: asked?.path.split("?")[0] ?? "", replace: { [`/blocks/${key}/student_view_data/html`]: "<p>Vu</p><p style='display: none'>Brouillon</p>" } });
    await learner.reloads();
    await expect(shown(learner.page)).toHaveAttribute("height", /^\d+$/);
    await expect(learner.page.getByText("Brouillon")).toHaveCount(0);
  });

  /** Goes to a second, and waits until the page has heard of it. */
  const goesTo = (video: Locator, second: number) => video.evaluate((film: HTMLVideoElement, second) => new Promise<void>((done) => {
    film.addEventListener("timeupdate", () => requestAnimationFrame(() => done()), { once: true });
    film.currentTime = second;
  }), second);

  test("a film goes on where it was stopped, also after a reload, until it has been seen", { tag: "@chromium-only" }, async ({ learner }) => {
    await learner.opensSignedIn(unit("lire", "video"));
    const video = learner.page.locator("video"); // it has no role
    const second = () => video.evaluate((film: HTMLVideoElement) => film.currentTime);
    const kept = () => learner.page.evaluate(() => localStorage.getItem("preau.films"));
    await expect.poll(() => video.evaluate((film: HTMLVideoElement) => film.readyState)).toBeGreaterThan(0);
    await goesTo(video, 7);
    await learner.reloads();
    await expect.poll(second).toBe(7);
    await learner.page.getByRole("navigation", { name: "Principale" }).getByRole("link", { name: "Catalogue" }).click();
    await expect(learner.count).toBeVisible();
    await learner.page.goBack();
    await expect.poll(second).toBe(7);
    await goesTo(video, 11.8);
    await expect.poll(kept).toBeNull();
    await learner.reloads();
    await expect.poll(() => video.evaluate((film: HTMLVideoElement) => film.readyState)).toBeGreaterThan(0);
    expect(await second()).toBe(0);
  });

  test("the transcript follows the film in its box, and leaves in peace who reads there", { tag: "@chromium-only" }, async ({ learner, world }) => {
    const cue = (at: number) => `00:${(at / 5).toFixed(3).padStart(6, "0")} --> 00:${((at + 1) / 5).toFixed(3).padStart(6, "0")}\nPhrase ${at}.`;
    await world.breaks({ path: "*transcript/download", body: ["WEBVTT", ...Array.from({ length: 58 }, (_, at) => cue(at))].join("\n\n"), content_type: "text/vtt" });
    await learner.page.setViewportSize({ width: 1000, height: 1600 });
    await learner.opensSignedIn(unit("lire", "video"));
    const video = learner.page.locator("video"); // it has no role
    const line = (at: number) => learner.page.getByRole("listitem").filter({ hasText: `Phrase ${at}.` });
    await learner.follows("button", "Transcription");
    await expect(line(0)).toBeInViewport();
    await expect(line(52)).not.toBeInViewport();
    await learner.page.mouse.move(0, 0);
    const place = await learner.page.evaluate(() => scrollY);
    await goesTo(video, 10.5);
    await expect(line(52)).toBeInViewport();
    await expect(line(0)).not.toBeInViewport();
    expect(await learner.page.evaluate(() => scrollY)).toBe(place);
    await expect(learner.page.getByRole("button", { name: "Transcription" })).toBeFocused();

    await line(52).getByRole("button").focus();
    await goesTo(video, 0.5);
    await expect(line(52)).toBeInViewport();
    await learner.page.getByRole("button", { name: "Transcription" }).focus();
    await goesTo(video, 1.1);
    await expect(line(5)).toBeInViewport();
    await line(5).hover();
    await goesTo(video, 10.5);
    await expect(line(5)).toBeInViewport();
  });
});
