import { AppError, messageOf } from "../errors.ts";
import { type Logger, silentLogger } from "../log.ts";
import type { Likeness, Retriever } from "../retrieval/retriever.ts";
import type { RetrievalTools } from "./retrieval-tools.ts";
import { loadSnapshot, type OpenSnapshot, openSnapshot } from "./snapshot.ts";
import { currentSnapshotDir, snapshotDirs } from "./snapshot-history.ts";

export interface LiveRetrieverOptions {
  /** Index folder that `ingest` publishes to. */
  readonly outDir: string;
  readonly tools: RetrievalTools;
  readonly log?: Logger;
  /** How often to look for a newly published snapshot; 0 leaves it to `refresh`. @default 5000 */
  readonly pollMs?: number;
}

/** A retriever that follows what is published, one whole snapshot at a time. */
export interface LiveRetriever extends Retriever {
  /** Takes up a newly published snapshot; says whether it did. A question under way finishes on the old one. */
  refresh(): Promise<boolean>;
  close(): void;
}

const DEFAULT_POLL_MS = 5_000;

/**
 * Opens the current snapshot, or the latest good one when it is damaged, and swaps when another is published.
 * @throws AppError what `openSnapshot` throws for the current snapshot when none can be opened
 */
export function openLiveRetriever(options: LiveRetrieverOptions): LiveRetriever {
  const { outDir, tools, log = silentLogger } = options;
  let serving = openLatestGood(outDir, tools, log);
  let seen = pointerOf(outDir);

  const takeUp = async (dir: string): Promise<boolean> => {
    try {
      const next = await loadSnapshot(dir, tools);
      const old = serving;
      serving = next;
      old.close();
      log.info("snapshot swapped", { snapshot: next.snapshotId });
      return true;
    } catch (error) {
      log.error("new snapshot refused, the old one serves on", { reason: messageOf(error) });
      return false;
    }
  };
  let loading: Promise<boolean> | undefined;
  const refresh = async (): Promise<boolean> => {
    const now = pointerOf(outDir);
    if (loading || now === seen || now === undefined) return (await loading) ?? false;
    seen = now;
    loading = takeUp(now);
    try {
      return await loading;
    } finally {
      loading = undefined;
    }
  };
  const pollMs = options.pollMs ?? DEFAULT_POLL_MS;
  const timer = pollMs > 0 ? setInterval(() => void refresh(), pollMs) : undefined;
  timer?.unref();

  return {
    get snapshotId() {
      return serving.snapshotId;
    },
    retrieve: (question, asked) => serving.retrieve(question, asked),
    chunks: () => serving.chunks(),
    get likeness() {
      return serving.likeness as Likeness;
    },
    refresh,
    close() {
      clearInterval(timer);
      serving.close();
    },
  };
}

/** The current snapshot's folder; a damaged pointer reads as none, so that the serving snapshot stays. */
function pointerOf(outDir: string): string | undefined {
  try {
    return currentSnapshotDir(outDir);
  } catch {
    return undefined;
  }
}

function openLatestGood(outDir: string, tools: RetrievalTools, log: Logger): OpenSnapshot {
  let first: unknown;
  for (const folder of snapshotDirs(outDir)) {
    try {
      const snapshot = openSnapshot(folder, tools);
      if (first !== undefined) log.warn("an earlier snapshot serves", { snapshot: snapshot.snapshotId });
      return snapshot;
    } catch (error) {
      first ??= error;
      // One that was built by another version is whole, and is built anew when no other can serve.
      const isForeign = error instanceof AppError && error.code === "snapshot_foreign";
      log[isForeign ? "info" : "error"]("snapshot refused", { reason: messageOf(error) });
    }
  }
  if (first !== undefined) throw first;
  return openSnapshot(outDir, tools);
}
