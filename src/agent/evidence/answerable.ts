import { figureAsked, statesFigure } from "../question/figure.ts";
import type { Question } from "../question/question.ts";
import { contentPieces, coverage } from "../question/terms.ts";
import { TOPICS } from "../question/topic-list.ts";
import { timesAnnounced } from "../question/topics.ts";
import { tellsOfABurden } from "../rules/telling.ts";
import { directAnswersTo } from "./direct.ts";
import type { Outline } from "./outline.ts";
import { asksForUntoldPay } from "./pay.ts";
import type { Found } from "./search.ts";
import { type Uncovered, uncoveredMatter } from "./uncovered.ts";
import {
  circumstances,
  isAskedFor,
  isCompared,
  isName,
  kindsCompared,
  missingWords,
  otherProfessions,
} from "./unknown-words.ts";

/** Whether what was found can answer what was asked, and if not, why not. */
export type Judgement =
  | { readonly kind: "answerable" }
  /** The subject is covered, the exact fact asked for is not stated. */
  | { readonly kind: "figure_not_stated" }
  /** The question turns on something the knowledge never mentions. */
  | {
      readonly kind: "not_covered";
      /** The person's own words for it. */
      readonly missing: readonly string[];
      /** What the matter is called, where it is one that many ask about. */
      readonly matter?: string;
      /** Keys of the sections that come closest, best first. */
      readonly nearest: readonly string[];
      /** What a sentence there must say to be near; absent, any may be. */
      readonly saying?: RegExp;
    }
  /** Nothing to do with the knowledge at all. */
  | { readonly kind: "off_topic" };

/**
 * From these probabilities on, the retriever vouches for words that nobody wrote: a question on a named subject
 * is likely a paraphrase, one that only says "仕事" or nothing at all likely asks for something else.
 * Fitted on questions of our own beside the golden ones.
 */
const VOUCHED = {
  ja: { subject: 0.5, role: 0.65, nothing: 0.7 },
  en: { subject: 0.2, role: 0.3, nothing: 0.6 },
} as const;

/** Without any subject the rules know, the retriever alone must be this sure. */
const PLAIN_ENOUGH = 0.4;

/** The very thing asked for ("評判は？", "結婚できますか") needs a surer word. */
const VOUCHED_THING = 0.7;

/** A name that no document writes may still be an instance of what one writes about; the surest word is needed. */
const VOUCHED_NAME = 0.85;

/** From here on, what was found is near enough to be worth telling when the thing itself is not stated. */
const NEAR = 0.45;

/** Talk about working life that the knowledge may not cover, but an advisor can. */
const CAREER =
  /仕事|働|残業|夜勤|休み|休日|有給|休暇|転職|就職|就活|面接|志望|会社|勤務|給|年収|ボーナス|賞与|福利|リモート|在宅|資格|研修|学歴|大学|専門学校|スクール|英語|年齢|エンジニア|\bit\b|プログラ|採用|求人|内定|履歴|職|キャリア|上司|副業|独立|フリーランス|案件|単価|出世|退職|未経験|アドバイザー|テクニケーション|現場|必要|必須|勉強|習得|人手|人材|(?:やった|学んだ|取った|覚えた)(?:ほう|方)が|engineer|job|career|work|salary|interview|degree|certif|remote|overtime|hire|employ|technication|\blearn/i;

/** How-to help that an article of facts does not give. */
const PROCEDURE =
  /(?:(?:書き方|作り方|やり方|使い方|測り方|計り方|直し方|入れ方|消し方|組み方|つなぎ方|繋ぎ方)(?:を|は|が知|について|って|[?？]|$)|書いて(?:ください|下さい|ほしい|くれ|もらえ|[?？。]|$)|例文|テンプレ|添削|手続き|申請|応募(?:方法|先)|インストール|コマンド|ソースコード|コードを?(?:直して|見て)|翻訳して|要約して)|\bnegotiat|cover letter|\b(?:write|draft|fix|debug|translate) (?:me |my |this |a |an |the )/i;

/** What pay depends on comes closest to what one thing pays. */
const UNTOLD_PAY: Uncovered = { nearest: "pay" };

