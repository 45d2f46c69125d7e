import type { ConversationId, DecisionReason, Turn } from "../conversation/conversation.ts";
import type { ConversationStore } from "../conversation/conversation-store.ts";
import { type Identity, teamOf } from "../conversation/identity.ts";
import type { Metrics } from "../metrics.ts";
import { type Absences, hoursOnDuty, NOBODY_AWAY } from "./absences.ts";
import { type Brief, draftBrief, saysMore, sharedTurns, withoutTurn } from "./brief.ts";
import {
  type Actor,
  type Handoff,
  type HandoffEvent,
  type Outcome,
  type TransitionResult,
  transition,
} from "./handoff.ts";
import type { Csat, CsatAnswer, HandoffStore } from "./handoff-store.ts";
import { type AdvisorHours, ALWAYS_OPEN } from "./hours.ts";
import { linesFor, linesWithout } from "./notices.ts";
import type { OutboxEntry } from "./outbox.ts";
import { createRelay, type Relay } from "./relay.ts";

export interface HandoffsOptions {
  readonly store: HandoffStore;
  readonly conversations: ConversationStore;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly newId: () => string;
  /** @default always there */
  readonly hours?: AdvisorHours;
  /** @default nobody is ever away */
  readonly absences?: Absences;
  /** Handoffs one advisor may hold at a time. @default 10 */
  readonly capacity?: number;
  /** Who may take a handoff over. @default everybody in the advisors' channel */
  readonly mayAdvise?: (person: Identity) => boolean;
  readonly metrics?: Pick<Metrics, "handoff">;
}

/** Everything people and the agent can do with a handoff. */
export interface Handoffs extends Relay {
  /**
   * Starts a handoff with a drafted brief that nobody but the requester has seen yet.
   * An open one of the same conversation is returned instead; its brief is drawn anew while it has not been sent and
   * there is more to say.
   */
  begin(request: {
    readonly conversationId: ConversationId;
    readonly requesterId: string;
    readonly reason: DecisionReason;
    readonly offered?: boolean;
    /** The conversation in which it was asked for, where the request itself goes on elsewhere. */
    readonly about?: ConversationId;
  }): Promise<Handoff>;
  /** The requester agrees to share the brief; it joins the line. */
  submit(
    id: string,
    requesterId: string,
    change?: {
      /** Draws what is sent from the request as it stands when it is sent. */
      readonly brief?: (stored: Handoff) => Brief;
      readonly named?: boolean;
      /** The `updatedAt` of the handoff as the requester has read it; a newer one is not sent. */
      readonly asOf?: number;
    },
  ): Promise<TransitionResult>;
  act(
    id: string,
    event: HandoffEvent,
    actor: Actor,
    change?: { readonly newOwnerId?: string; readonly outcome?: Outcome },
  ): Promise<TransitionResult>;
  /** Takes what the requester took back out of every brief, and out of what advisors see of it. */
  forgetTurn(turnId: string): Promise<void>;
  /** What this person has been asked to read and has not sent yet. */
  unsent(requester: Identity): Promise<readonly Handoff[]>;
  /** Keeps the requester's view of the resolution; nothing when it is not resolved. */
  rate(handoff: Handoff, answer: CsatAnswer): Promise<Csat | undefined>;
  open(conversationId: ConversationId): Promise<Handoff | undefined>;
  /** The conversation's newest handoff, ended or not. */
  latest(conversationId: ConversationId): Promise<Handoff | undefined>;
  get(id: string): Promise<Handoff | undefined>;
  /** How many wait before this one. */
  ahead(handoff: Handoff): Promise<number>;
}

