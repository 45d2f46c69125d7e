import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../support/databases.ts";

const ROOT = resolve(import.meta.dirname, "..", "..");

/** What npm does as far as set-up can tell: empties node_modules, works until told to end, fails beside another npm. */
const NPM = `#!${process.execPath}
const { appendFileSync, existsSync, mkdirSync, rmSync, writeFileSync } = require("node:fs");
appendFileSync("npm.log", "ci\\n");
if (existsSync("npm.running")) process.exit(1);
writeFileSync("npm.running", "");
rmSync("node_modules", { recursive: true, force: true });
const tick = new Int32Array(new SharedArrayBuffer(4));
for (let waited = 0; waited < 20_000 && !existsSync("npm.end"); waited += 50) Atomics.wait(tick, 0, 0, 50);
mkdirSync("node_modules/typescript", { recursive: true });
writeFileSync("node_modules/typescript/package.json", JSON.stringify({ bin: { tsc: "tsc.js" } }));
writeFileSync("node_modules/typescript/tsc.js", "require('node:fs').appendFileSync('tsc.log', 'built\\\\n')");
mkdirSync("dist/agent/rules", { recursive: true });
writeFileSync("dist/agent/rules/learn-ahead.js", "require('node:fs').appendFileSync('learn.log', 'learnt\\\\n')");
rmSync("npm.running");
`;

/** A fresh clone with the real set-up, and an npm that needs no network. */
function freshClone() {
  const folder = temporaryFolder();
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(folder.path, path)), { recursive: true });
    writeFileSync(join(folder.path, path), text);
  };
  mkdirSync(join(folder.path, "src/cli"), { recursive: true });
  for (const name of ["setup.mjs", "setup-lock.mjs"]) {
    cpSync(join(ROOT, "src/cli", name), join(folder.path, "src/cli", name));
  }
  for (const name of ["package-lock.json", "tsconfig.json", "tsconfig.build.json"]) put(name, "{}");
  put("prompts/wordings/plain.txt", "はい\n");
  put("src/cli/command.mjs", 'import { ensureReady } from "./setup.mjs";\nensureReady();\n');
  put("bin/npm", NPM);
  chmodSync(join(folder.path, "bin/npm"), 0o755);
  const run = async (onSaid?: (said: string) => void) => {
    const child = spawn(process.execPath, [join(folder.path, "src/cli/command.mjs")], {
      cwd: folder.path,
      env: { ...process.env, PATH: `${join(folder.path, "bin")}${delimiter}${process.env.PATH}` },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      onSaid?.(said);
    });
    const [code] = await once(child, "close");
    return { code: code as number, said };
  };
  const read = (name: string) => {
    const path = join(folder.path, name);
    return existsSync(path) ? readFileSync(path, "utf8").trim().split("\n") : [];
  };
  const endNpm = () => put("npm.end", "");
  return { path: folder.path, run, read, endNpm, [Symbol.dispose]: () => folder[Symbol.dispose]() };
}

test("three commands started at once on a fresh clone install and build once, and the others say that they wait", async () => {
  using clone = freshClone();
  const waiting = new Set<number>();
  const start = (index: number) =>
    clone.run((said) => {
      if (/process \d+\) is setting Shirube up .* waiting/.test(said)) waiting.add(index);
      if (waiting.size === 2) clone.endNpm();
    });
  const runs = await Promise.all([start(0), start(1), start(2)]);
  expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(clone.read("npm.log")).toEqual(["ci"]);
  expect(clone.read("tsc.log")).toEqual(["built"]);
  expect(clone.read("learn.log")).toEqual(["learnt"]);
  expect(existsSync(join(clone.path, ".shirube-setup"))).toBe(false);
});

test("a set-up that was killed does not hold up the next one", async () => {
  using clone = freshClone();
  clone.endNpm();
  const dead = spawn(process.execPath, ["-e", ""]);
  await once(dead, "close");
  writeFileSync(join(clone.path, ".shirube-setup"), String(dead.pid));
  const runs = await Promise.all([clone.run(), clone.run()]);
  expect(runs.map(({ code }) => code)).toEqual([0, 0]);
  expect(clone.read("npm.log")).toEqual(["ci"]);
});

test("a wording added by an operator is learnt at the next command, without a new installation", async () => {
  using clone = freshClone();
  clone.endNpm();
  await clone.run();
  await clone.run();
  expect(clone.read("learn.log")).toEqual(["learnt"]);
  writeFileSync(join(clone.path, "prompts/wordings/plain.txt"), "はい\nいいえ\n");
  await clone.run();
  expect(clone.read("learn.log")).toEqual(["learnt", "learnt"]);
  expect(clone.read("npm.log")).toEqual(["ci"]);
});
