import { ensureBuilt } from "../../src/cli/setup.mjs";

/** Once before all tests: those that start processes run the built program, as an operator does. */
export function setup(): void {
  ensureBuilt();
}
