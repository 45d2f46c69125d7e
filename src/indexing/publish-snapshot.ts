import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { tokenizerFingerprint } from "../retrieval/tokenize.ts";
import { tuneSearchWidth } from "../retrieval/vector-recall.ts";
import { createVectorStore } from "../retrieval/vector-store.ts";
import { INDEX_VERSION, type IndexContents, type SnapshotContent } from "./index-contents.ts";
import { packLexical } from "./lexical-file.ts";
import type { RetrievalTools } from "./retrieval-tools.ts";
import { sealFile, syncToDisk, writeSealed } from "./snapshot-files.ts";
import { prune } from "./snapshot-history.ts";
import { isIntact, type SnapshotManifest } from "./snapshot-manifest.ts";
import { pointTo } from "./snapshot-pointer.ts";

/**
 * Writes a snapshot whole, forces it to disk, renames it into place and only then points `current` at it.
 * A crash at any moment leaves the snapshot that served before.
 * @returns the snapshot's folder
 */
export async function publishSnapshot(
  outDir: string,
  contents: IndexContents,
  tools: RetrievalTools,
): Promise<string> {
  const home = join(outDir, "snapshots");
  mkdirSync(home, { recursive: true });
  const target = join(home, contents.snapshotId);
  if (!isIntact(target)) {
    const draft = join(home, `.draft-${process.pid}-${randomUUID()}`);
    mkdirSync(draft);
    try {
      await writeSnapshot(draft, contents, tools);
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

async function writeSnapshot(
  folder: string,
  contents: IndexContents,
  { embedder, analyzer }: RetrievalTools,
): Promise<void> {
  const { documents, glossary, roles } = contents;
  const content: SnapshotContent = { documents, glossary, roles };
  const lines = contents.chunks.map((chunk) => JSON.stringify(chunk)).join("\n");
  const vectors = await createVectorStore(embedder, contents.chunks, contents.vectors);
  const ids = contents.chunks.map(({ id }) => id);
  const search = tuneSearchWidth(vectors, ids, contents.vectors);
  vectors.saveGraph(join(folder, "vectors.hnsw"));
  const files = {
    "content.json": writeSealed(folder, "content.json", Buffer.from(JSON.stringify(content))),
    "chunks.jsonl": writeSealed(folder, "chunks.jsonl", Buffer.from(lines)),
    "lexical.bin": writeSealed(folder, "lexical.bin", packLexical(contents.lexical)),
    "vectors.hnsw": sealFile(join(folder, "vectors.hnsw")),
  };
  const manifest: SnapshotManifest = {
    version: INDEX_VERSION,
    snapshotId: contents.snapshotId,
    embedder: contents.embedder,
    tokenizer: tokenizerFingerprint(analyzer),
    documents: contents.documents.map(({ id, hash }) => ({ id, hash })),
    chunks: contents.chunks.length,
    fusion: contents.fusion,
    likeness: contents.likeness,
    search,
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
