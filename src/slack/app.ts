import { App } from "@slack/bolt";
import type { Agent } from "../agent/answer.ts";
import type { ConversationStore } from "../conversation/conversation-store.ts";
import type { Installations } from "../conversation/installations.ts";
import { createLaneWorker, type LaneWorkerOptions } from "../conversation/lane-worker.ts";
import type { Lanes } from "../conversation/lanes.ts";
import type { PersonRecords } from "../conversation/person-records.ts";
import type { Presence } from "../conversation/presence.ts";
import type { Statistics } from "../conversation/statistics.ts";
import type { Guide } from "../guidance/guide.ts";
import type { Absences } from "../handoff/absences.ts";
import type { CheckInStore, CheckIns } from "../handoff/check-in.ts";
import type { DraftStore, HandoffStore, PostStore } from "../handoff/handoff-store.ts";
import type { Handoffs } from "../handoff/handoffs.ts";
import type { AdvisorHours } from "../handoff/hours.ts";
import type { LessonStore } from "../handoff/lesson.ts";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import { createAbilities } from "./abilities.ts";
import { type AdmissionLimits, createAdmission, DEFAULT_LIMITS } from "./admission.ts";
import { createAdvisorThread } from "./advisor-thread.ts";
import { createAnswerMessages } from "./answer-message.ts";
import { createAnswering } from "./answering.ts";
import { toBoltLogger } from "./bolt-logger.ts";
import { createCards } from "./cards.ts";
import { createCatchUp } from "./catch-up.ts";
import { createDirectThreads } from "./direct-threads.ts";
import { createEscalation } from "./escalation.ts";
import type { KnowledgeFacts } from "./home.ts";
import { createInboxHandler, createRunningTurns } from "./inbox-handler.ts";
import { createIntake } from "./intake.ts";
import type { Lessons, LessonsOptions } from "./lessons.ts";
import { registerListeners } from "./listeners.ts";
import { createMissedWords } from "./missed-words.ts";
import { createOutbox } from "./outbox.ts";
import { createOutsiders } from "./outsiders.ts";
import { createParking } from "./parking.ts";
import { createPeople } from "./people.ts";
import { createPoster } from "./posting.ts";
import { createPrivateAnswers } from "./private-answers.ts";
import type { ConnectedReceiver } from "./receiver.ts";
import { createSessions } from "./sessions.ts";
import { createStatus } from "./status.ts";
import { createStreamBudget } from "./stream-budget.ts";
import { createTokenExchange } from "./token-exchange.ts";
import { createReceiver } from "./transport.ts";
import { clientOptions } from "./web-client.ts";
import { createWorkspaceClient } from "./workspace-client.ts";
import { createWorkspaces } from "./workspaces.ts";

export interface SlackAppOptions {
  /** The operator's own workspace; absent when workspaces only install the app by themselves. */
  readonly botToken?: string;
  /** For Socket Mode. */
  readonly appToken?: string;
  /** For the Events API over HTTP, instead. */
  readonly http?: { readonly signingSecret: string; readonly port: number; readonly host: string };
  readonly install?: {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly publicUrl: string;
    readonly store: Installations;
  };
  /** @default false: guests and people of other companies are refused */
  readonly allowOutsiders?: boolean;
  readonly apiUrl?: string;
  readonly advisorChannel?: string;
  readonly agent: Agent;
  readonly conversations: ConversationStore;
  readonly handoffs: Handoffs;
  readonly handoffStore: HandoffStore;
  readonly checkIns: CheckIns;
  readonly checkInStore: CheckInStore;
  readonly posts: PostStore;
  readonly drafts: DraftStore;
  readonly lessons: LessonStore;
  readonly publishLessons: LessonsOptions["publish"];
  readonly newId: () => string;
  readonly records: PersonRecords;
  readonly statistics: Statistics;
  /** Shown to advisors. */
  readonly knowledge?: () => KnowledgeFacts;
  /** @default no fit check and no career map */
  readonly guide?: () => Guide | undefined;
  readonly limits?: AdmissionLimits;
  readonly presence: Presence;
  readonly inbox: Lanes;
  /** Questions from the slash command. */
  readonly privately: Lanes;
  readonly outbox: Lanes;
  /** Names this process in leases. */
  readonly processId: string;
  readonly now: () => number;
  /** When advisors are there. */
  readonly hours: AdvisorHours;
  readonly absences: Absences;
  readonly logger: Logger;
  readonly metrics?: Metrics;
  /** @default 2 sockets in Socket Mode */
  readonly sockets?: number;
  /** @default one for `http`, else for Socket Mode */
  readonly receiver?: ConnectedReceiver;
  readonly paceMs?: number;
  /** How the two workers wait and retry. */
  readonly work?: Partial<Pick<LaneWorkerOptions, "leaseMs" | "pollMs" | "backoffMs">>;
}

/** Where Slack's response URLs point. */
const SLACK_RESPONSES = "https://hooks.slack.com/";

export interface SlackApp {
  /** Connects, and takes up whatever an earlier process left undone. */
  start(): Promise<void>;
  /** Stops taking work and waits for what is running, up to `drainMs`. */
  stop(drainMs?: number): Promise<void>;
  /** Resolves when nothing is running and nothing is ready. */
  idle(): Promise<void>;
  /** What advisors have taught; absent without an advisors' channel. */
  readonly learning: Lessons | undefined;
  /** True while a socket to Slack is open. */
  connected(): boolean;
}

