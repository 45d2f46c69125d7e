import type { Actor, Handoff, HandoffEvent, HandoffState } from "./handoff.ts";
import type { LastingState } from "./handoff-store.ts";
import type { AdvisorHours } from "./hours.ts";
import type { AdvisorLine, RequesterLine } from "./outbox.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long each state may last, milliseconds; which of them count is in `CLOCKWORK`. */
export interface Timing {
  /** A request nobody has claimed: the advisors are reminded. */
  readonly remindAfter: number;
  /** … and then the whole team is asked. */
  readonly escalateAfter: number;
  /** … and, if still nobody has claimed it, the requester is told so, with a way out. */
  readonly unclaimedAfter: number;
  /** An owner who has not replied: reminded. */
  readonly ownerRemindAfter: number;
  /** … and then the requester goes back in line. */
  readonly ownerReleaseAfter: number;
  /** A requester who has not replied: told that it will be closed. */
  readonly idleWarnAfter: number;
  readonly idleCloseAfter: number;
  /** An offer or a brief that was never sent. */
  readonly unsentAfter: number;
  /** A resolved handoff can be reopened until then. */
  readonly closeAfter: number;
}

export const DEFAULT_TIMING: Timing = {
  remindAfter: 10 * MINUTE,
  escalateAfter: 30 * MINUTE,
  unclaimedAfter: DAY,
  ownerRemindAfter: 30 * MINUTE,
  ownerReleaseAfter: 2 * HOUR,
  idleWarnAfter: DAY,
  idleCloseAfter: 2 * DAY,
  unsentAfter: DAY,
  closeAfter: 7 * DAY,
};

/** What time itself does to a handoff: a change of state, or a line that is said once per epoch. */
export type DueStep =
  | { readonly kind: "event"; readonly event: HandoffEvent }
  | { readonly kind: "advisor_line"; readonly line: AdvisorLine }
  | { readonly kind: "requester_line"; readonly line: RequesterLine };

export const CLOCK: Actor = { role: "system", id: "clock" };

interface Due {
  /** How long the state must have lasted, milliseconds; 0 for at once. */
  readonly after: (timing: Timing) => number;
  readonly step: DueStep;
  /**
   * Which milliseconds count: `open`, those in which advisors are there, since nobody can be late while away;
   * `workdays`, those of days on which they are there, since a weekend is no silence. @default all
   */
  readonly counting?: "open" | "workdays";
}

const event = (name: HandoffEvent): DueStep => ({ kind: "event", event: name });
const toAdvisors = (line: AdvisorLine): DueStep => ({ kind: "advisor_line", line });
const toRequester = (line: RequesterLine): DueStep => ({ kind: "requester_line", line });

/** What time does in each state, latest first. */
const CLOCKWORK: Partial<Record<HandoffState, readonly Due[]>> = {
  offered: [{ after: ({ unsentAfter }) => unsentAfter, step: event("cancel") }],
  intake: [{ after: ({ unsentAfter }) => unsentAfter, step: event("cancel") }],
  after_hours: [{ after: () => 0, step: event("open_hours"), counting: "open" }],
  queued: [
    { after: ({ escalateAfter }) => escalateAfter, step: event("escalate"), counting: "open" },
    { after: ({ remindAfter }) => remindAfter, step: toAdvisors("waiting"), counting: "open" },
  ],
  escalated: [
    {
      after: ({ unclaimedAfter }) => unclaimedAfter,
      step: toRequester("still_unclaimed"),
      counting: "workdays",
    },
  ],
  active: [
    { after: ({ ownerReleaseAfter }) => ownerReleaseAfter, step: event("release"), counting: "open" },
    { after: ({ ownerRemindAfter }) => ownerRemindAfter, step: toAdvisors("owner_silent"), counting: "open" },
  ],
  waiting: [
    { after: ({ idleCloseAfter }) => idleCloseAfter, step: event("resolve"), counting: "workdays" },
    { after: ({ idleWarnAfter }) => idleWarnAfter, step: toRequester("idle_warning"), counting: "workdays" },
  ],
  resolved: [{ after: ({ closeAfter }) => closeAfter, step: event("close") }],
};

/**
 * The step that is due now, if any.
 * Pure: every timer is the row's own `updatedAt`, so restarts and replicas keep it.
 */
export function dueStep(
  handoff: Handoff,
  now: number,
  timing: Timing,
  hours: AdvisorHours,
): DueStep | undefined {
  const isDue = ({ after, counting }: Due): boolean => {
    const [since, ms] = [handoff.updatedAt, after(timing)];
    // Whatever counts, it is not more than the clock on the wall; most rows need no calendar.
    if (now - since < ms) return false;
    if (counting === "open") return hours.isOpen(now) && now >= hours.afterOpen(since, ms);
    return counting === undefined || now >= hours.afterWorkdays(since, ms);
  };
  return CLOCKWORK[handoff.state]?.find(isDue)?.step;
}

/** When a consultation that waits for its requester is closed, unless they write, epoch ms. */
export function closesAt({ updatedAt }: Handoff, { idleCloseAfter }: Timing, hours: AdvisorHours): number {
  return hours.afterWorkdays(updatedAt, idleCloseAfter);
}

/** The states that time can change, and since when one of them must have lasted for the first of its steps. */
export function mayBeDue(now: number, timing: Timing): readonly LastingState[] {
  return Object.entries(CLOCKWORK).map(([state, steps]) => ({
    state: state as HandoffState,
    since: now - Math.min(...steps.map(({ after }) => after(timing))),
  }));
}
