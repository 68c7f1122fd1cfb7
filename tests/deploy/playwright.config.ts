/** As the learners' stories are run, through a real web server: `cargo xtask servers` starts it, PREAU_SITE is the site it serves. */
import { defineConfig } from "@playwright/test";
import stories from "../stories/playwright.config.ts";

export default defineConfig({ ...stories, testDir: ".", outputDir: "test-results", fullyParallel: false, workers: 1 });
