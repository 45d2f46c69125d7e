import type { FoundSection, NumberedSentence } from "../evidence/ledger.ts";
import type { Question } from "../question/question.ts";
import { withoutRoleNames } from "../question/roles.ts";
import { contentPieces, coverage } from "../question/terms.ts";
import { TOPICS } from "../question/topics.ts";
import { isAsideOnPublisher, isSelfReview } from "./phrasing.ts";
import { speaksTo } from "./yes-no.ts";

/** A sentence with how well it answers; higher is better, comparable within one question. */
export interface Scored {
  readonly sentence: NumberedSentence;
  readonly section: FoundSection;
  readonly at: number;
  readonly score: number;
  /** Share of what is asked that the sentence itself holds; 0 for every sentence when the question is broad. */
  readonly direct: number;
}

/** Where in its section a sentence leads: the first ones introduce the subject. */
const LEAD_BONUS = [0.22, 0.1] as const;
const CAUSE =
  /ため|ので|から[、。]|によって|により|左右|決まり|影響|because|since\b|so that|depend|therefore/i;

const DEFINES =
  /役割は|とは|(?:こと|職種|役割|キャリアパス|エンジニア)(?:の一つ)?です。?$|を(?:担い|支え)ます|\bis (?:a|the)\b/i;
const OPENS_A_WAY = /余地|高め|広げ|広がり|つなが|手がかり|見直す|整理すると|room to|improv|grow/i;

/** Words that any sentence about work may hold. */
const EVERYDAY =
  /^(?:仕事|人|自分|会社|職種|必要|大事|大切|重要|今後|将来|場合|方法|本当|一番|何|今|work|job|engineer)$/;

/** Every usable sentence of the sections, scored for the question, best first. */
export function scoreSentences(question: Question, sections: readonly FoundSection[]): Scored[] {
  const candidates = sections.flatMap((section) =>
    section.sentences
      .map((sentence, at) => ({ sentence, section, at }))
      .filter(
        ({ sentence }) => !isAsideOnPublisher(sentence, question) && !isAboutOtherRole(sentence, question),
      ),
  );
  const weigh = weigherFor(question, candidates);
  const implied = question.roles.length === 0 && !question.comparison ? sections[0]?.section.role : undefined;
  const best = Math.max(sections[0]?.score ?? 0, 0.01);
  const specific = !question.definition && piecesOf(question.standalone).size >= 2;
  return candidates
    .map((candidate) => {
      const { sentence, section, at } = candidate;
      const direct = weigh(sentence.text);
      const outright = specific ? direct : 0;
      const heading = sentence.passage.chunk.headingPath.at(-1) ?? "";
      const overlap = 0.5 * weigh(`${heading} ${sentence.text}`) + 0.6 * direct;
      const foreign = implied && !sentence.roles.includes(implied) ? -0.35 : 0;
      const rank = 0.8 * Math.min(1, section.score / best);
      return {
        ...candidate,
        direct: outright,
        score: overlap + mannerScore(question, sentence, at) + foreign + rank,
      };
    })
    .sort((a, b) => b.score - a.score);
}

/**
 * How much of what is asked a text holds, 0 to 1.
 * Words that every candidate shares say nothing; words that none has cannot be held against any.
 */
function weigherFor(
  question: Question,
  candidates: readonly { readonly sentence: NumberedSentence }[],
): (text: string) => number {
  const texts = candidates.map(({ sentence }) => piecesOf(sentence.text));
  const weights = new Map<string, number>();
  for (const piece of piecesOf(question.standalone)) {
    if (EVERYDAY.test(piece)) continue;
    const count = texts.filter((pieces) => pieces.has(piece)).length;
    if (count > 0) weights.set(piece, Math.log(1 + texts.length / count));
  }
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  return (text) => {
    if (total === 0) return 0;
    let held = 0;
    for (const piece of piecesOf(text)) held += weights.get(piece) ?? 0;
    return held / total;
  };
}

function piecesOf(text: string): Set<string> {
  return contentPieces(withoutRoleNames(text));
}

