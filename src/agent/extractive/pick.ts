import type { FoundSection, NumberedSentence } from "../evidence/ledger.ts";
import type { Question } from "../question/question.ts";
import { contentPieces, coverage } from "../question/terms.ts";
import { TOPICS } from "../question/topics.ts";
import { isAsideOnPublisher, isSelfReview, withoutRoleNames } from "./phrasing.ts";
import { speaksTo } from "./yes-no.ts";

/** A sentence with how well it answers; higher is better, comparable within one question. */
export interface Scored {
  readonly sentence: NumberedSentence;
  readonly section: FoundSection;
  readonly at: number;
  readonly score: number;
}

/** Where in its section a sentence leads: the first ones introduce the subject. */
const LEAD_BONUS = [0.22, 0.1] as const;
const CAUSE =
  /ため|ので|から[、。]|によって|により|左右|決まり|影響|because|since\b|so that|depend|therefore/i;

const DEFINES =
  /役割は|とは|(?:こと|職種|役割|キャリアパス|エンジニア)(?:の一つ)?です。?$|を(?:担い|支え)ます|\bis (?:a|the)\b/i;
const OPENS_A_WAY = /余地|高め|広げ|広がり|つなが|手がかり|見直す|整理すると|room to|improv|grow/i;

/** Every usable sentence of the sections, scored for the question, best first. */
export function scoreSentences(question: Question, sections: readonly FoundSection[]): Scored[] {
  const asked = contentPieces(withoutRoleNames(question.standalone));
  const implied = question.roles.length === 0 && !question.comparison ? sections[0]?.section.role : undefined;
  const best = sections[0]?.score ?? 0;
  return sections
    .flatMap((section) =>
      section.sentences.map((sentence, at) => ({
        sentence,
        section,
        at,
        score:
          scoreOne(question, asked, sentence, at) +
          (implied && !sentence.roles.includes(implied) ? -0.35 : 0) +
          0.8 * Math.min(1, section.score / Math.max(best, 0.01)),
      })),
    )
    .filter(
      ({ sentence }) => !isAsideOnPublisher(sentence, question) && !isAboutOtherRole(sentence, question),
    )
    .sort((a, b) => b.score - a.score);
}

function scoreOne(
  question: Question,
  asked: ReadonlySet<string>,
  sentence: NumberedSentence,
  at: number,
): number {
  const heading = sentence.passage.chunk.headingPath.at(-1) ?? "";
  const overlap = coverage(asked, contentPieces(withoutRoleNames(`${heading} ${sentence.text}`)));
  const topics = question.topics.filter((id) => TOPICS.find((t) => t.id === id)?.asked.test(sentence.text));
  const topical = question.topics.length > 0 ? (0.35 * topics.length) / question.topics.length : 0;
  const lead = LEAD_BONUS[at as 0 | 1] ?? 0;
  const review = isSelfReview(sentence.text) ? (question.worry ? 0.12 : -0.2) : 0;
  const cause = question.mode === "why" && CAUSE.test(sentence.text) ? 0.5 : 0;
  const tone = question.worry ? toneScore(sentence.text) : 0;
  const affirming = question.yesNo && speaksTo(question, sentence.text) ? 0.35 : 0;
  const defining = question.definition && DEFINES.test(sentence.text) ? 0.3 : 0;
  return (
    overlap + topical + lead + review + cause + tone + affirming + defining + roleScore(question, sentence)
  );
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

/**
 * The best few sentences, read in the order of the knowledge: at most `limit` from at most two sections,
 * the better section first. `oneRole` keeps to the role of the best sentence.
 */
export function pickSentences(scored: readonly Scored[], limit: number, oneRole = false): Scored[] {
  const [top] = scored;
  if (!top) return [];
  const picked: Scored[] = [];
  const sections = new Set<string>();
  for (const candidate of scored) {
    if (picked.length >= limit) break;
    const key = candidate.section.section.key;
    if (!sections.has(key) && sections.size >= 2) continue;
    if (picked.length > 0 && candidate.score < top.score * 0.55) continue;
    if (oneRole && !candidate.sentence.roles.every((role) => top.sentence.roles.includes(role))) continue;
    if (picked.some(({ sentence }) => saysTheSame(sentence.text, candidate.sentence.text))) continue;
    sections.add(key);
    picked.push(candidate);
  }
  const order = [...sections];
  return picked.sort(
    (a, b) => order.indexOf(a.section.section.key) - order.indexOf(b.section.section.key) || a.at - b.at,
  );
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
