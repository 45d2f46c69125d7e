import type { App } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { Agent } from "../agent/answer.ts";
import type { ConversationStore } from "../conversation/conversation-store.ts";
import type { Installations } from "../conversation/installations.ts";
import type { Lanes } from "../conversation/lanes.ts";
import type { PersonRecords } from "../conversation/person-records.ts";
import type { Statistics } from "../conversation/statistics.ts";
import type { Guide } from "../guidance/guide.ts";
import type { Absences } from "../handoff/absences.ts";
import type { CheckIns } from "../handoff/check-in.ts";
import type { DraftStore, PostStore } from "../handoff/handoff-store.ts";
import type { Handoffs } from "../handoff/handoffs.ts";
import type { LessonStore } from "../handoff/lesson.ts";
import type { Logger } from "../log.ts";
import { registerAbsence } from "./absence.ts";
import { createAdvisorDesk, registerAdvisorActions } from "./advisor-actions.ts";
import { createAdvisorRoom } from "./advisor-room.ts";
import { registerAdvisorViews } from "./advisor-views.ts";
import { registerCareerMap } from "./career-map.ts";
import { registerCheckIns } from "./check-in.ts";
import type { DirectThreads } from "./direct-threads.ts";
import { registerEntrances } from "./entrances.ts";
import type { Escalation } from "./escalation.ts";
import { registerFeedback } from "./feedback.ts";
import { registerFitCheck } from "./fit-check.ts";
import { type KnowledgeFacts, registerHome } from "./home.ts";
import type { RunningTurns } from "./inbox-handler.ts";
import { type Lessons, type LessonsOptions, registerLessons } from "./lessons.ts";
import { registerMyData } from "./my-data.ts";
import type { Outsiders } from "./outsiders.ts";
import type { People } from "./people.ts";
import type { Poster } from "./posting.ts";
import type { PrivateAnswers } from "./private-answers.ts";
import { registerRequesterActions } from "./requester-actions.ts";
import { createRequests } from "./requests.ts";
import { registerSurface } from "./surface.ts";
import { endsInstallation, registerUninstall } from "./uninstall.ts";
import type { SlackWorkspace, Workspaces } from "./workspaces.ts";

export interface ListenersOptions {
  readonly client: WebClient;
  readonly workspaces: Workspaces;
  readonly installations: Installations | undefined;
  readonly people: People;
  readonly outsiders: Outsiders;
  readonly agent: Agent;
  readonly conversations: ConversationStore;
  readonly handoffs: Handoffs;
  readonly checkIns: CheckIns;
  readonly posts: PostStore;
  readonly poster: Poster;
  readonly drafts: DraftStore;
  readonly lessons: LessonStore;
  readonly publishLessons: LessonsOptions["publish"];
  readonly records: PersonRecords;
  readonly statistics: Statistics;
  readonly absences: Absences;
  readonly escalation: Escalation;
  readonly privateAnswers: PrivateAnswers;
  readonly threads: DirectThreads;
  readonly running: RunningTurns;
  readonly inbox: Lanes;
  readonly outbox: Lanes;
  readonly wake: () => void;
  readonly canEscalate: () => boolean;
  readonly knowledge?: () => KnowledgeFacts;
  /** Fit check and career map; nothing where the operator has written none. */
  readonly guide: () => Guide | undefined;
  /** The operator's own advisors' channel, where lessons are taught. */
  readonly homeAdvisorChannel: string | undefined;
  readonly newId: () => string;
  readonly now: () => number;
  readonly logger: Logger;
}

/** Everything people can do besides writing to the bot. @returns what advisors have taught, where they can */
export function registerListeners(app: App, options: ListenersOptions): Lessons | undefined {
  const { workspaces, outsiders, privateAnswers, wake, publishLessons, homeAdvisorChannel } = options;

  app.use(async ({ context, body, next }) => {
    const workspace = context.workspace as SlackWorkspace | undefined;
    if (workspace) await workspaces.run(workspace, next);
    else if (endsInstallation(body)) await next();
    // A press commits its messages with its change of state; send them now instead of at the next poll.
    wake();
  });
  registerUninstall(app, options.installations, options.logger);
  outsiders.register(app);

  privateAnswers.register(app);
  const home = registerHome(app, options);
  registerAbsence(app, { ...options, home });
  registerMyData(app, { ...options, home });
  const requests = createRequests(options);
  registerEntrances(app, {
    ...options,
    requests,
    fitCheck: registerFitCheck(app, { ...options, requests }),
    careerMaps: registerCareerMap(app, options),
    advisorRoom: createAdvisorRoom(options),
  });
  registerFeedback(app, options);
  registerSurface(app, options);
  registerRequesterActions(app, options);
  registerCheckIns(app, { ...options, home });
  const desk = createAdvisorDesk(options);
  registerAdvisorActions(app, desk, options);
  registerAdvisorViews(app, desk, options);
  if (!homeAdvisorChannel) return undefined;
  const homeDesk: typeof desk = {
    ...desk,
    pressOf: (body) => (workspaces.current().isHome ? desk.pressOf(body) : undefined),
  };
  const taught = { ...options, advisorChannel: homeAdvisorChannel, publish: publishLessons };
  const learning = registerLessons(app, homeDesk, taught);
  return {
    sync: () => workspaces.atHome(learning.sync),
    reportGaps: () => workspaces.atHome(learning.reportGaps),
  };
}
