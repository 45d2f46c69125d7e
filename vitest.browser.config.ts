import { defineConfig } from "vitest/config";
import base from "./vitest.config.ts";

/** Journeys in a real browser; they need Debian's chromium, so `npm test` leaves them to `.ci/run`. */
export default defineConfig({
  test: { ...base.test, include: ["tests/browser/**/*.browser.ts"], testTimeout: 120_000 },
});
