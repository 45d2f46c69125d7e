import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { AppError } from "../errors.ts";
import type { Chunk } from "../knowledge/document.ts";
import { createRetriever } from "../retrieval/hybrid-retriever.ts";
import type { Embedder, Retriever } from "../retrieval/retriever.ts";
import { tokenizerFingerprint } from "../retrieval/tokenize.ts";
import { createVectorStore, openVectorStore } from "../retrieval/vector-store.ts";
import type { FusionCalibration } from "./calibrate-fusion.ts";
import { INDEX_VERSION, type IndexContents } from "./index-contents.ts";
import { packLexical, unpackLexical } from "./lexical-file.ts";
import {
  damaged,
  type FileSeal,
  readSealed,
  sealFile,
  sha256,
  syncToDisk,
  writeSealed,
} from "./snapshot-files.ts";
import { pointTo, readPointer } from "./snapshot-pointer.ts";

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
  readonly files: Readonly<Record<string, FileSeal>>;
}

/** A retriever over a snapshot on disk; `close` lets go of its memory. */
export interface OpenSnapshot extends Retriever {
  readonly manifest: SnapshotManifest;
  close(): void;
}

type Content = Pick<IndexContents, "documents" | "glossary" | "roles"> & {
  readonly chunks: readonly Chunk[];
};

/**
 * Writes a snapshot whole, forces it to disk, renames it into place and only then points `current` at it.
 * A crash at any moment leaves the snapshot that served before.
 * @returns the snapshot's folder
 */
export async function publishSnapshot(
  outDir: string,
  contents: IndexContents,
  embedder: Embedder,
): Promise<string> {
  const home = join(outDir, "snapshots");
  mkdirSync(home, { recursive: true });
  const target = join(home, contents.snapshotId);
  if (!isIntact(target)) {
    const draft = join(home, `.draft-${process.pid}-${randomUUID()}`);
    mkdirSync(draft);
    try {
      await writeSnapshot(draft, contents, embedder);
      moveIntoPlace(draft, target);
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
    syncToDisk(home);
  }
  pointTo(outDir, contents.snapshotId);
  return target;
}

async function writeSnapshot(folder: string, contents: IndexContents, embedder: Embedder): Promise<void> {
  const content: Content = {
    documents: contents.documents,
    glossary: contents.glossary,
    roles: contents.roles,
    chunks: contents.chunks,
  };
  const vectors = await createVectorStore(embedder, contents.chunks, contents.vectors);
  vectors.saveGraph(join(folder, "vectors.hnsw"));
  const files = {
    "content.json": writeSealed(folder, "content.json", Buffer.from(JSON.stringify(content))),
    "lexical.bin": writeSealed(folder, "lexical.bin", packLexical(contents.lexical)),
    "vectors.hnsw": sealFile(join(folder, "vectors.hnsw")),
  };
  const manifest: SnapshotManifest = {
    version: INDEX_VERSION,
    snapshotId: contents.snapshotId,
    embedder: contents.embedder,
    tokenizer: tokenizerFingerprint(),
    documents: contents.documents.map(({ id, hash }) => ({ id, hash })),
    chunks: contents.chunks.length,
    fusion: contents.fusion,
    files,
  };
  const seal = writeSealed(folder, "manifest.json", Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
  writeSealed(folder, "manifest.sha256", Buffer.from(`${seal.sha256}\n`));
  syncToDisk(folder);
}

/** Another replica may have published the same snapshot meanwhile; a damaged one is replaced. */
function moveIntoPlace(draft: string, target: string): void {
  if (existsSync(target) && isIntact(target)) return;
  if (existsSync(target)) renameSync(target, `${draft}-damaged`);
  renameSync(draft, target);
  rmSync(`${draft}-damaged`, { recursive: true, force: true });
}

function isIntact(folder: string): boolean {
  try {
    const manifest = readManifest(folder);
    for (const [name, seal] of Object.entries(manifest.files)) readSealed(folder, name, seal);
    return true;
  } catch {
    return false;
  }
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
  if (!folder.endsWith(manifest.snapshotId))
    throw damaged(folder, "its folder carries another snapshot's name");
  return manifest;
}

function foreign(why: string): AppError {
  return new AppError("snapshot_foreign", `the snapshot does not fit: ${why}`, "Run `shirube ingest`.");
}

/**
 * Opens a snapshot folder, or an index folder at its current snapshot, after checking every byte of it.
 * @throws AppError `snapshot_missing`, `snapshot_damaged`, or `snapshot_foreign` for another embedder
 */
export function openSnapshot(dir: string, embedder: Embedder): OpenSnapshot {
  const folder = existsSync(join(dir, "current")) ? currentSnapshotDir(dir) : dir;
  if (folder === undefined || !existsSync(folder)) {
    throw new AppError("snapshot_missing", `no snapshot in ${dir}`, "Run `shirube ingest` first.");
  }
  const manifest = readManifest(folder);
  const { id, dimensions } = manifest.embedder;
  if (id !== embedder.id || dimensions !== embedder.dimensions) {
    throw foreign(`it was built with the embedder ${id}, configured is ${embedder.id}`);
  }
  if (manifest.tokenizer !== tokenizerFingerprint())
    throw foreign("another version of Node or Shirube cut its words");
  const read = (name: string) => readSealed(folder, name, manifest.files[name]);
  const content = JSON.parse(read("content.json").toString("utf8")) as Content;
  const lexical = unpackLexical(read("lexical.bin"));
  read("vectors.hnsw");
  const retriever = createRetriever({
    snapshotId: manifest.snapshotId,
    documents: new Map(content.documents.map(({ id, meta }) => [id, meta])),
    chunks: content.chunks,
    lexical,
    vectors: openVectorStore(embedder, content.chunks, join(folder, "vectors.hnsw")),
    embedder,
    glossary: content.glossary,
    roles: new Set(content.roles),
    vectorWeight: manifest.fusion.weight,
  });
  return { ...retriever, manifest, close: () => undefined };
}

/** Folder of the snapshot that serves, or undefined before the first ingest. */
export function currentSnapshotDir(outDir: string): string | undefined {
  const id = readPointer(outDir)?.current;
  return id === undefined ? undefined : join(outDir, "snapshots", basename(id));
}
