import { defineConfig } from "vitest/config";
import base from "./vitest.config.ts";

/** The suites that mean more on a real PostgreSQL server; `.ci/run` starts one and names it. */
export default defineConfig(() => {
  if (!process.env.TEST_DATABASE_URL)
    throw new Error("Set TEST_DATABASE_URL to a PostgreSQL server, or run .ci/run.");
  return {
    test: {
      ...base.test,
      include: ["tests/contracts/**/*.test.ts", "tests/server/**/*.test.ts"],
      exclude: [],
    },
  };
});
