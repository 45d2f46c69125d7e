import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../errors.ts";
import type { LexicalIndex } from "../retrieval/lexical-index.ts";

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

type NumberArray = Float64Array | Float32Array | Uint32Array;
const KINDS = { f64: Float64Array, f32: Float32Array, u32: Uint32Array } as const;
type Kind = keyof typeof KINDS;
const CHANNELS = ["words", "scripts", "sentences"] as const;

/** The index as raw numbers behind a one-line table of contents, each array on an 8-byte boundary. */
export function packLexical(index: LexicalIndex): Buffer {
  const arrays: [string, Kind, NumberArray][] = CHANNELS.flatMap((name): [string, Kind, NumberArray][] => [
    [`${name}.keys`, "f64", index[name].keys],
    [`${name}.offsets`, "u32", index[name].offsets],
    [`${name}.items`, "u32", index[name].items],
    [`${name}.impacts`, "f32", index[name].impacts],
  ]);
  arrays.push(["owners", "u32", index.owners]);
  const counts = Object.fromEntries(CHANNELS.map((name) => [name, index[name].count]));
  const table = JSON.stringify({
    counts,
    arrays: arrays.map(([name, kind, data]) => [name, kind, data.length]),
  });
  const head = Buffer.from(`${table}\n`);
  const parts: Uint8Array[] = [head, padding(head.length)];
  for (const [, , data] of arrays) {
    parts.push(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), padding(data.byteLength));
  }
  return Buffer.concat(parts);
}

function padding(length: number): Uint8Array {
  return new Uint8Array((8 - (length % 8)) % 8);
}

/** Reads what `packLexical` wrote; the arrays share the memory of the file. */
export function unpackLexical(packed: Buffer): LexicalIndex {
  const lineEnd = packed.indexOf(10);
  const table = JSON.parse(packed.subarray(0, lineEnd).toString("utf8")) as {
    counts: Record<(typeof CHANNELS)[number], number>;
    arrays: [string, Kind, number][];
  };
  // A buffer from a pool may start anywhere; numbers need an aligned start.
  const aligned = new Uint8Array(packed).buffer;
  const found = new Map<string, NumberArray>();
  let at = lineEnd + 1 + padding(lineEnd + 1).length;
  for (const [name, kind, length] of table.arrays) {
    const data = new KINDS[kind](aligned, at, length);
    found.set(name, data);
    at += data.byteLength + padding(data.byteLength).length;
  }
  const array = <T extends NumberArray>(name: string) => found.get(name) as T;
  const postings = (name: (typeof CHANNELS)[number]) => ({
    keys: array<Float64Array>(`${name}.keys`),
    offsets: array<Uint32Array>(`${name}.offsets`),
    items: array<Uint32Array>(`${name}.items`),
    impacts: array<Float32Array>(`${name}.impacts`),
    count: table.counts[name],
  });
  return {
    words: postings("words"),
    scripts: postings("scripts"),
    sentences: postings("sentences"),
    owners: array<Uint32Array>("owners"),
  };
}
