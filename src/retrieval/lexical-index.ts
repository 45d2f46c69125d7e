import { type Analyzer, icuAnalyzer } from "./analyzer.ts";
import {
  addPieceScores,
  addScores,
  type Bm25Parameters,
  buildPostings,
  countTerms,
  coverage,
  type Postings,
  type TermFrequencies,
  termKey,
} from "./bm25.ts";
import { normalise } from "./normalise.ts";
import { bareSentences, compoundTokens, scriptTokens, sentenceKeys, wordTokens } from "./tokenize.ts";

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

/** How much each evidence counts; flat around these values (docs/decisions/102). */
export const CHANNEL_WEIGHTS = { words: 1, scripts: 0.7, sentences: 0.4, pairs: 0.15, asks: 0.3 } as const;

/** A compound's parts have been counted already. */
const COMPOUND_WEIGHT = 0.7;

/** Chunks from which the parameters tuned on 11,144 paragraphs apply. */
const LARGE_COLLECTION = 1_000;

/** The first few asks an author writes must count as much as the hundredth. */
const ASKS: Bm25Parameters = { k1: 0.5, b: 0.5, population: 200 };

export function lexicalParameters(chunkCount: number, analyzer = icuAnalyzer): LexicalParameters {
  if (chunkCount >= LARGE_COLLECTION) {
    return {
      words: { k1: analyzer.saturation, b: 0.9 },
      scripts: { k1: 0.2, b: 0.9 },
      sentences: { k1: 0.5, b: 0.6 },
      heading: 0.5,
      asks: ASKS,
    };
  }
  const gentle = { k1: 0.8, b: 0.5 };
  return { words: gentle, scripts: gentle, sentences: gentle, heading: 1.5, asks: ASKS };
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
  analyzer = icuAnalyzer,
  parameters = lexicalParameters(entries.length, analyzer),
): LexicalIndex {
  const channel = (tokens: (normalised: string) => string[], bm25: Bm25Parameters) =>
    buildPostings(
      entries.length,
      (item) => fieldTerms(entries[item] as LexicalEntry, tokens, parameters),
      bm25,
    );
  return {
    words: channel((text) => wordTerms(text, analyzer), parameters.words),
    scripts: channel((text) => [...scriptTokens(text), ...compoundTokens(text)], parameters.scripts),
    sentences: sentenceIndex(entries, parameters.sentences),
    asks: pieceIndex(
      entries.map((entry) => entry.asks),
      parameters.asks,
      askKeys,
    ),
  };
}

/** Every sentence together with its headings: a sentence seldom repeats what its section is about. */
function sentenceIndex(entries: readonly LexicalEntry[], bm25: Bm25Parameters): PieceIndex {
  const pieces = entries.map(({ text }) => bareSentences(normalise(text)));
  let context: { owner: number; keys: readonly number[] } | undefined;
  return pieceIndex(pieces, bm25, (sentence, owner) => {
    if (context?.owner !== owner) {
      const { heading } = entries[owner] as LexicalEntry;
      context = { owner, keys: bareSentences(normalise(heading)).flatMap(sentenceKeys) };
    }
    return [...sentenceKeys(sentence), ...context.keys];
  });
}

/** Terms are made piece by piece: all of them at once would take more memory than the index. */
function pieceIndex(
  pieces: readonly (readonly string[])[],
  bm25: Bm25Parameters,
  keysOf: (piece: string, owner: number) => readonly number[],
): PieceIndex {
  const flat = pieces.flat();
  const owners = Uint32Array.from(pieces.flatMap((own, owner) => own.map(() => owner)));
  const terms = (item: number) => {
    const counts = new Map<number, number>();
    countTerms(counts, keysOf(flat[item] as string, owners[item] as number));
    return counts;
  };
  return { postings: buildPostings(flat.length, terms, bm25), owners };
}

/** Words, and where the analyzer wants them pairs of words of one sentence. */
function wordTerms(normalised: string, analyzer: Analyzer): string[] {
  if (analyzer.pairWeight === 0) return analyzer.words(normalised);
  return bareSentences(normalised).flatMap((sentence) => {
    const words = analyzer.words(sentence);
    return [...words, ...pairsOf(words)];
  });
}

