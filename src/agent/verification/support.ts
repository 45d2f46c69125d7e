import type { NumberedSentence } from "../evidence/ledger.ts";
import { standingAlone } from "../extractive/phrasing.ts";
import { type Role, roleClauses, roleName, rolesIn } from "../question/roles.ts";
import { contentPieces, coverage } from "../question/terms.ts";
import { hasNewFigure } from "./figures.ts";
import { hasNewName, hasNewWord } from "./new-words.ts";
import { hasOtherPolarity, lacksHedge } from "./polarity.ts";
import { hasNewComparison, hasNewSuperlative } from "./sense.ts";

/** Why a claim is not carried by what it cites. */
export type Unsupported =
  | "no_citation"
  | "unknown_citation"
  | "figure"
  | "role"
  | "superlative"
  | "comparison"
  | "polarity"
  | "hedge"
  | "attribution"
  | "named_thing"
  | "forged_quote"
  | "other_words";

/** Share of a claim's content that must stand in what it cites. */
const ENOUGH = { ja: 0.7, en: 0.6 } as const;

/**
 * Whether the cited sentences carry the claim: figures, roles, superlatives, comparisons, polarity, named things
 * and most of the words must stand in them.
 * @returns the first check that fails, or nothing
 */
export function unsupportedBecause(
  claim: string,
  cited: readonly NumberedSentence[],
): Unsupported | undefined {
  const source = cited.map(({ text }) => text).join("\n");
  if (standsVerbatim(claim, cited) && rolesAgree(claim, cited)) return undefined;
  if (hasForgedQuote(claim, source)) return "forged_quote";
  if (hasNewFigure(claim, source)) return "figure";
  if (!rolesAgree(claim, cited)) return "role";
  if (hasNewSuperlative(claim, source)) return "superlative";
  if (hasNewComparison(claim, source)) return "comparison";
  const texts = cited.map(({ text }) => text);
  if (hasOtherPolarity(claim, texts)) return "polarity";
  if (lacksHedge(claim, texts)) return "hedge";
  if (lacksAttribution(claim, cited)) return "attribution";
  if (hasNewName(claim, cited)) return "named_thing";
  if (hasNewWord(claim, cited)) return "other_words";
  const enough = /\p{sc=Hiragana}/u.test(claim) ? ENOUGH.ja : ENOUGH.en;
  return coverage(contentPieces(claim), piecesWithHeadings(cited)) >= enough ? undefined : "other_words";
}

/**
 * Whether the words are a whole sentence of what they cite, but for spacing and punctuation. Only a connective, the
 * label of a list item and the subject a sentence opens with may differ: half a sentence may say the opposite.
 */
export function standsVerbatim(words: string, cited: readonly NumberedSentence[]): boolean {
  return cited.some((sentence) => {
    const own = fold(standingAlone(withoutLabel(words, sentence)));
    const whole = standingAlone(sentence.text);
    return own !== "" && (own === fold(whole) || withoutSubject(whole).some((rest) => own === fold(rest)));
  });
}

const LABEL = /^\*\*([^*]+)\*\*[:：]\s*/;
/** The subject of a Japanese sentence, with no clause of its own. */
const SUBJECT = /^[^。は]{2,40}?は、?/;

function withoutLabel(words: string, { passage, roles }: NumberedSentence): string {
  const label = LABEL.exec(words)?.[1] ?? "";
  const names = [
    ...passage.chunk.headingPath,
    ...roles.flatMap((role) => [roleName(role, "ja"), roleName(role, "en")]),
  ];
  return names.some((name) => fold(name) === fold(label)) ? words.replace(LABEL, "") : words;
}

function withoutSubject(text: string): string[] {
  const subject = SUBJECT.exec(text)?.[0];
  return subject ? [text.slice(subject.length)] : [];
}

/** Says whose word a statement is. */
const ATTRIBUTED =
  /(?:説明|紹介|案内)(?:して|され)|述べて|考えて|挙げて|とされ|とのこと|によ(?:ると|れば)|同社|自社|発行元|\b(?:says?|explains?|states?|believes?|thinks?|describes?|according to|the company|the publisher)\b/i;

/** Whether a claim tells as a fact what a publisher says of itself. */
function lacksAttribution(claim: string, cited: readonly NumberedSentence[]): boolean {
  return (
    cited.some(({ publisherClaim }) => publisherClaim) &&
    !ATTRIBUTED.test(claim) &&
    !cited.some(
      ({ passage }) => passage.document.publisher !== "" && claim.includes(passage.document.publisher),
    )
  );
}

function fold(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s、。,.!?「」『』"“”*]/g, "");
}

function hasForgedQuote(claim: string, source: string): boolean {
  const quotes = [...claim.matchAll(/[「『“"]([^」』”"]{6,})[」』”"]/g)].map((match) => match[1] as string);
  return quotes.some((quote) => !fold(source).includes(fold(quote)));
}

/** Each clause of a claim must rest on sentences about the role it speaks of. */
function rolesAgree(claim: string, cited: readonly NumberedSentence[]): boolean {
  if (rolesIn(claim).length === 0) return true;
  return roleClauses(claim).every(({ role, text }) => {
    if (!role) return true;
    const about = cited.filter((sentence) => sentence.roles.includes(role));
    if (about.length === 0) return false;
    const pieces = contentPieces(withoutRole(text));
    if (pieces.size === 0) return true;
    const own = contentPieces(about.flatMap((sentence) => wordsAbout(sentence, role)).join("\n"));
    const headings = contentPieces(about.flatMap(({ passage }) => passage.chunk.headingPath).join("\n"));
    return coverage(pieces, new Set([...own, ...headings])) >= 0.5;
  });
}

/** The part of a sentence that speaks of the role; all of it when it names one role or none. */
function wordsAbout(sentence: NumberedSentence, role: Role): string[] {
  if (rolesIn(sentence.text).length < 2) return [sentence.text];
  const clauses = roleClauses(sentence.text);
  const shared = isShared(clauses.map(({ text }) => text));
  return shared
    ? [sentence.text]
    : clauses.filter((clause) => clause.role === role || !clause.role).map(({ text }) => text);
}

/** "AとBは…" says the same of both. */
function isShared(clauses: readonly string[]): boolean {
  return clauses.some(
    (text) =>
      /^(?:インフラ|バックエンド)(?:エンジニア)?(?:と|や|も|でも|、)?$/.test(text.trim()) ||
      /^(?:infrastructure|back-?end)(?: engineers?)?(?: and| or)?$/i.test(text.trim()),
  );
}

function withoutRole(text: string): string {
  return text.replace(
    /(?:インフラ|バックエンド)(?:エンジニア)?|(?:infrastructure|back-?end)(?: engineers?)?|エンジニア|engineers?/gi,
    " ",
  );
}

function piecesWithHeadings(cited: readonly NumberedSentence[]): Set<string> {
  return contentPieces(cited.flatMap(({ text, passage }) => [text, ...passage.chunk.headingPath]).join("\n"));
}
