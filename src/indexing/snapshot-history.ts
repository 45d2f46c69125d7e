import { readdirSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { AppError } from "../errors.ts";
import { verifySnapshot } from "./snapshot-manifest.ts";
import { readPointer, writePointer } from "./snapshot-pointer.ts";

/** Folder of the snapshot that serves, or undefined before the first ingest. */
export function currentSnapshotDir(outDir: string): string | undefined {
  const id = readPointer(outDir)?.current;
  return id === undefined ? undefined : join(outDir, "snapshots", basename(id));
}

/**
 * Folders of snapshots that may serve, the current one first, then the earlier ones, latest first.
 * A damaged pointer still yields every snapshot there is, so that a last good one can be found.
 */
export function snapshotDirs(outDir: string): string[] {
  const home = join(outDir, "snapshots");
  const toDir = (id: string) => join(home, basename(id));
  try {
    const pointer = readPointer(outDir);
    return pointer ? [pointer.current, ...pointer.before].map(toDir) : [];
  } catch {
    const found = readdirSync(home).filter((name) => !name.startsWith("."));
    return found.map(toDir).sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  }
}

/**
 * Points back at the snapshot that served before, after checking that it is whole.
 * @returns the folder that serves now
 * @throws AppError `rollback_none` when there is no earlier snapshot, `snapshot_damaged` when it is not whole
 */
export function rollback(outDir: string): string {
  const pointer = readPointer(outDir);
  const [previous, ...older] = pointer?.before ?? [];
  if (pointer === undefined || previous === undefined) {
    throw new AppError(
      "rollback_none",
      "there is no earlier snapshot",
      "Each ingest of changed knowledge adds one.",
    );
  }
  const folder = join(outDir, "snapshots", previous);
  verifySnapshot(folder);
  writePointer(outDir, { current: previous, before: [...older, pointer.current] });
  return folder;
}

/** Removes snapshots that can no longer be rolled back to, once they are a day old; drafts that a crash left likewise. */
export function prune(outDir: string): void {
  const home = join(outDir, "snapshots");
  const kept = new Set(snapshotDirs(outDir).map((folder) => basename(folder)));
  for (const name of readdirSync(home)) {
    const folder = join(home, name);
    // A young one may be another process's, published a moment ago and not yet pointed at.
    const old = Date.now() - statSync(folder).mtimeMs > ABANDONED_MS;
    if (old && !kept.has(name)) rmSync(folder, { recursive: true, force: true });
  }
}

const ABANDONED_MS = 24 * 60 * 60 * 1000;
