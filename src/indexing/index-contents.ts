import { createHash } from "node:crypto";
import { CHUNKER_VERSION, chunkDocument } from "../knowledge/chunking.ts";
import type { Chunk, DocumentMeta, SourceDocument } from "../knowledge/document.ts";
import { namedRoles } from "../retrieval/asked-kind.ts";
import { EMPTY_GLOSSARY, type Glossary } from "../retrieval/glossary.ts";
import { buildLexicalIndex, type LexicalEntry, type LexicalIndex } from "../retrieval/lexical-index.ts";
import type { Embedder, LikenessCalibration } from "../retrieval/retriever.ts";
import { tokenizerFingerprint } from "../retrieval/tokenize.ts";
import { calibrateFusion, type FusionCalibration } from "./calibrate-fusion.ts";
import { calibrateLikeness } from "./calibrate-likeness.ts";
import type { RetrievalTools } from "./retrieval-tools.ts";

/** Another number means that older snapshots are built anew. */
export const INDEX_VERSION = 6;

/** Everything a snapshot holds, before it is on disk. */
export interface IndexContents {
  readonly snapshotId: string;
  readonly documents: readonly { readonly id: string; readonly hash: string; readonly meta: DocumentMeta }[];
  readonly chunks: readonly Chunk[];
  readonly lexical: LexicalIndex;
  /** One unit vector a chunk, in the same order. */
  readonly vectors: readonly Float32Array[];
  readonly embedder: Pick<Embedder, "id" | "dimensions">;
  readonly glossary: Glossary;
  /** Job titles that the knowledge names, sorted. */
  readonly roles: readonly string[];
  readonly fusion: FusionCalibration;
  readonly likeness: LikenessCalibration;
}

/** What of it a snapshot keeps as words, apart from the chunks. */
export type SnapshotContent = Pick<IndexContents, "documents" | "glossary" | "roles">;

export interface IndexSources {
  readonly documents: readonly SourceDocument[];
  readonly glossary?: Glossary;
}

/**
 * Chunks, embeds and indexes documents. The order they come in does not matter:
 * equal sources give an equal snapshot id and equal rankings everywhere.
 */
export async function buildIndex(sources: IndexSources, tools: RetrievalTools): Promise<IndexContents> {
  const documents = [...sources.documents].sort((a, b) => (a.id < b.id ? -1 : 1));
  const chunks = documents.map((document) => ({ document, chunks: chunkDocument(document) }));
  return indexChunks(
    {
      documents,
      chunks: chunks.flatMap((own) => own.chunks),
      asks: chunks.flatMap((own) => asksOf(own.document, own.chunks)),
      glossary: sources.glossary ?? EMPTY_GLOSSARY,
    },
    tools,
  );
}

/** Asks of the section that each chunk stands in. */
function asksOf(document: SourceDocument, chunks: readonly Chunk[]): (readonly string[])[] {
  return chunks.map((chunk) => {
    const section = document.sections.find(({ start, end }) => start <= chunk.start && chunk.end <= end);
    return section?.asks ?? [];
  });
}

export interface ChunkSources {
  readonly documents: readonly Pick<SourceDocument, "id" | "hash" | "meta">[];
  readonly chunks: readonly Chunk[];
  /** One list a chunk. */
  readonly asks: readonly (readonly string[])[];
  readonly glossary: Glossary;
}

/** Embeds and indexes chunks as they are. */
export async function indexChunks(sources: ChunkSources, tools: RetrievalTools): Promise<IndexContents> {
  const { embedder, analyzer } = tools;
  const { documents, chunks, glossary } = sources;
  const entries = chunks.map(
    (chunk, i): LexicalEntry => ({
      text: chunk.text,
      heading: chunk.headingPath.join("\n"),
      asks: sources.asks[i] ?? [],
    }),
  );
  const vectors = await embedder.embed(
    chunks.map((chunk) => `${chunk.headingPath.join(" ")}\n${chunk.text}`),
    "passage",
  );
  return {
    snapshotId: snapshotIdOf(documents, glossary, tools),
    documents: documents.map(({ id, hash, meta }) => ({ id, hash, meta })),
    chunks,
    lexical: buildLexicalIndex(entries, analyzer),
    vectors,
    embedder: { id: embedder.id, dimensions: embedder.dimensions },
    glossary,
    roles: rolesIn(entries, glossary),
    fusion: await calibrateFusion({ chunks, entries, vectors }, tools),
    likeness: await calibrateLikeness(embedder),
  };
}

function rolesIn(entries: readonly LexicalEntry[], glossary: Glossary): string[] {
  const texts = entries.flatMap(({ text, heading, asks }) => [text, heading, ...asks]);
  const terms = glossary.groups.flatMap((group) => group.terms);
  return [...new Set([...texts, ...terms].flatMap(namedRoles))].sort();
}

/** Names a snapshot by what went into it, so replicas agree without talking to each other. */
function snapshotIdOf(
  documents: ChunkSources["documents"],
  glossary: Glossary,
  { embedder, analyzer }: RetrievalTools,
): string {
  const inputs = [
    INDEX_VERSION,
    CHUNKER_VERSION,
    tokenizerFingerprint(analyzer),
    embedder.id,
    documents.map((document) => [document.id, document.hash]),
    glossary,
  ];
  return createHash("sha256").update(JSON.stringify(inputs)).digest("hex").slice(0, 24);
}
