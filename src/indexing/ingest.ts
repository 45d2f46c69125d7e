import { AppError, messageOf } from "../errors.ts";
import type { SourceDocument } from "../knowledge/document.ts";
import { type DocumentFile, parseDocument } from "../knowledge/parse-document.ts";
import { parseGlossary } from "../retrieval/glossary.ts";
import type { Embedder } from "../retrieval/retriever.ts";
import { openEmbeddingCache } from "./embedding-cache.ts";
import { buildIndex } from "./index-contents.ts";
import { publishSnapshot } from "./snapshot.ts";
import { currentSnapshotDir } from "./snapshot-history.ts";
import { readManifest, type SnapshotManifest } from "./snapshot-manifest.ts";
import { readSourceFiles } from "./source-files.ts";

export interface IngestOptions {
  /** Files and folders of knowledge. */
  readonly paths: readonly string[];
  /** Index folder: its `snapshots/` and the pointer `current`. */
  readonly outDir: string;
  readonly embedder: Embedder;
}

/** What an ingest did; document names are relative to their knowledge folder. */
export interface IngestReport {
  readonly snapshotId: string;
  readonly snapshotDir: string;
  readonly documents: number;
  readonly sections: number;
  readonly chunks: number;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  readonly skipped: readonly { readonly id: string; readonly why: string }[];
  /** Texts sent to the embedding model; what was embedded before is not sent again. */
  readonly embedded: number;
}

/**
 * Reads knowledge, builds the index and publishes it as a snapshot.
 * A document that cannot be read is skipped with its reason, the others are served.
 * @throws AppError `knowledge_none` when nothing could be read: an empty index never replaces a good one
 */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  const sources = readSourceFiles(options.paths);
  const skipped = [...sources.skipped];
  const documents = sources.files.flatMap((file) => parseOrSkip(file, skipped));
  if (documents.length === 0) {
    const reasons = skipped.map(({ id, why }) => `${id}: ${why}`).join("; ");
    throw new AppError(
      "knowledge_none",
      `no document could be read${reasons && ` (${reasons})`}`,
      "Put Markdown files with front matter into the knowledge folder.",
    );
  }
  const embedder = openEmbeddingCache(options.outDir, options.embedder);
  const before = previousManifest(options.outDir);
  const contents = await buildIndex(
    { documents, ...(sources.glossary !== undefined && { glossary: parseGlossary(sources.glossary) }) },
    embedder,
  );
  const snapshotDir = await publishSnapshot(options.outDir, contents, embedder);
  embedder.compact();
  return {
    snapshotId: contents.snapshotId,
    snapshotDir,
    documents: documents.length,
    sections: documents.reduce((sum, document) => sum + document.sections.length, 0),
    chunks: contents.chunks.length,
    ...compare(before?.documents ?? [], documents),
    skipped,
    embedded: embedder.embedded(),
  };
}

function parseOrSkip(file: DocumentFile, skipped: { id: string; why: string }[]): SourceDocument[] {
  try {
    return [parseDocument(file)];
  } catch (error) {
    skipped.push({ id: file.id, why: messageOf(error) });
    return [];
  }
}

function previousManifest(outDir: string): SnapshotManifest | undefined {
  try {
    const folder = currentSnapshotDir(outDir);
    return folder === undefined ? undefined : readManifest(folder);
  } catch {
    return undefined;
  }
}

function compare(before: SnapshotManifest["documents"], now: readonly SourceDocument[]) {
  const old = new Map(before.map((document) => [document.id, document.hash]));
  const present = new Set(now.map((document) => document.id));
  return {
    added: now.filter(({ id }) => !old.has(id)).map(({ id }) => id),
    changed: now.filter(({ id, hash }) => old.has(id) && old.get(id) !== hash).map(({ id }) => id),
    removed: before.filter(({ id }) => !present.has(id)).map(({ id }) => id),
    unchanged: now.filter(({ id, hash }) => old.get(id) === hash).length,
  };
}