/** What speaks for a sentence beside the words it shares with the question. */
function mannerScore(question: Question, sentence: NumberedSentence, at: number): number {
  const topics = question.topics.filter((id) => TOPICS.find((t) => t.id === id)?.asked.test(sentence.text));
  const topical = question.topics.length > 0 ? (0.35 * topics.length) / question.topics.length : 0;
  const lead = LEAD_BONUS[at as 0 | 1] ?? 0;
  const review = isSelfReview(sentence.text) ? (question.worry ? -0.1 : -0.35) : 0;
  const cause = question.mode === "why" && CAUSE.test(sentence.text) ? 0.5 : 0;
  const tone = question.worry ? toneScore(sentence.text) : 0;
  const affirming = question.yesNo && speaksTo(question, sentence.text) ? 0.35 : 0;
  const defining = question.definition && DEFINES.test(sentence.text) ? 0.3 : 0;
  return topical + lead + review + cause + tone + affirming + defining + roleScore(question, sentence);
}

function roleScore(question: Question, sentence: NumberedSentence): number {
  const [only] = question.roles;
  if (!only || question.roles.length > 1) return 0;
  return sentence.roles.length === 1 && sentence.roles.includes(only) ? 0.1 : 0;
}

/** Asked about one role, a sentence about the other alone is no answer. */
function isAboutOtherRole(sentence: NumberedSentence, question: Question): boolean {
  const [only] = question.roles;
  if (!only || question.roles.length > 1) return false;
  return sentence.roles.length === 1 && !sentence.roles.includes(only);
}

/** A worry is met by what explains it, then by what opens a way. */
function toneScore(text: string): number {
  if (/づらく|にくく|固定され|限られ|止まっ|とどま|hard to|stuck|limited/i.test(text)) return 0.3;
  return OPENS_A_WAY.test(text) ? 0.15 : 0;
}

/** A sentence must reach this share of the best one's score to stand beside it. */
const WORTH_SAYING = 0.55;
/** What stands next to the best sentence continues its thought. */
const CONTINUES = 0.12;
/** So much more of the question the best sentence must hold than the section's first to go before it. */
const ANSWERS_OUTRIGHT = 0.3;

/**
 * The best few sentences, at most `limit` from at most two sections, the better section first.
 * They are read in the order of the knowledge, but one that answers outright comes before what introduces it.
 * `oneRole` keeps to the role of the best sentence.
 */
export function pickSentences(scored: readonly Scored[], limit: number, oneRole = false): Scored[] {
  const [top] = scored;
  if (!top) return [];
  const picked: Scored[] = [top];
  const sections = new Set([top.section.section.key]);
  for (const candidate of continued(scored, top)) {
    if (picked.length >= limit) break;
    const key = candidate.section.section.key;
    if (!sections.has(key) && sections.size >= 2) continue;
    if (candidate.score < top.score * WORTH_SAYING) continue;
    if (oneRole && !candidate.sentence.roles.every((role) => top.sentence.roles.includes(role))) continue;
    if (picked.some(({ sentence }) => saysTheSame(sentence.text, candidate.sentence.text))) continue;
    sections.add(key);
    picked.push(candidate);
  }
  return inReadingOrder(picked, top);
}

function continued(scored: readonly Scored[], top: Scored): Scored[] {
  return scored
    .filter((candidate) => candidate !== top)
    .map((candidate) => {
      const next = candidate.section === top.section && candidate.at === top.at + 1;
      return next ? { ...candidate, score: candidate.score + CONTINUES } : candidate;
    })
    .sort((a, b) => b.score - a.score);
}

function inReadingOrder(picked: readonly Scored[], top: Scored): Scored[] {
  const order = [...new Set(picked.map(({ section }) => section.section.key))];
  const sorted = picked.toSorted(
    (a, b) => order.indexOf(a.section.section.key) - order.indexOf(b.section.section.key) || a.at - b.at,
  );
  const first = sorted[0] as Scored;
  const outright = first !== top && top.direct - first.direct >= ANSWERS_OUTRIGHT;
  return outright ? [top, ...sorted.filter((other) => other !== top)] : sorted;
}

/** For a worry: one sentence that opens a way, from another part of what was read, about the same role. */
export function wayForward(scored: readonly Scored[], picked: readonly Scored[]): Scored | undefined {
  const read = new Set(picked.map(({ section }) => section.section.key));
  const roles = new Set(picked.flatMap(({ sentence }) => sentence.roles));
  const ways = scored.filter(
    ({ sentence, section }) =>
      !read.has(section.section.key) &&
      OPENS_A_WAY.test(sentence.text) &&
      sentence.roles.every((role) => roles.has(role)),
  );
  return ways.find(({ sentence }) => !isSelfReview(sentence.text)) ?? ways[0];
}

function saysTheSame(a: string, b: string): boolean {
  const [left, right] = [contentPieces(a), contentPieces(b)];
  const [small, large] = left.size < right.size ? [left, right] : [right, left];
  return coverage(small, large) > 0.8;
}
