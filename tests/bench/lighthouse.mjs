/** Lighthouse with its usual phone: slow 4G, a processor four times slower. */
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import { median, rounded } from "./page.mjs";

const run = promisify(execFile);
const program = createRequire(import.meta.url).resolve("lighthouse/cli/index.js");

/** Each figure varies by some per cent from run to run. */
const RUNS = 3;
/** Now and then Lighthouse misses the start of the page in the browser's trace (NO_NAVSTART) and measures nothing. */
const TRIES = 4;

async function once(url, options) {
  const { stdout } = await run(
    process.execPath,
    [
      program,
      url,
      ...options,
      "--only-categories=performance",
      "--output=json",
      "--quiet",
      "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync",
    ],
    { env: { ...process.env, CHROME_PATH: process.env.PREAU_CHROMIUM ?? "/usr/bin/chromium" }, maxBuffer: 64 * 1024 * 1024 },
  );
  const { audits, runtimeError } = JSON.parse(stdout);
  if (runtimeError) throw new Error(`lighthouse: ${runtimeError.message}`);
  return audits;
}

async function measured(url, options) {
  for (let left = TRIES - 1; ; left -= 1) {
    try {
      return await once(url, options);
    } catch (error) {
      if (left === 0) throw new Error(`lighthouse measured nothing of ${url}: ${String(error.stderr ?? error).trim()}`);
    }
  }
}

/** Measures one address; `options` are Lighthouse's own. */
export async function lighthouse(url, options = []) {
  const audits = [];
  for (let count = 0; count < RUNS; count += 1) audits.push(await measured(url, options));
  const figure = (name) => median(audits.map((audit) => audit[name].numericValue));
  return {
    "first paint ms": rounded(figure("first-contentful-paint")),
    "largest paint ms": rounded(figure("largest-contentful-paint")),
    "blocking ms": rounded(figure("total-blocking-time")),
    "layout shift": Math.round(figure("cumulative-layout-shift") * 1000) / 1000,
  };
}
