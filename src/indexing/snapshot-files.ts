import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, writeFileSync } from "node:fs";
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

/** Reads a file and refuses it when a single bit differs from its seal. */
export function readSealed(folder: string, name: string, seal: FileSeal | undefined): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(join(folder, name));
  } catch (error) {
    throw damaged(folder, `${name} cannot be read`, error);
  }
  if (bytes.length !== seal?.bytes || sha256(bytes) !== seal.sha256)
    throw damaged(folder, `${name} was altered`);
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
