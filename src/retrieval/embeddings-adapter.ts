import type { EmbeddingsInterface } from "@langchain/core/embeddings";
import type { Embedder } from "./retriever.ts";

/** An embedder as LangChain knows it. */
export function toLangChainEmbeddings(embedder: Embedder): EmbeddingsInterface {
  return {
    async embedDocuments(texts) {
      return (await embedder.embed(texts, "passage")).map((vector) => [...vector]);
    },
    async embedQuery(text) {
      const [vector] = await embedder.embed([text], "query");
      return [...(vector as Float32Array)];
    },
  };
}
