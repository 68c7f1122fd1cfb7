import type { Page } from "@playwright/test";
import { fits, isAccessible, isAccessibleInEveryLook } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/index.ts";
import type { Learner } from "./fixtures/learner.ts";
import { leavesBehind, onPaper, takesAlong, takingAlong } from "./fixtures/paper.ts";
import { ISSUERS } from "./fixtures/watch.ts";

/** Files that the mock offers to try. */
async function samples(learner: Learner, ...names: string[]) {
  return Promise.all(
    names.map(async (name) => {
      const answer = await learner.page.request.get(`/__mock__/badges/${name}`);
      expect(answer.ok(), name).toBe(true);
      return { name, mimeType: "application/octet-stream", buffer: await answer.body() };
    }),
  );
}

test.use({ launchOptions: async ({ launchOptions }, use) => use(await takingAlong(launchOptions)) });
test.afterAll(leavesBehind);

/** What a button gives to take along. */
const takes = (learner: Learner, button: string) => takesAlong(learner.page, () => learner.follows("button", button));

/** Chooses files as the device's dialogue gives them. */
async function brings(learner: Learner, ...names: string[]) {
  const chooser = learner.page.waitForEvent("filechooser");
  await learner.follows("button", "Choisir des fichiers");
  await (await chooser).setFiles(await samples(learner, ...names));
}

test("a genuine badge is proven in the learner's own browser", async ({ learner }) => {
  await learner.opens("/verify");
  await expect(learner.heading).toHaveText("Vérifier un badge");
  await brings(learner, "genuine-micro-credential.png");
  await learner.hears(/: Vérifié|: Intact/);
  const main = learner.page.getByRole("main");
  await expect(main.getByRole("heading", { level: 2 }).first()).not.toHaveText("genuine-micro-credential.png");
  const checks = main.getByRole("listitem");
  await expect(checks.filter({ hasText: /^Oui – il est intact/ })).toBeVisible();
  await expect(checks.filter({ hasText: /^Oui – il n’a pas été retiré/ })).toBeVisible();
  await expect(main.getByRole("heading", { level: 3, name: "Fiche de microcertification" })).toBeVisible();
  const sheet = main.getByRole("region", { name: "Éléments de la microcertification" });
  await expect(sheet.getByRole("row")).toHaveCount(12);
  await expect(sheet.getByRole("row", { name: /^Forme de participation/ })).toContainText("non précisé par l’émetteur à part ; voir « Ce qu’il fallait faire »");
  await expect(sheet.getByRole("row", { name: /^Assurance qualité/ })).toContainText(/non précisé par l’émetteur$/);
  const optional = main.getByRole("region", { name: "Éléments facultatifs" });
  await expect(optional.getByRole("row", { name: /^Note obtenue/ })).toHaveText(/82\s%\set Excellent$/);
});

for (const [file, headline] of [
  ["genuine-signed.svg", "Vérifié"],
  ["expired.jwt", /^Expiré/],
  ["revoked-signed.jws", "Retiré par l’émetteur"],
  ["forged-token.jwt", "Modifié ou falsifié"],
  ["forged-proof.json", "Modifié ou falsifié"],
  ["forged-copy.json", "Ne vient pas de cet émetteur"],
  ["unknown-issuer.json", "Intact, émetteur non confirmé"],
  ["behind-the-relay.json", "Vérifié"],
  ["unreachable.json", "N’a pas pu être vérifié"],
  ["no-badge.png", "Aucun badge dans ce fichier"],
] as const) {
  test(`${file} is called what it is`, async ({ learner }) => {
    learner.expectsProblem(ISSUERS);
    await learner.opens("/verify");
    await brings(learner, file);
    await expect(learner.page.getByText(headline, { exact: true }).first()).toBeVisible();
    await learner.hears(typeof headline === "string" ? headline : /Expiré/);
    if (/falsifié|Ne vient pas/.test(String(headline))) {
      // nothing of it is shown as fact, not even its title
      await expect(learner.page.getByRole("heading", { level: 2, name: file })).toBeVisible();
      await expect(learner.page.getByRole("button", { name: "Ce que ce fichier affirme" })).toHaveAttribute("aria-expanded", "false");
      await expect(learner.page.getByRole("button", { name: "Copier le lien" })).toBeHidden();
    }
  });
}

