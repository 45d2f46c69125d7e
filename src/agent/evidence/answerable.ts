import { figureAsked, statesFigure } from "../question/figure.ts";
import type { Question } from "../question/question.ts";
import { contentPieces, coverage } from "../question/terms.ts";
import { TOPICS } from "../question/topics.ts";
import type { Outline } from "./outline.ts";
import type { Found } from "./search.ts";
import { isAskedFor, isName, missingWords, otherProfessions } from "./unknown-words.ts";

/** Whether what was found can answer what was asked, and if not, why not. */
export type Judgement =
  | { readonly kind: "answerable" }
  /** The subject is covered, the exact fact asked for is not stated. */
  | { readonly kind: "figure_not_stated" }
  /** The question turns on something the knowledge never mentions. */
  | { readonly kind: "not_covered"; readonly missing: readonly string[] }
  /** Nothing to do with the knowledge at all. */
  | { readonly kind: "off_topic" };

/**
 * From these probabilities on, the retriever vouches for words that nobody wrote: a question on a named subject
 * is likely a paraphrase, one that only says "仕事" or nothing at all likely asks for something else.
 * Fitted on questions of our own beside the golden ones.
 */
const VOUCHED = {
  ja: { subject: 0.58, role: 0.78, nothing: 0.9 },
  en: { subject: 0.2, role: 0.3, nothing: 0.6 },
} as const;

/** Without any subject the rules know, the retriever alone must be this sure. */
const PLAIN_ENOUGH = 0.4;

/** The very thing asked for ("評判は？", "結婚できますか") needs the surest word of all. */
const VOUCHED_THING = 0.9;

/** Talk about working life that the knowledge may not cover, but an advisor can. */
const CAREER =
  /仕事|働|残業|夜勤|休み|休日|有給|休暇|転職|就職|就活|面接|志望|会社|勤務|給|年収|ボーナス|賞与|福利|リモート|在宅|資格|研修|学歴|大学|専門学校|スクール|英語|年齢|エンジニア|\bit\b|プログラ|採用|求人|内定|履歴|職|キャリア|上司|副業|独立|フリーランス|案件|単価|出世|退職|engineer|job|career|work|salary|interview|degree|certif|remote|overtime|hire|employ/i;
/** Who one is decides nothing in the knowledge; asked whether it matters, the honest answer is that it does not say. */
const BACKGROUND_MATTERS =
  /(未経験|文系|理系|高卒|中卒|大卒|女性|男性|主婦|\d+代|\d+歳|年齢|学歴)[^。]{0,24}?(?:なれ|就け|転職|採用|でき(?:ます|る)|難し|厳し|可能|無理|大丈夫|通用|遅い|不利|有利)/;

/** How-to help that an article of facts does not give. */
const PROCEDURE =
  /(?:(?:書き方|作り方|やり方|使い方|測り方|計り方|直し方|入れ方|消し方|組み方|つなぎ方|繋ぎ方)(?:を|は|が知|について|って|[?？]|$)|書いて|例文|テンプレ|添削|手続き|申請|求人|応募(?:方法|先)|インストール|コマンド|ソースコード|コードを?(?:書いて|直して|見て)|翻訳して|要約して)|\bnegotiat|\binterviews?\b|cover letter|\b(?:write|draft|fix|debug|translate) (?:me |my |this |a |an |the )/i;

/** Judges by rule: the fact asked for, the words nobody wrote about, then the retriever's own doubt. */
export function judge(question: Question, found: Found, outline: Outline): Judgement {
  const onSubject = question.topics.length > 0 || question.roles.length > 0;
  const outside = (missing: readonly string[]): Judgement =>
    onSubject || CAREER.test(question.standalone) ? { kind: "not_covered", missing } : { kind: "off_topic" };
  const figure = figureAsked(question.standalone);
  if (figure && !isStated(figure, question, found)) {
    return onSubject ? { kind: "figure_not_stated" } : outside([]);
  }
  if (found.sections.length === 0) return outside([]);
  const missing = missingWords(question, outline);
  const named = [...otherProfessions(question, outline), ...missing.filter((word) => isName(word, question))];
  if (named.length > 0) return outside(named);
  const asked = missing.filter((word) => isAskedFor(word, question));
  if (asked.length > 0 && found.answerability < VOUCHED_THING) return outside(asked);
  if (missing.length > 0 && found.answerability < VOUCHED[question.locale][anchorOf(question)])
    return outside(missing);
  const background = BACKGROUND_MATTERS.exec(question.standalone)?.[1];
  if (background && question.topics.every((topic) => topic === "work" || topic === "environment"))
    return outside([background]);
  if (PROCEDURE.test(question.standalone)) return outside([]);
  if (!onSubject && found.answerability < PLAIN_ENOUGH) return outside([]);
  return { kind: "answerable" };
}

/** What a question holds on to: a subject it names, a role, or nothing the knowledge knows. */
function anchorOf(question: Question): "subject" | "role" | "nothing" {
  const subjects = question.topics.filter((topic) => topic !== "work" && topic !== "environment");
  if (subjects.length > 0) return "subject";
  return question.roles.length > 0 ? "role" : "nothing";
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
