import type { Chunk, DocumentMeta } from "../knowledge/document.ts";

/** A chunk found for a question, with the document it stands in. */
export interface Passage {
  readonly chunk: Chunk;
  readonly document: DocumentMeta & { readonly id: string };
  /** Fused score; comparable only within one retrieval. */
  readonly score: number;
  /** 1-based ranks by each evidence, absent where that evidence did not find the chunk. */
  readonly ranks: { readonly lexical?: number; readonly vector?: number };
}

/** What a question found. */
export interface Retrieval {
  /** Best first. */
  readonly passages: readonly Passage[];
  /** Calibrated probability (0 to 1) that the knowledge can answer the question. */
  readonly answerability: number;
}

export interface RetrieveOptions {
  /** Passages wanted. @default 5 */
  readonly k?: number;
  /** Keep only passages in this language when it has any. */
  readonly language?: "ja" | "en";
}

/** Question in, passages out, over one snapshot. */
export interface Retriever {
  /** Content address of the snapshot the passages stand in. */
  readonly snapshotId: string;
  retrieve(question: string, options?: RetrieveOptions): Promise<Retrieval>;
  /** Every chunk of the snapshot in document order, for sections read whole and for the verifier. */
  chunks(): readonly Passage[];
  /** Compares a claim with its sources; absent where no embedder stands behind the passages. */
  readonly likeness?: Likeness | undefined;
}

/** Turns texts into unit vectors. */
export interface Embedder {
  /** Names the model and its settings; a snapshot built with another id is refused. */
  readonly id: string;
  readonly dimensions: number;
  /**
   * Whether weights learned from data stand behind it. Without, its evidence only repeats the lexical one
   * and is never weighed (measured: best weight 0).
   * @default true
   */
  readonly learned?: boolean;
  embed(
    texts: readonly string[],
    kind: "query" | "passage",
    signal?: AbortSignal,
  ): Promise<readonly Float32Array[]>;
}

/** How near a rewording must stay to the sentence it rests on, and what that was read off. */
export interface LikenessCalibration {
  /** Cosine below which words are not a rewording; -1 when the embedder cannot tell. */
  readonly bar: number;
  readonly rewordings: number;
  /** Share of rewordings at or above the bar, 0 to 1. */
  readonly kept: number;
  /** Share of other sentences below it, 0 to 1. */
  readonly refused: number;
}

/** Compares texts by the embedder that stands behind a snapshot. */
export interface Likeness {
  readonly embedderId: string;
  readonly bar: number;
  /** Unit vectors of the texts in their order, or nothing when the embedder fails or is late. */
  vectors(texts: readonly string[]): Promise<readonly Float32Array[] | undefined>;
}
