import type { WebClient } from "@slack/web-api";
import type { ConversationStore } from "../conversation/conversation-store.ts";
import { createLaneWorker, type LaneWorker, type LaneWorkerOptions } from "../conversation/lane-worker.ts";
import type { Lanes } from "../conversation/lanes.ts";
import { type Absences, hoursOnDuty } from "../handoff/absences.ts";
import type { CheckInStore } from "../handoff/check-in.ts";
import { createOutboxDelivery, createOutboxParking } from "../handoff/delivery.ts";
import type { HandoffStore, PostStore } from "../handoff/handoff-store.ts";
import type { Handoffs } from "../handoff/handoffs.ts";
import type { AdvisorHours } from "../handoff/hours.ts";
import { closesAt, DEFAULT_TIMING, type Timing } from "../handoff/timing.ts";
import type { Logger } from "../log.ts";
import { createCourier } from "./courier.ts";
import type { People } from "./people.ts";
import type { Poster } from "./posting.ts";
import { createFileRelay } from "./relay-files.ts";
import { createRemoval } from "./removal.ts";
import type { Sessions } from "./sessions.ts";
import type { Workspaces } from "./workspaces.ts";

export interface OutboxOptions {
  readonly client: WebClient;
  readonly workspaces: Workspaces;
  readonly poster: Poster;
  readonly people: People;
  readonly sessions: Sessions;
  readonly conversations: ConversationStore;
  readonly handoffs: Handoffs;
  readonly handoffStore: HandoffStore;
  readonly checkInStore: CheckInStore;
  readonly posts: PostStore;
  readonly outbox: Lanes;
  readonly hours: AdvisorHours;
  readonly absences: Absences;
  /** @default DEFAULT_TIMING */
  readonly timing?: Timing;
  readonly usualWait: (team: string) => Promise<number | undefined>;
  readonly apiUrl?: string;
  /** Names this process in leases. */
  readonly processId: string;
  readonly now: () => number;
  readonly logger: Logger;
  readonly work?: Partial<Pick<LaneWorkerOptions, "leaseMs" | "pollMs" | "backoffMs">>;
}

/** Where files in Slack are read from. */
const SLACK_FILES = "https://files.slack.com/";

/** Carries a handoff's stored messages into Slack, and removes what was erased. */
export function createOutbox(options: OutboxOptions): LaneWorker {
  const { handoffs, handoffStore, hours, absences, timing = DEFAULT_TIMING, now } = options;
  const files = createFileRelay({
    ...options,
    fileOrigin: new URL(options.apiUrl ?? SLACK_FILES).origin,
  });
  const onDutyNow = () => hoursOnDuty(hours, absences, options.workspaces.current().teamId, now());
  const courier = createCourier({
    ...options,
    ahead: handoffs.ahead,
    files,
    async nextOpening(locale) {
      const onDuty = await onDutyNow();
      return onDuty.describe(onDuty.nextOpening(now()), locale);
    },
    async closing(handoff, locale) {
      const onDuty = await onDutyNow();
      return onDuty.describe(closesAt(handoff, timing, onDuty), locale);
    },
  });
  const deliver = createOutboxDelivery({ ...options, store: handoffStore, courier });
  const removalOf = createRemoval(options);
  const parking = createOutboxParking(handoffStore, handoffs);
  return createLaneWorker({
    lanes: options.outbox,
    owner: options.processId,
    logger: options.logger,
    handle: (item, context) => (removalOf(item) ?? deliver)(item, context),
    onParked: async (item) => {
      if (!removalOf(item)) await parking(item);
    },
    ...options.work,
  });
}
