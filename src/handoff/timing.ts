import type { Actor, Handoff, HandoffEvent, HandoffState } from "./handoff.ts";
import type { AdvisorHours } from "./hours.ts";
import type { AdvisorLine, RequesterLine } from "./outbox.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long each state may last, milliseconds. */
export interface Timing {
  /** A request nobody has claimed: the advisors are reminded. */
  readonly remindAfter: number;
  /** … and then the whole team is asked. */
  readonly escalateAfter: number;
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
  /** Waits for the advisors to be there: nobody is hurried while they are away. */
  readonly whileOpen?: true;
}

const event = (name: HandoffEvent): DueStep => ({ kind: "event", event: name });
const toAdvisors = (line: AdvisorLine): DueStep => ({ kind: "advisor_line", line });
const toRequester = (line: RequesterLine): DueStep => ({ kind: "requester_line", line });

/** What time does in each state, latest first. */
const CLOCKWORK: Partial<Record<HandoffState, readonly Due[]>> = {
  offered: [{ after: ({ unsentAfter }) => unsentAfter, step: event("cancel") }],
  intake: [{ after: ({ unsentAfter }) => unsentAfter, step: event("cancel") }],
  after_hours: [{ after: () => 0, step: event("open_hours"), whileOpen: true }],
  queued: [
    { after: ({ escalateAfter }) => escalateAfter, step: event("escalate"), whileOpen: true },
    { after: ({ remindAfter }) => remindAfter, step: toAdvisors("waiting"), whileOpen: true },
  ],
  active: [
    { after: ({ ownerReleaseAfter }) => ownerReleaseAfter, step: event("release"), whileOpen: true },
    { after: ({ ownerRemindAfter }) => ownerRemindAfter, step: toAdvisors("owner_silent"), whileOpen: true },
  ],
  waiting: [
    { after: ({ idleCloseAfter }) => idleCloseAfter, step: event("resolve") },
    { after: ({ idleWarnAfter }) => idleWarnAfter, step: toRequester("idle_warning") },
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
  const age = now - handoff.updatedAt;
  return (CLOCKWORK[handoff.state] ?? []).find(
    ({ after, whileOpen }) => age >= after(timing) && (!whileOpen || hours.isOpen(now)),
  )?.step;
}
