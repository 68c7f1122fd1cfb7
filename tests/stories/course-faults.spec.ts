/** Every endpoint that a course's pages read, broken in every way: the rest lives, what lacks is said, and comes when the fault is gone. */
import { expect, test, type Fault } from "./fixtures/index.ts";
import { ENDINGS } from "./fixtures/faults.ts";
import type { Learner } from "./fixtures/learner.ts";
import { BENCH, ONLINE, unitOf } from "./fixtures/learning.ts";
import type { World } from "./fixtures/world.ts";

const KEY = `course-v1:${ONLINE}`;
const HOME = `/learn/${KEY}`;
const TEXT = unitOf(ONLINE, "comprendre", "liens-boutons");
const QUIZ = unitOf(ONLINE, "quiz-1", "quiz-aides");
const EXAM = `${HOME}/block-v1:${ONLINE}+type@sequential+block@examen`;

const main = ({ page }: Learner) => page.getByRole("main");
const parts = ({ page }: Learner) => page.getByRole("navigation", { name: "Parties du cours" });
const ways = ({ page }: Learner) => page.getByRole("navigation", { name: "Unité précédente et suivante" });
const section = ({ page }: Learner) => page.getByRole("button", { name: /^Découvrir/ });
const heading = (learner: Learner, name: string | RegExp) => main(learner).getByRole("heading", { name });

/** Something that a page asks for. */
interface Read {
  what: string;
  /** Paths of it. */
  paths: string[];
  /** The page. */
  at: string;
  /** What of the page does not depend on it. */
  lives: (learner: Learner) => ReturnType<Learner["page"]["locator"]>;
  /** What is said; a panel unless something else is named; `null` where nobody misses it. */
  said?: RegExp | null;
  /** Beginnings of answers, or their status, that say enough: another way leads on. */
  quiet?: (number | string)[];
  /** So short an answer that it is whole before the connection breaks. */
  isShort?: true;
  /** What is there once the fault is gone. */
  comes: (learner: Learner) => ReturnType<Learner["page"]["locator"]>;
}

const PANEL = /^(Le service est en panne|Cette page est introuvable|Cours introuvable|Le serveur (a répondu de façon inattendue|ne répond pas))$/;
const OLDER = /La plateforme de ce cours est d’une version ancienne/;
const WAYS = /^(Réessayer|Recharger la page|Revenir à la page précédente)$/;

/** The pages of the course itself. */
const COURSE: Read[] = [
  { what: "course metadata", paths: ["/api/course_home/course_metadata/"], at: HOME, lives: ({ account }) => account, comes: section },
  { what: "outline", paths: ["/api/course_home/outline/", "/courses/", "/api/edx_proctoring/"], at: HOME, lives: section, comes: (learner) => heading(learner, "Prochaines dates") },
  { what: "navigation", paths: ["/api/course_home/v1/navigation/"], at: HOME, lives: (learner) => heading(learner, "Prochaines dates"), comes: section },
  { what: "dates", paths: ["/api/course_home/dates/"], at: `${HOME}/dates`, lives: parts, comes: (learner) => main(learner).getByRole("link", { name: "Quiz : au clavier" }) },
  { what: "progress", paths: ["/api/course_home/progress/"], at: `${HOME}/progress`, lives: parts, said: /^(Pas de page de progression dans ce cours|Le service .*|Le serveur .*)$/, comes: ({ page }) => page.getByRole("region", { name: "Avancement" }) },
  { what: "bookmarks", paths: ["/api/bookmarks/"], at: `${HOME}/bookmarks`, lives: parts, comes: (learner) => heading(learner, "Aucune unité marquée dans ce cours") },
  { what: "search", paths: ["/search/"], at: `${HOME}/search?query=clavier`, lives: ({ page }) => page.getByRole("searchbox"), comes: (learner) => heading(learner, /résultats pour/) },
  { what: "whether there is a search", paths: ["/courses/"], at: `${HOME}/search?query=clavier`, lives: parts, isShort: true, said: /^(Pas de recherche dans ce cours|Le service .*|Le serveur .*)$/, comes: (learner) => heading(learner, /résultats pour/) },
  { what: "navigation, at the end", paths: ["/api/course_home/v1/navigation/"], at: `${HOME}/end`, lives: (learner) => main(learner).getByRole("link", { name: "Progression" }).last(), comes: (learner) => main(learner).getByRole("link", { name: "Nom, rôle, état" }) },
];

