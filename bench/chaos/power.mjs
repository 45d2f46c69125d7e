import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createRandom, pause } from "./random.mjs";

export const options = { rounds: { type: "string", default: "10" } };

const WRITER = fileURLToPath(new URL("power-writer.mjs", import.meta.url));
const READER = fileURLToPath(new URL("power-reader.mjs", import.meta.url));
const IMAGE_BYTES = 128 * 1024 * 1024;
const call = (command, ...args) => execFileSync(command, args, { stdio: ["ignore", "ignore", "pipe"] });

const isMounted = (folder) => readFileSync("/proc/mounts", "utf8").includes(` ${folder} `);

/** The kernel lets go of a killed process's files a moment after the process. */
async function unmount(mount) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return call("umount", mount);
    } catch (error) {
      if (attempt === 50) throw error;
      await pause(100);
    }
  }
}

/**
 * Power loss, simulated: the database lives on an ext4 file system in an image file; its writer is killed and the
 * image copied at once without a sync, so that only what reached the "disk" is in the copy. The copy is mounted,
 * the database opened, and every delivery that had been accepted must be there.
 */
export async function run({ rounds, seed }) {
  if (process.platform !== "linux" || process.getuid?.() !== 0)
    throw new Error("A simulated power loss mounts an image file, which needs Linux and root.");
  const random = createRandom(seed);
  const started = Date.now();
  const folder = mkdtempSync(join(tmpdir(), "shirube-power-"));
  const mount = join(folder, "disk");
  mkdirSync(mount);
  const accepted = new Set();
  const done = new Set();
  const result = { rounds: Number(rounds), accepted: 0, lost: 0, undone: 0, refusedToOpen: 0, damaged: 0 };
  let image = join(folder, "0.img");
  writeFileSync(image, "");
  truncateSync(image, IMAGE_BYTES);
  call("mkfs.ext4", "-q", image);
  try {
    for (let round = 1; round <= result.rounds; round += 1) {
      call("mount", "-o", "loop", image, mount);
      await writeUntilKilled(join(mount, "shirube.db"), round, random.between(100, 2_500), {
        accepted,
        done,
      });
      const copy = join(folder, `${round}.img`);
      call("cp", "--sparse=always", image, copy);
      await unmount(mount);
      rmSync(image);
      image = copy;
      call("mount", "-o", "loop", image, mount);
      inspect(join(mount, "shirube.db"), { accepted, done }, result);
      await unmount(mount);
    }
  } finally {
    if (isMounted(mount)) await unmount(mount);
    rmSync(folder, { recursive: true, force: true });
  }
  return { ...result, accepted: accepted.size, seconds: Math.round((Date.now() - started) / 1000) };
}

async function writeUntilKilled(file, round, ms, { accepted, done }) {
  const writer = spawn(process.execPath, [WRITER, file, String(round)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  const ended = new Promise((resolve) => writer.once("close", resolve));
  writer.stdout.setEncoding("utf8").on("data", (text) => {
    said += text;
  });
  while (said === "" && writer.exitCode === null) await pause(5);
  await pause(ms);
  writer.kill("SIGKILL");
  await ended;
  for (const line of said.split("\n").slice(0, -1)) {
    const [key, state] = line.split(" ");
    (state === "done" ? done : accepted).add(key);
  }
}

function inspect(file, { accepted, done }, result) {
  try {
    const { rows, integrity } = JSON.parse(
      execFileSync(process.execPath, [READER, file], { maxBuffer: IMAGE_BYTES }),
    );
    const found = new Map(rows);
    result.lost += [...accepted].filter((key) => !found.has(key)).length;
    result.undone += [...done].filter((key) => found.has(key) && found.get(key) === null).length;
    if (integrity !== "ok") result.damaged += 1;
  } catch {
    result.refusedToOpen += 1;
  }
}

export const isGood = ({ lost, undone, refusedToOpen, damaged }) =>
  lost + undone + refusedToOpen + damaged === 0;
