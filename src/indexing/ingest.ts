import { AppError } from "../errors.ts";
import type { SourceDocument } from "../knowledge/document.ts";
import { parseGlossary } from "../retrieval/glossary.ts";
import { openEmbeddingCache } from "./embedding-cache.ts";
import { buildIndex } from "./index-contents.ts";
import { publishSnapshot } from "./publish-snapshot.ts";
import { readDocuments } from "./read-documents.ts";
import type { RetrievalTools } from "./retrieval-tools.ts";
import { currentSnapshotDir } from "./snapshot-history.ts";
import { readManifest, type SnapshotManifest } from "./snapshot-manifest.ts";
import { readSourceFiles } from "./source-files.ts";
import { recordSources } from "./sources-record.ts";
import { type Unquotable, unquotableIn } from "./unquotable.ts";

export interface IngestOptions {
  /** Files and folders of knowledge. */
  readonly paths: readonly string[];
  /** Index folder: its `snapshots/` and the pointer `current`. */
  readonly outDir: string;
  readonly tools: RetrievalTools;
  readonly onProgress?: (progress: IngestProgress) => void;
}

/** How far an ingest has come. */
export interface IngestProgress {
  readonly step: "reading" | "indexing" | "publishing";
  readonly done: number;
  readonly of: number;
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
  /** What reads like an order to software and is therefore never quoted. */
  readonly unquotable: readonly Unquotable[];
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
  const documents: SourceDocument[] = [];
  for await (const result of readDocuments(sources.files)) {
    if ("document" in result) documents.push(result.document);
    else skipped.push(result.skipped);
    options.onProgress?.({
      step: "reading",
      done: documents.length + skipped.length,
      of: sources.files.length,
    });
  }
  if (documents.length === 0) {
    const reasons = skipped.map(({ id, why }) => `${id}: ${why}`).join("; ");
    throw new AppError(
      "knowledge_none",
      `no document could be read${reasons && ` (${reasons})`}`,
      "Put Markdown files with front matter into the knowledge folder.",
    );
  }
  const embedder = openEmbeddingCache(options.outDir, options.tools.embedder);
  const tools = { ...options.tools, embedder };
  const before = previousManifest(options.outDir);
  options.onProgress?.({ step: "indexing", done: 0, of: documents.length });
  const contents = await buildIndex(
    { documents, ...(sources.glossary !== undefined && { glossary: parseGlossary(sources.glossary) }) },
    tools,
  );
  options.onProgress?.({ step: "publishing", done: 0, of: 1 });
  const snapshotDir = await publishSnapshot(options.outDir, contents, tools);
  recordSources(options.outDir, contents.snapshotId, options.paths, sources);
  embedder.compact();
  return {
    snapshotId: contents.snapshotId,
    snapshotDir,
    documents: documents.length,
    sections: documents.reduce((sum, document) => sum + document.sections.length, 0),
    chunks: contents.chunks.length,
    ...compare(before?.documents ?? [], documents),
    skipped,
    unquotable: documents.flatMap(unquotableIn),
    embedded: embedder.embedded(),
  };
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