/** The whole of Slack: one Bolt app, the inbox it fills before acknowledging, and the two workers behind it. */
export function createSlackApp(options: SlackAppOptions): SlackApp {
  const { conversations, handoffs, posts, drafts, inbox, now, logger } = options;
  const { agent, advisorChannel, processId, install, apiUrl } = options;
  const leaving = new AbortController();
  const boltLogger = toBoltLogger(logger);
  const workspaces = createWorkspaces({
    ...(options.botToken && {
      home: { botToken: options.botToken, ...(advisorChannel && { advisorChannel }) },
    }),
    ...(install && {
      installed: {
        store: install.store,
        exchange: createTokenExchange({ ...install, now, ...(apiUrl && { apiUrl }) }),
      },
    }),
    ...(apiUrl && { apiUrl }),
    now,
    logger,
    leaving: leaving.signal,
  });
  const client = createWorkspaceClient(workspaces, apiUrl);
  const abilities = createAbilities(workspaces, now);
  const poster = createPoster(client, posts, workspaces, abilities, logger);
  const people = createPeople(client, workspaces, now, logger);
  const admission = createAdmission(conversations, options.limits ?? DEFAULT_LIMITS, now);
  const outsiders = createOutsiders(people, options.allowOutsiders ?? false);
  const maySpend = createStreamBudget(now, workspaces);
  const sessions = createSessions({ client, abilities, maySpend, logger });
  const canEscalate = () => workspaces.current().advisorChannel !== undefined;
  const running = createRunningTurns();

  const messages = createAnswerMessages({ client, posts, poster, canEscalate, logger });
  const escalation = createEscalation({ handoffs, poster, posts, available: canEscalate });
  const advisorThread = createAdvisorThread({
    client,
    cards: createCards({ client, posts, workspaces, now }),
    drafts,
    handoffs,
  });
  const answering = createAnswering({
    client,
    agent,
    conversations,
    handoffs,
    messages,
    abilities,
    sessions,
    mayStream: maySpend,
    canEscalate,
    now,
    logger,
    ...(options.paceMs !== undefined && { paceMs: options.paceMs }),
    ...(options.metrics && { metrics: options.metrics }),
  });
  const missedWords = createMissedWords({ client, take: (body) => intake.take(body), now, logger });
  const inboxWorker = createLaneWorker({
    lanes: inbox,
    owner: processId,
    logger,
    handle: createInboxHandler({
      ...options,
      admission,
      people,
      poster,
      answering,
      messages,
      escalation,
      advisorThread,
      running,
      status: createStatus(client, logger),
      outsiders,
      workspaces,
      missedWords,
    }),
    onParked: createParking({ conversations, messages, workspaces }),
    ...options.work,
  });
  const outboxWorker = createOutbox({
    ...options,
    client,
    workspaces,
    poster,
    people,
    sessions,
    usualWait: options.statistics.usualWait,
  });

  const wake = () => {
    inboxWorker.wake();
    outboxWorker.wake();
  };
  const intake = createIntake({ workspaces, conversations, advisorThread, posts, handoffs, inbox, wake });
  const receiver = options.receiver ?? createReceiver(options, boltLogger);
  const catchUp = createCatchUp({
    client,
    conversations,
    presence: options.presence,
    connected: receiver.connected,
    take: intake.take,
    workspaces,
    leaving: leaving.signal,
    now,
    logger,
  });
  const app = new App({
    receiver,
    authorize: intake.authorize,
    logger: boltLogger,
    clientOptions: clientOptions(apiUrl),
  });
  const privateWorker = createLaneWorker({
    lanes: options.privately,
    owner: processId,
    logger,
    handle: (item, context) => privateAnswers.handle(item, context),
    ...options.work,
  });
  const privateAnswers = createPrivateAnswers({
    ...options,
    admission,
    client,
    people,
    poster,
    workspaces,
    queue: options.privately,
    wake: privateWorker.wake,
    responseOrigin: new URL(options.apiUrl ?? SLACK_RESPONSES).origin,
  });
  const threads = createDirectThreads({ client, conversations, people, inbox, wake: inboxWorker.wake, now });
  const learning = registerListeners(app, {
    ...options,
    guide: options.guide ?? (() => undefined),
    client,
    workspaces,
    installations: install?.store,
    people,
    outsiders,
    poster,
    escalation,
    privateAnswers,
    threads,
    running,
    wake,
    canEscalate,
    homeAdvisorChannel: options.botToken ? advisorChannel : undefined,
  });

  return {
    async start() {
      await workspaces.identify();
      await inboxWorker.start();
      await outboxWorker.start();
      await privateWorker.start();
      await app.start();
      catchUp.start();
      logger.info("connected to Slack", { transport: options.http ? "http" : "socket" });
    },
    async stop(drainMs) {
      leaving.abort();
      await catchUp.stop();
      await app.stop();
      await inboxWorker.stop(drainMs);
      await privateWorker.stop(drainMs);
      await outboxWorker.stop(drainMs);
    },
    learning,
    connected: receiver.connected,
    async idle() {
      await inboxWorker.idle();
      await privateWorker.idle();
      await outboxWorker.idle();
    },
  };
}
