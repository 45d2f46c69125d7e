import type { Analyzer } from "./analyzer.ts";
import { documentFrequency, inverseFrequency, type Postings, termKey } from "./bm25.ts";
import { normalise } from "./normalise.ts";
import { bareSentences } from "./tokenize.ts";

/** A candidate of the ranking. */
export interface Candidate {
  readonly text: string;
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
  return candidates.map(({ text, whole, score }) => {
    const read = normalise(text);
    return (
      score / best +
      EVIDENCE.words * shareOfWords(read) +
      EVIDENCE.order * shareInOrder(read) +
      EVIDENCE.kin * (kin.get(whole) as number)
    );
  });
}

/** Share of the question's words that a text holds, by their rarity. */
function wordShare(asked: string, words: Postings, analyzer: Analyzer): (text: string) => number {
  const rarities = new Map(
    analyzer
      .words(asked)
      .filter((word) => analyzer.weightOf(word) > 0)
      .map((word) => [word, inverseFrequency(words.count, documentFrequency(words, termKey(word)))]),
  );
  const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
  const all = sum(rarities.values()) || 1;
  return (text) => {
    const held = new Set(analyzer.words(text));
    return sum([...rarities].flatMap(([word, rarity]) => (held.has(word) ? [rarity] : []))) / all;
  };
}

/** Share of the question that the best sentence of a text holds in the same order. */
function orderShare(asked: string): (text: string) => number {
  const question = weigh(asked);
  const all = question.weights.reduce((total, weight) => total + weight, 0) || 1;
  const longest = (sentence: string) => commonSubsequence(question, [...sentence]) / all;
  return (text) =>
    bareSentences(text)
      .filter((sentence) => sentence.length <= LONGEST_SENTENCE)
      .reduce((most, sentence) => Math.max(most, longest(sentence)), 0);
}

interface Weighed {
  readonly characters: readonly string[];
  readonly weights: readonly number[];
}

const weigh = (text: string): Weighed => {
  const characters = [...text];
  return { characters, weights: characters.map(weightOf) };
};

/** A kanji says more than a letter of a longer word, and hiragana is mostly grammar. */
function weightOf(character: string): number {
  if (/\p{Script=Han}/u.test(character)) return 1;
  if (/[\p{Script=Katakana}ーa-z0-9]/u.test(character)) return 0.6;
  return /\p{Script=Hiragana}/u.test(character) ? 0.25 : 0;
}

/** Weight of the heaviest common subsequence. Reference: Wagner & Fischer (1974), with weights. */
function commonSubsequence({ characters, weights }: Weighed, other: readonly string[]): number {
  let above = new Float64Array(other.length + 1);
  let row = new Float64Array(other.length + 1);
  for (const [i, character] of characters.entries()) {
    const weight = weights[i] as number;
    for (let j = 1; j <= other.length; j++) {
      row[j] =
        other[j - 1] === character
          ? (above[j - 1] as number) + weight
          : Math.max(above[j] as number, row[j - 1] as number);
    }
    [above, row] = [row, above];
  }
  return above[other.length] as number;
}
