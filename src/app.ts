import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { Agent } from "./agent/answer.ts";
import { type AnsweringOverrides, openAnswering } from "./answering.ts";
import type { Config } from "./config/config.ts";
import { AppError, messageOf } from "./errors.ts";
import { createCheckIns } from "./handoff/check-in.ts";
import { createClockwork } from "./handoff/clockwork.ts";
import { createHandoffs } from "./handoff/handoffs.ts";
import { ALWAYS_OPEN, parseHours } from "./handoff/hours.ts";
import { DEFAULT_TIMING } from "./handoff/timing.ts";
import { createLogger, type Logger } from "./log.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import type { Check } from "./operations/checks.ts";
import { type OperationsServer, startOperationsServer } from "./operations/http.ts";
import { awaitDatabase } from "./operator-data.ts";
import type { Retriever } from "./retrieval/retriever.ts";
import { serveGuidance } from "./served-guidance.ts";
import { createSlackApp, type SlackApp } from "./slack/app.ts";
import type { SlackAppOptions } from "./slack/app-options.ts";
import { createAbsences } from "./storage/absences.ts";
import { createCheckInStore } from "./storage/check-in-store.ts";
import { createConversationStore } from "./storage/conversation-store.ts";
import type { Database } from "./storage/database.ts";
import { createHandoffStore } from "./storage/handoff-store.ts";
import { createInstallationStore } from "./storage/installation-store.ts";
import { createLaneStore } from "./storage/lane-store.ts";
import { createLessonStore } from "./storage/lesson-store.ts";
import { createPersonRecords } from "./storage/person-records.ts";
import { createDraftStore, createPostStore } from "./storage/post-store.ts";
import { assertWritable, createPresence } from "./storage/presence.ts";
import { createOrganisations } from "./storage/realm.ts";
import { forgetOld } from "./storage/retention.ts";
import { createSeal } from "./storage/seal.ts";
import { createStatistics } from "./storage/statistics.ts";

/** How often old data is looked for. */
const FORGET_EVERY_MS = 6 * 60 * 60 * 1000;
/** How often the handoffs' timers are looked at. */
const CLOCKWORK_EVERY_MS = 15_000;

/** How often lessons are brought in line with the database, and the week's gaps looked at. */
const TEACHING_EVERY_MS = 60_000;

function startTeaching(learning: SlackApp["learning"], logger: Logger): NodeJS.Timeout | undefined {
  if (!learning) return undefined;
  const teach = async () => {
    await learning.sync();
    await learning.reportGaps();
  };
  return setInterval(() => {
    teach().catch((error) => logger.error("lessons could not be published", { reason: messageOf(error) }));
  }, TEACHING_EVERY_MS);
}

function knowledgeFacts(retriever: Retriever) {
  const reviews = new Map(retriever.chunks().map(({ document }) => [document.id, document.reviewed]));
  return { documents: reviews.size, oldestReview: [...reviews.values()].sort()[0] ?? "" };
}

/** Installed workspaces, their tokens under the newest key. */
async function openInstallations(database: Database, keys: readonly Buffer[], logger: Logger) {
  const store = createInstallationStore(database, createSeal(keys));
  const resealed = await store.reseal();
  if (resealed > 0) logger.info("tokens are now stored under the first key", { resealed });
  return store;
}

export interface AppOverrides extends AnsweringOverrides {
  readonly newId?: () => string;
  /** Answers in place of the configured one. */
  readonly agent?: Agent;
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
      "Set SLACK_BOT_TOKEN and SLACK_APP_TOKEN (or SLACK_SIGNING_SECRET), or run `npm start` without them for the playground.",
    );
  }
  const metrics = createMetrics();
  // The port opens first: what waits for its database is alive, and must not be started over for that.
  const operations =
    config.operations &&
    (await startOperationsServer({ ...config.operations, checks: [STARTING], metrics: metrics.text }));
  try {
    return await assemble({ ...config, slack }, overrides, metrics, operations);
  } catch (error) {
    await operations?.close();
    throw error;
  }
}

const STARTING: Check = {
  name: "start",
  hint: "It becomes ready by itself; the log says what it waits for.",
  run: () => Promise.reject(new Error("the knowledge and the database are being opened")),
};