/** Its units. */
const UNITS: Read[] = [
  { what: "sequence", paths: ["/api/courseware/sequence/"], at: TEXT, lives: ways, comes: ({ page }) => page.getByRole("region", { name: "Contenu de l’unité" }) },
  { what: "navigation", paths: ["/api/course_home/v1/navigation/"], at: TEXT, lives: ({ page }) => page.getByRole("region", { name: "Contenu de l’unité" }), said: /^Le plan du cours n’a pas pu être chargé/, comes: ways },
  { what: "resume", paths: ["/api/courseware/resume/"], at: `${HOME}/resume`, lives: parts, quiet: [404, "{"], comes: ways },
  { what: "the unit of a block", paths: ["/api/courses/v1/blocks/"], at: `${HOME}/resume?block=${encodeURIComponent(`block-v1:${ONLINE}+type@html+block@liens-boutons-1`)}`, lives: parts, comes: ways },
  { what: "exam", paths: ["/api/edx_proctoring/"], at: EXAM, lives: ways, quiet: [404], comes: ({ page }) => page.getByRole("button", { name: "Commencer l’examen" }) },
];

/** A film whose words do not come. */
const WORDS: Read = {
  what: "captions and transcript",
  paths: ["*transcript/download"],
  at: unitOf(BENCH, "lire", "video"),
  lives: ({ page }) => page.getByRole("link", { name: /^Télécharger la vidéo/ }),
  said: /Les sous-titres et la transcription n’ont pas pu être chargés\./,
  comes: ({ page }) => page.getByRole("button", { name: "Transcription" }),
};

/** A course of a platform that knows nothing but that question of it. */
const OF_AN_OLDER_PLATFORM: Read = {
  what: "how one may enrol, on an older platform",
  paths: ["/api/enrollment/v1/course/"],
  at: HOME,
  lives: ({ account }) => account,
  comes: (learner) => main(learner).getByText(OLDER),
};

/** Pages around it. */
const AROUND: Read[] = [
  { what: "learner home", paths: ["/api/learner_home/", "/api/enrollment/"], at: "/dashboard", lives: ({ account }) => account, comes: (learner) => heading(learner, "2 cours") },
  { what: "enrolments", paths: ["/api/enrollment/"], at: "/courses/ENLIGNE", lives: ({ account }) => account, said: null, comes: (learner) => main(learner).getByRole("link", { name: "Aller au cours" }) },
];

const broken = (paths: string[], fault: Omit<Fault, "path">): Fault[] => paths.map((path) => ({ path, ...fault }));

/** One endpoint's story: broken, told, mended. */
async function tells(learner: Learner, world: World, read: Read, fault: Omit<Fault, "path">): Promise<void> {
  await world.breaks(...broken(read.paths, fault));
  await learner.opens(read.at);
  await expect(read.lives(learner), `${read.what}: the rest stands`).toBeVisible();
  const said = read.said === undefined ? heading(learner, PANEL).or(main(learner).getByText(OLDER)) : read.said && main(learner).getByText(read.said);
  const way = main(learner).getByRole("button", { name: WAYS }).or(main(learner).getByRole("link", { name: "Voir le plan du cours" }));
  const isWhole = read.isShort && fault.truncate !== undefined;
  const isQuiet = isWhole || read.quiet?.some((answer) => answer === fault.status || answer === fault.body?.at(0));
  if (said && !isQuiet) {
    await expect(said.first(), `${read.what}: what lacks is said`).toBeVisible();
    if (!(await main(learner).getByText(OLDER).isVisible())) await expect(way.first(), `${read.what}: a way out`).toBeVisible();
  }
  await expect(main(learner)).not.toContainText(/undefined|NaN|null/);
  await world.heals();
  const again = main(learner).getByRole("button", { name: "Réessayer" });
  if ((await again.count()) > 0 && !isQuiet) await again.first().click();
  else await learner.reloads();
  await expect(read.comes(learner), `${read.what}: it comes`).toBeVisible();
}

