import { App } from "@slack/bolt";
import { createAbilities } from "./abilities.ts";
import { createAdmission, DEFAULT_LIMITS } from "./admission.ts";
import { createAdvisorThread } from "./advisor-thread.ts";
import { createAnswerMessages } from "./answer-message.ts";
import type { SlackAppOptions } from "./app-options.ts";
import { toBoltLogger } from "./bolt-logger.ts";
import { createCards } from "./cards.ts";
import { createCatchUp } from "./catch-up.ts";
import { createDirectThreads } from "./direct-threads.ts";
import { createEscalation } from "./escalation.ts";
import { createInbox } from "./inbox.ts";
import { createRunningTurns } from "./inbox-handler.ts";
import { createIntake } from "./intake.ts";
import type { Lessons } from "./lessons.ts";
import { registerListeners } from "./listeners.ts";
import { createOutbox } from "./outbox.ts";
import { createOutsiders } from "./outsiders.ts";
import { createPeople } from "./people.ts";
import { createPoster } from "./posting.ts";
import { createPrivateAnswers } from "./private-answers.ts";
import { createReach } from "./reach.ts";
import { createSessions } from "./sessions.ts";
import { createStreamBudget } from "./stream-budget.ts";
import { createTokenExchange } from "./token-exchange.ts";
import { createReceiver } from "./transport.ts";
import { clientOptions } from "./web-client.ts";
import { createWorkspaceClient } from "./workspace-client.ts";
import { createWorkspaces } from "./workspaces.ts";

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
  /** True for the operator's own workspace. */
  isHome(team: string): boolean;
  /** What the network said when Slack could last not be reached; undefined since it could be again. */
  trouble(): string | undefined;
}

/** Of the time to stop in; what answers leave to be posted needs the rest. */
const ANSWERS_SHARE = 0.9;

/** The whole of Slack: one Bolt app, the inbox it fills before acknowledging, and the three workers behind it. */
export function createSlackApp(options: SlackAppOptions): SlackApp {
  const { conversations, handoffs, posts, drafts, inbox, now, logger } = options;
  const { advisorChannel, install, apiUrl } = options;
  const leaving = new AbortController();
  const boltLogger = toBoltLogger(logger);
  const reach = createReach();
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
    organisations: options.organisations,
    ...(apiUrl && { apiUrl }),
    reach,
    now,
    logger,
    leaving: leaving.signal,
  });
  const client = createWorkspaceClient(workspaces, apiUrl, reach);
  const abilities = createAbilities(workspaces, now);
  const poster = createPoster(client, posts, workspaces, abilities, logger);
  const people = createPeople(client, workspaces, now, logger);
  const admission = createAdmission(conversations, options.limits ?? DEFAULT_LIMITS, now);
  const outsiders = createOutsiders(people, options.allowOutsiders ?? false);
  const maySpend = createStreamBudget(now, workspaces);
  const sessions = createSessions({ client, abilities, maySpend, logger });
  const canEscalate = () => workspaces.current().advisorChannel !== undefined;
  const running = createRunningTurns();

  const advisorThread = createAdvisorThread({
    client,
    cards: createCards({ client, posts, workspaces, now }),
    drafts,
    handoffs,
  });
  const wake = () => {
    inboxWorker.wake();
    outboxWorker.wake();
  };
  const threads = createDirectThreads({ ...options, client, people, poster, wake });
  const escalation = createEscalation({
    client,
    conversations,
    handoffs,
    poster,
    posts,
    threads,
    available: canEscalate,
    logger,
  });
  const common = {
    ...options,
    client,
    workspaces,
    admission,
    people,
    outsiders,
    poster,
    sessions,
    escalation,
    running,
    canEscalate,
  };
  const inboxWorker = createInbox({
    ...common,
    abilities,
    messages: createAnswerMessages({ client, posts, poster, canEscalate, logger }),
    advisorThread,
    mayStream: maySpend,
    take: (body) => intake.take(body),
  });
  const outboxWorker = createOutbox({ ...common, usualWait: options.statistics.usualWait });
  const privateAnswers = createPrivateAnswers(common);
  const workers = [inboxWorker, privateAnswers.worker, outboxWorker];

  const intake = createIntake({ workspaces, conversations, advisorThread, posts, handoffs, inbox, wake });
  const receiver = options.receiver ?? createReceiver({ ...options, reach }, boltLogger);
  const catchUp = createCatchUp({
    client,
    conversations,
    handoffs,
    handoffStore: options.handoffStore,
    posts,
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
  const learning = registerListeners(app, {
    ...common,
    guide: options.guide ?? (() => undefined),
    installations: install?.store,
    privateAnswers,
    threads,
    wake,
    homeAdvisorChannel: options.botToken ? advisorChannel : undefined,
  });

  return {
    async start() {
      await workspaces.identify();
      for (const worker of workers) await worker.start();
      await app.start();
      catchUp.start();
      logger.info("connected to Slack", { transport: options.http ? "http" : "socket" });
    },
    async stop(drainMs = 25_000) {
      // One deadline for all: a process that is slower than its orchestrator's patience is killed.
      const ends = performance.now() + drainMs;
      const left = () => Math.max(0, ends - performance.now());
      leaving.abort();
      await catchUp.stop();
      await app.stop();
      const answering = [inboxWorker, privateAnswers.worker];
      await Promise.all(answering.map((worker) => worker.stop(left() * ANSWERS_SHARE)));
      await outboxWorker.stop(left());
    },
    learning,
    connected: receiver.connected,
    isHome: workspaces.isHome,
    trouble: reach.trouble,
    async idle() {
      for (const worker of workers) await worker.idle();
    },
  };
}
