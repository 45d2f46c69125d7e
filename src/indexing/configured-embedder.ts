import { createLexicalEmbedder } from "../retrieval/embed-lexical.ts";
import { createOnnxEmbedder, type OnnxEmbedderOptions } from "../retrieval/embed-onnx.ts";
import { createOpenAiEmbedder } from "../retrieval/embed-openai.ts";
import type { Embedder } from "../retrieval/retriever.ts";

/** What of the configuration decides the embedder. */
export interface EmbedderSettings {
  readonly apiKey: string;
  readonly baseUrl?: string;
  readonly embeddingModel?: string;
}

/**
 * The configured embedding model, or the built-in one that needs neither key nor network.
 * @param local a model on this machine, which comes before one behind an API
 */
export function createConfiguredEmbedder(
  settings: EmbedderSettings | undefined,
  local?: OnnxEmbedderOptions,
): Embedder {
  if (local) return createOnnxEmbedder(local);
  if (!settings?.embeddingModel) return createLexicalEmbedder();
  return createOpenAiEmbedder({
    apiKey: settings.apiKey,
    model: settings.embeddingModel,
    ...(settings.baseUrl && { baseUrl: settings.baseUrl }),
  });
}
