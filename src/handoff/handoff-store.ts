import type { ConversationId, Turn } from "../conversation/conversation.ts";
import type { Identity } from "../conversation/identity.ts";
import type { Brief } from "./brief.ts";
import type { Actor, Handoff, HandoffEvent, HandoffState } from "./handoff.ts";
import type { OutboxEntry, RelayedFile } from "./outbox.ts";

/** One line of the audit trail. */
export interface HandoffRecord {
  readonly event: HandoffEvent | "offer" | "request";
  readonly actor: Actor;
  readonly from: HandoffState | "none";
  readonly to: HandoffState;
  readonly epoch: number;
  readonly at: number;
}

export type CsatAnswer =
  | { readonly question: "rating"; readonly value: 1 | 2 | 3 | 4 | 5 }
  | { readonly question: "solved"; readonly value: 0 | 1 };

/** What a requester thought of one resolution. */
export interface Csat {
  readonly rating: number | undefined;
  readonly solved: number | undefined;
}

/** A state, and the last change a handoff in it must have seen, epoch ms, to count. */
export interface LastingState {
  readonly state: HandoffState;
  readonly since: number;
}

/** Handoffs on disk; a state change, its audit line and its messages are one transaction. */
export interface HandoffStore {
  /**
   * Stores a new handoff unless the conversation has an open one; the alias is chosen here.
   * @returns the stored one, and whether it is this one
   */
  create(
    handoff: Omit<Handoff, "alias">,
    record: HandoffRecord,
    entries: readonly OutboxEntry[],
  ): Promise<{ readonly created: boolean; readonly handoff: Handoff }>;
  /**
   * One conditional UPDATE on state, epoch and brief.
   * @returns false when somebody else was first; nothing changes then
   */
  apply(
    before: Handoff,
    after: Handoff,
    record: HandoffRecord,
    entries: readonly OutboxEntry[],
    /** A turn for the conversation's history that belongs to the change. */
    marker?: Turn,
  ): Promise<boolean>;
  /** The ids of handoffs whose brief has a line from this turn. */
  standingOn(turnId: string): Promise<readonly string[]>;
  /**
   * Changes the brief as it stands at that moment, without a change of state, together with what that sends;
   * nothing where it was erased.
   */
  rewriteBrief(
    id: string,
    rewrite: (brief: Brief) => Brief,
    sends: (trail: readonly HandoffRecord[]) => readonly OutboxEntry[],
  ): Promise<void>;
  /** What this person has been asked to read and has not sent yet. */
  unsent(requester: Identity): Promise<readonly Handoff[]>;
  /** Stores messages that go with no change of state. */
  enqueue(entries: readonly OutboxEntry[]): Promise<void>;
  get(id: string): Promise<Handoff | undefined>;
  /** The conversation's handoff that has not ended, if any. */
  open(conversationId: ConversationId): Promise<Handoff | undefined>;
  /** The conversation's newest handoff, ended or not. */
  latest(conversationId: ConversationId): Promise<Handoff | undefined>;
  /** How many this advisor holds. */
  heldBy(advisor: Identity): Promise<number>;
  /** How many wait before this one in the line of its workspace or organisation. */
  ahead(handoff: Handoff): Promise<number>;
  /** Handoffs in one of these states that have not changed since the moment beside it, oldest first. */
  lasting(states: readonly LastingState[]): Promise<readonly Handoff[]>;
  /** One of the two answers about a resolution (1 to 5, or yes and no as 1 and 0); the first given stays. */
  saveCsat(handoff: Handoff, answer: CsatAnswer, at: number): Promise<Csat>;
  trail(id: string): Promise<readonly HandoffRecord[]>;
}

/**
 * Which Slack message carries which outbox key: the send-once marker and the relay's message map.
 * The copy of a file has no message of its own to name; its id stands in the place of the `ts`.
 */
export interface PostStore {
  find(key: string): Promise<{ readonly channel: string; readonly ts: string } | undefined>;
  /** `owner` is the handoff or conversation the post belongs to, for erasure. */
  save(key: string, owner: string, channel: string, ts: string): Promise<void>;
  /** The same, unless the key has a post already. @returns the one it has */
  keep(
    key: string,
    owner: string,
    channel: string,
    ts: string,
  ): Promise<{ readonly channel: string; readonly ts: string }>;
  /** Posts of this owner whose keys begin so. */
  under(owner: string, prefix: string): Promise<readonly { readonly channel: string; readonly ts: string }[]>;
  /** The key of the post at this place. */
  keyAt(channel: string, ts: string): Promise<string | undefined>;
  /** The owner of the post at this place, for example the handoff whose card a thread hangs under. */
  ownerAt(channel: string, ts: string): Promise<string | undefined>;
}

/** Words an advisor wrote in the thread, kept private until they press send. */
export interface Draft {
  readonly channel: string;
  readonly ts: string;
  readonly handoffId: string;
  readonly authorId: string;
  readonly text: string;
  readonly files: readonly RelayedFile[];
  /** True once the words are on their way: edits and deletions follow them. */
  readonly sent: boolean;
}

export interface DraftStore {
  /** Stores the words at this place, or replaces them. */
  save(draft: Omit<Draft, "sent">): Promise<void>;
  markSent(channel: string, ts: string): Promise<void>;
  find(channel: string, ts: string): Promise<Draft | undefined>;
  remove(channel: string, ts: string): Promise<void>;
}
