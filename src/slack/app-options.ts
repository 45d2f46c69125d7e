import type { Agent } from "../agent/answer.ts";
import type { ConversationStore } from "../conversation/conversation-store.ts";
import type { Organisations } from "../conversation/identity.ts";
import type { LaneWorkerOptions } from "../conversation/lane-worker.ts";
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
import type { Timing } from "../handoff/timing.ts";
import type { Metrics } from "../metrics.ts";
import type { AdmissionLimits } from "./admission.ts";
import type { KnowledgeFacts } from "./home.ts";
import type { LessonsOptions } from "./lessons.ts";
import type { ConnectedReceiver } from "./receiver.ts";
import type { TransportOptions } from "./transport.ts";

/** Everything Slack's side is given: the operator's settings, and the parts it talks to. */
export interface SlackAppOptions extends Omit<TransportOptions, "reach"> {
  /** The operator's own workspace; absent when workspaces only install the app by themselves. */
  readonly botToken?: string;
  readonly organisations: Organisations;
  /** @default false: guests and people of other companies are refused */
  readonly allowOutsiders?: boolean;
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
  /** What the clockwork goes by. @default DEFAULT_TIMING */
  readonly timing?: Timing;
  readonly metrics?: Metrics;
  /** @default one for `http`, else for Socket Mode */
  readonly receiver?: ConnectedReceiver;
  readonly paceMs?: number;
  /** How the three workers wait and retry. */
  readonly work?: Partial<Pick<LaneWorkerOptions, "leaseMs" | "pollMs" | "backoffMs">>;
}
