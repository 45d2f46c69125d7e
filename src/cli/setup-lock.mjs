import { mkdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from "node:fs";

/** Longer than any set-up takes: a lock this old was left behind, whatever process has its number now. */
const STALE_MS = 30 * 60 * 1000;
/** Removing a lock left behind takes microseconds. */
const TAKEOVER_MS = 10_000;
const LOOK_EVERY_MS = 200;

/**
 * Runs `work` in one process at a time; a lock that a dead process left behind is taken over.
 * Synchronous and without packages: it guards the installation of the packages.
 * @param path a file that exists while somebody holds the lock, with their process number in it
 * @param onWait told once, with the holder's process number, when there is one
 */
export function withLock(path, onWait, work) {
  let told = false;
  while (!tryTake(path)) {
    if (isLeftBehind(path)) removeLeftBehind(path);
    else {
      if (!told) onWait(holderOf(path));
      told = true;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_EVERY_MS);
    }
  }
  const release = () => rmSync(path, { force: true });
  process.once("exit", release);
  try {
    return work();
  } finally {
    release();
    process.off("exit", release);
  }
}

function tryTake(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

function holderOf(path) {
  try {
    return Number(readFileSync(path, "utf8")) || undefined;
  } catch {
    return undefined;
  }
}

function ageOf(path) {
  const status = statSync(path, { throwIfNoEntry: false });
  return status && Date.now() - status.mtimeMs;
}

function isLeftBehind(path) {
  const age = ageOf(path);
  if (age === undefined) return false;
  const holder = holderOf(path);
  // A lock that is still empty is being written, unless its writer died over it.
  if (holder === undefined) return age > TAKEOVER_MS;
  return age > STALE_MS || !isAlive(holder);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** One remover at a time, looking again: a second one must not remove the lock that the first has taken since. */
function removeLeftBehind(path) {
  const removing = `${path}.removing`;
  try {
    mkdirSync(removing);
  } catch {
    if ((ageOf(removing) ?? 0) > TAKEOVER_MS) rmdirSync(removing);
    return;
  }
  try {
    if (isLeftBehind(path)) rmSync(path, { force: true });
  } finally {
    rmdirSync(removing);
  }
}
