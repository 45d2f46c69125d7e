import { type Analyzer, icuAnalyzer } from "../retrieval/analyzer.ts";
import { openIpadicAnalyzer } from "../retrieval/analyzer-ipadic.ts";
import { createLexicalEmbedder } from "../retrieval/embed-lexical.ts";
import { createOnnxEmbedder, type OnnxEmbedderOptions } from "../retrieval/embed-onnx.ts";
import { createOpenAiEmbedder, type OpenAiEmbedderOptions } from "../retrieval/embed-openai.ts";
import type { Embedder } from "../retrieval/retriever.ts";

/** What of the configuration decides how texts are indexed; plain data, so that a worker can be given it. */
export interface RetrievalSettings {
  /** A model on this machine, which comes before one behind an API. */
  readonly onnx?: Omit<OnnxEmbedderOptions, "load">;
  readonly openAi?: Pick<OpenAiEmbedderOptions, "apiKey" | "baseUrl" | "model" | "dimensions">;
  /** Words by this dictionary instead of ICU's segmentation. */
  readonly dictionary?: "ipadic";
}

/** How texts become words and vectors; an index only answers to the tools it was built with. */
export interface RetrievalTools {
  readonly embedder: Embedder;
  readonly analyzer: Analyzer;
}

/**
 * The configured tools; with nothing configured, those that need neither key nor network nor dictionary.
 * @throws AppError `dictionary_missing`
 */
export function openRetrievalTools(settings: RetrievalSettings = {}): RetrievalTools {
  return {
    embedder: openEmbedder(settings),
    analyzer: settings.dictionary === "ipadic" ? openIpadicAnalyzer() : icuAnalyzer,
  };
}

function openEmbedder({ onnx, openAi }: RetrievalSettings): Embedder {
  if (onnx) return createOnnxEmbedder(onnx);
  return openAi ? createOpenAiEmbedder(openAi) : createLexicalEmbedder();
}
