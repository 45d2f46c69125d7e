import { App } from "@slack/bolt";
import type { Agent } from "../agent/answer.ts";
import type { ConversationStore } from "../conversation/conversation-store.ts";
import { createLaneWorker, type LaneWorkerOptions } from "../conversation/lane-worker.ts";
import type { Lanes } from "../conversation/lanes.ts";
import type { PersonRecords } from "../conversation/person-records.ts";
import type { Presence } from "../conversation/presence.ts";
import type { Statistics } from "../conversation/statistics.ts";
import { createOutboxDelivery, createOutboxParking } from "../handoff/delivery.ts";
import type { DraftStore, HandoffStore, PostStore } from "../handoff/handoff-store.ts";
import type { Handoffs } from "../handoff/handoffs.ts";
import type { AdvisorHours } from "../handoff/hours.ts";
import type { LessonStore } from "../handoff/lesson.ts";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import { createAdvisorDesk, registerAdvisorActions } from "./advisor-actions.ts";
import { createAdvisorThread } from "./advisor-thread.ts";
import { registerAdvisorViews } from "./advisor-views.ts";
import { createAnswerMessages } from "./answer-message.ts";
import { createAnswering } from "./answering.ts";
import { toBoltLogger } from "./bolt-logger.ts";
import { createCatchUp } from "./catch-up.ts";
import { createCourier } from "./courier.ts";
import { createDirectThreads } from "./direct-threads.ts";
import { registerEntrances } from "./entrances.ts";
import { createEscalation } from "./escalation.ts";
import { registerFeedback } from "./feedback.ts";
import { registerHome } from "./home.ts";
import { createInboxHandler, createRunningTurns } from "./inbox-handler.ts";
import { createIntake } from "./intake.ts";
import { type Lessons, type LessonsOptions, registerLessons } from "./lessons.ts";
import { registerMyData } from "./my-data.ts";
import { createParking } from "./parking.ts";
import { createPeople } from "./people.ts";
import { createPoster } from "./posting.ts";
import { createPrivateAnswers } from "./private-answers.ts";
import { type ConnectedReceiver, createSocketReceiver } from "./receiver.ts";
import { createFileRelay } from "./relay-files.ts";
import { registerRequesterActions } from "./requester-actions.ts";
import { createStreamBudget } from "./stream-budget.ts";
import { registerSurface } from "./surface.ts";
import { createWebClient } from "./web-client.ts";

export interface SlackAppOptions {
  readonly botToken: string;
  readonly appToken: string;
  readonly apiUrl?: string;
  readonly advisorChannel?: string;
  readonly agent: Agent;
  readonly conversations: ConversationStore;
  readonly handoffs: Handoffs;
  readonly handoffStore: HandoffStore;
  readonly posts: PostStore;
  readonly drafts: DraftStore;
  readonly lessons: LessonStore;
  readonly publishLessons: LessonsOptions["publish"];
  readonly newId: () => string;
  readonly records: PersonRecords;
  readonly statistics: Statistics;
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
  readonly logger: Logger;
  readonly metrics?: Metrics;
  /** @default 2 sockets in Socket Mode */
  readonly sockets?: number;
  /** @default a Socket Mode receiver */
  readonly receiver?: ConnectedReceiver;
  readonly paceMs?: number;
  /** How the two workers wait and retry. */
  readonly work?: Partial<Pick<LaneWorkerOptions, "leaseMs" | "pollMs" | "backoffMs">>;
}

