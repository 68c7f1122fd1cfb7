/**
 * All cases of the badge fixtures, verified by the page's own worker in a real browser: its network, its cryptography.
 * The mock's relay stands for the invented hosts.
 */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "./fixtures/index.ts";

const FIXTURES = resolve("../shared/fixtures/badges");

interface Case {
  file: string | null;
  url?: string;
  kind: string;
  outcome: string;
  reason?: string;
  shownName?: string;
  provenHost?: string;
  endorsements?: string[];
  lenient?: boolean;
}

interface Table {
  clock: string;
  learner: { emails: string[]; did: string };
  cases: Case[];
}

interface Report {
  outcome: string;
  reason: string | null;
  proven_host: string | null;
  award: { title: string } | null;
  endorsements: { outcome: string }[];
}

/** Verifies inputs in the page's worker, one after the other: base64 of a file, or a text. */
async function verifyAll({ address, inputs, setting }: { address: string; inputs: { text?: string; file?: string }[]; setting: string }): Promise<string[]> {
  const worker = new Worker(address, { type: "module" });
  const answers: string[] = [];
  for (const [id, input] of inputs.entries()) {
    const bytes = (text: string): Uint8Array => Uint8Array.from(atob(text), (letter) => letter.codePointAt(0) ?? 0);
    const message = { id, input: input.file === undefined ? input.text : bytes(input.file), setting };
    answers.push(
      await new Promise<string>((done, fail) => {
        worker.onmessage = ({ data }: MessageEvent<{ reports?: string; failed?: string }>) => done(data.reports ?? `failed: ${data.failed}`);
        worker.onerror = (event) => fail(new Error(event.message));
        worker.postMessage(message);
      }),
    );
  }
  worker.terminate();
  return answers;
}

test("every case of the badge fixtures has its expected outcome", async ({ learner }) => {
  test.skip(!existsSync(FIXTURES), "the badge fixtures are not there");
  test.setTimeout(180_000);
  const table = JSON.parse(readFileSync(resolve(FIXTURES, "expected.json"), "utf8")) as Table;
  await learner.opens("/verify");
  const setting = JSON.stringify({
    now: Date.parse(table.clock),
    learner: { emails: table.learner.emails, ids: [table.learner.did] },
    known_issuers: [],
    relay: new URL("/__mock__/relay", learner.page.url()).href,
    insecure_hosts: [],
  });
  const inputs = table.cases.map(({ file, url }) => {
    if (file === null) return { text: url ?? "" };
    const bytes = readFileSync(resolve(FIXTURES, file));
    // what is hosted is read where it is hosted
    return url === undefined ? { file: bytes.toString("base64") } : { text: url };
  });
  const address = await learner.page.locator("#verify-worker").getAttribute("content");
  if (!address) throw new Error("the page names no verifier");
  // the app's policy lets the app alone start workers; a picture's page has none
  learner.expectsProblem(/favicon\.ico/);
  await learner.page.goto("/favicon.svg");
  const answers = await learner.page.evaluate(verifyAll, { address, inputs, setting });
  const wrong = table.cases.flatMap((expected, at) => {
    const answer = answers[at] ?? "";
    if (answer.startsWith("failed")) return [`${expected.file ?? expected.url}: ${answer}`];
    const report = (JSON.parse(answer) as Report[])[0];
    const found: Partial<Case> = {
      outcome: report?.outcome ?? "none",
      ...(expected.reason === undefined ? {} : { reason: report?.reason ?? "none" }),
      ...(expected.shownName === undefined ? {} : { shownName: report?.award?.title ?? "none" }),
      ...(expected.provenHost === undefined ? {} : { provenHost: report?.proven_host ?? "none" }),
      ...(expected.endorsements === undefined ? {} : { endorsements: report?.endorsements.map(({ outcome }) => outcome) ?? [] }),
    };
    const isRight = Object.entries(found).every(([name, value]) => JSON.stringify(value) === JSON.stringify(expected[name as keyof Case]));
    // refusing such a picture is allowed too
    const isAllowed = expected.lenient === true && found.outcome === "no-badge-data";
    return isRight || isAllowed ? [] : [`${expected.file ?? expected.url}: ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`];
  });
  console.log(`badge fixtures: ${table.cases.length - wrong.length} of ${table.cases.length} as expected`);
  expect(wrong).toEqual([]);
});
