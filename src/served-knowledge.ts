import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "./config/config.ts";
import { AppError } from "./errors.ts";
import { createConfiguredEmbedder } from "./indexing/configured-embedder.ts";
import { type IngestReport, ingest } from "./indexing/ingest.ts";
import { openLiveRetriever } from "./indexing/live-retriever.ts";
import { openSnapshot } from "./indexing/snapshot.ts";
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

/** Where lessons are written for the index to read. */
const lessonsDir = (config: Config): string => join(config.dataDir, "lessons");

/**
 * Opens `<data>/index`, building it when there is none that can serve, or another index as it stands.
 * @throws AppError when neither an index nor readable knowledge is there
 */
export async function openServedKnowledge(
  config: Config,
  snapshotDir: string | undefined,
  log: Logger,
): Promise<ServedKnowledge> {
  const embedder = createConfiguredEmbedder(config.model);
  if (snapshotDir !== undefined)
    return Object.assign(openSnapshot(snapshotDir, embedder), { teach: async () => {} });
  const outDir = join(config.dataDir, "index");
  const live = await openOrBuild(config, () => openLiveRetriever({ outDir, embedder, log }), log);
  return {
    get snapshotId() {
      return live.snapshotId;
    },
    retrieve: live.retrieve,
    chunks: live.chunks,
    close: live.close,
    async teach(lessons) {
      if (!writeLessons(lessonsDir(config), lessons)) return;
      await ingestAll(config);
      await live.refresh();
    },
  };
}

async function openOrBuild<T>(config: Config, open: () => T, log: Logger): Promise<T> {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof AppError) || !REBUILDABLE.has(error.code)) throw error;
    log.info("building the index", { why: error.code });
  }
  const report = await ingestAll(config);
  log.info("index built", { documents: report.documents, chunks: report.chunks });
  return open();
}

/** The knowledge folder and what advisors have taught, as one snapshot. */
function ingestAll(config: Config): Promise<IngestReport> {
  const lessons = lessonsDir(config);
  return ingest({
    paths: [config.knowledgeDir, ...(existsSync(lessons) ? [lessons] : [])],
    outDir: join(config.dataDir, "index"),
    embedder: createConfiguredEmbedder(config.model),
  });
}
