import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { AppError } from "../errors.ts";
import type { LikenessCalibration } from "../retrieval/retriever.ts";
import type { SearchWidth } from "../retrieval/vector-recall.ts";
import type { FusionCalibration } from "./calibrate-fusion.ts";
import { INDEX_VERSION } from "./index-contents.ts";
import { damaged, type FileSeal, readSealed, sha256 } from "./snapshot-files.ts";

/** What a snapshot says about itself; every other file is sealed in it. */
export interface SnapshotManifest {
  readonly version: number;
  readonly snapshotId: string;
  readonly embedder: { readonly id: string; readonly dimensions: number };
  /** How its texts were cut; questions must be cut alike. */
  readonly tokenizer: string;
  readonly documents: readonly { readonly id: string; readonly hash: string }[];
  readonly chunks: number;
  readonly fusion: FusionCalibration;
  readonly likeness: LikenessCalibration;
  /** How wide its vectors are searched, and what that finds of the true neighbours. */
  readonly search: SearchWidth;
  readonly files: Readonly<Record<string, FileSeal>>;
}

/** Reads and checks a snapshot's manifest; throws `snapshot_damaged` or `snapshot_foreign`. */
export function readManifest(folder: string): SnapshotManifest {
  let bytes: Buffer;
  let seal: string;
  try {
    bytes = readFileSync(join(folder, "manifest.json"));
    seal = readFileSync(join(folder, "manifest.sha256"), "utf8");
  } catch (error) {
    throw damaged(folder, "no readable manifest", error);
  }
  if (`${sha256(bytes)}\n` !== seal) throw damaged(folder, "manifest.json was altered");
  const manifest = JSON.parse(bytes.toString("utf8")) as SnapshotManifest;
  if (manifest.version !== INDEX_VERSION) {
    throw foreign(`it has format ${manifest.version}, this version reads ${INDEX_VERSION}`);
  }
  if (basename(resolve(folder)) !== manifest.snapshotId)
    throw damaged(folder, "its folder carries another snapshot's name");
  return manifest;
}

/** The error for a snapshot that is whole but was built for something else. */
export function foreign(why: string): AppError {
  return new AppError("snapshot_foreign", `the snapshot does not fit: ${why}`, "Run `shirube ingest`.");
}

/** Reads every byte of a snapshot against its seals; throws `snapshot_damaged` or `snapshot_foreign`. */
export function verifySnapshot(folder: string): void {
  const manifest = readManifest(folder);
  for (const [name, seal] of Object.entries(manifest.files)) {
    for (const _pause of readSealed(folder, name, seal));
  }
}

/** Whether a snapshot is whole and readable by this version. */
export function isIntact(folder: string): boolean {
  try {
    verifySnapshot(folder);
    return true;
  } catch {
    return false;
  }
}
