import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../errors.ts";
import type { Chunk } from "../knowledge/document.ts";
import { createRetriever } from "../retrieval/hybrid-retriever.ts";
import type { Embedder, Retriever } from "../retrieval/retriever.ts";
import { tokenizerFingerprint } from "../retrieval/tokenize.ts";
import { createVectorStore, openVectorStore } from "../retrieval/vector-store.ts";
import { INDEX_VERSION, type IndexContents } from "./index-contents.ts";
import { packLexical, unpackLexical } from "./lexical-file.ts";
import { readSealed, sealFile, syncToDisk, writeSealed } from "./snapshot-files.ts";
import { currentSnapshotDir, prune } from "./snapshot-history.ts";
import { foreign, isIntact, readManifest, type SnapshotManifest } from "./snapshot-manifest.ts";
import { pointTo } from "./snapshot-pointer.ts";

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
  prune(outDir);
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