test("a network that fails is never called a forgery, and 'Check again' finds the badge genuine", async ({ learner }) => {
  learner.expectsProblem(ISSUERS);
  await learner.opens("/verify");
  await learner.page.route("**/ob2/**", (route) => route.abort());
  await learner.page.route("**/__mock__/relay*", (route) => route.abort());
  await brings(learner, "genuine-hosted.png");
  await learner.hears("N’a pas pu être vérifié");
  await expect(learner.page.getByText("Cela ne dit rien contre ce badge.")).toBeVisible();
  await learner.page.unrouteAll();
  await learner.follows("button", "Vérifier à nouveau");
  await learner.hears("Vérifié");
  await expect(learner.page.getByText("falsifié")).toBeHidden();
});

test("a hosted badge has an address that verifies it; other links and the way back follow", async ({ learner }) => {
  learner.expectsProblem(ISSUERS);
  await learner.opens("/verify");
  const [file] = await samples(learner, "revoked.json");
  const { id: revoked } = JSON.parse(file?.buffer.toString() ?? "{}") as { id: string };
  const valid = revoked.replace("revoked", "valid");
  const checks = async (link: string) => {
    await learner.page.getByLabel("Lien ou texte du badge").fill(link);
    await learner.follows("button", "Vérifier");
  };
  await checks(valid);
  await learner.hears("Vérifié");
  expect(learner.address).toContain(`url=${valid}`);
  await checks(revoked);
  await learner.hears("Retiré par l’émetteur");
  await learner.page.goBack();
  await learner.hears("Vérifié");
  await learner.reloads();
  await learner.hears("Vérifié");
  await learner.follows("button", "Vérifier à nouveau");
  await expect(learner.page.getByRole("button", { name: "Vérifier à nouveau" })).toBeFocused();
  await learner.page.goBack();
  await expect.poll(() => learner.address).toBe("/verify");
  await expect(learner.page.getByRole("button", { name: "Vérifier à nouveau" })).toBeHidden();
  await brings(learner, "genuine-token.jwt");
  await learner.hears("Vérifié");
});