/** A character that no word contains stands between the two. */
const pairsOf = (words: readonly string[]): string[] =>
  words.slice(1).map((word, i) => `${words[i]}\u0000${word}`);

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
  /** Script terms of the question itself, without related words. */
  readonly own: readonly number[];
}

/** Terms of a question; `related` are other words for what it says, at a lower weight. */
export function lexicalQuery(
  question: string,
  related: readonly { readonly text: string; readonly weight: number }[] = [],
  analyzer = icuAnalyzer,
): LexicalQuery {
  const words = new Map<number, number>();
  const scripts = new Map<number, number>();
  const sentences = new Map<number, number>();
  const asks = new Map<number, number>();
  for (const { text, weight } of [{ text: question, weight: 1 }, ...related]) {
    const normalised = normalise(text);
    const asked = analyzer.words(normalised);
    for (const word of asked) countTerms(words, [termKey(word)], weight * analyzer.weightOf(word));
    if (analyzer.pairWeight > 0) {
      countTerms(words, pairsOf(asked).map(termKey), weight * analyzer.pairWeight);
    }
    countTerms(scripts, scriptTokens(normalised).map(termKey), weight);
    countTerms(scripts, compoundTokens(normalised).map(termKey), COMPOUND_WEIGHT * weight);
    for (const sentence of bareSentences(normalised)) countTerms(sentences, sentenceKeys(sentence), weight);
    countTerms(asks, askKeys(text), weight);
  }
  const own = [...new Set(scriptTokens(normalise(question)).map(termKey))];
  return { words, scripts, sentences, asks, own };
}

/** The lexical score of every chunk: words, scripts, its best sentence, its best two in a row, its best asks. */
export function lexicalScores(
  index: LexicalIndex,
  query: LexicalQuery,
  weights: Readonly<Record<keyof typeof CHANNEL_WEIGHTS, number>> = CHANNEL_WEIGHTS,
): Float64Array {
  const scores = new Float64Array(index.words.count);
  addScores(index.words, query.words, weights.words, scores);
  addScores(index.scripts, query.scripts, weights.scripts, scores);
  const { sentences, asks } = index;
  const single = new Float32Array(sentences.owners.length);
  const paired = new Float32Array(sentences.owners.length);
  addPieceScores(sentences.postings, query.sentences, single, paired);
  keepWithinOwner(paired, single, sentences.owners);
  addShares(sentences.owners, single, [weights.sentences], scores);
  addShares(sentences.owners, paired, [weights.pairs], scores);
  favourCoverage(scores, coverage(index.scripts, query.own));
  const asked = new Float32Array(asks.owners.length);
  addScores(asks.postings, query.asks, weights.asks, asked);
  addShares(asks.owners, asked, BEST_FEW, scores);
  return scores;
}

/** A chunk with every part of the question beats one with much of a single part: part of the score is earned so. */
const COVERAGE_SHARE = 0.2;

function favourCoverage(scores: Float64Array, covered: Float64Array): void {
  for (let i = 0; i < scores.length; i++) {
    scores[i] = (scores[i] as number) * (1 - COVERAGE_SHARE + COVERAGE_SHARE * (covered[i] as number));
  }
}

/** Several asks that resemble the question are better evidence than one alike by chance. */
const BEST_FEW = [0.6, 0.3, 0.1];

/** A pair across two chunks is none; the only sentence of a chunk stands for its own pair. */
function keepWithinOwner(pairs: Float32Array, single: Float32Array, owners: Uint32Array): void {
  for (let i = 0; i < pairs.length; i++) {
    if (owners[i + 1] === owners[i]) continue;
    pairs[i] = owners[i - 1] === owners[i] ? 0 : (single[i] as number);
  }
}

/** Adds to each owner the weighted scores of its best, second best … piece. */
function addShares(
  owners: Uint32Array,
  pieces: Float32Array,
  shares: readonly number[],
  scores: Float64Array,
): void {
  const depth = shares.length;
  const best = new Float64Array(scores.length * depth);
  for (let piece = 0; piece < pieces.length; piece++) {
    const score = pieces[piece] as number;
    if (score > 0) keepBest(best, (owners[piece] as number) * depth, depth, score);
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
