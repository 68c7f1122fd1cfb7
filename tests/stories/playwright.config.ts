/**
 * How the stories run: `cargo xtask stories` starts the mock, says by PREAU_URL where it is, and by
 * PREAU_CHROMIUM and PREAU_FIREFOX which browsers to use.
 */
import { availableParallelism } from "node:os";
import { defineConfig } from "@playwright/test";

const url = process.env["PREAU_URL"];
if (!url) throw new Error("PREAU_URL is missing: run the stories by `cargo xtask stories`");

/** No sandbox (containers have none), no graphics card, no talk with the browser's maker. */
const chromiumArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The same for Firefox. */
const firefoxPreferences = {
  "app.update.enabled": false,
  "browser.region.update.enabled": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "services.settings.server": "",
  "toolkit.telemetry.enabled": false,
};

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: Boolean(process.env["CI"]),
  // a second try where nobody watches; what passes only then is reported as flaky
  retries: process.env["CI"] ? 1 : 0,
  // one more than there are processors: a fifth of a story is waiting
  workers: availableParallelism() + 1,
  timeout: 60_000,
  expect: {
    timeout: 10_000,
    // one for both browsers: what a screen reader is given must not depend on them
    toMatchAriaSnapshot: { pathTemplate: "{testDir}/views/{arg}{ext}" },
  },
  reporter: [["list"]],
  use: {
    baseURL: url,
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    // where nobody watches, the second try tells the story; recording all of them costs a fifth of the time
    trace: process.env["CI"] ? "on-first-retry" : "retain-on-failure",
    screenshot: "only-on-failure",
  },
  projects: [
    {
      name: "chromium",
      use: {
        browserName: "chromium",
        launchOptions: {
          executablePath: process.env["PREAU_CHROMIUM"] ?? "/usr/bin/chromium-headless-shell",
          args: chromiumArguments,
        },
      },
    },
    {
      name: "firefox",
      // starts and loads slower: it runs the whole errands, Chromium also the rest
      grepInvert: /@chromium-only/,
      use: {
        browserName: "firefox",
        // Mozilla's own Firefox by WebDriver BiDi, not Playwright's patched one. Playwright 1.64 is the
        // last that Firefox ESR understands; it does not pass on emulateMedia() (dark, forced colours).
        channel: "moz-firefox",
        launchOptions: {
          executablePath: process.env["PREAU_FIREFOX"] ?? "/usr/bin/firefox-esr",
          firefoxUserPrefs: firefoxPreferences,
        },
      },
    },
  ],
});
