import type {
  Citation,
  ConversationId,
  Decision,
  DecisionReason,
  Grounding,
  Locale,
  Turn,
} from "../conversation/conversation.ts";

/** Two roles side by side; every cell carries its citation markers. */
export interface ComparisonTable {
  readonly caption: string;
  /** First cell of each row is its header. */
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** How an answer came about, kept for the advisor's "why this answer?". */
export interface AnswerTrace {
  readonly standaloneQuestion: string;
  readonly answerability: number;
  readonly passages: readonly {
    readonly chunkId: string;
    readonly headingPath: readonly string[];
    readonly score: number;
  }[];
  readonly sentences: readonly {
    readonly text: string;
    readonly verdict: "kept" | "dropped";
    readonly why?: string;
    /** Cosine to what it cites; absent for words that stand there as they are, and without an embedder. */
    readonly nearness?: number;
  }[];
  /** The embedder that compared, the bar, and whether it failed and lexical checks stood alone. */
  readonly likeness?:
    | { readonly embedder: string; readonly bar: number; readonly failed: boolean }
    | undefined;
  readonly rule?: string;
}

export interface Answer {
  readonly locale: Locale;
  /** Markdown; each claim ends in its markers, `[1]` or `[1][2]`. */
  readonly text: string;
  readonly citations: readonly Citation[];
  readonly grounding: Grounding;
  readonly decision: Decision;
  readonly reason?: DecisionReason;
  readonly table?: ComparisonTable;
  /** At most three questions that the knowledge can answer. */
  readonly followUps: readonly string[];
  /** `extractive`, or the provider's model name. */
  readonly model: string;
  /** True when the configured model failed and the extractive one answered. */
  readonly fallback: boolean;
  /** `id@hash` of the prompt used. */
  readonly promptVersion: string;
  readonly snapshot: string;
  readonly usage: {
    readonly inputTokens: number;
    readonly outputTokens: number;
    /** In the currency of the operator's prices; absent without prices. */
    readonly cost?: number;
  };
  readonly latencyMs: number;
  readonly trace: AnswerTrace;
}

/** What every surface (Slack, terminal, evaluation) consumes alike. */
export type AnswerEvent =
  | {
      readonly kind: "status";
      readonly step: "searching" | "reading" | "writing";
      readonly sections?: readonly string[];
    }
  /** More text; concatenated since the last reset it is a prefix of the final text. */
  | { readonly kind: "delta"; readonly text: string }
  /** Forget the deltas so far: another model starts over. */
  | { readonly kind: "reset" }
  | { readonly kind: "answer"; readonly answer: Answer };

export interface AnswerRequest {
  readonly question: string;
  /** Earlier turns, oldest first, without the question itself. */
  readonly turns: readonly Turn[];
  readonly conversationId?: ConversationId;
  readonly signal?: AbortSignal;
}

/** The software that answers; it always ends with one `answer` event unless aborted. */
export interface Agent {
  answer(request: AnswerRequest): AsyncIterable<AnswerEvent>;
}
