import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Config } from "./config/config.ts";
import { AppError, messageOf } from "./errors.ts";
import type { IngestReport } from "./indexing/ingest.ts";
import { EMBEDDER_UNREACHABLE, ingestApart } from "./indexing/ingest-apart.ts";
import { openLiveRetriever } from "./indexing/live-retriever.ts";
import { openRetrievalTools } from "./indexing/retrieval-tools.ts";
import { openSnapshot } from "./indexing/snapshot.ts";
import { changedSources } from "./indexing/sources-record.ts";
import { type LessonFile, writeLessons } from "./lesson-publisher.ts";
import type { Logger } from "./log.ts";
import type { Retriever } from "./retrieval/retriever.ts";

/** The snapshot that answers are drawn from, kept up to date. */
export interface ServedKnowledge extends Retriever {
  /** Makes exactly these lessons part of it; does nothing when they are already. */
  teach(lessons: readonly LessonFile[]): Promise<void>;
  close(): void;
}

/** What can be rebuilt from the knowledge folder without losing anything. */
const REBUILDABLE = new Set(["snapshot_missing", "snapshot_foreign", "snapshot_damaged"]);

const LONGEST_WAIT_MS = 10_000;

/** Where lessons are written for the index to read. */
const lessonsDir = (config: Config): string => join(config.dataDir, "lessons");

/**
 * Opens `<data>/index`, building it when there is none that can serve or when the files behind it have changed;
 * or another index as it stands.
 * @param waiting until it fires, a first index waits for an embedding model that cannot be reached
 * @throws AppError when neither an index nor readable knowledge is there
 */
export async function openServedKnowledge(
  config: Config,
  snapshotDir: string | undefined,
  log: Logger,
  waiting?: AbortSignal,
): Promise<ServedKnowledge> {
  const tools = openRetrievalTools(config.retrieval);
  if (snapshotDir !== undefined)
    return Object.assign(openSnapshot(snapshotDir, tools), { teach: async () => {} });
  const outDir = join(config.dataDir, "index");
  const live = await openOrBuild(config, () => openLiveRetriever({ outDir, tools, log }), log, waiting);
  await takeUpChanges(config, outDir, log);
  await live.refresh();
  return {
    get snapshotId() {
      return live.snapshotId;
    },
    retrieve: live.retrieve,
    chunks: live.chunks,
    get likeness() {
      return live.likeness;
    },
    close: live.close,
    async teach(lessons) {
      if (!writeLessons(lessonsDir(config), lessons)) return;
      await ingestAll(config);
      await live.refresh();
    },
  };
}

async function openOrBuild<T>(
  config: Config,
  open: () => T,
  log: Logger,
  waiting: AbortSignal | undefined,
): Promise<T> {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof AppError) || !REBUILDABLE.has(error.code)) throw error;
    log.info("building the index", { why: error.code });
  }
  const report = await buildFirst(config, log, waiting);
  log.info("index built", { documents: report.documents, chunks: report.chunks });
  return open();
}

/** Without any index there is nothing to serve: a start in the middle of an outage waits for its end. */
async function buildFirst(
  config: Config,
  log: Logger,
  waiting: AbortSignal | undefined,
): Promise<IngestReport> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await ingestAll(config);
    } catch (error) {
      const isOutage = error instanceof AppError && error.code === EMBEDDER_UNREACHABLE;
      if (!isOutage || !waiting || waiting.aborted) throw error;
      const waitMs = Math.min(LONGEST_WAIT_MS, 500 * 2 ** failures);
      log.warn("the index cannot be built yet", { failures, waitMs, reason: error.message });
      await pause(waitMs, undefined, { signal: waiting }).catch(() => undefined);
    }
  }
}

/** What was edited while nobody was serving is served from the start; if it cannot be read, the old index is. */
async function takeUpChanges(config: Config, outDir: string, log: Logger): Promise<void> {
  const paths = changedSources(outDir);
  if (!paths) return;
  log.info("the knowledge has changed, building the index");
  try {
    const { added, changed, removed } = await ingestApart({ paths, outDir, retrieval: config.retrieval });
    log.info("index built", { added: added.length, changed: changed.length, removed: removed.length });
  } catch (error) {
    log.error("the changed knowledge cannot be indexed, the old index serves", { reason: messageOf(error) });
  }
}

/** The knowledge folder and what advisors have taught, as one snapshot. */
function ingestAll(config: Config): Promise<IngestReport> {
  const lessons = lessonsDir(config);
  return ingestApart({
    paths: [config.knowledgeDir, ...(existsSync(lessons) ? [lessons] : [])],
    outDir: join(config.dataDir, "index"),
    retrieval: config.retrieval,
  });
}
