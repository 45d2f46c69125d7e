import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { AppError, messageOf, networkFaultOf } from "../errors.ts";
import { type IngestReport, ingest } from "./ingest.ts";
import { openRetrievalTools, type RetrievalSettings } from "./retrieval-tools.ts";

/** What an ingest in a worker needs to know; plain data. */
export interface ApartOptions {
  readonly paths: readonly string[];
  readonly outDir: string;
  readonly retrieval: RetrievalSettings;
}

/** What the worker answers. */
export type ApartReply =
  | { readonly report: IngestReport }
  | { readonly failed: { readonly code: string; readonly message: string; readonly hint: string } };

/** Only the compiled product has a worker to start; from source, the index is built in place. */
const WORKER = import.meta.url.endsWith(".ts") ? undefined : new URL("./ingest-worker.js", import.meta.url);

/** The code of a failure that time mends: the embedding model could not be reached. */
export const EMBEDDER_UNREACHABLE = "embedder_unreachable";

/** What is told of a failure beyond the worker, where the error itself cannot go. */
export function failureOf(error: unknown): {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
} {
  const { code = "ingest_failed", hint = "" } = error instanceof AppError ? error : {};
  if (networkFaultOf(error) === undefined) return { code, message: messageOf(error), hint };
  return {
    code: EMBEDDER_UNREACHABLE,
    message: `the embedding model cannot be reached: ${messageOf(error)}`,
    hint: "Check OPENAI_BASE_URL and the network, or leave OPENAI_EMBEDDING_MODEL empty.",
  };
}

/**
 * Ingests without holding up the event loop of a bot that is serving.
 * @throws AppError what `ingest` throws, `embedder_unreachable`, or `ingest_crashed` when the worker ended without an answer
 */
export async function ingestApart(options: ApartOptions): Promise<IngestReport> {
  if (WORKER === undefined) {
    return ingest({ ...options, tools: openRetrievalTools(options.retrieval) }).catch((error) => {
      const { code, message, hint } = failureOf(error);
      throw new AppError(code, message, hint, { cause: error });
    });
  }
  const worker = new Worker(WORKER, { workerData: options });
  try {
    const reply = await Promise.race([
      once(worker, "message").then(([message]) => message as ApartReply),
      once(worker, "exit").then(() => undefined),
    ]);
    if (reply && "report" in reply) return reply.report;
    const { code, message, hint } = reply?.failed ?? {
      code: "ingest_crashed",
      message: "the index could not be built: its worker ended without an answer",
      hint: "Look at the memory this process may use, then run `shirube ingest`.",
    };
    throw new AppError(code, message, hint);
  } finally {
    await worker.terminate();
  }
}