/** A badge that an issuer on the public web hosts: the mock's own have no https. Gives its address. */
async function hostedElsewhere(page: Page): Promise<string> {
  const site = "https://badges.example.org";
  const context = "https://w3id.org/openbadges/v2";
  const recipient = { type: "email", hashed: false, identity: "camille@example.org" };
  const documents: Record<string, unknown> = {
    "/a": { type: "Assertion", recipient, badge: `${site}/b`, issuedOn: "2024-01-01T00:00:00Z", verification: { type: "hosted" } },
    "/b": { type: "BadgeClass", name: "L’été à l’œuvre", description: "Un essai.", image: `${site}/i.png`, criteria: { narrative: "Venir." }, issuer: `${site}/i` },
    "/i": { type: "Profile", name: "École d’été", url: site, email: "ecole@example.org" },
  };
  await page.route(`${site}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    const json = documents[pathname] && { "@context": context, id: site + pathname, ...(documents[pathname] as object) };
    return json ? route.fulfill({ json, headers: { "access-control-allow-origin": "*" } }) : route.fulfill({ status: 404 });
  });
  return `${site}/a`;
}

test("link and code of a hosted badge are copied, and on paper the link stays", { tag: "@chromium-only" }, async ({ learner }) => {
  learner.expectsProblem(/404/);
  const { page } = learner;
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const address = await hostedElsewhere(page);
  await learner.opens(`/verify?url=${address}`);
  for (const [field, button, said] of [
    ["Lien vers la vérification", "Copier le lien", "Lien copié"],
    ["Code pour l’intégrer à un site", "Copier le code", "Code copié"],
  ] as const) {
    const text = await page.getByLabel(field).inputValue();
    expect(text).toMatch(/\/verify\?url=https(:|%3A)/);
    expect((await page.getByLabel(field).boundingBox())?.height, "as large as every field").toBeGreaterThanOrEqual(44);
    await learner.follows("button", button);
    await learner.hears(said);
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
  }
  await onPaper(page);
  await expect(page.getByLabel("Lien vers la vérification")).toBeVisible();
  await expect(page.getByLabel("Code pour l’intégrer à un site")).toBeHidden();
});

test("a link is found as people pass it on, and the field says what the address says", async ({ learner, baseURL }) => {
  learner.expectsProblem(ISSUERS);
  await learner.opens("/verify");
  const [file] = await samples(learner, "revoked.json");
  const { id: revoked } = JSON.parse(file?.buffer.toString() ?? "{}") as { id: string };
  const valid = revoked.replace("revoked", "valid");
  const field = learner.page.getByLabel("Lien ou texte du badge");
  // what this page gives for sharing
  await field.fill(`${baseURL}/verify?lang=fr&url=${encodeURIComponent(valid)}`);
  await learner.presses("Enter");
  await learner.hears(": Vérifié");
  await expect.poll(() => learner.address).toBe(`/verify?url=${valid}`);
  await expect(field).toHaveValue(valid);
  // as a mail quotes it
  await field.fill(`<${revoked.replace("http:", "HTTP:")}>`);
  await learner.presses("Enter");
  await learner.hears("Retiré par l’émetteur");
  await expect(field).toHaveValue(revoked);
  await learner.page.goBack();
  await learner.hears(": Vérifié");
  await expect(field).toHaveValue(valid);
  await learner.page.goBack();
  await expect(field).toHaveValue("");
});

test("a link to something else than a badge says what to look for, and fits on a phone", { tag: "@chromium-only" }, async ({ learner }) => {
  learner.expectsProblem(ISSUERS);
  learner.expectsProblem(/NAME_NOT_RESOLVED/);
  await learner.page.setViewportSize({ width: 320, height: 640 });
  const [file] = await samples(learner, "revoked.json");
  const { id: revoked } = JSON.parse(file?.buffer.toString() ?? "{}") as { id: string };
  await learner.opens(`/verify?url=${encodeURIComponent(revoked.replace("revoked", "page"))}`);
  await expect(learner.page.getByText(/^Il n’y a pas de badge à cette adresse\s: .* Cela ne dit rien contre ce badge\.$/)).toBeVisible();
  await learner.opens(`/verify?url=${encodeURIComponent(`https://${"a".repeat(60)}.example/${"b".repeat(300)}.json`)}`);
  await expect(learner.page.getByRole("link", { name: /^Ouvrir sur a+\.example/ })).toBeVisible();
  await fits(learner.page);
});

test("a text without a badge is not called a file", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/verify");
  await learner.page.getByLabel("Lien ou texte du badge").fill("bonjour");
  await learner.follows("button", "Vérifier");
  await learner.hears(/^Aucun badge dans ce texte/);
  await expect(learner.page.getByText("simple image")).toBeHidden();
  await expect(learner.page.getByLabel("Lien ou texte du badge")).toHaveValue("bonjour");
  await learner.opens("/verify?url=bonjour");
  await learner.hears(/^Aucun badge dans ce texte/);
  await expect(learner.page.getByText("simple image")).toBeHidden();
});

test("an address that is none, or not secure, is said to be so", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/verify?url=https://");
  await expect(learner.page.getByText("Une adresse y est incorrecte")).toBeVisible();
  await learner.opens("/verify?url=http://badges.example.org/a.json");
  await expect(learner.page.getByText("Son adresse n’est pas sûre (http:)")).toBeVisible();
});

test("a pasted text stays out of the address", async ({ learner }) => {
  await learner.opens("/verify");
  await learner.page.getByLabel("Lien ou texte du badge").fill("");
  await learner.follows("button", "Vérifier");
  await expect(learner.page.getByLabel("Lien ou texte du badge")).toHaveAccessibleDescription(/collez un lien/);
  const [file] = await samples(learner, "genuine-token.jwt");
  await learner.page.getByLabel("Lien ou texte du badge").fill(file?.buffer.toString() ?? "");
  await learner.follows("button", "Vérifier");
  await learner.hears("Vérifié");
  expect(learner.address, "a text is nobody's business").toBe("/verify");
});

test("many at once come as a table that can be taken along", async ({ learner }) => {
  learner.expectsProblem(ISSUERS);
  await learner.opens("/verify");
  const kinds = ["genuine-token.jwt", "expired.jwt", "forged-token.jwt", "no-badge.png", "genuine-signed.svg"];
  const files = await samples(learner, ...kinds);
  const fifty = Array.from({ length: 50 }, (_, at) => {
    const file = files[at % files.length] ?? { name: "", mimeType: "", buffer: Buffer.of() };
    return { ...file, name: `${at}-${file.name}` };
  });
  // a name that reads "6-expired-exe.jwt" on the screen
  Object.assign(fifty[6] ?? {}, { name: "6-expired-\u202etwj.exe" });
  const chooser = learner.page.waitForEvent("filechooser");
  await learner.follows("button", "Choisir des fichiers");
  await (await chooser).setFiles(fifty);
  await learner.hears("50 sur 50 vérifiés");
  const table = learner.page.getByRole("region", { name: "Ce qui a été vérifié" });
  await expect(table.getByRole("row")).toHaveCount(51);
  await expect(table.getByRole("row", { name: /^2-forged/ })).toContainText("Modifié ou falsifié");
  await expect(table.getByRole("row", { name: /^6-expired-twj\.exe/ })).toContainText("Expiré");
  await isAccessible(learner.page, "table");
  const taken = await takes(learner, "Télécharger le tableau (CSV)");
  expect(taken.name).toBe("badges.csv");
  const csv = taken.content.toString("utf8");
  expect(csv.split("\r\n").filter((line) => line.includes("Modifié ou falsifié"))).toHaveLength(10);
  // what a forgery calls itself is in no list
  expect(csv).not.toContain("Écrire un article");
  expect(csv).not.toContain("\u202e");
  // French spreadsheets take cells apart at semicolons
  expect(csv.split("\r\n")[0]).toBe('\ufeff"Fichier";"Badge";"Émetteur";"Résultat";"Explication";"Dernière vérification le"');
  expect(csv.split("\r\n")[1]).toMatch(/^"0-genuine-token\.jwt";.*;"20\d\d-[^"]+Z"$/);
  await table.getByRole("row", { name: /^0-genuine/ }).getByRole("button").click();
  await expect(learner.page.getByRole("heading", { level: 2 }).last()).toBeVisible();
  await expect(learner.page.getByRole("main").getByRole("heading", { level: 3, name: "Ce qui a été vérifié" })).toBeVisible();
  await onPaper(learner.page);
  await expect(table.getByRole("row", { name: /^1-expired/ }).getByText("Documents accessibles")).toBeVisible();
});

test("too large a file is named, and the rest goes on", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/verify");
  const files = await samples(learner, "genuine-token.jwt");
  const huge = { name: "huge.png", mimeType: "image/png", buffer: Buffer.alloc(6_000_000) };
  const chooser = learner.page.waitForEvent("filechooser");
  await learner.follows("button", "Choisir des fichiers");
  await (await chooser).setFiles([huge, ...files]);
  const table = learner.page.getByRole("region", { name: "Ce qui a été vérifié" });
  await expect(table.getByRole("row", { name: /^huge/ })).toContainText("dépasse 5 Mo");
  // what was not read cannot be verified again
  await table.getByRole("row", { name: /^huge/ }).getByRole("button").click();
  await expect(learner.page.getByRole("heading", { level: 2, name: "huge.png" })).toBeVisible();
  await expect(learner.page.getByRole("button", { name: "Vérifier à nouveau" })).toHaveCount(0);
  await expect(table.getByRole("row", { name: /^genuine/ })).toContainText("Vérifié");
});

test("what is verified can be kept, and is found among the learner's own", async ({ learner }) => {
  await learner.opens("/verify");
  await brings(learner, "genuine-token.jwt");
  await learner.follows("button", "Garder dans mes badges");
  await learner.hears("Le badge est gardé sur cet appareil");
  await learner.follows("link", "Dans vos badges, sur cet appareil");
  await expect(learner.heading).toHaveText("Mes badges et attestations");
  const card = learner.cards.first();
  await expect(card).toContainText("Importé sur cet appareil");
  await card.getByRole("link").click();
  await expect(learner.page.getByRole("heading", { level: 2, name: "Résultat de la vérification" })).toBeVisible();
  await learner.follows("button", "Supprimer de cet appareil");
  await learner.hears("Badge supprimé de cet appareil");
  await learner.follows("button", "Annuler");
  await learner.reloads();
  await expect(learner.cards).toHaveCount(1);
});

test("a kept badge that cannot be checked for once keeps its name, and is asked for again", async ({ learner }) => {
  learner.expectsProblem(ISSUERS);
  await learner.opens("/verify");
  await brings(learner, "genuine-hosted.png");
  await learner.follows("button", "Garder dans mes badges");
  await learner.follows("link", "Dans vos badges, sur cet appareil");
  const title = (await learner.cards.first().getByRole("heading").textContent()) ?? "";
  expect(title).not.toBe("Badge non confirmé");
  await learner.cards.first().getByRole("link").click();
  await learner.hears("Vérifié");
  await learner.page.route("**/ob2/**", (route) => route.abort());
  await learner.page.route("**/__mock__/relay*", (route) => route.abort());
  await learner.follows("button", "Vérifier à nouveau");
  await learner.hears("N’a pas pu être vérifié");
  await expect(learner.heading).toHaveText(title);
  await learner.page.goBack();
  await expect(learner.cards.first()).toContainText("N’a pas pu être vérifié");
  await expect(learner.cards.first().getByRole("heading")).toHaveText(title);
  await learner.page.unrouteAll();
  await learner.reloads();
  await expect(learner.cards.first()).toContainText("Vérifié");
});

test("the verifier that cannot be fetched is said, and says nothing of the badge", { tag: "@chromium-only" }, async ({ learner }) => {
  learner.expectsProblem(/verify-worker|Failed to load resource|ERR_FAILED/);
  await learner.page.route("**/verify-*", (route) => route.abort());
  await learner.opens("/verify");
  await brings(learner, "genuine-token.jwt");
  await expect(learner.page.getByRole("main").getByText(/^Le vérificateur n’a pas pu être chargé/)).toBeVisible();
  await learner.page.unrouteAll();
  await learner.follows("button", "Vérifier à nouveau");
  await learner.hears("Vérifié");
});

test("by keyboard, in English, on a phone, in every look", async ({ learner }) => {
  await learner.page.setViewportSize({ width: 320, height: 640 });
  await learner.opens("/verify?lang=en");
  await learner.tabsTo("textbox", "Link or text of the badge");
  const [file] = await samples(learner, "genuine-token.jwt");
  await learner.page.keyboard.insertText(file?.buffer.toString() ?? "");
  await learner.presses("Enter");
  await learner.hears("Verified");
  await expect(learner.page.getByRole("heading", { level: 3, name: "What was checked" })).toBeVisible();
  const width = await learner.page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, "nothing scrolls sideways").toBeLessThanOrEqual(320);
  await isAccessibleInEveryLook(learner.page);
});

test("only what a badge says itself is in its language", { tag: "@chromium-only" }, async ({ learner }) => {
  await learner.opens("/verify?lang=en");
  const chooser = learner.page.waitForEvent("filechooser");
  await learner.follows("button", "Choose files");
  await (await chooser).setFiles(await samples(learner, "genuine-micro-credential.json"));
  const main = learner.page.getByRole("main");
  const language = (found: ReturnType<typeof main.getByText>) => found.evaluate((element) => element.closest("[lang]")?.getAttribute("lang"));
  expect(await language(main.getByRole("heading", { level: 3, name: "About this badge" }))).toBe("en");
  expect(await language(main.getByRole("columnheader", { name: "Required" }))).toBe("en");
  expect(await language(main.getByText(/^Sait rassembler/).first())).toBe("fr");
  expect(await language(main.getByRole("rowheader", { name: "Note finale" }))).toBe("fr");
});

test("a verified badge is printed and shared with what was found", async ({ learner }) => {
  await learner.opens("/verify");
  await brings(learner, "genuine-signed.svg");
  const main = learner.page.getByRole("main");
  await expect(main.getByText("Vérifié", { exact: true }).first()).toBeVisible();

  const report = await takes(learner, "Télécharger le rapport de vérification");
  expect(report.name).toMatch(/\.txt$/);
  expect(report.content.toString()).toMatch(/^Vérifié\. .*\nBadge\s: Lire un article médical\nDernière vérification le .*Z\n/);
  const original = await takes(learner, "Télécharger le badge");
  expect(original.content).toEqual((await samples(learner, "genuine-signed.svg"))[0]?.buffer);

  let printed = 0;
  await learner.page.exposeFunction("countPrint", () => (printed += 1));
  await learner.page.evaluate(() => Object.assign(window, { print: (globalThis as unknown as { countPrint: () => void }).countPrint }));
  await learner.follows("button", "Imprimer ou enregistrer en PDF");
  await expect.poll(() => printed).toBe(1);
  await expect(learner.page.getByRole("navigation").first()).toBeVisible();
  await onPaper(learner.page);
  await expect(main.getByText("Vérifié", { exact: true }).first()).toBeVisible();
  await expect(main.getByText(/^Dernière vérification le/).first()).toBeVisible();
  await expect(learner.page.getByRole("navigation").first()).toBeHidden();
  await expect(learner.page.getByRole("button", { name: "Imprimer ou enregistrer en PDF" })).toBeHidden();
  // without an address nothing would stand below it
  await expect(main.getByRole("heading", { level: 3, name: "Partager" })).toBeHidden();
});

test("badges are dropped and pasted too", async ({ learner }) => {
  await learner.opens("/verify");
  const drop = learner.page.getByText(/^Déposez des fichiers ici/);
  await expect(drop).toBeVisible();
  const files = await samples(learner, "genuine-signed.svg", "expired.jwt");
  const transfer = await learner.page.evaluateHandle((files) => {
    const transfer = new DataTransfer();
    for (const { name, bytes } of files) transfer.items.add(new File([new Uint8Array(bytes)], name));
    return transfer;
  }, files.map(({ name, buffer }) => ({ name, bytes: [...buffer] })));
  await drop.dispatchEvent("dragover", { dataTransfer: transfer });
  await drop.dispatchEvent("drop", { dataTransfer: transfer });
  await learner.hears(/2 sur 2 vérifiés/);
  await expect(learner.page.getByText(/^Expiré/).first()).toBeVisible();

  await learner.reloads();
  const token = (await samples(learner, "genuine-token.jwt"))[0]?.buffer.toString("utf8") ?? "";
  await learner.page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    // Firefox takes the text by members of its own
    const init = { clipboardData, dataType: "text/plain", data: text, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new ClipboardEvent("paste", init));
  }, token);
  await expect(learner.page.getByText("Vérifié", { exact: true }).first()).toBeVisible();
});
