import { createHash } from "node:crypto";
import { closeSync, fstatSync, fsyncSync, openSync, readFileSync, readSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../errors.ts";

/** Length and SHA-256 of one file of a snapshot. */
export interface FileSeal {
  readonly bytes: number;
  readonly sha256: string;
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Forces a file or folder to disk; a rename is only safe once both are. */
export function syncToDisk(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Writes a file through to the disk and returns its seal. */
export function writeSealed(folder: string, name: string, bytes: Uint8Array): FileSeal {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return sealFile(path);
}

/** Syncs a file somebody else wrote and returns its seal. */
export function sealFile(path: string): FileSeal {
  syncToDisk(path);
  const bytes = readFileSync(path);
  return { bytes: bytes.length, sha256: sha256(bytes) };
}

/** Read and hashed in about a millisecond. */
const SLICE = 1024 * 1024;

/**
 * Reads a file and refuses it when a single bit differs from its seal; may be paused between slices.
 * @throws AppError `snapshot_damaged`
 */
export function* readSealed(
  folder: string,
  name: string,
  seal: FileSeal | undefined,
): Generator<undefined, Buffer> {
  // Filled below or not returned; zeroing hundreds of megabytes first would stall whoever is being served.
  const bytes = Buffer.allocUnsafeSlow(seal?.bytes ?? 0);
  const hash = createHash("sha256");
  let handle: number;
  try {
    handle = openSync(join(folder, name), "r");
  } catch (error) {
    throw damaged(folder, `${name} cannot be read`, error);
  }
  try {
    if (fstatSync(handle).size !== seal?.bytes) throw damaged(folder, `${name} was altered`);
    for (let at = 0; at < bytes.length; at += SLICE) {
      const slice = bytes.subarray(at, at + SLICE);
      readSync(handle, slice, 0, slice.length, at);
      hash.update(slice);
      if (bytes.length > SLICE) yield;
    }
  } finally {
    closeSync(handle);
  }
  if (hash.digest("hex") !== seal.sha256) throw damaged(folder, `${name} was altered`);
  return bytes;
}

export function damaged(folder: string, what: string, cause?: unknown): AppError {
  return new AppError(
    "snapshot_damaged",
    `snapshot ${folder}: ${what}`,
    "Run `shirube ingest` to build it anew, or `shirube rollback` to serve the one before.",
    { cause },
  );
}
