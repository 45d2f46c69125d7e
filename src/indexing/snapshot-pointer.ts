import { randomUUID } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { AppError } from "../errors.ts";
import { syncToDisk } from "./snapshot-files.ts";

/** Which snapshot serves, and which served before it (latest first). */
export interface SnapshotPointer {
  readonly current: string;
  readonly before: readonly string[];
}

/** How many earlier snapshots can be rolled back to. */
const KEPT = 5;

const name = z.string().regex(/^[0-9a-f]{24}$/);
const pointerSchema = z.object({ current: name, before: z.array(name) });

/** The pointer of an index folder, undefined where nothing was published; throws `snapshot_pointer` if unreadable. */
export function readPointer(outDir: string): SnapshotPointer | undefined {
  let text: string;
  try {
    text = readFileSync(join(outDir, "current"), "utf8");
  } catch {
    return undefined;
  }
  try {
    return pointerSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new AppError(
      "snapshot_pointer",
      `${join(outDir, "current")} is damaged`,
      "Run `shirube ingest` to publish again.",
      { cause: error },
    );
  }
}

/** Makes a snapshot the serving one: one rename, so readers see the old pointer or the new one. */
export function pointTo(outDir: string, snapshotId: string): void {
  let old: SnapshotPointer | undefined;
  try {
    old = readPointer(outDir);
  } catch {
    old = undefined;
  }
  if (old?.current === snapshotId) return;
  const before = old ? [old.current, ...old.before] : [];
  writePointer(outDir, {
    current: snapshotId,
    before: before.filter((id) => id !== snapshotId).slice(0, KEPT),
  });
}

export function writePointer(outDir: string, pointer: SnapshotPointer): void {
  const draft = join(outDir, `.current-${randomUUID()}`);
  try {
    writeFileSync(draft, `${JSON.stringify(pointer)}\n`);
    syncToDisk(draft);
    renameSync(draft, join(outDir, "current"));
  } finally {
    rmSync(draft, { force: true });
  }
  syncToDisk(outDir);
}
