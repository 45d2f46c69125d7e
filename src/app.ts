import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { join } from "node:path";
import { type AgentDeps, createCareerAgent } from "./agent/agent.ts";
import type { Agent } from "./agent/answer.ts";
import type { Config } from "./config.ts";
import { AppError } from "./errors.ts";
import { createClockwork } from "./handoff/clockwork.ts";
import { createHandoffs } from "./handoff/handoffs.ts";
import { ALWAYS_OPEN, parseHours } from "./handoff/hours.ts";
import { DEFAULT_TIMING } from "./handoff/timing.ts";
import { createConfiguredEmbedder } from "./indexing/configured-embedder.ts";
import { ingest } from "./indexing/ingest.ts";
import { openLiveRetriever } from "./indexing/live-retriever.ts";
import { openSnapshot } from "./indexing/snapshot.ts";
import { createLogger, type Logger } from "./log.ts";
import type { Retriever } from "./retrieval/retriever.ts";
import { createSlackApp, type SlackAppOptions } from "./slack/app.ts";
import { createConversationStore } from "./storage/conversation-store.ts";
import { createHandoffStore } from "./storage/handoff-store.ts";
import { createLaneStore } from "./storage/lane-store.ts";
import { migrate } from "./storage/migrations.ts";
import { createPersonRecords } from "./storage/person-records.ts";
import { createDraftStore, createPostStore } from "./storage/post-store.ts";
import { openPostgres } from "./storage/postgres.ts";
import { openSqlite } from "./storage/sqlite.ts";
import { createStatistics } from "./storage/statistics.ts";

/** The agent with its knowledge, for anything that asks without Slack. */
export interface OpenAnswering {
  readonly agent: Agent;
  readonly retriever: () => Retriever;
  close(): Promise<void>;
}

export interface AnsweringOverrides {
  /** Another index than `<data>/index`. */
  readonly snapshotDir?: string;
  readonly logger?: Logger;
  /** Opens the configured chat model; tests pass their own. */
  readonly openModel?: AgentDeps["openModel"];
  readonly now?: () => number;
}

/** Opens the knowledge, building its index when there is none yet, and the agent that answers from it. */
export async function openAnswering(
  config: Config,
  overrides: AnsweringOverrides = {},
): Promise<OpenAnswering> {
  const logger = overrides.logger ?? createLogger(config.logLevel);
  const snapshot = await openKnowledge(config, overrides.snapshotDir, logger);
  const agent = createCareerAgent({
    retriever: () => snapshot,
    logger,
    ...(overrides.now && { now: overrides.now }),
    ...(config.model && { model: config.model }),
    ...(overrides.openModel && { openModel: overrides.openModel }),
  });
  return { agent, retriever: () => snapshot, close: async () => snapshot.close() };
}

/** What can be rebuilt from the knowledge folder without losing anything. */
const REBUILDABLE = new Set(["snapshot_missing", "snapshot_foreign", "snapshot_damaged"]);

interface OpenKnowledge extends Retriever {
  close(): void;
}

async function openKnowledge(
  config: Config,
  snapshotDir: string | undefined,
  logger: Logger,
): Promise<OpenKnowledge> {
  const embedder = createConfiguredEmbedder(config.model);
  if (snapshotDir !== undefined) return openSnapshot(snapshotDir, embedder);
  const outDir = join(config.dataDir, "index");
  try {
    return openLiveRetriever({ outDir, embedder, log: logger });
  } catch (error) {
    if (!(error instanceof AppError) || !REBUILDABLE.has(error.code)) throw error;
    logger.info("building the index", { why: error.code });
  }
  const report = await ingest({ paths: [config.knowledgeDir], outDir, embedder });
  logger.info("index built", { documents: report.documents, chunks: report.chunks });
  return openLiveRetriever({ outDir, embedder, log: logger });
}

/** How often the handoffs' timers are looked at. */
const CLOCKWORK_EVERY_MS = 15_000;

export interface AppOverrides extends AnsweringOverrides {
  readonly newId?: () => string;
  readonly slack?: Partial<Pick<SlackAppOptions, "receiver" | "paceMs" | "work">>;
}

/** The running bot. */
export interface App {
  /** Connects to Slack and takes up whatever an earlier process left undone. */
  start(): Promise<void>;
  /** Drains what is running, up to `drainMs` (default 25 s), and closes everything in reverse order. */
  stop(drainMs?: number): Promise<void>;
  /** Resolves when nothing is running and nothing is ready. */
  idle(): Promise<void>;
}

/**
 * The composition root: opens everything in dependency order.
 * @throws AppError when the configuration lacks Slack, or a part cannot be opened
 */
export async function createApp(config: Config, overrides: AppOverrides = {}): Promise<App> {
  const { slack } = config;
  if (!slack) {
    throw new AppError(
      "slack_missing",
      "Slack is not configured",
      "Set SLACK_BOT_TOKEN and SLACK_APP_TOKEN, or run `npm start` without them for the playground.",
    );
  }
  const logger = overrides.logger ?? createLogger(config.logLevel);
  const now = overrides.now ?? Date.now;
  const newId = overrides.newId ?? randomUUID;
  const answering = await openAnswering(config, { ...overrides, logger });
  const database = config.databaseUrl
    ? await openPostgres(config.databaseUrl)
    : openSqlite(join(config.dataDir, "shirube.db"));
  await migrate(database);

  const hours = config.advisors ? parseHours(config.advisors) : ALWAYS_OPEN;
  const conversations = createConversationStore(database);
  const handoffStore = createHandoffStore(database);
  const handoffs = createHandoffs({ store: handoffStore, conversations, now, newId, hours });
  const clockwork = createClockwork({
    store: handoffStore,
    handoffs,
    hours,
    timing: DEFAULT_TIMING,
    now,
    logger,
  });
  const slackApp = createSlackApp({
    ...slack,
    agent: answering.agent,
    conversations,
    handoffs,
    hours,
    handoffStore,
    posts: createPostStore(database),
    drafts: createDraftStore(database),
    records: createPersonRecords(database),
    statistics: createStatistics(database),
    inbox: createLaneStore(database, "inbox"),
    privately: createLaneStore(database, "private"),
    outbox: createLaneStore(database, "outbox"),
    processId: `${hostname()}:${process.pid}:${newId().slice(0, 8)}`,
    now,
    logger,
    ...overrides.slack,
  });

  return {
    async start() {
      await slackApp.start();
      clockwork.start(CLOCKWORK_EVERY_MS);
    },
    idle: slackApp.idle,
    async stop(drainMs = 25_000) {
      await clockwork.stop();
      await slackApp.stop(drainMs);
      await database.close();
      await answering.close();
    },
  };
}
