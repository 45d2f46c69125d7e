import { join } from "node:path";
import type { Agent } from "../../src/agent/answer.ts";
import type { Installations } from "../../src/conversation/installations.ts";
import { createCheckIns } from "../../src/handoff/check-in.ts";
import { createClockwork } from "../../src/handoff/clockwork.ts";
import { createHandoffs } from "../../src/handoff/handoffs.ts";
import { type AdvisorHours, ALWAYS_OPEN } from "../../src/handoff/hours.ts";
import { DEFAULT_TIMING } from "../../src/handoff/timing.ts";
import { createLogger } from "../../src/log.ts";
import { startWorkspace, type Workspace, type WorkspaceOptions } from "../../src/playground/workspace.ts";
import { createSlackApp, type SlackApp } from "../../src/slack/app.ts";
import type { SlackAppOptions } from "../../src/slack/app-options.ts";
import { createAbsences } from "../../src/storage/absences.ts";
import { createCheckInStore } from "../../src/storage/check-in-store.ts";
import { createConversationStore } from "../../src/storage/conversation-store.ts";
import type { Database } from "../../src/storage/database.ts";
import { createHandoffStore } from "../../src/storage/handoff-store.ts";
import { createInstallationStore } from "../../src/storage/installation-store.ts";
import { createLaneStore } from "../../src/storage/lane-store.ts";
import { createLessonStore } from "../../src/storage/lesson-store.ts";
import { migrate } from "../../src/storage/migrations.ts";
import { createPersonRecords } from "../../src/storage/person-records.ts";
import { createDraftStore, createPostStore } from "../../src/storage/post-store.ts";
import { createPresence } from "../../src/storage/presence.ts";
import { createOrganisations } from "../../src/storage/realm.ts";
import { createSeal } from "../../src/storage/seal.ts";
import { openSqlite } from "../../src/storage/sqlite.ts";
import { createStatistics } from "../../src/storage/statistics.ts";
import { temporaryFolder } from "./databases.ts";
import { expectPrivate } from "./private-log.ts";

export interface TestBot extends AsyncDisposable {
  readonly workspace: Workspace;
  readonly database: Database;
  readonly slack: SlackApp;
  readonly installations: Installations | undefined;
  /** Lets time act once, at whatever `now` says. */
  tick(): Promise<void>;
  /** Everything logged so far, one JSON line each. */
  readonly log: readonly string[];
  /** Ends the bot and starts another on the same data, as after a crash or an upgrade. */
  restart(): Promise<void>;
}

export interface TestBotOptions {
  readonly workspace?: WorkspaceOptions;
  readonly withoutAdvisors?: boolean;
  /** @default 700, as in production; 0 shows every piece at once */
  readonly paceMs?: number;
  /** @default Date.now */
  readonly now?: () => number;
  readonly hours?: AdvisorHours;
  /** Listens for Slack over HTTP here instead of over sockets. */
  readonly httpPort?: number;
  readonly allowOutsiders?: boolean;
  /** Workspaces may install the app by themselves, over `httpPort`; the keys are read at every start. */
  readonly installKeys?: () => readonly Buffer[];
  /** Connects to this server instead of a workspace of ours. */
  readonly server?: { readonly apiUrl: string; readonly botToken: string; readonly appToken: string };
  /** No workspace is the operator's own. */
  readonly homeless?: boolean;
  /** How much may be asked, and where. */
  readonly limits?: SlackAppOptions["limits"];
  readonly guide?: SlackAppOptions["guide"];
  /** The only people who may take a handoff over. */
  readonly advisors?: readonly string[];
  /** Told what advisors have taught. */
  readonly publishLessons?: SlackAppOptions["publishLessons"];
}

/** The real Slack side on a real database, connected over real sockets to a workspace on this machine. */
export async function startTestBot(agent: Agent, options: TestBotOptions = {}): Promise<TestBot> {
  const folder = temporaryFolder();
  const workspace = await startWorkspace(options.workspace ?? {});
  const log: string[] = [];
  const logger = createLogger("debug", (line) => void log.push(line));
  let ids = 0;

  const open = async () => {
    const database = await openSqlite(join(folder.path, "bot.db"));
    await migrate(database);
    const conversations = createConversationStore(database);
    const handoffStore = createHandoffStore(database);
    const checkInStore = createCheckInStore(database);
    const newId = () => {
      ids += 1;
      return `id${ids}`;
    };
    const now = options.now ?? Date.now;
    const hours = options.hours ?? ALWAYS_OPEN;
    const absences = createAbsences(database, () => options.advisors);
    const handoffs = createHandoffs({
      store: handoffStore,
      conversations,
      now,
      newId,
      hours,
      absences,
      mayAdvise: ({ userId }) => options.advisors?.includes(userId) ?? true,
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
    const keys = options.installKeys?.();
    const installations = keys && createInstallationStore(database, createSeal(keys));
    await installations?.reseal();
    const slack = createSlackApp({
      ...(!options.homeless && { botToken: workspace.botToken }),
      ...(installations && {
        install: {
          clientId: workspace.clientId,
          clientSecret: workspace.clientSecret,
          publicUrl: `http://127.0.0.1:${options.httpPort}`,
          store: installations,
        },
      }),
      ...(options.httpPort === undefined
        ? { appToken: workspace.appToken }
        : {
            http: {
              signingSecret: workspace.signingSecret,
              port: options.httpPort,
              host: "127.0.0.1",
            },
          }),
      ...(options.allowOutsiders && { allowOutsiders: true }),
      apiUrl: workspace.apiUrl,
      ...options.server,
      ...(!options.withoutAdvisors && { advisorChannel: workspace.advisorChannelId }),
      organisations: createOrganisations(database),
      agent,
      conversations,
      handoffs,
      hours,
      absences,
      handoffStore,
      checkIns,
      checkInStore,
      posts: createPostStore(database),
      drafts: createDraftStore(database),
      lessons: createLessonStore(database),
      publishLessons: options.publishLessons ?? (async () => {}),
      newId,
      records: createPersonRecords(database),
      statistics: createStatistics(database),
      ...(options.limits && { limits: options.limits }),
      ...(options.guide && { guide: options.guide }),
      presence: createPresence(database),
      inbox: createLaneStore(database, "inbox"),
      privately: createLaneStore(database, "private"),
      outbox: createLaneStore(database, "outbox"),
      processId: "test",
      now,
      logger,
      paceMs: options.paceMs ?? 0,
      work: { pollMs: 20, backoffMs: 1, leaseMs: 2_000 },
    });
    await slack.start();
    return { database, slack, clockwork, installations };
  };

  let current = await open();
  const end = async () => {
    await current.slack.stop(5_000);
    await current.database.close();
    expectPrivate(log, workspace.store.list("messages"));
  };
  return {
    workspace,
    log,
    get database() {
      return current.database;
    },
    get slack() {
      return current.slack;
    },
    get installations() {
      return current.installations;
    },
    tick: () => current.clockwork.tick(),
    async restart() {
      await end();
      current = await open();
    },
    async [Symbol.asyncDispose]() {
      await end();
      await workspace.close();
      folder[Symbol.dispose]();
    },
  };
}
