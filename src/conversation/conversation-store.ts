import type { Conversation, ConversationId, Turn } from "./conversation.ts";
import type { Identity } from "./identity.ts";

export interface Feedback {
  readonly turnId: string;
  readonly userId: string;
  readonly value: "good" | "bad";
  readonly reason?: string;
  readonly at: number;
}

/** What was said, kept by us: Slack's own history is rate-limited and not ours to depend on. */
export interface ConversationStore {
  /** Stores the conversation unless it exists, begins an erased one anew; returns the stored one. */
  open(conversation: Conversation): Promise<Conversation>;
  get(id: ConversationId): Promise<Conversation | undefined>;
  /** The requester's most recently active conversation with a turn after `since` (epoch ms), except `not`. */
  latest(requester: Identity, since: number, not: ConversationId): Promise<Conversation | undefined>;
  /**
   * Adds a turn with an optional record (JSON) of how it came about.
   * @returns false when a turn with this id is stored already, or its conversation is erased; nothing changes then
   */
  append(turn: Turn, record?: string): Promise<boolean>;
  /** Conversations with a turn since then, epoch ms, the latest first. */
  active(since: number, limit: number): Promise<readonly ConversationId[]>;
  /** The last `limit` turns, oldest first. */
  turns(id: ConversationId, limit: number): Promise<readonly Turn[]>;
  /** How many turns this person has spoken since then, epoch ms. */
  spokenSince(author: Identity, at: number): Promise<number>;
  /** How many questions a workspace has asked since then, epoch ms. */
  askedSince(team: string, at: number): Promise<number>;
  /**
   * Takes the words out of the turns whose ids begin with one of these; their places in the order stay.
   * @returns their ids, also of those that were emptied before: whoever was interrupted then has to know them again
   */
  blank(id: ConversationId, beginnings: readonly string[]): Promise<readonly string[]>;
  turn(turnId: string): Promise<Turn | undefined>;
  record(turnId: string): Promise<string | undefined>;
  /** One vote per person and turn; a later one replaces it. */
  saveFeedback(feedback: Feedback): Promise<void>;
}
