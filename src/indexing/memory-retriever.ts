import type { SourceDocument } from "../knowledge/document.ts";
import type { Glossary } from "../retrieval/glossary.ts";
import { createRetriever } from "../retrieval/hybrid-retriever.ts";
import type { Retriever } from "../retrieval/retriever.ts";
import { createVectorStore } from "../retrieval/vector-store.ts";
import { buildIndex, type IndexContents } from "./index-contents.ts";
import { openRetrievalTools, type RetrievalTools } from "./retrieval-tools.ts";

/** A retriever over documents without touching a disk: the same index a snapshot holds. */
export async function createMemoryRetriever(
  documents: readonly SourceDocument[],
  options: { readonly tools?: RetrievalTools; readonly glossary?: Glossary } = {},
): Promise<Retriever> {
  const tools = options.tools ?? openRetrievalTools();
  const sources = { documents, ...(options.glossary && { glossary: options.glossary }) };
  return toMemoryRetriever(await buildIndex(sources, tools), tools);
}

/** Puts a built index to use without a disk. */
export async function toMemoryRetriever(
  contents: IndexContents,
  { embedder, analyzer }: RetrievalTools,
): Promise<Retriever> {
  return createRetriever({
    ...contents,
    places: new Map(contents.chunks.map(({ id }, place) => [id, place])),
    documents: new Map(contents.documents.map(({ id, meta }) => [id, meta])),
    roles: new Set(contents.roles),
    vectors: await createVectorStore(embedder, contents.chunks, contents.vectors),
    vectorWeight: contents.fusion.weight,
    likenessBar: contents.likeness.bar,
    embedder,
    analyzer,
  });
}
