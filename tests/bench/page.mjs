/** The browser and what the measurements share. */
import { chromium } from "@playwright/test";

/** Runs `use` with a browser of its own. */
export async function withBrowser(use) {
  const browser = await chromium.launch({
    executablePath: process.env.PREAU_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

/** Runs `use` with a page of a learner who was never here, and the browser's own view of it. */
export async function withPage(browser, use) {
  const context = await browser.newContext({ locale: "fr-FR", viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    return await use(page, await context.newCDPSession(page));
  } finally {
    await context.close();
  }
}

/** The path of some course of the catalogue, as its card leads there. */
export async function firstCourse(site) {
  const answer = await fetch(`${site}/api/v1.0/courses/?limit=1`, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`the mock answers ${answer.status}`);
  const { objects } = await answer.json();
  return `/courses/${encodeURIComponent(objects[0].code)}`;
}

/** A page of another site with the catalogue in it, and nothing else of ours. */
export async function hostPage(site) {
  const answer = await fetch(`${site}/config.json`);
  if (!answer.ok) throw new Error(`the mock answers ${answer.status}`);
  const { embed } = await answer.json();
  return `${embed.hosts[0]}/plain?with=element`;
}

/** Opens a page and waits until there is something to read. */
export async function open(page, url) {
  await page.goto(url, { waitUntil: "load" });
  await page.getByRole("heading", { level: 1 }).first().waitFor();
}

/** The middle one of several figures. */
export function median(figures) {
  const sorted = [...figures].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}

/** With one decimal. */
export const rounded = (figure) => Math.round(figure * 10) / 10;