for (const [how, fault] of Object.entries(ENDINGS)) {
  test.describe(`the server ${how}`, { tag: "@chromium-only" }, () => {
    test.beforeEach(({ learner }) => learner.expectsProblem(/40\d|50\d/));

    test("parts of a course", async ({ learner, world }) => {
      await learner.opensSignedIn("/settings");
      for (const read of COURSE) await tells(learner, world, read, fault);
    });

    test("units of a course", async ({ learner, world }) => {
      await learner.opensSignedIn("/settings");
      for (const read of UNITS) await tells(learner, world, read, fault);

      // a text comes in the frame of the LMS where its content cannot be had
      await world.breaks(...broken(["/api/courses/v1/blocks/", "/courses/", "/api/edx_proctoring/"], fault));
      await learner.opens(TEXT);
      await expect(learner.page.getByTitle(/^Contenu de l’unité\s: Nom, rôle, état$/)).toHaveAttribute("height", /^\d+$/);
      await expect(main(learner).getByRole("alert")).toHaveCount(0);
      await world.heals();

      // whether a code of honour is asked for stands in nobody's way
      await world.breaks(...broken(["/api/courseware/course/", "/courses/"], fault));
      await learner.opens(QUIZ);
      await expect(learner.page.getByTitle(/^Contenu de l’unité/).first()).toHaveAttribute("height", /^\d+$/);
      await world.heals();
    });

    test.describe("in a course that nothing is done of", () => {
      test.use({ settings: { lms: { enrolled: { learner: { [`course-v1:${BENCH}`]: { mode: "audit", completed: 0 } } } } } });

      test("the words of a film", async ({ learner, world }) => {
        await learner.opensSignedIn("/settings");
        await tells(learner, world, WORDS, fault);
        // those of another language fail as openly
        await world.breaks(...broken(WORDS.paths, fault));
        await main(learner).getByLabel("Sous-titres et transcription").selectOption("en");
        await expect(main(learner).getByText(WORDS.said as RegExp)).toBeVisible();
        await world.heals();
        await learner.follows("button", "Réessayer");
        await learner.follows("button", "Transcription");
        await expect(learner.page.getByRole("button", { name: /^0:03 – / })).toBeVisible();
      });

      test("whether a unit is done", async ({ learner, world }) => {
        const asks = async (): Promise<number> => (await world.requests("/get_completion")).length;
        await learner.opensSignedIn(unitOf(BENCH, "repondre", "nombre"));
        const frame = learner.page.getByTitle(/^Contenu de l’unité/).first();
        await expect(frame).toHaveAttribute("height", /^\d+$/);
        await world.breaks(...broken(["*handler/get_completion"], fault));
        await learner.comesBack();
        await expect.poll(asks).toBeGreaterThan(0);
        // nobody has to know: the unit and the ways from it stand
        await learner.page.waitForLoadState("networkidle");
        await expect(ways(learner)).toBeVisible();
        await expect(frame).toBeVisible();
        await expect(main(learner).getByRole("alert")).toHaveCount(0);
        await expect(main(learner)).not.toContainText(/undefined|NaN|null/);
        await world.heals();
        await world.breaks({ path: "*handler/get_completion", body: '{"complete": true}' });
        await learner.spends(5);
        await learner.comesBack();
        await learner.hears("Unité terminée");
      });
    });

    test("why one may not go in, or enrol", async ({ learner, world }) => {
      const causes = broken(["/api/enrollment/v1/course/", "/api/courseware/course/"], fault);
      // nobody but the platform says why: in its own words
      await world.teaches({ refusals: { [KEY]: { enrolment: "invitation_only" } } });
      await learner.opensSignedIn(HOME, "newcomer");
      const enrol = main(learner).getByRole("button", { name: "S’inscrire à ce cours" });
      await expect(enrol).toBeVisible();
      await world.breaks(...causes);
      await enrol.click();
      const refused = main(learner).getByRole("alert");
      await expect(refused.filter({ hasText: "L’inscription n’est pas possible" })).toContainText("L’inscription à ce cours se fait sur invitation");
      await expect(enrol).toBeFocused();
      await world.heals();
      await enrol.click();
      await expect(refused.filter({ hasText: "L’inscription se fait sur invitation" })).toBeVisible();

      // which courses come first is not known: that some do is
      await world.teaches({ refusals: {}, courses: { [KEY]: { prerequisite: "course-v1:Preau+STATMED+1" } } });
      await world.breaks(...causes);
      await learner.opensSignedIn(HOME);
      await expect(heading(learner, "Une étape vous manque encore")).toBeVisible();
      await expect(main(learner).getByRole("link", { name: "Mes cours" }).last()).toBeVisible();
      await expect(main(learner).getByRole("link", { name: /^Statistiques/ })).toHaveCount(0);
      await expect(main(learner)).not.toContainText(/undefined|NaN|null/);
      await world.heals();
      await learner.reloads();
      await expect(main(learner).getByRole("link", { name: /^Statistiques/ })).toBeVisible();

      await world.teaches({ courses: {}, oddities: { older_server: true } });
      await tells(learner, world, OF_AN_OLDER_PLATFORM, fault);
    });

    test("the frame of a unit", async ({ learner, world }) => {
      // half a minute is waited for a page that never ends: it passes faster
      await learner.page.addInitScript(() => {
        const { setTimeout } = globalThis;
        const hurried = (handler: TimerHandler, delay = 0, ...rest: unknown[]): number => setTimeout(handler, delay === 30_000 ? 3000 : delay, ...rest);
        Object.assign(globalThis, { setTimeout: hurried });
      });
      await world.breaks(...broken(["/xblock/"], fault));
      await learner.opensSignedIn(QUIZ);
      await expect(ways(learner)).toBeVisible();
      await expect(main(learner).getByText(/^L’unité défile dans son cadre\.$|^Le contenu de l’unité n’a pas pu être chargé\.$/).first()).toBeVisible();
      await expect(main(learner).getByRole("link", { name: /^L’ouvrir seule/ }).first()).toBeVisible();
      await world.heals();
      const again = main(learner).getByRole("button", { name: "Réessayer" });
      if ((await again.count()) > 0) await again.click();
      else await learner.reloads();
      await expect(learner.page.getByTitle(/^Contenu de l’unité/).first()).toHaveAttribute("height", /^\d+$/);
    });

    test("the renewal of the session", async ({ learner, world }) => {
      const { page } = learner;
      const courses = heading(learner, "2 cours");
      const progress = page.getByRole("region", { name: "Avancement" });
      const again = async (comes: ReturnType<typeof main>): Promise<void> => {
        await expect(comes.or(heading(learner, PANEL)).first(), "a page, or what lacks").toBeVisible();
        await world.heals();
        if (await comes.isVisible()) return;
        await learner.follows("button", "Réessayer");
        await expect(comes).toBeVisible();
      };
      await learner.opensSignedIn("/settings");
      await world.passes(2);
      await learner.isLater(world.now);
      await world.breaks(...broken(["/login_refresh"], fault));
      await learner.opens("/dashboard");
      await again(courses);

      await learner.opens(`${HOME}/dates`);
      await expect(heading(learner, /septembre/).first()).toBeVisible();
      await world.expires("learner", "tokens");
      await world.breaks(...broken(["/login_refresh"], fault));
      await parts(learner).getByRole("link", { name: "Progression" }).click();
      await again(progress);
      await expect(learner.account).toBeVisible();
    });

    test("courses of a learner, and the course page", async ({ learner, world }) => {
      await learner.opensSignedIn("/settings");
      for (const read of AROUND) await tells(learner, world, read, fault);
    });
  });
}
