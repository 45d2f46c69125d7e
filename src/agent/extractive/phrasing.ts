import type { NumberedSentence } from "../evidence/ledger.ts";
import type { Question } from "../question/question.ts";
import { type Role, roleName, withoutRoleNames } from "../question/roles.ts";
import { contentPieces } from "../question/terms.ts";

const LEADING_CONNECTIVE =
  /^(?:一方(?:で)?|また|さらに|なお|しかし|ただし|ただ|そのうえで|そして|加えて|そこで|しかも|However|Moreover|Also|In addition|On the other hand|Still|But|And)[、,]\s*/;
const SELF_REVIEW =
  /整理すると|見直(?:す|せ)|振り返|とらえ直|つかみやすく|考えやすく|手がかり|きっかけ|looking (?:back|over)|seeing the whole|recognise the value|sorting out|checking whether|reviewing|taking stock|where they stand|need to know which stages|どの工程を担っているのか|note down/i;

/** Advice to look at one's own situation: a good last step, a poor first answer. */
export function isSelfReview(sentence: string): boolean {
  return SELF_REVIEW.test(sentence);
}

const SAYS_WHAT_IT_IS_NOT =
  /だけではありません|終わりではありません|一本道ではありません|幅広い|\bnot a single\b|\bwide range\b|\bnot (?:only|just)\b|\bmore than\b/i;

const ENDS_IN_WHAT_IT_IS_NOT = /(?:だけ|終わり|一本道)ではありません。?$|幅広いものです。?$/;

/** Whether a sentence says no more than what its subject is not limited to. */
export function endsInWhatItIsNot(sentence: string): boolean {
  return ENDS_IN_WHAT_IT_IS_NOT.test(sentence);
}

/** Whether a sentence opens a subject by what it is not limited to. */
export function saysWhatItIsNot(sentence: string): boolean {
  return SAYS_WHAT_IT_IS_NOT.test(sentence);
}

/** The publisher speaking about itself where nobody asked about it. */
export function isAsideOnPublisher(sentence: NumberedSentence, question: Question): boolean {
  if (!sentence.publisherClaim) return false;
  return !question.topics.some((topic) => topic === "programmes" || topic === "consultation");
}

/** A sentence with its marker, ready to stand after `previous`. */
export function cited(sentence: NumberedSentence, text = sentence.text): string {
  return `${text}[${sentence.number}]`;
}

/** Drops a connective whose partner is not in the answer. */
export function standingAlone(text: string): string {
  return text.replace(LEADING_CONNECTIVE, "");
}

/** The subject a Japanese sentence opens with: a name and the は behind it. */
const OPENING_SUBJECT = /^([^、。は]{2,18})は、?/;

/**
 * Drops the subject a Japanese reader already has: "インフラエンジニアは、" twice in a row reads like a form.
 * Only a topic marked by は goes that the sentence before opened with too, so the rest stays verbatim.
 */
export function withoutRepeatedSubject(text: string, previous: string | undefined): string {
  const subject = OPENING_SUBJECT.exec(text);
  const before = previous && OPENING_SUBJECT.exec(previous);
  return subject && before && subject[1] === before[1] ? text.slice(subject[0].length) : text;
}

const SAYS_LITTLE = new Set([
  "重要",
  "業務",
  "一",
  "役割",
  "要素",
  "知識",
  "欠",
  "必要",
  "仕事",
  "求",
  "スキル",
  "基盤",
  "土台",
]);

/** Whether a sentence says no more than its heading does. */
export function restatesHeading(text: string, heading: string): boolean {
  const known = contentPieces(heading);
  const rest = [...contentPieces(withoutRoleNames(text))].filter(
    (piece) => !known.has(piece) && !SAYS_LITTLE.has(piece),
  );
  return rest.length < 2;
}

/** A list item: the sentence without the subject that the item's label already names. */
export function asItem(text: string, label: string): string {
  const subject = /^([^。]{2,28}?)(?:は|には)、?(?=.{8})/.exec(text);
  if (!subject) return text;
  const pieces = [...contentPieces(subject[1] as string)];
  const known = contentPieces(label);
  return pieces.length > 0 && pieces.every((piece) => known.has(piece))
    ? text.slice(subject[0].length)
    : text;
}

/** A table cell: the sentence without the subject that the column already names, and without its full stop. */
export function asCell(text: string, role: Role): string {
  const name = roleName(role, "ja");
  return text
    .replace(new RegExp(`^${name}(?:に|の|は|が)?[^、。]{0,14}?(?:は|には|では)、`), "")
    .replace(new RegExp(`^${name}は`), "")
    .replace(/。$/, "");
}
