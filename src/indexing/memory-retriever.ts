import type { SourceDocument } from "../knowledge/document.ts";
import { createLexicalEmbedder } from "../retrieval/embed-lexical.ts";
import type { Glossary } from "../retrieval/glossary.ts";
import { createRetriever } from "../retrieval/hybrid-retriever.ts";
import type { Embedder, Retriever } from "../retrieval/retriever.ts";
import { createVectorStore } from "../retrieval/vector-store.ts";
import { buildIndex, type IndexContents } from "./index-contents.ts";

/** A retriever over documents without touching a disk: the same index a snapshot holds. */
export async function createMemoryRetriever(
  documents: readonly SourceDocument[],
  options: { readonly embedder?: Embedder; readonly glossary?: Glossary } = {},
): Promise<Retriever> {
  const embedder = options.embedder ?? createLexicalEmbedder();
  const sources = { documents, ...(options.glossary && { glossary: options.glossary }) };
  return toMemoryRetriever(await buildIndex(sources, embedder), embedder);
}

/** Puts a built index to use without a disk. */
export async function toMemoryRetriever(contents: IndexContents, embedder: Embedder): Promise<Retriever> {
  return createRetriever({
    ...contents,
    documents: new Map(contents.documents.map(({ id, meta }) => [id, meta])),
    roles: new Set(contents.roles),
    vectors: await createVectorStore(embedder, contents.chunks, contents.vectors),
    vectorWeight: contents.fusion.weight,
    embedder,
  });
}