/** Events after which the agent answers again, with a marker in the history it reads. */
const CLOSING: ReadonlySet<HandoffEvent> = new Set(["resolve", "return_to_agent", "cancel", "undelivered"]);
/** What puts somebody in line, and what it is while nobody is on duty: then no turn is promised that cannot come. */
const AFTER_HOURS: Partial<Record<HandoffEvent, HandoffEvent>> = {
  submit: "submit_after_hours",
  release: "release_after_hours",
  reopen: "reopen_after_hours",
};
const REOPENING: ReadonlySet<HandoffEvent> = new Set(["reopen", "reopen_after_hours"]);
/** Events with which advisors come to see the brief. */
const SENDING: ReadonlySet<string> = new Set<HandoffEvent>(["submit", "submit_after_hours"]);
/** Lost races before giving up. */
const TRIES = 5;
/** Turns looked at for the brief. */
const BRIEF_TURNS = 40;

export function createHandoffs({
  store,
  conversations,
  now,
  newId,
  hours = ALWAYS_OPEN,
  absences = NOBODY_AWAY,
  capacity = 10,
  mayAdvise = () => true,
  metrics,
}: HandoffsOptions): Handoffs {
  /** What stands in the way of this person's becoming the owner. */
  const obstacleFor = async (before: Handoff, userId: string, event: HandoffEvent) => {
    const next = { team: teamOf(before.conversationId), userId };
    if (!mayAdvise(next)) return "not_an_advisor";
    if (event === "transfer") return (await absences.until(next, now())) === undefined ? undefined : "away";
    if (before.ownerId !== undefined) return undefined;
    return (await store.heldBy(next)) >= capacity ? "at_capacity" : undefined;
  };

  /** What stands in the way outside the handoff itself. */
  const obstacleTo = async (before: Handoff, event: HandoffEvent, actor: Actor, newOwnerId?: string) => {
    // A conversation has one open handoff: a newer one is in the way of reopening an older.
    if (REOPENING.has(event)) return (await store.open(before.conversationId)) ? "not_now" : undefined;
    const next = event === "claim" ? actor.id : event === "transfer" ? newOwnerId : undefined;
    return next === undefined ? undefined : obstacleFor(before, next, event);
  };

  const known = async (id: string): Promise<Handoff> => {
    const handoff = await store.get(id);
    if (!handoff) throw new Error(`There is no handoff ${id}.`);
    return handoff;
  };

  /** What a brief is drafted from; in a conversation that others share, the answers and the requester's own words. */
  const turnsBehind = async (id: ConversationId, requesterId: string, about: ConversationId | undefined) => {
    const turns = await conversations.turns(id, BRIEF_TURNS);
    if (about === undefined) return turns;
    const before = (await conversations.turns(about, BRIEF_TURNS)).filter(
      ({ role, authorId }) => role !== "requester" || authorId === requesterId,
    );
    return [...before, ...turns].sort((a, b) => a.at - b.at);
  };

  /** The conversation in which a request was asked for that goes on in another; its brief has lines from there. */
  const originOf = async ({ conversationId, brief }: Handoff): Promise<ConversationId | undefined> => {
    for (const { turnId } of sharedTurns(brief)) {
      const turn = await conversations.turn(turnId);
      if (turn && turn.conversationId !== conversationId) return turn.conversationId;
    }
    return undefined;
  };

  const atThisHour = async (event: HandoffEvent, { conversationId }: Handoff): Promise<HandoffEvent> => {
    const later = AFTER_HOURS[event];
    if (!later) return event;
    const onDuty = await hoursOnDuty(hours, absences, teamOf(conversationId), now());
    return onDuty.isOpen(now()) ? event : later;
  };

  /** Reads, decides, writes conditionally; on a lost race reads again, so the loser learns who won. */
  const act = async (
    id: string,
    wanted: HandoffEvent,
    actor: Actor,
    {
      asOf,
      brief,
      ...change
    }: {
      newOwnerId?: string;
      brief?: (stored: Handoff) => Brief;
      named?: boolean;
      outcome?: Outcome;
      asOf?: number;
    } = {},
    more: (after: Handoff) => readonly OutboxEntry[] = () => [],
  ): Promise<TransitionResult> => {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const before = await known(id);
      const event = await atThisHour(wanted, before);
      const obstacle = await obstacleTo(before, event, actor, change.newOwnerId);
      if (obstacle) return { ok: false, reason: obstacle, handoff: before };
      const at = now();
      const result = transition(before, event, actor, at, {
        ...change,
        ...(brief && { brief: brief(before) }),
      });
      if (!result.ok) return result;
      if (asOf !== undefined && asOf !== before.updatedAt)
        return { ok: false, reason: "outdated", handoff: before };
      const after = result.handoff;
      const record = { event, actor, from: before.state, to: after.state, epoch: after.epoch, at };
      const entries = [...linesFor(before, after, event, newId()), ...more(after)];
      if (await store.apply(before, after, record, entries, markerOf(after, event))) {
        metrics?.handoff(event);
        return result;
      }
    }
    throw new Error(`Handoff ${id} keeps changing; try again.`);
  };

  const forgetTurn = async (turnId: string): Promise<void> => {
    for (const id of await store.standingOn(turnId)) {
      await store.rewriteBrief(
        id,
        (brief) => withoutTurn(brief, turnId),
        (trail) => (trail.some(({ event }) => SENDING.has(event)) ? linesWithout(id, turnId) : []),
      );
    }
  };

  /** Words may be taken back while a brief is drawn from them; whoever did so could not find them in it yet. */
  const withoutTakenBack = async (handoff: Handoff): Promise<Handoff> => {
    for (const { turnId } of sharedTurns(handoff.brief))
      if ((await conversations.turn(turnId))?.text === "") await forgetTurn(turnId);
    return known(handoff.id);
  };

  const relay = createRelay({
    store,
    now,
    known,
    act: (id, event, actor, more) => act(id, event, actor, {}, more),
  });

  return {
    ...relay,
    async begin({ conversationId, requesterId, reason, offered, about }) {
      const behind = (origin: typeof about) => turnsBehind(conversationId, requesterId, origin);
      const at = now();
      const state = offered ? "offered" : "intake";
      const actor: Actor = offered ? { role: "system", id: "agent" } : { role: "requester", id: requesterId };
      const { handoff, created } = await store.create(
        {
          id: newId(),
          conversationId,
          requesterId,
          state,
          ownerId: undefined,
          epoch: 0,
          reason,
          named: false,
          outcome: undefined,
          brief: draftBrief(await behind(about)),
          createdAt: at,
          updatedAt: at,
        },
        { event: offered ? "offer" : "request", actor, from: "none", to: state, epoch: 0, at },
        [],
      );
      if (created) return withoutTakenBack(handoff);
      if (offered || (handoff.state !== "offered" && handoff.state !== "intake")) return handoff;
      const turns = await behind(about ?? (await originOf(handoff)));
      // A goal is empty once its words were taken back.
      const isNews = handoff.brief.goal.text === "" || saysMore(turns, handoff.updatedAt);
      if (handoff.state === "intake" && !isNews) return handoff;
      const accepted = await act(handoff.id, "accept", actor, { brief: () => draftBrief(turns) });
      return withoutTakenBack(accepted.handoff);
    },
    submit: (id, requesterId, change = {}) =>
      act(id, "submit", { role: "requester", id: requesterId }, change),
    act: (id, event, actor, change = {}) => act(id, event, actor, change),
    forgetTurn,
    unsent: (requester) => store.unsent(requester),
    rate: async (handoff, answer) =>
      handoff.state === "resolved" || handoff.state === "closed"
        ? store.saveCsat(handoff, answer, now())
        : undefined,
    open: (conversationId) => store.open(conversationId),
    latest: (conversationId) => store.latest(conversationId),
    get: (id) => store.get(id),
    ahead: (handoff) => store.ahead(handoff),
  };
}

/** Tells the agent, in the history it reads, that what stands before has been dealt with by a person. */
function markerOf(handoff: Handoff, event: HandoffEvent): Turn | undefined {
  if (!CLOSING.has(event)) return undefined;
  return {
    id: `${handoff.id}:${event}:${handoff.epoch}`,
    conversationId: handoff.conversationId,
    role: "marker",
    authorId: "system",
    text: `handoff ${handoff.state}`,
    at: handoff.updatedAt,
  };
}
