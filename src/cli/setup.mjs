// Plain JavaScript on purpose: it runs on a fresh clone, before anything is installed or built.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { withLock } from "./setup-lock.mjs";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const INSTALL_STAMP = join(ROOT, "node_modules", ".shirube-install");
const BUILD_STAMP = join(ROOT, "dist", ".shirube-build");
const SETUP_LOCK = join(ROOT, ".shirube-setup");
const MINIMUM_NODE = [20, 19];

const say = (line) => process.stderr.write(`${line}\n`);

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor >= MINIMUM_NODE[1])) return;
  say(`Shirube needs Node ${MINIMUM_NODE.join(".")} or newer; this is ${process.versions.node}.`);
  say("Install a current Node from https://nodejs.org and run the same command again.");
  process.exit(1);
}

function hashOf(paths) {
  const hash = createHash("sha256").update(process.versions.modules);
  for (const path of paths) hash.update(path).update(readFileSync(join(ROOT, path)));
  return hash.digest("hex");
}

function filesIn(folder, ending) {
  return readdirSync(join(ROOT, folder))
    .sort()
    .flatMap((name) => {
      const path = `${folder}/${name}`;
      if (statSync(join(ROOT, path)).isDirectory()) return filesIn(path, ending);
      return path.endsWith(ending) ? [path] : [];
    });
}

function isStamped(stamp, value) {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === value;
}

/** Runs a step with its output on standard error, so that standard output stays a command's own. */
function step(title, command, args, hint) {
  const started = Date.now();
  say(`› ${title} …`);
  const result = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (result.status !== 0) {
    say(`✗ ${title} failed. ${hint}`);
    process.exit(1);
  }
  say(`✓ ${title} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}

/** Does `work` unless it is done, also when another process has just done it. */
function once(isDone, work) {
  if (isDone()) return;
  const onWait = (pid) =>
    say(
      `› Another command (process ${pid ?? "unknown"}) is setting Shirube up in this folder; waiting for it …`,
    );
  withLock(SETUP_LOCK, onWait, () => {
    if (!isDone()) work();
  });
}

/** Installs and builds what is missing or out of date; does nothing when nothing changed. */
export function ensureReady() {
  refuseOldNode();
  const wanted = hashOf(["package-lock.json"]);
  const installed = () => isStamped(INSTALL_STAMP, wanted);
  once(installed, () => {
    step(
      "Installing packages (about a minute the first time)",
      "npm",
      ["ci", "--no-audit", "--loglevel=error"],
      "hnswlib-node is compiled on install and needs python3, make and a C++ compiler; check those and the network.",
    );
    writeFileSync(INSTALL_STAMP, wanted);
  });
  ensureBuilt();
}

/** Builds what changed, without touching what is installed: tests use it, several at a time must not install. */
export function ensureBuilt() {
  const sources = hashOf([
    ...filesIn("src", ".ts"),
    ...filesIn("prompts/wordings", ".txt"),
    "tsconfig.json",
    "tsconfig.build.json",
  ]);
  const built = () => isStamped(BUILD_STAMP, sources);
  once(built, () => {
    step("Building", process.execPath, [bin("typescript", "tsc"), "-p", "tsconfig.build.json"], "See above.");
    step("Learning the wordings", process.execPath, ["dist/agent/rules/learn-ahead.js"], "See above.");
    mkdirSync(dirname(BUILD_STAMP), { recursive: true });
    writeFileSync(BUILD_STAMP, sources);
  });
}

function bin(packageName, command) {
  const folder = join(ROOT, "node_modules", packageName);
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return join(folder, typeof manifest.bin === "string" ? manifest.bin : manifest.bin[command]);
}

function runChecks() {
  const steps = [
    ["Format and lint", bin("@biomejs/biome", "biome"), ["ci", "--error-on-warnings", "."]],
    ["Types", bin("typescript", "tsc"), ["--noEmit"]],
    ["Tests", bin("vitest", "vitest"), ["run", ...process.argv.slice(3)]],
  ];
  for (const [title, script, args] of steps) {
    say(`› ${title}`);
    const result = spawnSync(process.execPath, [script, ...args], { cwd: ROOT, stdio: "inherit" });
    if (result.status !== 0) {
      say(`✗ ${title} failed.`);
      process.exit(result.status ?? 1);
    }
  }
}

if (process.argv[2] === "test" && process.argv[1] === fileURLToPath(import.meta.url)) {
  ensureReady();
  runChecks();
}
