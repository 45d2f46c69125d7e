import type { Embedder } from "./retriever.ts";

/** Vectors in time for a requester who waits, or nothing. */
export type TimelyEmbedding = (
  texts: readonly string[],
  kind: "query" | "passage",
) => Promise<readonly Float32Array[] | undefined>;

export interface TimelyOptions {
  /** Longest wait for one call. @default 800 */
  readonly deadlineMs?: number;
  /** How long nothing is asked after a failure, so that an outage is paid for once and not by every turn. @default 10000 */
  readonly restMs?: number;
  /** @default Date.now */
  readonly now?: () => number;
}

/**
 * Embeds while somebody waits: what fails or takes too long gives nothing, and whoever asks goes on with
 * lexical evidence. An embedder without learned weights is on this machine and never late.
 */
export function timelyEmbedding(embedder: Embedder, options: TimelyOptions = {}): TimelyEmbedding {
  const { deadlineMs = 800, restMs = 10_000, now = Date.now } = options;
  if (embedder.learned === false) return (texts, kind) => embedder.embed(texts, kind);
  let restUntil = 0;
  return async (texts, kind) => {
    if (now() < restUntil) return undefined;
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new Error("the embedder is late")), deadlineMs);
    try {
      return await Promise.race([embedder.embed(texts, kind, late.signal), aborted(late.signal)]);
    } catch {
      restUntil = now() + restMs;
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
