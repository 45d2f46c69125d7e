import type { NumberedSentence } from "../evidence/ledger.ts";
import { statesFigure } from "../question/figure.ts";
import type { Question } from "../question/question.ts";
import { TOPICS, type TopicId } from "../question/topic-list.ts";
import { isSelfReview } from "./phrasing.ts";
import { speaksTo } from "./yes-no.ts";

/** Where in its section a sentence leads: the first ones introduce the subject. */
const LEAD_BONUS = [0.22, 0.1] as const;
const CAUSE =
  /ため|ので|から[、。]|によって|により|左右|決まり|影響|because|since\b|so that|depend|therefore/i;

const DEFINES =
  /役割は|とは|(?:こと|職種|役割|キャリアパス|エンジニア)(?:の一つ)?です。?$|を(?:担い|支え)ます|\bis (?:a|the)\b/i;
/** The word whose meaning is asked for. */
const DEFINED: readonly RegExp[] = [
  /^([^、。]{2,20}?)(?:とは|って(?:何|なに|なん|どう|どん)|は(?:何|なに)|の(?:意味|役割))/,
  /^what (?:is|are|does) (?:an? |the )?([^?]+?)(?: mean)?\??$/i,
];
/** What one can do about something. */
export const OPENS_A_WAY =
  /余地|高め|広げ|広がり|評価され|よくして|選択です|次の一歩|手がかり|見直す|整理すると|room to|improv|grow|valued|next step/i;

/** What one does or needs, in so many words. */
const TELLS_HOW =
  /になるには|を目指す(?:なら|うえで)|(?:必要|大切|重要|大事)です|(?:必要|大切|重要|大事)なのは|求められ|欠かせ|評価され|つながりやす|上が(?:る|り)|高めて|広がり|影響し?(?:ます|する)|で変わります|\bneeds?\b|depends? on|matters?\b|important|raise|essential|valued/i;
/** Only tells what happens when something is missing. */
const TELLS_WHAT_FAILS =
  /(?:見えない|理解していない|できない)と|にくくなります|生まれにくく|without\b|unless\b|cannot\b/i;
const SUMS_UP =
  /いちばん大事|大事なのは|重要なのは|左右する|によって|役割は|なくてはならない|必要とされ|matters most|depends on|is decided by/i;
const ASKS_WHAT_IS_VALUED =
  /評価(?:さ|し|に|が上|を上)|褒め|ほめ|認め(?:ら|て)|一目置|重宝|株が上|valued|praised|noticed|recogni[sz]ed|stand out|appreciated/i;
const SAYS_IT_IS_VALUED =
  /評価され(?:ます|やす)|評価につなが|評価を高め|(?:is|are) (?:readily |highly )?valued/i;
const SAYS_NEITHER_IS = /優れているかではなく|\bneither\b/i;
/** A list of names defines none of them. */
const ENUMERATES = /には、[^。]+、[^。]+(?:があります|の三つ)|\binclude\b/;
/** A sentence that tells nothing. */
const SAYS_NOTHING =
  /迷う人もい|と思われがち|多くの人が|many (?:people|of them) (?:wonder|are unsure)|wonder what/i;

/** What speaks for a sentence beside the words it shares with the question; `announced` are its section's subjects. */
export function mannerScore(
  question: Question,
  sentence: NumberedSentence,
  at: number,
  announced: readonly TopicId[],
): number {
  const topics = question.topics.filter(
    (id) =>
      TOPICS.find((t) => t.id === id)?.asked.test(sentence.text) ||
      (question.topics.length > 1 && announced.includes(id)),
  );
  const topical = question.topics.length > 0 ? (0.35 * topics.length) / question.topics.length : 0;
  const lead = LEAD_BONUS[at as 0 | 1] ?? 0;
  const review = isSelfReview(sentence.text) ? (question.worry ? -0.1 : -0.35) : 0;
  const cause = question.mode === "why" && CAUSE.test(sentence.text) ? 0.5 : 0;
  const tone = question.worry ? toneScore(sentence.text) : 0;
  const affirming = question.yesNo && speaksTo(question, sentence.text) ? 0.35 : 0;
  return topical + lead + review + cause + tone + affirming + roleScore(question, sentence);
}

/** What speaks for a sentence by what the question is after: a definition, a way, a summary. */
export function aimScore(question: Question, text: string): number {
  const defining = question.definition ? definingScore(question, text) : 0;
  const listing = question.definition && ENUMERATES.test(text) ? -0.4 : 0;
  const figure = question.figure && statesFigure(text, question.figure) ? 0.6 : 0;
  const how = question.seeksWay && TELLS_HOW.test(text) ? 0.3 : 0;
  const failing = question.seeksWay && TELLS_WHAT_FAILS.test(text) ? -0.4 : 0;
  const summing = question.mode === "brief" && SUMS_UP.test(text) ? 0.4 : 0;
  const programme = question.topics.includes("programmes") ? programmeScore(text) : 0;
  const valued = ASKS_WHAT_IS_VALUED.test(question.standalone) && SAYS_IT_IS_VALUED.test(text) ? 0.8 : 0;
  const ranking = question.asksWhichIsBetter && SAYS_NEITHER_IS.test(text) ? 0.5 : 0;
  const nothing = SAYS_NOTHING.test(text) ? -0.6 : 0;
  return figure + programme + ranking + valued + defining + listing + how + failing + summing + nothing;
}

/** A definition opens with the word it defines. */
function definingScore({ standalone }: Question, text: string): number {
  const term = DEFINED.map((pattern) => pattern.exec(standalone)?.[1])
    .find(Boolean)
    ?.toLowerCase();
  const opens =
    term &&
    text
      .toLowerCase()
      .replace(/^(?:an?|the) /, "")
      .startsWith(term);
  return (opens ? 0.5 : 0) + (DEFINES.test(text) ? 0.15 : 0);
}

/** Asked about a programme, what it is says more than what its publisher thinks. */
function programmeScore(text: string): number {
  if (/考えて(?:い)?ます|述べて(?:い)?ます|\bthinks?\b|\bbelieves?\b/i.test(text)) return -0.3;
  return /制度|制(?:を|によ|なので|が)|体制|開示|仕組み|\bsystem\b|programme|discloses?/i.test(text)
    ? 0.3
    : 0;
}

function roleScore(question: Question, sentence: NumberedSentence): number {
  const [only] = question.roles;
  if (!only || question.roles.length > 1) return 0;
  return sentence.roles.length === 1 && sentence.roles.includes(only) ? 0.1 : 0;
}

/** A worry is met by what explains it, then by what opens a way. */
function toneScore(text: string): number {
  if (explainsWorry(text)) return 0.3;
  return OPENS_A_WAY.test(text) ? 0.15 : 0;
}

/** Tells where a worry comes from, whatever subject it stands under. */
export function explainsWorry(text: string): boolean {
  return /づらく|にくく|固定され|限られ|止まっ|とどま|hard to|stuck|limited/i.test(text);
}
