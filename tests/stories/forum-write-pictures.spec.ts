/** Several pictures at once: each is described, and comes into the text in its place. */
import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";

const FORUM = "/learn/course-v1:Preau+ENLIGNE+1/forum";
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=";

const body = (learner: Learner) => learner.page.getByRole("textbox", { name: "Votre message (obligatoire)" });

/** Files come to the field, dropped or pasted. */
async function comes(learner: Learner, how: "drop" | "paste", names: string[]): Promise<void> {
  await body(learner).evaluate(
    (field, [how, png, names]) => {
      const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
      const data = new DataTransfer();
      for (const name of names) data.items.add(new File([bytes], name, { type: "image/png" }));
      const event = how === "drop" ? new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }) : new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
      field.dispatchEvent(event);
    },
    [how, PNG, names] as const,
  );
}

/** Says what the picture in question shows. */
async function describes(learner: Learner, name: string, words: string): Promise<void> {
  await expect(learner.dialog).toContainText(name);
  await learner.dialog.getByLabel(/^Description/).fill(words);
  await learner.dialog.getByRole("button", { name: "Ajouter l’image" }).click();
}

for (const how of ["drop", "paste"] as const) {
  test(`of several pictures (${how}) each is asked for, and what cannot be taken is named`, { tag: "@chromium-only" }, async ({ learner }) => {
    await learner.opensSignedIn(`${FORUM}/new`);
    await body(learner).fill("Voici :\n\n");
    await comes(learner, how, ["un.png", "notes.pdf", "deux.png", "trois.png"]);
    await expect(learner.page.getByRole("alert").filter({ hasText: "« notes.pdf » n’est pas une image acceptée" })).toBeVisible();
    await describes(learner, "un.png", "Un");
    // one that is not wanted after all
    await expect(learner.dialog).toContainText("deux.png");
    await expect(learner.dialog.getByLabel(/^Description/)).toHaveValue("");
    await learner.presses("Escape");
    await describes(learner, "trois.png", "Trois");
    await expect(learner.dialog).toHaveCount(0);
    await expect(body(learner)).toHaveValue(/^Voici :\n\n!\[Un\]\([^()]+\)\n\n!\[Trois\]\([^()]+\)$/);
    await expect(body(learner)).toBeFocused();
  });
}