/** Where files in Slack are read from. */
const SLACK_FILES = "https://files.slack.com/";
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
  const { conversations, handoffs, handoffStore, posts, drafts, inbox, outbox, now, logger } = options;
  const { agent, advisorChannel, processId } = options;
  const client = createWebClient(options.botToken, options.apiUrl);
  const poster = createPoster(client, posts, logger);
  const people = createPeople(client, now, logger);
  const canEscalate = advisorChannel !== undefined;
  const running = createRunningTurns();

  const messages = createAnswerMessages({ client, posts, poster, canEscalate, logger });
  const escalation = createEscalation({ handoffs, poster, posts, available: canEscalate });
  const advisorThread = createAdvisorThread({ client, posts, drafts, handoffs, advisorChannel });
  const answering = createAnswering({
    client,
    agent,
    conversations,
    handoffs,
    messages,
    mayStream: createStreamBudget(now),
    canEscalate,
    now,
    logger,
    ...(options.paceMs !== undefined && { paceMs: options.paceMs }),
    ...(options.metrics && { metrics: options.metrics }),
  });
  const inboxWorker = createLaneWorker({
    lanes: inbox,
    owner: processId,
    logger,
    handle: createInboxHandler({
      conversations,
      handoffs,
      people,
      poster,
      answering,
      messages,
      escalation,
      advisorThread,
      running,
      now,
    }),
    onParked: createParking({ conversations, poster }),
    ...options.work,
  });
  const outboxWorker = createLaneWorker({
    lanes: outbox,
    owner: processId,
    logger,
    handle: createOutboxDelivery({
      store: handoffStore,
      conversations,
      courier: createCourier({
        client,
        posts,
        poster,
        people,
        conversations,
        advisorChannel: advisorChannel ?? "",
        ahead: handoffs.ahead,
        usualWait: options.statistics.usualWait,
        files: createFileRelay({
          client,
          posts,
          botToken: options.botToken,
          fileOrigin: new URL(options.apiUrl ?? SLACK_FILES).origin,
        }),
        nextOpening: (locale) => options.hours.describe(options.hours.nextOpening(now()), locale),
      }),
      now,
    }),
    onParked: createOutboxParking(handoffStore),
    ...options.work,
  });

  const wake = () => {
    inboxWorker.wake();
    outboxWorker.wake();
  };
  const leaving = new AbortController();
  const boltLogger = toBoltLogger(logger);
  const intake = createIntake({
    client,
    botToken: options.botToken,
    conversations,
    advisorThread,
    posts,
    handoffs,
    inbox,
    wake,
    logger,
    leaving: leaving.signal,
  });
  const receiver =
    options.receiver ??
    createSocketReceiver({
      appToken: options.appToken,
      ...(options.apiUrl && { apiUrl: options.apiUrl }),
      sockets: options.sockets ?? 2,
      logger,
      boltLogger,
    });
  const catchUp = createCatchUp({
    client,
    conversations,
    presence: options.presence,
    connected: receiver.connected,
    take: intake.take,
    team: intake.team,
    leaving: leaving.signal,
    now,
    logger,
  });
  const app = new App({
    receiver,
    authorize: intake.authorize,
    logger: boltLogger,
    clientOptions: {
      ...(options.apiUrl && { slackApiUrl: options.apiUrl }),
      retryConfig: { retries: 2, minTimeout: 300, maxTimeout: 2_000 },
      timeout: 10_000,
    },
  });
  const privateWorker = createLaneWorker({
    lanes: options.privately,
    owner: processId,
    logger,
    handle: (item, context) => privateAnswers.handle(item, context),
    ...options.work,
  });
  const privateAnswers = createPrivateAnswers({
    client,
    agent,
    conversations,
    people,
    poster,
    queue: options.privately,
    wake: privateWorker.wake,
    responseOrigin: new URL(options.apiUrl ?? SLACK_RESPONSES).origin,
    now,
  });
  privateAnswers.register(app);
  const { records, statistics } = options;
  const home = registerHome(app, { client, people, records, statistics, canEscalate, now, logger });
  registerMyData(app, { client, people, records, home, logger });
  const threads = createDirectThreads({ client, conversations, people, inbox, wake: inboxWorker.wake, now });
  registerEntrances(app, { client, people, threads, escalation, privateAnswers, canEscalate, logger });
  registerFeedback(app, { client, conversations, now, logger });
  registerSurface(app, { client, people, running, logger });
  registerRequesterActions(app, { client, conversations, handoffs, escalation, inbox, wake, logger });
  let learning: Lessons | undefined;
  if (advisorChannel) {
    const advisors = { client, agent, conversations, handoffs, drafts, people, advisorChannel, logger };
    const desk = createAdvisorDesk(advisors);
    registerAdvisorActions(app, desk, advisors);
    registerAdvisorViews(app, desk, advisors);
    const { lessons, publishLessons: publish, newId } = options;
    learning = registerLessons(app, desk, {
      ...advisors,
      lessons,
      statistics,
      poster,
      posts,
      publish,
      newId,
      now,
    });
  }
  app.use(async ({ next }) => {
    await next();
    // A press commits its messages with its change of state; send them now instead of at the next poll.
    wake();
  });

  return {
    async start() {
      await intake.identify();
      await inboxWorker.start();
      await outboxWorker.start();
      await privateWorker.start();
      await app.start();
      catchUp.start();
      logger.info("connected to Slack", { advisors: canEscalate });
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
