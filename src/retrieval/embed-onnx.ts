import { AppError, messageOf } from "../errors.ts";
import { toUnitLength } from "./embed-lexical.ts";
import type { Embedder } from "./retriever.ts";

export interface OnnxEmbedderOptions {
  /** Name of the model, or of its folder below `weightsDir`, such as `Xenova/multilingual-e5-small`. */
  readonly model: string;
  readonly dimensions: number;
  /** Folder that holds the weights; nothing is downloaded unless `download` says so. */
  readonly weightsDir?: string;
  /** Fetch missing weights from the model hub. @default false */
  readonly download?: boolean;
  /** What the model was trained to see before a question and before a passage. @default E5's */
  readonly prefixes?: { readonly query: string; readonly passage: string };
  /** Loads the optional package; replaced where no weights can be had. */
  readonly load?: () => Promise<TransformersModule>;
}

/** The part of @huggingface/transformers that is used. */
export interface TransformersModule {
  readonly env: { allowRemoteModels: boolean; localModelPath: string; cacheDir: string | null };
  pipeline(task: "feature-extraction", model: string): Promise<FeatureExtractor>;
}

export type FeatureExtractor = (
  texts: string[],
  options: { pooling: "mean"; normalize: boolean },
) => Promise<{ tolist(): number[][] }>;

const PACKAGE = "@huggingface/transformers";
const E5_PREFIXES = { query: "query: ", passage: "passage: " };
const BATCH = 16;

/**
 * Embeds on this machine with an ONNX model. The package is optional: it weighs half a gigabyte, and the
 * built-in embedder needs none of it. Nothing is loaded before the first text.
 * @throws AppError `onnx_missing`, `onnx_weights` or `embedding_dimensions` at the first text
 */
export function createOnnxEmbedder(options: OnnxEmbedderOptions): Embedder {
  const { model, dimensions, prefixes = E5_PREFIXES } = options;
  let extractor: Promise<FeatureExtractor> | undefined;
  return {
    id: `onnx-${model}-${dimensions}`,
    dimensions,
    async embed(texts, kind) {
      extractor ??= openExtractor(options);
      const extract = await extractor;
      const vectors: Float32Array[] = [];
      for (let at = 0; at < texts.length; at += BATCH) {
        const batch = texts.slice(at, at + BATCH).map((text) => prefixes[kind] + text);
        const rows = (await extract(batch, { pooling: "mean", normalize: true })).tolist();
        for (const row of rows) vectors.push(checked(row, dimensions, model));
      }
      return vectors;
    },
  };
}

function checked(row: readonly number[], dimensions: number, model: string): Float32Array {
  if (row.length === dimensions) return toUnitLength(Float32Array.from(row));
  throw new AppError(
    "embedding_dimensions",
    `${model} returned a vector of ${row.length}, wanted ${dimensions}`,
    "Set the embedding model's true number of dimensions.",
  );
}

async function openExtractor(options: OnnxEmbedderOptions): Promise<FeatureExtractor> {
  const transformers = await loadPackage(
    options.load ?? (() => import(PACKAGE) as Promise<TransformersModule>),
  );
  transformers.env.allowRemoteModels = options.download ?? false;
  if (options.weightsDir !== undefined) {
    transformers.env.localModelPath = options.weightsDir;
    transformers.env.cacheDir = options.weightsDir;
  }
  try {
    return await transformers.pipeline("feature-extraction", options.model);
  } catch (error) {
    throw new AppError(
      "onnx_weights",
      `the weights of ${options.model} cannot be loaded: ${messageOf(error)}`,
      "Put the model's folder into the weights folder, or allow downloading it.",
      { cause: error },
    );
  }
}

async function loadPackage(load: () => Promise<TransformersModule>): Promise<TransformersModule> {
  try {
    return await load();
  } catch (error) {
    throw new AppError(
      "onnx_missing",
      `the optional package ${PACKAGE} is not installed`,
      `Run: ONNXRUNTIME_NODE_INSTALL_CUDA=skip npm install --no-save ${PACKAGE}@3.8.1 (needs about 400 MB).`,
      { cause: error },
    );
  }
}
