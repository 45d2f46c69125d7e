import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");

test("random and mutated payloads, files and bodies crash nothing and leave nothing half done", async () => {
  // The clock is left out: how long a second is depends on what else the machine does.
  const args = ["bench/fuzz/run.mjs", "--runs", "400", "--seed", "42", "--slowest-ms", "60000", "--json"];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: ROOT });
  const { tried, faults } = JSON.parse(stdout);
  expect(faults).toEqual([]);
  expect(Object.keys(tried)).toHaveLength(11);
  expect(stderr).toBe("");
}, 120_000);