/** Judges by rule: matters documents seldom state, the fact asked for, the words nobody wrote about, then the retriever's own doubt. */
export function judge(question: Question, found: Found, outline: Outline): Judgement {
  const onSubject = question.topics.length > 0 || question.roles.length > 0;
  const outside = (missing: readonly string[]): Judgement => {
    if (!onSubject && !CAREER.test(question.standalone)) return { kind: "off_topic" };
    const near = found.answerability >= NEAR && found.sections[0];
    return { kind: "not_covered", missing, nearest: near ? [near.section.key] : [] };
  };
  const direct = directAnswersTo(question);
  if (found.sections.some(({ section }) => direct.isLesson(section))) return { kind: "answerable" };
  const figure = figureAsked(question.standalone);
  if (figure && !isStated(figure, question, found)) {
    return onSubject ? { kind: "figure_not_stated" } : outside([]);
  }
  const unstated = matterNotStated(question, outline) ?? circumstanceNotStated(question, outline);
  if (unstated) return unstated;
  if (found.sections.length === 0) return outside([]);
  const professions = otherProfessions(question, outline);
  if (professions.length > 0) return { kind: "not_covered", missing: professions, nearest: [] };
  if (found.sections.some(({ section }) => direct.holds(section))) return { kind: "answerable" };
  const unknown = unvouchedWords(question, found, outline);
  if (unknown.length > 0) return outside(unknown);
  const doubtful = !onSubject && (found.answerability < PLAIN_ENOUGH || tellsOfABurden(question.asked));
  return doubtful || PROCEDURE.test(question.standalone) ? outside([]) : { kind: "answerable" };
}

/** A matter of its own, or the pay of one thing, that no document tells of. */
function matterNotStated(question: Question, outline: Outline): Judgement | undefined {
  const untold = asksForUntoldPay(question, outline) ? UNTOLD_PAY : undefined;
  const matter = uncoveredMatter(question, outline) ?? untold;
  if (!matter) return undefined;
  const { name, saying } = matter;
  return {
    kind: "not_covered",
    missing: [],
    ...(name && { matter: name }),
    nearest: sectionsNear(matter, question, outline),
    ...(saying && { saying }),
  };
}

/** A circumstance that no document writes of; near to it is what is asked, or what suits people. */
function circumstanceNotStated(question: Question, outline: Outline): Judgement | undefined {
  const missing = circumstances(question, outline);
  if (missing.length === 0) return undefined;
  const nearest = question.topics[0] ?? "fit";
  return { kind: "not_covered", missing, nearest: sectionsNear({ nearest }, question, outline) };
}

/** Words that no document writes and that the retriever is not sure enough to explain away, if it can at all. */
function unvouchedWords(question: Question, found: Found, outline: Outline): readonly string[] {
  const kinds = kindsCompared(question, outline);
  if (kinds.length > 0) return kinds;
  const missing = missingWords(question, outline);
  const names = missing.filter((word) => isName(word, question));
  const compared = missing.filter((word) => isCompared(word, question));
  if (compared.length > 0) return compared;
  if (names.length > 0 && found.answerability < VOUCHED_NAME) return names;
  const asked = missing.filter((word) => isAskedFor(word, question));
  if (asked.length > 0 && found.answerability < VOUCHED_THING) return asked;
  return found.answerability < VOUCHED[question.locale][anchorOf(question)] ? missing : [];
}

/** What a question holds on to: a subject it names, a role, or nothing the knowledge knows. */
function anchorOf(question: Question): "subject" | "role" | "nothing" {
  const subjects = question.topics.filter((topic) => topic !== "work" && topic !== "environment");
  if (subjects.length > 0) return "subject";
  return question.roles.length > 0 ? "role" : "nothing";
}

/** The section that comes closest to a matter, of the role asked about, in the asker's language where there is any. */
function sectionsNear({ nearest, saying }: Uncovered, question: Question, outline: Outline): string[] {
  if (!nearest) return [];
  const [role] = question.roles.length === 1 ? question.roles : [];
  const own = outline.sections.filter(({ language }) => language === question.locale);
  return (own.length > 0 ? own : outline.sections)
    .filter(({ topics, inherited, publisherView }) =>
      nearest === "programmes"
        ? publisherView
        : !publisherView && [...topics, ...inherited].includes(nearest),
    )
    .filter((section) => !role || !section.role || section.role === role)
    .filter(({ sentences }) => !saying || sentences.some(({ text }) => saying.test(text)))
    .sort((a, b) => timesAnnounced(nearest, b.heading) - timesAnnounced(nearest, a.heading))
    .slice(0, 1)
    .map(({ key }) => key);
}

function isStated(kind: NonNullable<Question["figure"]>, question: Question, found: Found): boolean {
  const asked = contentPieces(question.standalone);
  return found.sections.some(({ sentences }) =>
    sentences.some(
      (sentence) =>
        statesFigure(sentence.text, kind) &&
        (coverage(asked, contentPieces(sentence.text)) >= 0.3 ||
          question.topics.some((topic) => TOPICS.find(({ id }) => id === topic)?.asked.test(sentence.text))),
    ),
  );
}
