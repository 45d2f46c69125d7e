import {
  addScores,
  type Bm25Parameters,
  buildPostings,
  countTerms,
  type Postings,
  type TermFrequencies,
  termKey,
} from "./bm25.ts";
import { normalise } from "./normalise.ts";
import { bareSentences, scriptTokens, sentenceKeys, wordTokens } from "./tokenize.ts";

/** What of a chunk is searched; headings and asks help to find it and are never shown as its text. */
export interface LexicalEntry {
  readonly text: string;
  readonly heading: string;
  /** Questions people ask about the chunk's section, in their own words. */
  readonly asks: readonly string[];
}

/** Numbers behind the ranking; small and large collections want different ones (measured, bench/retrieval). */
export interface LexicalParameters {
  readonly words: Bm25Parameters;
  readonly scripts: Bm25Parameters;
  readonly sentences: Bm25Parameters;
  /** Weight of a heading's terms against the text's, in words and scripts. */
  readonly heading: number;
  readonly asks: Bm25Parameters;
}

/** How much each evidence counts; flat around these values (bench/retrieval). */
export const CHANNEL_WEIGHTS = { words: 1, scripts: 0.7, sentences: 0.5, asks: 0.3 } as const;

/** Chunks from which the parameters tuned on 11,144 paragraphs apply. */
const LARGE_COLLECTION = 1_000;

export function lexicalParameters(chunkCount: number): LexicalParameters {
  if (chunkCount >= LARGE_COLLECTION) {
    return {
      words: { k1: 0.7, b: 0.9 },
      scripts: { k1: 0.2, b: 0.9 },
      sentences: { k1: 0.5, b: 0.6 },
      heading: 0.5,
      asks: { k1: 0.5, b: 0.5 },
    };
  }
  const gentle = { k1: 0.8, b: 0.5 };
  return { words: gentle, scripts: gentle, sentences: gentle, heading: 1.5, asks: { k1: 0.5, b: 0.5 } };
}

/** Pieces of chunks scored one by one; a chunk counts its best piece. */
export interface PieceIndex {
  readonly postings: Postings;
  /** Chunk that each piece belongs to. */
  readonly owners: Uint32Array;
}

/** BM25 channels over the same chunks: whole texts by words and by scripts, single sentences, and asks. */
export interface LexicalIndex {
  readonly words: Postings;
  readonly scripts: Postings;
  readonly sentences: PieceIndex;
  readonly asks: PieceIndex;
}

export function buildLexicalIndex(
  entries: readonly LexicalEntry[],
  parameters = lexicalParameters(entries.length),
): LexicalIndex {
  const channel = (tokens: (normalised: string) => string[], bm25: Bm25Parameters) =>
    buildPostings(
      entries.length,
      (item) => fieldTerms(entries[item] as LexicalEntry, tokens, parameters),
      bm25,
    );
  return {
    words: channel(wordTokens, parameters.words),
    scripts: channel(scriptTokens, parameters.scripts),
    sentences: pieceIndex(
      entries.map((entry) => bareSentences(normalise(entry.text))),
      sentenceKeys,
      parameters.sentences,
    ),
    asks: pieceIndex(
      entries.map((entry) => entry.asks),
      askKeys,
      parameters.asks,
    ),
  };
}

function pieceIndex(
  pieces: readonly (readonly string[])[],
  keysOf: (piece: string) => number[],
  bm25: Bm25Parameters,
): PieceIndex {
  const flat = pieces.flat();
  const terms = (item: number) => {
    const counts = new Map<number, number>();
    countTerms(counts, keysOf(flat[item] as string));
    return counts;
  };
  return {
    postings: buildPostings(flat.length, terms, bm25),
    owners: Uint32Array.from(pieces.flatMap((own, owner) => own.map(() => owner))),
  };
}

/** Words and scripts alike, but no trigrams: one long katakana word would outshout the rest of a short question. */
function askKeys(ask: string): number[] {
  const normalised = normalise(ask);
  const scripts = scriptTokens(normalised).filter((token) => !token.startsWith("^"));
  return [...wordTokens(normalised), ...scripts].map(termKey);
}

function fieldTerms(
  entry: LexicalEntry,
  tokens: (normalised: string) => string[],
  parameters: LexicalParameters,
): TermFrequencies {
  const terms = new Map<number, number>();
  countTerms(terms, tokens(normalise(entry.text)).map(termKey));
  if (parameters.heading > 0) {
    countTerms(terms, tokens(normalise(entry.heading)).map(termKey), parameters.heading);
  }
  return terms;
}

/** A question cut into the terms of each channel. */
export interface LexicalQuery {
  readonly words: TermFrequencies;
  readonly scripts: TermFrequencies;
  readonly sentences: TermFrequencies;
  readonly asks: TermFrequencies;
}

/** Terms of a question; `related` are other words for what it says, at a lower weight. */
export function lexicalQuery(
  question: string,
  related: readonly { readonly text: string; readonly weight: number }[] = [],
): LexicalQuery {
  const words = new Map<number, number>();
  const scripts = new Map<number, number>();
  const sentences = new Map<number, number>();
  const asks = new Map<number, number>();
  for (const { text, weight } of [{ text: question, weight: 1 }, ...related]) {
    const normalised = normalise(text);
    countTerms(words, wordTokens(normalised).map(termKey), weight);
    countTerms(scripts, scriptTokens(normalised).map(termKey), weight);
    for (const sentence of bareSentences(normalised)) countTerms(sentences, sentenceKeys(sentence), weight);
    countTerms(asks, askKeys(text), weight);
  }
  return { words, scripts, sentences, asks };
}

/** The lexical score of every chunk: words + scripts + its best sentence + its best ask, weighted. */
export function lexicalScores(
  index: LexicalIndex,
  query: LexicalQuery,
  weights: Readonly<Record<keyof LexicalQuery, number>> = CHANNEL_WEIGHTS,
): Float64Array {
  const scores = new Float64Array(index.words.count);
  addScores(index.words, query.words, weights.words, scores);
  addScores(index.scripts, query.scripts, weights.scripts, scores);
  addPieceScores(index.sentences, query.sentences, weights.sentences, BEST_ONLY, scores);
  addPieceScores(index.asks, query.asks, weights.asks, BEST_FEW, scores);
  return scores;
}

/** Shares of a chunk's best, second best … piece in its score. */
const BEST_ONLY = [1];
/** Several asks that resemble the question are better evidence than one alike by chance. */
const BEST_FEW = [0.6, 0.3, 0.1];

function addPieceScores(
  index: PieceIndex,
  terms: TermFrequencies,
  weight: number,
  shares: readonly number[],
  scores: Float64Array,
): void {
  const pieces = new Float64Array(index.owners.length);
  addScores(index.postings, terms, weight, pieces);
  const depth = shares.length;
  const best = new Float64Array(scores.length * depth);
  for (let piece = 0; piece < pieces.length; piece++) {
    const score = pieces[piece] as number;
    if (score > 0) keepBest(best, (index.owners[piece] as number) * depth, depth, score);
  }
  for (let at = 0; at < best.length; at++) {
    const item = Math.floor(at / depth);
    scores[item] = (scores[item] as number) + (shares[at % depth] as number) * (best[at] as number);
  }
}

/** Inserts a score into the descending run `best[from..from+depth)`. */
function keepBest(best: Float64Array, from: number, depth: number, score: number): void {
  let carried = score;
  for (let at = from; at < from + depth; at++) {
    const held = best[at] as number;
    if (carried > held) {
      best[at] = carried;
      carried = held;
    }
  }
}
