/** What came since one was last in a thread. */
import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";
import type { World } from "./fixtures/world.ts";

const THREAD = "/learn/course-v1:Preau+ENLIGNE+1/forum/threads/93";

const news = (learner: Learner) => learner.page.getByText(/^\d+ nouveaux? messages? depuis votre dernière visite$/);

/** The learner reads the thread, and two hours pass. */
async function reads(learner: Learner, world: World): Promise<void> {
  await learner.opensSignedIn(THREAD);
  await expect(learner.page.getByRole("heading", { level: 3 })).toHaveCount(3);
  await expect(news(learner)).toHaveCount(0);
  await world.passes(2);
  await learner.isLater(world.now);
}

test("what came since the last visit is marked, and a control leads from new to new", async ({ learner, world }) => {
  learner.expectsProblem(/401/);
  await reads(learner, world);
  const response = await world.happens({ post_response: { as: "lea.b", thread: "93", body: "Une autre voie." } });
  await world.happens({ reply: { as: "karim_o", response, body: "Très bien." } });
  await learner.opensSignedIn(THREAD);
  await expect(news(learner)).toHaveText("2 nouveaux messages depuis votre dernière visite");
  await learner.follows("button", "Aller au premier");
  const first = learner.page.getByRole("heading", { level: 3, name: "Réponse de lea.b" });
  await expect(first).toBeFocused();
  const next = learner.page.getByRole("button", { name: "Nouveau message suivant" });
  await expect(next).toHaveCount(2);
  await next.first().click();
  await expect(learner.page.getByRole("heading", { level: 4, name: "Commentaire de karim_o" })).toBeFocused();
  await next.last().click();
  await learner.hears("C’était le dernier nouveau message.");
  // seen: at the visit after that nothing is new
  await world.passes(2);
  await learner.isLater(world.now);
  await learner.opensSignedIn(THREAD);
  await expect(first).toBeVisible();
  await expect(news(learner)).toHaveCount(0);
  await expect(next).toHaveCount(0);
});

test("it is marked too when the session has to be renewed first", { tag: "@chromium-only" }, async ({ learner, world }) => {
  learner.expectsProblem(/401/);
  await reads(learner, world);
  await world.happens({ post_response: { as: "lea.b", thread: "93", body: "Une autre voie." } });
  await learner.page.context().clearCookies({ name: /jwt/ });
  await world.breaks({ path: "/login_refresh", latency_ms: 800 });
  await learner.opens(THREAD);
  await expect(news(learner)).toHaveText("1 nouveau message depuis votre dernière visite");
});

test("what one wrote under a hidden name is not new to oneself", { tag: "@chromium-only" }, async ({ learner, world }) => {
  learner.expectsProblem(/401/);
  await learner.opensSignedIn(THREAD);
  await expect(learner.page.getByRole("heading", { level: 3 })).toHaveCount(3);
  await world.passes(1);
  await learner.page.getByRole("region", { name: "Votre réponse" }).getByRole("button", { name: "Répondre" }).click();
  await learner.page.getByRole("textbox", { name: "Votre réponse (obligatoire)" }).fill("Sans mon nom.");
  await learner.page.getByRole("radio", { name: "Masqué aux autres apprenants" }).check();
  await learner.follows("button", "Publier");
  await learner.hears("Réponse publiée");
  await world.passes(2);
  await world.happens({ post_response: { as: "lea.b", thread: "93", body: "Une autre voie." } });
  await learner.isLater(world.now);
  await learner.opensSignedIn(THREAD);
  await expect(news(learner)).toHaveText("1 nouveau message depuis votre dernière visite");
  const own = learner.page.getByRole("article", { name: /masqué/i }).filter({ hasText: "Sans mon nom." });
  await expect(own).toHaveCount(1);
  await expect(own.getByText("Nouveau", { exact: true })).toHaveCount(0);
});
