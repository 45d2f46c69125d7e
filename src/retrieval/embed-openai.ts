import OpenAI from "openai";
import { AppError } from "../errors.ts";
import { toUnitLength } from "./embed-lexical.ts";
import type { Embedder } from "./retriever.ts";

export interface OpenAiEmbedderOptions {
  readonly apiKey: string;
  readonly baseUrl?: string;
  /** @default "text-embedding-3-small" */
  readonly model?: string;
  /** Shorter vectors from models that offer it; otherwise the model's own length. @default 1536 */
  readonly dimensions?: number;
  /** Texts a request. @default 96 */
  readonly batchSize?: number;
  /** Attempts after the first for a rate limit or a passing fault. @default 5 */
  readonly maxRetries?: number;
}

const DEFAULT_MODEL = "text-embedding-3-small";
const NATIVE_DIMENSIONS: Readonly<Record<string, number>> = {
  "text-embedding-3-small": 1536,
  "text-embedding-3-large": 3072,
  "text-embedding-ada-002": 1536,
};

/**
 * Embeds with OpenAI or a compatible server, in batches, waiting as the server's rate limit asks.
 * Floats are requested outright: a server that ignores the SDK's base64 would otherwise be misread silently.
 */
export function createOpenAiEmbedder(options: OpenAiEmbedderOptions): Embedder {
  const model = options.model ?? DEFAULT_MODEL;
  const dimensions = options.dimensions ?? NATIVE_DIMENSIONS[model] ?? 1536;
  const shortened = options.dimensions !== undefined && options.dimensions !== NATIVE_DIMENSIONS[model];
  const batchSize = options.batchSize ?? 96;
  // The SDK honours Retry-After and backs off by itself.
  const client = new OpenAI({
    apiKey: options.apiKey,
    maxRetries: options.maxRetries ?? 5,
    timeout: 60_000,
    ...(options.baseUrl && { baseURL: options.baseUrl }),
  });

  async function embedBatch(input: string[], signal?: AbortSignal): Promise<Float32Array[]> {
    const response = await client.embeddings.create(
      { model, input, encoding_format: "float", ...(shortened && { dimensions }) },
      { ...(signal && { signal }) },
    );
    const ordered = [...response.data].sort((a, b) => a.index - b.index);
    if (ordered.length !== input.length || ordered.some((row) => row.embedding.length !== dimensions)) {
      throw new AppError(
        "embedding_dimensions",
        `${model} returned ${ordered.length} vectors of ${ordered[0]?.embedding.length ?? 0}, wanted ${input.length} of ${dimensions}`,
        "Set the embedding model's true number of dimensions.",
      );
    }
    return ordered.map((row) => toUnitLength(Float32Array.from(row.embedding)));
  }

  return {
    id: `openai-${model}-${dimensions}`,
    dimensions,
    async embed(texts, _kind, signal) {
      const vectors: Float32Array[] = [];
      for (let at = 0; at < texts.length; at += batchSize) {
        // An empty input is an error for the API; a blank has a vector like anything else.
        const batch = texts.slice(at, at + batchSize).map((text) => (text.trim() === "" ? " " : text));
        vectors.push(...(await embedBatch(batch, signal)));
      }
      return vectors;
    },
  };
}
