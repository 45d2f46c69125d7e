import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "..", "..");

async function chaos(fault: string): Promise<unknown> {
  const args = [
    "database",
    "--fault",
    fault,
    "--times",
    "2",
    "--deliveries",
    "20",
    "--handoffs",
    "1",
    "--json",
  ];
  const child = spawn(process.execPath, ["bench/chaos/run.mjs", ...args], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  await once(child, "close");
  expect(stdout, stderr).not.toBe("");
  return JSON.parse(stdout);
}

const NOTHING_WRONG = {
  lost: 0,
  answeredTwice: 0,
  outOfOrder: 0,
  doubleOwners: 0,
  unclaimed: 0,
  died: 0,
};

test.each([
  ["restart", "the database restarts under load"],
  ["cut", "connections are cut"],
  ["pool", "no connection is free, and every table is locked"],
])(
  "%s: %s, and two replicas lose, double and disorder nothing and come back by themselves",
  async (fault) => {
    expect(await chaos(fault)).toMatchObject(NOTHING_WRONG);
  },
  240_000,
);

test.skipIf(process.platform !== "linux" || process.getuid?.() !== 0)(
  "partition: a replica is cut off from the database, and the other takes its work over without doubling any",
  async () => {
    expect(await chaos("partition")).toMatchObject(NOTHING_WRONG);
  },
  240_000,
);
