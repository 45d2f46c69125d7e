/** Names one Slack thread; opaque outside `slack/`. */
export type ConversationId = string & { readonly __brand: "ConversationId" };

export type Locale = "ja" | "en";

/** Stands where a person's id stood before they had their data erased. */
export const ERASED = "erased";

/** A verbatim sentence of a passage that carries a claim. */
export interface Citation {
  /** The marker in the text: 1 for `[1]`. */
  readonly number: number;
  readonly chunkId: string;
  readonly documentId: string;
  readonly title: string;
  readonly publisher: string;
  /** Where its words come from, as a requester reads it; absent on turns stored before it was carried. */
  readonly source?: string;
  readonly language: Locale;
  readonly headingPath: readonly string[];
  /** Verbatim; stands at `start`..`end` (UTF-16 code units) of the document's text. */
  readonly quote: string;
  readonly start: number;
  readonly end: number;
  /** First 16 hex digits of the quote's SHA-256. */
  readonly hash: string;
  readonly url?: string;
}

/** Folder of what advisors have taught. */
export const LESSON_FOLDER = "learned";

/** Whether a document is an advisor's lesson, and no article of a publisher's. */
export function isLesson(documentId: string): boolean {
  return documentId.startsWith(`${LESSON_FOLDER}/`);
}

/** How far citations carry an answer. */
export type Grounding = "grounded" | "partial" | "none";

/** What the agent wants to happen next. */
export type Decision = "answer" | "offer" | "escalate";

/** Why an advisor is offered or called. */
export type DecisionReason =
  | "explicit_request"
  | "not_in_knowledge"
  | "low_confidence"
  | "repeated"
  | "upset"
  | "sensitive"
  | "crisis";

export type TurnRole =
  | "requester"
  | "agent"
  | "advisor"
  /** A line the software wrote about the conversation itself, such as "the advisor has resolved". */
  | "marker";

/** One utterance of a conversation. */
export interface Turn {
  readonly id: string;
  readonly conversationId: ConversationId;
  readonly role: TurnRole;
  /** Slack user id of a person, `agent` or `system`. */
  readonly authorId: string;
  readonly text: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly citations?: readonly Citation[];
  readonly grounding?: Grounding;
  readonly decision?: Decision;
  readonly reason?: DecisionReason;
}

/** All turns of one Slack thread belong to one of these. */
export interface Conversation {
  readonly id: ConversationId;
  readonly requesterId: string;
  readonly locale: Locale;
  readonly startedAt: number;
}

/** The last turns, oldest first, that still fit `limit` turns, without those whose words were taken back; what the agent reads before answering. */
export function recentTurns(turns: readonly Turn[], limit = 12): readonly Turn[] {
  const spoken = turns.filter(({ text }) => text !== "");
  return spoken.slice(Math.max(0, spoken.length - limit));
}