async function assemble(
  config: Config & { readonly slack: NonNullable<Config["slack"]> },
  overrides: AppOverrides,
  metrics: Metrics,
  operations: OperationsServer | undefined,
): Promise<App> {
  const logger = overrides.logger ?? createLogger(config.logLevel);
  const now = overrides.now ?? Date.now;
  const newId = overrides.newId ?? randomUUID;
  const answering = await openAnswering(config, { ...overrides, logger });
  const database = await awaitDatabase(config, logger, overrides.signal);

  const hours = config.advisors ? parseHours(config.advisors) : ALWAYS_OPEN;
  const conversations = createConversationStore(database);
  const handoffStore = createHandoffStore(database);
  // The operator names people of their own workspace; other workspaces choose who is in their advisors' channel.
  const advisorsIn = (team: string) => (slackApp.isHome(team) ? config.limits.advisors : undefined);
  const absences = createAbsences(database, advisorsIn);
  const checkInStore = createCheckInStore(database);
  const handoffs = createHandoffs({
    store: handoffStore,
    conversations,
    now,
    newId,
    hours,
    absences,
    metrics,
    mayAdvise: ({ team, userId }) => advisorsIn(team)?.includes(userId) ?? true,
  });
  const checkIns = createCheckIns(checkInStore, now);
  const clockwork = createClockwork({
    store: handoffStore,
    handoffs,
    checkIns,
    hours,
    absences,
    timing: DEFAULT_TIMING,
    now,
    logger,
  });
  const queues = {
    inbox: createLaneStore(database, "inbox"),
    outbox: createLaneStore(database, "outbox"),
    privately: createLaneStore(database, "private"),
  };
  for (const [name, lanes] of Object.entries(queues)) metrics.watchQueue(name, lanes.counts);
  const { install, ...slackSettings } = config.slack;
  const slackApp = createSlackApp({
    ...slackSettings,
    ...(install && {
      install: { ...install, store: await openInstallations(database, install.keys, logger) },
    }),
    organisations: createOrganisations(database),
    agent: overrides.agent ?? answering.agent,
    conversations,
    handoffs,
    hours,
    absences,
    timing: DEFAULT_TIMING,
    handoffStore,
    checkIns,
    checkInStore,
    posts: createPostStore(database),
    drafts: createDraftStore(database),
    lessons: createLessonStore(database),
    publishLessons: answering.teach,
    newId,
    records: createPersonRecords(database),
    statistics: createStatistics(database),
    knowledge: () => knowledgeFacts(answering.retriever()),
    guide: serveGuidance(config.knowledgeDir, answering.retriever, logger),
    limits: config.limits,
    presence: createPresence(database),
    ...queues,
    metrics,
    processId: `${hostname()}:${process.pid}:${newId().slice(0, 8)}`,
    now,
    logger,
    ...overrides.slack,
  });

  const checks: readonly Check[] = [
    {
      name: "database",
      hint: "Check DATABASE_URL or the folder SHIRUBE_DATA, and the room on its disk.",
      run: async () => {
        await assertWritable(database);
        return database.engine;
      },
    },
    {
      name: "snapshot",
      hint: "Run `shirube ingest`.",
      run: async () => answering.retriever().snapshotId,
    },
    {
      name: "model",
      hint: "Answers are quoted from the knowledge meanwhile; check the model's server and key.",
      advisory: true,
      run: async () => {
        const trouble = answering.modelTrouble();
        if (trouble) throw new Error(trouble);
        return config.model?.chatModel ?? "none";
      },
    },
    {
      name: "slack",
      hint: "Check the tokens and the network; `shirube doctor --slack` tells more.",
      run: async () => {
        const trouble = slackApp.trouble();
        if (!slackApp.connected()) throw new Error(`nothing can come in${trouble ? `: ${trouble}` : ""}`);
        return "connected";
      },
    },
    {
      name: "replies",
      hint: "What was accepted is kept and sent once Slack can be reached; check the network and its name servers.",
      advisory: true,
      run: async () => {
        const trouble = slackApp.trouble();
        if (trouble) throw new Error(`nothing can go out: ${trouble}`);
        return "going out";
      },
    },
  ];
  operations?.watch(checks);
  let teaching: NodeJS.Timeout | undefined;
  let forgetting: NodeJS.Timeout | undefined;

  return {
    async start() {
      await slackApp.start();
      clockwork.start(CLOCKWORK_EVERY_MS);
      teaching = startTeaching(slackApp.learning, logger);
      // At once as well: a process that never lives six hours must forget all the same.
      const forget = () =>
        forgetOld(database, now(), config.retentionDays).catch((error) =>
          logger.error("old data could not be forgotten", { reason: messageOf(error) }),
        );
      void forget();
      forgetting = setInterval(forget, FORGET_EVERY_MS);
    },
    idle: slackApp.idle,
    async stop(drainMs = 25_000) {
      clearInterval(teaching);
      clearInterval(forgetting);
      await operations?.close();
      await clockwork.stop();
      await slackApp.stop(drainMs);
      await database.close();
      await answering.close();
    },
  };
}
