import type { Analyzer } from "./analyzer.ts";
import { type AskedKind, namedRoles, unstatedKinds } from "./asked-kind.ts";
import { documentFrequency, findRow, inverseFrequency, type Postings, termKey } from "./bm25.ts";
import { type Glossary, namedGroups } from "./glossary.ts";
import type { LexicalIndex, PieceIndex } from "./lexical-index.ts";
import { normalise } from "./normalise.ts";
import { scriptTokens } from "./tokenize.ts";

/** What the probability is made of; no part grows with the question's length. */
export interface AnswerabilityEvidence {
  /** Share of the question's topical tokens, by rarity, that the knowledge, its asks or its glossary know. */
  readonly known: number;
  /** The same share within the best passage and its asks. */
  readonly covered: number;
  /** Share of the question's words that are known. */
  readonly words: number;
  /** Best retrieval score against what the question could score at most, capped. */
  readonly score: number;
  /** Kinds of thing that are asked for and not stated by the best passage. */
  readonly unstated: ReadonlySet<AskedKind>;
  /** Whether the question is about a job title that the knowledge never names. */
  readonly foreignRole: boolean;
}

/** Parts of an index that the evidence is read off. */
export interface EvidenceSource {
  readonly lexical: LexicalIndex;
  readonly analyzer: Analyzer;
  readonly glossary: Glossary;
  /** Job titles that the knowledge names. */
  readonly roles: ReadonlySet<string>;
}

export interface BestPassage {
  readonly place: number;
  readonly text: string;
  /** Its lexical score. */
  readonly score: number;
}

/** Fitted by `bench/retrieval/answerability.mjs` on its own questions; see docs/decisions/101. */
const WEIGHTS = {
  bias: -4.38,
  known: 1.74,
  covered: 1.6,
  words: 1.97,
  score: 2.73,
  figure: -2.34,
  particular: -1.57,
  procedure: -2.01,
  foreignRole: -1.75,
} as const;
const SCORE_CAP = 3;

/** Words of asking rather than of topic. */
const ASKING = new Set(
  "教 何 言 本当 思 知 今 私 僕 人 方 場合 具体的 具 体 的 具体 体的 欲 気 時 前 後 見 聞 大丈夫".split(" "),
);

/** Weighs how far the knowledge speaks the question's words; a question without any topical word knows nothing. */
export function measureEvidence(
  source: EvidenceSource,
  question: string,
  best: BestPassage,
): AnswerabilityEvidence {
  const { lexical } = source;
  const asked = normalise(question);
  const passage = new Set(scriptTokens(normalise(best.text)));
  const synonyms = synonymTokens(source, question, passage);
  const topical = new Set(scriptTokens(asked).filter((token) => !ASKING.has(token)));
  const inAsks = (token: string) => documentFrequency(lexical.asks.postings, termKey(token)) > 0;
  const words = new Set(source.analyzer.words(asked).filter((word) => !/^[ぁ-んー]+$/.test(word)));
  const possible = scriptTokens(asked).reduce((sum, token) => sum + rarity(lexical.scripts, token), 0);
  return {
    known: share(topical, lexical.scripts, (token) => synonyms.known.has(token) || inAsks(token)),
    covered: share(
      topical,
      lexical.scripts,
      (token) => passage.has(token) || synonyms.covered.has(token) || hasAsk(lexical.asks, token, best.place),
      false,
    ),
    words: share(words, lexical.words, (word) => synonyms.known.has(word) || inAsks(word)),
    score: possible === 0 ? 0 : Math.min(SCORE_CAP, best.score / possible / 2),
    unstated: unstatedKinds(question, best.text),
    foreignRole: namedRoles(question).some((role) => !source.roles.has(role)),
  };
}

function rarity(postings: Postings, token: string): number {
  return inverseFrequency(postings.count, documentFrequency(postings, termKey(token)));
}

/** Rarity-weighted share of tokens that the index knows (unless told not to count that) or `also` vouches for. */
function share(
  tokens: ReadonlySet<string>,
  postings: Postings,
  also: (token: string) => boolean,
  countIndexed = true,
): number {
  let total = 0;
  let found = 0;
  for (const token of tokens) {
    const weight = rarity(postings, token);
    total += weight;
    const indexed = countIndexed && documentFrequency(postings, termKey(token)) > 0;
    if (indexed || also(token)) found += weight;
  }
  return total === 0 ? 0 : found / total;
}

/** Tokens of glossary words in the question, where a synonym of theirs is known, or stands in the passage. */
function synonymTokens(source: EvidenceSource, question: string, passage: ReadonlySet<string>) {
  const known = new Set<string>();
  const covered = new Set<string>();
  for (const { named, others } of namedGroups(source.glossary, question)) {
    const synonyms = [...named, ...others].flatMap((term) => scriptTokens(normalise(term)));
    const mine = named.flatMap((term) => scriptTokens(normalise(term)));
    if (synonyms.some((token) => documentFrequency(source.lexical.scripts, termKey(token)) > 0)) {
      for (const token of mine) known.add(token);
    }
    if (synonyms.some((token) => passage.has(token))) for (const token of mine) covered.add(token);
  }
  return { known, covered };
}

/** Whether an ask of this chunk has the token. */
function hasAsk(asks: PieceIndex, token: string, place: number): boolean {
  const row = findRow(asks.postings, termKey(token));
  if (row < 0) return false;
  const { offsets, items } = asks.postings;
  for (let at = offsets[row] as number; at < (offsets[row + 1] as number); at++) {
    if (asks.owners[items[at] as number] === place) return true;
  }
  return false;
}

/** Probability from 0 to 1 that the knowledge answers the question. */
export function answerability(evidence: AnswerabilityEvidence): number {
  let z = WEIGHTS.bias;
  for (const part of ["known", "covered", "words", "score"] as const) z += WEIGHTS[part] * evidence[part];
  for (const kind of evidence.unstated) z += WEIGHTS[kind];
  if (evidence.foreignRole) z += WEIGHTS.foreignRole;
  return 1 / (1 + Math.exp(-z));
}
