import type { Question } from "../question/question.ts";
import { rolesIn, withoutRoleNames } from "../question/roles.ts";
import { contentPieces, coverage } from "../question/terms.ts";
import type { TopicId } from "../question/topic-list.ts";
import { isNarrow, topicsAsked } from "../question/topics.ts";

/** A sentence and what it stands under. */
export interface Quoted {
  readonly heading: string;
  readonly text: string;
}

/** What a yes/no question asserts, and the words in which a source affirms or denies it. */
const ASSERTIONS: readonly {
  readonly asked: RegExp;
  readonly affirmed: RegExp;
  readonly denied?: RegExp;
  /** Captures what a sentence must hold word for word: a path to one thing is none to its neighbour. */
  readonly verbatim?: RegExp;
}[] = [
  {
    asked:
      /(?:だけ|のみ|ばかり|ばっかり)(?:です|なん|の|か|[?？]|を|でしょ)|\bonly\b|\bnothing but\b|^is\b.*\bjust\b|\ball (?:that )?\w+ engineers do\b/i,
    affirmed: /(?!)/,
    denied:
      /だけ(?:では|に限られるものでは)?(?:ありません|ない)|だけ[^。]*ものではありません|一本道ではありません|not (?:only|just|limited)|more than\b/i,
  },
  {
    asked: /評価され|評価に|評価が上|valued|appreciated/i,
    affirmed: /評価され|評価につなが|評価を高め|評価にも反映/,
  },
  {
    asked: /必要(?:です|なん|とされ|か|[?？])|要る|(?:は|って)?(?:いり|要り)ます|求められ|\bneed/i,
    affirmed:
      /欠かせ|必要(?:が|です|とされ)|求められ|前提|土台|essential|needed|required|given\b|cannot do without/,
    denied: /必要(?:は)?ありません|不要|\bno \w+ is needed|not (?:needed|required)/i,
  },
  { asked: /重要|大事|大切|important/i, affirmed: /重要|欠かせ|大切|important|essential/ },
  { asked: /影響|関係(?:ある|し|あり)|左右|affect|matter/i, affirmed: /影響|左右|つなが|affect/ },
  {
    asked: /(?:なく|無く)な(?:る|り|ら|っ)|消え|廃れ|disappear|obsolete/i,
    affirmed: /(?!)/,
    denied: /必要とされ|なくなるとは考えにく/,
  },
  {
    asked: /支援|サポート|後押し|応援|助けて(?:くれ|もらえ)|\bhelp with|\bsupport/i,
    affirmed: /支援|後押し|support|\bhelps?\b/i,
  },
  { asked: /選べ|選択でき|choose|pick\b/i, affirmed: /選べる|選択制|choose/i },
  {
    asked: /開示|公開|教えて(?:くれ|もらえ)|disclose|tell (?:us|me|engineers)/i,
    affirmed: /開示|disclos/i,
  },
  { asked: /無料|free/i, affirmed: /無料|free/ },
  { asked: /将来性(?:は|が)?あ|需要(?:は|が)?あ|still in demand/i, affirmed: /必要とされ/ },
  {
    asked: /目指せ|なれ(?:ます|る)|become/i,
    affirmed:
      /道(?:も|が)?(?:、[^。]{0,16})?あ|目指す(?:道|選択)|キャリアパス(?:に)?(?:は|の一つ)|career paths? of/i,
    verbatim:
      /([\p{sc=Han}\p{sc=Katakana}ーA-Za-z]+)(?:に|を)?(?:は|も)?(?:なれ|目指せ)|become (?:an? |the )?([a-z][a-z -]*)/iu,
  },
  { asked: /違い(?:は)?あ|違(?:う|い)ますか|different/i, affirmed: /異な|違い|差が|differ/ },
];

/** Words of a question that say nothing of its subject. */
const EVERYDAY = new Set(["仕事", "本当", "人", "今", "自分", "知識", "エンジニア", "job", "work", "realli"]);

/** A line must hold this share of what is asked about, roles and the asserted word aside; more, where a narrow subject is named. */
const SHARED = 0.5;
const SHARED_OF_NARROW = 0.75;

/** Whether a line speaks of what is asked about: of each narrow subject named, or of most of the words. */
function sharesSubject(question: Question, asserted: RegExp, { heading, text }: Quoted): boolean {
  const line = `${heading} ${text}`;
  const subject = subjectWords(question, asserted);
  const named = question.topics.filter(isNarrow);
  const spoken = topicsAsked(line);
  if (named.length > 0 && named.every((topic) => spoken.includes(topic))) return true;
  const least = named.length > 0 ? SHARED_OF_NARROW : SHARED;
  return subject.size === 0 || coverage(subject, contentPieces(line)) >= least;
}

