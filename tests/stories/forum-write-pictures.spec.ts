/** Several pictures at once: the first is taken, and it is said which ones are left. */
import { expect, test } from "./fixtures/index.ts";

const FORUM = "/learn/course-v1:Preau+ENLIGNE+1/forum";
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=";

for (const how of ["drop", "paste"] as const) {
  test(`of several pictures (${how}) the first is taken, and the others are named`, { tag: "@chromium-only" }, async ({ learner }) => {
    await learner.opensSignedIn(`${FORUM}/new`);
    const body = learner.page.getByRole("textbox", { name: "Votre message (obligatoire)" });
    await body.fill("Voici :\n\n");
    await body.evaluate(
      (field, [how, png]) => {
        const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
        const data = new DataTransfer();
        for (const name of ["un.png", "deux.png", "trois.png"]) data.items.add(new File([bytes], name, { type: "image/png" }));
        const init = { bubbles: true, cancelable: true };
        field.dispatchEvent(how === "drop" ? new DragEvent("drop", { dataTransfer: data, ...init }) : new ClipboardEvent("paste", { clipboardData: data, ...init }));
      },
      [how, PNG] as const,
    );
    await expect(learner.page.getByRole("alert").filter({ hasText: "Une image à la fois. À ajouter ensuite : deux.png, trois.png" })).toBeVisible();
    await learner.dialog.getByLabel(/^Description/).fill("Un");
    await learner.dialog.getByRole("button", { name: "Ajouter l’image" }).click();
    await expect(body).toHaveValue(/^Voici :\n\n!\[Un\]\([^()]+\)$/);
  });
}
