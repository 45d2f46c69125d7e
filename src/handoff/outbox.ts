/** A line that the software itself says to the requester about their handoff. */
const REQUESTER_LINES = [
  "queued",
  "after_hours",
  "open_again",
  "escalated",
  "still_unclaimed",
  "idle_warning",
  "claimed",
  "released",
  "released_after_hours",
  "transferred",
  "resolved",
  "returned",
  "cancelled",
  "undelivered",
  "relay_failed",
] as const;
export type RequesterLine = (typeof REQUESTER_LINES)[number];

/** A line to the advisors under the handoff's card. */
const ADVISOR_LINES = [
  "cancelled",
  "returned",
  "resolved",
  "claimed",
  "released",
  "transferred",
  "revealed",
  "reopened",
  "waiting",
  "escalated",
  "owner_silent",
  "relay_failed",
] as const;
export type AdvisorLine = (typeof ADVISOR_LINES)[number];

const THREAD_NOTES = ["reply", "declined", "outcome"] as const;
export type ThreadNote = (typeof THREAD_NOTES)[number];

const CHECK_IN_LINES = ["planned", "question", "cancelled"] as const;

/** A file somebody attached, as Slack describes it. */
export interface RelayedFile {
  readonly id: string;
  readonly name: string;
  /** Downloadable with the bot's token; absent for a file that another workspace keeps (Slack Connect). */
  readonly url?: string;
  /** Bytes; 0 where Slack does not say. */
  readonly size: number;
}

/** Where a mirrored message came from, so that its edits and deletion can follow. */
export interface RelaySource {
  readonly channel: string;
  readonly ts: string;
  /** Which edit of the message this is; absent for the message as first written. */
  readonly revision?: string;
}

/** Something to say in Slack, stored in the same transaction as the reason to say it. */
export type OutboxMessage =
  | {
      readonly kind: "requester_line";
      readonly handoffId: string;
      readonly line: RequesterLine;
      /** The advisor the line is about. */
      readonly advisorId?: string;
    }
  | {
      readonly kind: "advisor_line";
      readonly handoffId: string;
      readonly line: AdvisorLine;
      /** The advisor the line is about. */
      readonly actorId?: string;
    }
  /** Shows in the advisors' thread what an advisor did in a modal: a reply that went out, or words for colleagues. */
  | {
      readonly kind: "thread_note";
      readonly handoffId: string;
      readonly advisorId: string;
      readonly note: ThreadNote;
      readonly text: string;
    }
  /** A reaction on one side, to be shown on the other; `source` is the message that was reacted to. */
  | {
      readonly kind: "reaction";
      readonly handoffId: string;
      readonly side: "requester" | "advisors";
      readonly source: RelaySource;
      readonly name: string;
      readonly added: boolean;
    }
  /** Shows in the advisors' thread a question that the brief mentions, and the answer it got where that is shared. */
  | {
      readonly kind: "shared_turn";
      readonly handoffId: string;
      readonly turnId: string;
      /** The requester's words as the brief has them; empty when they were taken back. */
      readonly text: string;
      readonly withAnswer: boolean;
    }
  /** The requester is told about the question they asked to be asked later, or asked it. */
  | {
      readonly kind: "check_in";
      readonly handoffId: string;
      readonly days: 30 | 90;
      readonly line: (typeof CHECK_IN_LINES)[number];
    }
  /** Post the advisors' card, or bring it up to date. */
  | { readonly kind: "card"; readonly handoffId: string }
  | {
      readonly kind: "to_advisors";
      readonly handoffId: string;
      /** The owner, whose turn it is from these words on: called by name. */
      readonly calls?: string;
      readonly text: string;
      readonly files?: readonly RelayedFile[];
      readonly source: RelaySource;
      readonly change: "new" | "edited" | "deleted";
    }
  | {
      readonly kind: "to_requester";
      readonly handoffId: string;
      readonly advisorId: string;
      /** The epoch the advisor held when pressing send; refused at delivery when it is no longer theirs. */
      readonly epoch: number;
      readonly turnId: string;
      readonly text: string;
      readonly files?: readonly RelayedFile[];
      readonly source: RelaySource;
      readonly change: "new" | "edited" | "deleted";
    };

const ANY: readonly string[] = [];
/** What a message of each kind can say, where its words are ours. */
const WORDS: Readonly<Record<OutboxMessage["kind"], readonly string[]>> = {
  requester_line: REQUESTER_LINES,
  advisor_line: ADVISOR_LINES,
  thread_note: THREAD_NOTES,
  check_in: CHECK_IN_LINES,
  reaction: ANY,
  shared_turn: ANY,
  card: ANY,
  to_advisors: ANY,
  to_requester: ANY,
};

/** False for what only a newer version knows how to say. */
export function isKnown(message: {
  readonly kind: string;
  readonly line?: string;
  readonly note?: string;
}): message is OutboxMessage {
  if (!Object.hasOwn(WORDS, message.kind)) return false;
  const words = WORDS[message.kind as OutboxMessage["kind"]];
  return words === ANY || words.includes(message.line ?? message.note ?? "");
}

/** A message with the key that makes it unique and the lane that keeps its order. */
export interface OutboxEntry {
  readonly key: string;
  readonly message: OutboxMessage;
}

/** Lines to one side of one handoff leave in the order they were stored. */
export function laneOf(message: OutboxMessage): string {
  const toRequester =
    message.kind === "requester_line" ||
    message.kind === "to_requester" ||
    message.kind === "check_in" ||
    (message.kind === "reaction" && message.side === "requester");
  return `${toRequester ? "requester" : "advisors"}:${message.handoffId}`;
}
