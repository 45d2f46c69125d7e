import type { ConversationId, DecisionReason } from "../conversation/conversation.ts";
import type { Brief } from "./brief.ts";

export type HandoffState =
  | "offered"
  | "intake"
  | "queued"
  | "after_hours"
  | "escalated"
  | "active"
  | "waiting"
  | "resolved"
  | "returned"
  | "cancelled"
  | "closed"
  | "erased";

export type HandoffEvent =
  | "accept"
  | "submit"
  | "submit_after_hours"
  | "open_hours"
  | "escalate"
  | "claim"
  | "release"
  | "release_after_hours"
  | "transfer"
  | "advisor_reply"
  | "requester_reply"
  | "resolve"
  | "return_to_agent"
  | "cancel"
  | "undelivered"
  | "reopen"
  | "reopen_after_hours"
  | "reveal"
  | "close"
  | "erase";

/** Who acts: `owner` is the advisor who holds this handoff, `advisor` any other. */
export type ActorRole = "requester" | "owner" | "advisor" | "system";

export interface Actor {
  readonly role: "requester" | "advisor" | "system";
  readonly id: string;
}

export type Outcome = "answered" | "introduced" | "follow_up" | "not_reached";

export interface Handoff {
  readonly id: string;
  readonly conversationId: ConversationId;
  readonly requesterId: string;
  readonly state: HandoffState;
  /** The advisor who holds it; set exactly in `active` and `waiting`. */
  readonly ownerId: string | undefined;
  /** Counts every change of hands; a post that carries an older one is refused. */
  readonly epoch: number;
  readonly reason: DecisionReason;
  /** How advisors see a requester who has not agreed to be named, for example 相談者A. */
  readonly alias: string;
  readonly named: boolean;
  /** What the advisor said came of it. */
  readonly outcome: Outcome | undefined;
  readonly brief: Brief;
  readonly createdAt: number;
  readonly updatedAt: number;
}

interface Transition {
  readonly to: HandoffState;
  readonly by: readonly ActorRole[];
}

const WITH_PERSON: Partial<Record<HandoffEvent, Transition>> = {
  release: { to: "queued", by: ["owner", "system"] },
  release_after_hours: { to: "after_hours", by: ["owner", "system"] },
  transfer: { to: "active", by: ["owner"] },
  advisor_reply: { to: "waiting", by: ["owner"] },
  requester_reply: { to: "active", by: ["requester"] },
  reveal: { to: "active", by: ["requester"] },
  resolve: { to: "resolved", by: ["owner", "requester", "system"] },
  return_to_agent: { to: "returned", by: ["owner", "requester"] },
  erase: { to: "erased", by: ["requester", "system"] },
};

const IN_LINE: Partial<Record<HandoffEvent, Transition>> = {
  claim: { to: "active", by: ["advisor"] },
  cancel: { to: "cancelled", by: ["requester"] },
  return_to_agent: { to: "returned", by: ["requester"] },
  undelivered: { to: "returned", by: ["system"] },
  erase: { to: "erased", by: ["requester", "system"] },
};

const ENDED: Partial<Record<HandoffEvent, Transition>> = {
  erase: { to: "erased", by: ["requester", "system"] },
};

const NOT_SENT: Partial<Record<HandoffEvent, Transition>> = {
  submit: { to: "queued", by: ["requester", "system"] },
  submit_after_hours: { to: "after_hours", by: ["requester", "system"] },
  cancel: { to: "cancelled", by: ["requester", "system"] },
  erase: { to: "erased", by: ["requester", "system"] },
};

