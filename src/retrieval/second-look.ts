import type { Analyzer } from "./analyzer.ts";
import { findRow, hasTerm, inverseFrequency, type Postings, termKey } from "./bm25.ts";
import { normalise } from "./normalise.ts";
import { bareSentences } from "./tokenize.ts";

/** A candidate of the ranking. */
export interface Candidate {
  /** Its item number in the index. */
  readonly place: number;
  readonly text: string;
  readonly heading: string;
  /** What it is part of, such as an article; parts of one vouch for each other. */
  readonly whole: string;
  readonly score: number;
}

/** Candidates worth reading: the right one is among so many for 99 % of the questions. */
export const LOOKED_AT = 30;
/** What each evidence may add to a score that is 1 for the best; the middle of a plateau on bench/retrieval's tune split. */
const EVIDENCE = { words: 0.15, order: 0.25, kin: 0.02 } as const;
/** A longer sentence is a table or a list, and comparing it would take long. */
const LONGEST_SENTENCE = 400;

/**
 * Reads the best candidates themselves: the share of the question's words that each holds, how much of the
 * question stands in one of its sentences in the same order (longest common subsequence), and how good its
 * neighbours are. An index of single terms cannot tell these.
 * @param words postings of the words, for their rarity
 * @returns a new score for each candidate, in their order
 */
export function secondLook(
  question: string,
  candidates: readonly Candidate[],
  words: Postings,
  analyzer: Analyzer,
): number[] {
  const best = candidates[0]?.score || 1;
  const asked = normalise(question);
  const shareOfWords = wordShare(asked, words, analyzer);
  const shareInOrder = orderShare(asked);
  const kin = new Map<string, number>();
  for (const [rank, { whole, score }] of candidates.entries())
    kin.set(whole, (kin.get(whole) ?? 0) + score / best / (rank + 1));
  return candidates.map((candidate) => {
    const text = normalise(candidate.text);
    return (
      candidate.score / best +
      EVIDENCE.words * shareOfWords(candidate, text) +
      EVIDENCE.order * shareInOrder(text) +
      EVIDENCE.kin * (kin.get(candidate.whole) as number)
    );
  });
}

/** Share of the question's words that a text holds, by their rarity; a heading's words are no part of its text. */
function wordShare(
  asked: string,
  words: Postings,
  analyzer: Analyzer,
): (candidate: Candidate, text: string) => number {
  const wanted = [...new Set(analyzer.words(asked))].filter((word) => analyzer.weightOf(word) > 0);
  const terms = wanted.map((word) => {
    const row = findRow(words, termKey(word));
    const held = row < 0 ? 0 : (words.offsets[row + 1] as number) - (words.offsets[row] as number);
    return { word, row, rarity: inverseFrequency(words.count, held) };
  });
  const all = terms.reduce((total, { rarity }) => total + rarity, 0) || 1;
  return ({ place, heading }, text) => {
    const title = normalise(heading);
    const isHeld = ({ word, row }: (typeof terms)[number]) =>
      hasTerm(words, row, place) && (!title.includes(word) || text.includes(word));
    return terms.reduce((total, term) => total + (isHeld(term) ? term.rarity : 0), 0) / all;
  };
}

/** Share of the question that the best sentence of a text holds in the same order. */
function orderShare(asked: string): (text: string) => number {
  const question = weigh(asked);
  const all = question.weights.reduce((total, weight) => total + weight, 0) || 1;
  return (text) =>
    bareSentences(text)
      .filter((sentence) => sentence.length <= LONGEST_SENTENCE)
      .reduce((most, sentence) => Math.max(most, commonSubsequence(question, sentence)), 0) / all;
}

interface Weighed {
  readonly units: Uint16Array;
  readonly weights: Float64Array;
}

const unitsOf = (text: string) => Uint16Array.from(text, (character) => character.charCodeAt(0));

const weigh = (text: string): Weighed => ({
  units: unitsOf(text),
  weights: Float64Array.from(text, weightOf),
});

/** A kanji says more than a letter of a longer word, and hiragana is mostly grammar. */
function weightOf(character: string): number {
  if (/\p{Script=Han}/u.test(character)) return 1;
  if (/[\p{Script=Katakana}ーa-z0-9]/u.test(character)) return 0.6;
  return /\p{Script=Hiragana}/u.test(character) ? 0.25 : 0;
}

/** Weight of the heaviest common subsequence. Reference: Wagner & Fischer (1974), with weights. */
function commonSubsequence({ units, weights }: Weighed, sentence: string): number {
  const other = unitsOf(sentence);
  let above = new Float64Array(other.length + 1);
  let row = new Float64Array(other.length + 1);
  for (let i = 0; i < units.length; i++) {
    const unit = units[i] as number;
    const weight = weights[i] as number;
    if (weight === 0) continue;
    for (let j = 1; j <= other.length; j++) {
      const without = Math.max(above[j] as number, row[j - 1] as number);
      row[j] = other[j - 1] === unit ? Math.max(without, (above[j - 1] as number) + weight) : without;
    }
    [above, row] = [row, above];
  }
  return above[other.length] as number;
}
