/** All that changes something in the forum and among notifications, broken in every way: it is taken back and said, and no word is lost. */
import { expect, test } from "./fixtures/index.ts";
import { ENDINGS } from "./fixtures/faults.ts";
import type { Learner } from "./fixtures/learner.ts";

const FORUM = "/learn/course-v1:Preau+ENLIGNE+1/forum";
/** What a learner is told instead of what they wanted. */
const NOT_DONE = /^(Le serveur n’a pas pu le faire|La plateforme ne le permet pas|Ce message n’existe plus|Votre session est terminée|La préférence n’a pas pu être enregistrée|Cela n’a pas pu être enregistré)/;

/** The last alert says why. */
async function isRefused(learner: Learner, what: string): Promise<void> {
  await expect(learner.page.getByRole("alert").filter({ hasText: NOT_DONE }).last(), what).toBeVisible();
}

for (const [how, fault] of Object.entries(ENDINGS)) {
  test.describe(`the server ${how}`, { tag: "@chromium-only" }, () => {
    test.beforeEach(({ learner }) => learner.expectsProblem(/./));

    test("a learner likes, follows, reports", async ({ learner, world }) => {
      const { page } = learner;
      await learner.opensSignedIn(`${FORUM}/threads/96`);
      const like = page.getByRole("button", { name: "J’aime (9), message de lea.b" });
      await expect(like).toHaveAttribute("aria-pressed", "false");
      await learner.follows("button", "Plus d’actions pour le message de lea.b");
      await world.breaks({ method: "change", path: "/api/discussion/", ...fault });
      for (const button of [like, page.getByRole("button", { name: "Suivre", exact: true }), page.getByRole("button", { name: /^Signaler/ }).first()]) {
        const before = await button.getAttribute("aria-pressed");
        const name = await button.textContent();
        await button.click();
        await isRefused(learner, name ?? "");
        await expect(button, name ?? "").toHaveAttribute("aria-pressed", before ?? "");
        await page.getByRole("alert").last().evaluate((alert) => alert.remove());
      }
    });

    test("a moderator pins, closes, deletes", async ({ learner, world }) => {
      const { page } = learner;
      await learner.opensSignedIn(`${FORUM}/threads/96`, "moderator");
      await learner.follows("button", "Plus d’actions pour le message de lea.b");
      await world.breaks({ method: "change", path: "/api/discussion/", ...fault });
      const pin = page.getByRole("button", { name: "Épingler" });
      await pin.click();
      await isRefused(learner, "pinned");
      await expect(pin).toHaveAttribute("aria-pressed", "false");
      await page.getByRole("alert").last().evaluate((alert) => alert.remove());
      await learner.follows("button", "Fermer la discussion");
      await learner.dialog.getByRole("button", { name: "Fermer la discussion" }).click();
      await isRefused(learner, "closed");
      await expect(page.getByText("Discussion fermée")).toHaveCount(0);
      if (await learner.dialog.isVisible()) await learner.dialog.getByRole("button", { name: "Annuler" }).click();
      await page.getByRole("alert").evaluateAll((alerts) => alerts.forEach((alert) => alert.remove()));
      await learner.follows("button", "Supprimer");
      await learner.dialog.getByRole("button", { name: "Supprimer" }).click();
      if (fault.body || fault.truncate) {
        // its answer holds nothing that could break: it was done
        await expect(learner.heading).toHaveText("Discussions");
        return;
      }
      await isRefused(learner, "deleted");
      await expect(learner.heading).toHaveText("Vos raccourcis préférés");
    });

    test("what one writes stays, and goes once the server works", async ({ learner, world }) => {
      const { page } = learner;
      await learner.opensSignedIn(`${FORUM}/threads/94`);
      await page.getByRole("region", { name: "Votre réponse" }).getByRole("button", { name: "Répondre" }).click();
      const field = page.getByRole("textbox", { name: "Votre réponse (obligatoire)" });
      await field.fill(`Une réponse, alors que le serveur ${how}.`);
      // where nothing was carried out, it is sent again and again: each time in vain
      await world.breaks({ method: "change", path: "/api/discussion/", ...fault });
      await learner.follows("button", "Publier");
      const refused = page.getByRole("group", { name: "1 point à corriger" });
      const later = page.getByRole("button", { name: "Envoyer maintenant" });
      const sent = page.getByRole("article", { name: "Réponse de learner" });
      await expect(refused.or(later).or(sent).first()).toBeVisible();
      if (await refused.isVisible()) await expect(field, "no word is lost").toHaveValue(`Une réponse, alors que le serveur ${how}.`);
      await world.heals();
      if (await refused.isVisible()) await learner.follows("button", "Publier");
      // what waits may go by itself meanwhile: then there is nothing to press
      await expect(async () => {
        if (await later.isVisible()) await later.click({ timeout: 1000 });
        await expect(sent).toHaveCount(1, { timeout: 1000 });
      }).toPass();
      await learner.reloads();
      await expect(sent, "sent once").toHaveCount(1);
      await expect(sent).toContainText(`alors que le serveur ${how}.`);
    });

    test("notifications are read, and preferences kept", async ({ learner, world }) => {
      const { page } = learner;
      await learner.opensSignedIn("/notifications");
      const unread = page.getByRole("heading", { level: 2, name: /non lue/ });
      const before = await unread.textContent();
      await learner.follows("button", "Préférences");
      const box = page.getByRole("group", { name: "Nouvelles questions" }).getByLabel("Ici");
      await expect(box).not.toBeChecked();
      await world.breaks({ method: "change", path: "/api/notifications/", ...fault });
      await learner.follows("button", "Tout marquer comme lu");
      if (fault.body) {
        // what the answer holds is of no use here: that it is a good one says that it was done
        await learner.hears("Toutes les notifications sont lues.");
        return;
      }
      await expect(page.getByRole("alert").last()).toBeVisible();
      await expect(unread).toHaveText(before ?? "");
      await box.click();
      await expect(page.getByRole("alert").last()).toBeVisible();
      await expect(box).not.toBeChecked();
      await learner.follows("button", /^Marquer comme lue : /);
      await expect(page.getByRole("alert").last()).toContainText("Les notifications n’ont pas pu être marquées comme lues.");
      await expect(unread).toHaveText(before ?? "");
    });
  });
}