/** Subjects of many things: that automating is valued does not say that watching is. */
const OF_MANY_THINGS: readonly TopicId[] = ["operations", "security"];
const SAID_OF_ANYTHING = new Set(["経験", "スキル", "experienc", "skill"]);

/** Whether a sentence affirms for itself; of a subject of many things it must hold a word that was asked for. */
function speaksItself(question: Question, asserted: RegExp, text: string): boolean {
  if (!question.topics.some((topic) => OF_MANY_THINGS.includes(topic))) return true;
  const words = [...subjectWords(question, asserted)].filter((piece) => !SAID_OF_ANYTHING.has(piece));
  return words.length === 0 || coverage(new Set(words), contentPieces(text)) > 0;
}

function subjectWords({ standalone }: Question, asserted: RegExp): Set<string> {
  const words = standalone.replace(new RegExp(asserted.source, "gi"), " ");
  return new Set([...contentPieces(withoutRoleNames(words))].filter((piece) => !EVERYDAY.has(piece)));
}

/** Whether a line holds the very thing asked about; a role's own name is in any line about it and proves nothing. */
function verbatimHolder({ standalone }: Question, verbatim: RegExp | undefined): (line: Quoted) => boolean {
  if (!verbatim) return () => true;
  const match = verbatim.exec(standalone);
  const wanted = (match?.[1] ?? match?.[2] ?? "").trim().toLowerCase();
  if (wanted === "" || rolesIn(wanted).length > 0) return () => false;
  return ({ heading, text }) => `${heading} ${text}`.toLowerCase().includes(wanted);
}

/** What a publisher says of itself is its claim, and no "yes" of ours. */
const CLAIMED =
  /(?:説明して|述べて|考えて|挙げて)います|\b(?:explains|says|thinks|believes) that|according to/i;

/** "…ませんか" and "isn't it" turn yes and no around, so neither is said. */
const NEGATIVE = /(?:ない|ません)(?:の|ん)?(?:です)?(?:か|かな|よね|ですか)?[?？]?$|n't\b/i;

/** Whether a sentence affirms or denies what a yes/no question asserts. */
export function speaksTo(question: Question, sentence: string): boolean {
  const assertion = ASSERTIONS.find(({ asked }) => asked.test(question.standalone));
  return (
    assertion !== undefined &&
    (assertion.affirmed.test(sentence) || assertion.denied?.test(sentence) === true)
  );
}

/**
 * "yes" or "no" only where a sentence of the answer affirms or denies what is asked; otherwise nothing.
 * A sentence speaks to the question when it shares most of the question's content words.
 */
export function yesOrNo(question: Question, lines: readonly Quoted[]): "yes" | "no" | undefined {
  if (!question.yesNo || question.worry || NEGATIVE.test(question.standalone)) return undefined;
  const assertion = ASSERTIONS.find(({ asked }) => asked.test(question.standalone));
  if (!assertion) return undefined;
  const holds = verbatimHolder(question, assertion.verbatim);
  const speaking = lines
    .filter(({ text }) => !CLAIMED.test(text))
    .filter((line) => holds(line) && sharesSubject(question, assertion.asked, line));
  if (speaking.some(({ text }) => assertion.denied?.test(text))) return "no";
  const negated = /ではありません|わけではない|とは限り|にくい|not\b/;
  const affirms = ({ text }: Quoted) =>
    assertion.affirmed.test(text) && !negated.test(text) && speaksItself(question, assertion.asked, text);
  return speaking.some(affirms) ? "yes" : undefined;
}

/**
 * Whether a yes/no question asserts something that what is quoted neither affirms nor denies,
 * so that saying so comes before the quotation.
 */
export function saysNeither(question: Question, lines: readonly Quoted[]): boolean {
  if (!question.yesNo || question.worry || question.personal || question.roles.length === 2) return false;
  const assertion = ASSERTIONS.find(({ asked }) => asked.test(question.standalone));
  if (!assertion || NEGATIVE.test(question.standalone)) return false;
  const holds = verbatimHolder(question, assertion.verbatim);
  return !lines.some(
    (line) => holds(line) && (assertion.affirmed.test(line.text) || assertion.denied?.test(line.text)),
  );
}