/** The state machine, whole: what is not here cannot happen. */
export const TRANSITIONS: Readonly<Record<HandoffState, Partial<Record<HandoffEvent, Transition>>>> = {
  offered: { ...NOT_SENT, accept: { to: "intake", by: ["requester", "system"] } },
  // Asked for again with more to say: the brief is drawn anew.
  intake: { ...NOT_SENT, accept: { to: "intake", by: ["requester", "system"] } },
  queued: { ...IN_LINE, escalate: { to: "escalated", by: ["system"] } },
  after_hours: { ...IN_LINE, open_hours: { to: "queued", by: ["system"] } },
  escalated: IN_LINE,
  active: WITH_PERSON,
  waiting: WITH_PERSON,
  resolved: {
    ...ENDED,
    reopen: { to: "queued", by: ["requester"] },
    reopen_after_hours: { to: "after_hours", by: ["requester"] },
    close: { to: "closed", by: ["system"] },
  },
  returned: ENDED,
  cancelled: ENDED,
  closed: ENDED,
  erased: {},
};

export const isInLine = (state: HandoffState): boolean =>
  state === "queued" || state === "after_hours" || state === "escalated";

/** While a person holds the handoff, the agent says nothing in the conversation. */
export const isWithPerson = (state: HandoffState): boolean => state === "active" || state === "waiting";

export const isEnded = (state: HandoffState): boolean =>
  ["resolved", "returned", "cancelled", "closed", "erased"].includes(state);

export type TransitionResult =
  | { readonly ok: true; readonly handoff: Handoff }
  /**
   * `owned`: another advisor holds it; `not_allowed`: this actor may not; `not_now`: not in this state;
   * `at_capacity`: this advisor already holds as many as one person can;
   * `not_an_advisor`: the operator has named who may take over, and this person is not among them;
   * `away`: this advisor has said that they are away;
   * `outdated`: the requester agreed to a brief that another has replaced.
   */
  | {
      readonly ok: false;
      readonly reason:
        | "owned"
        | "not_allowed"
        | "not_now"
        | "at_capacity"
        | "not_an_advisor"
        | "away"
        | "outdated";
      readonly handoff: Handoff;
    };

function roleOf(handoff: Handoff, actor: Actor): ActorRole | undefined {
  if (actor.role === "system") return "system";
  if (actor.role === "requester") return actor.id === handoff.requesterId ? "requester" : undefined;
  return actor.id === handoff.ownerId ? "owner" : "advisor";
}

/** Applies one event; an event that may not happen is a value that says why. */
export function transition(
  handoff: Handoff,
  event: HandoffEvent,
  actor: Actor,
  now: number,
  change: {
    readonly newOwnerId?: string;
    readonly brief?: Brief;
    readonly named?: boolean;
    readonly outcome?: Outcome;
  } = {},
): TransitionResult {
  const rule = TRANSITIONS[handoff.state][event];
  const role = roleOf(handoff, actor);
  if (!rule) {
    const owned = handoff.ownerId !== undefined && event === "claim";
    return { ok: false, reason: owned ? "owned" : "not_now", handoff };
  }
  if (!role || !rule.by.includes(role)) {
    const owned = role === "advisor" && handoff.ownerId !== undefined;
    return { ok: false, reason: owned ? "owned" : "not_allowed", handoff };
  }
  const ownerId = ownerAfter(handoff, event, rule.to, actor, change.newOwnerId);
  const handsChanged = ownerId !== handoff.ownerId;
  return {
    ok: true,
    handoff: {
      ...handoff,
      state: rule.to,
      ownerId,
      epoch: handoff.epoch + (handsChanged ? 1 : 0),
      brief: change.brief ?? handoff.brief,
      named: change.named ?? (event === "reveal" ? true : handoff.named),
      outcome: change.outcome ?? handoff.outcome,
      updatedAt: now,
    },
  };
}

function ownerAfter(
  handoff: Handoff,
  event: HandoffEvent,
  to: HandoffState,
  actor: Actor,
  newOwnerId: string | undefined,
): string | undefined {
  if (!isWithPerson(to)) return undefined;
  if (event === "claim") return actor.id;
  if (event === "transfer") return newOwnerId ?? handoff.ownerId;
  return handoff.ownerId;
}
