import type { NumberedSentence } from "../evidence/ledger.ts";
import { type Role, roleClauses, rolesIn } from "../question/roles.ts";
import { contentPieces, contentRuns, coverage } from "../question/terms.ts";

/** Why a claim is not carried by what it cites. */
export type Unsupported =
  | "no_citation"
  | "unknown_citation"
  | "figure"
  | "role"
  | "superlative"
  | "polarity"
  | "named_thing"
  | "forged_quote"
  | "other_words";

const SUPERLATIVE =
  /最も|もっとも|一番|いちばん|最高|最大|最低|最強|最適|最速|唯一|必ず|絶対|確実|常に|いつも|誰でも|誰もが|すべて|全て|全員|完全|100|保証|間違いなく|圧倒的|断然|ダントツ|トップ|ナンバーワン|\b(?:most|best|always|never|every(?:one|body)?|all|only|guarantee\w*|certain(?:ly)?|definitely|highest|lowest|greatest|worst|must|none|nobody)\b/giu;
/** Negated in form, affirmative in sense. */
const LITOTES =
  /欠かせ(?:ない|ません|ず)|かもしれ(?:ない|ません)|なければ(?:なり|いけ|なら)(?:ない|ません)|に(?:違い|ちがい)(?:ない|ありません)|珍しく(?:ない|ありません)|少なく(?:ない|ありません)|過ぎ(?:ない|ません)|cannot do without|not uncommon/g;
const NEGATION =
  /ません|ない(?!か)|なく(?!な[るりっ])|なかっ|ず(?:に|、|$)|不要|不可|無関係|無意味|いらな|\bnot\b|n't\b|\bno\b|\bnever\b|\bwithout\b|unnecessary|irrelevant/g;
/** Share of a claim's content that must stand in what it cites. */
const ENOUGH = { ja: 0.7, en: 0.6 } as const;

/**
 * Whether the cited sentences carry the claim: figures, roles, superlatives, polarity, named things
 * and most of the words must stand in them.
 * @returns the first check that fails, or nothing
 */
export function unsupportedBecause(
  claim: string,
  cited: readonly NumberedSentence[],
): Unsupported | undefined {
  const source = cited.map(({ text }) => text).join("\n");
  if (fold(source).includes(fold(claim)) && rolesAgree(claim, cited)) return undefined;
  if (hasForgedQuote(claim, source)) return "forged_quote";
  if (hasNewFigure(claim, source)) return "figure";
  if (!rolesAgree(claim, cited)) return "role";
  if (hasNewSuperlative(claim, source)) return "superlative";
  if (isNegated(claim) !== cited.some(({ text }) => isNegated(text))) return "polarity";
  if (hasNewName(claim, cited)) return "named_thing";
  if (hasNewWord(claim, cited)) return "other_words";
  const enough = /\p{sc=Hiragana}/u.test(claim) ? ENOUGH.ja : ENOUGH.en;
  return coverage(contentPieces(claim), piecesWithHeadings(cited)) >= enough ? undefined : "other_words";
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

const NUMERALS: Readonly<Record<string, string>> = {
  一: "1",
  二: "2",
  三: "3",
  四: "4",
  五: "5",
  六: "6",
  七: "7",
  八: "8",
  九: "9",
  十: "10",
};

/** Figures in Arabic or in kanji before a counter; "一つ" in a source allows "1つ" in a claim. */
function figuresIn(text: string): string[] {
  const normal = text
    .normalize("NFKC")
    .replace(
      /[一二三四五六七八九十](?=つ|人|年|割|万|倍|種|分野|職種|か月|ヶ月|個|点)/g,
      (char) => NUMERALS[char] ?? char,
    );
  return normal.match(/\d+(?:[.,]\d+)*/g) ?? [];
}

function hasNewFigure(claim: string, source: string): boolean {
  const known = new Set(figuresIn(source));
  if (figuresIn(claim).some((figure) => !known.has(figure))) return true;
  const magnitude =
    /[百千万億]|割|％|%|倍(?!増)|半分|過半数|大半|half|double|twice|majority|percent|million|thousand/gi;
  return (claim.match(magnitude) ?? []).some((word) => !source.includes(word));
}

function hasNewSuperlative(claim: string, source: string): boolean {
  const known = new Set((source.match(SUPERLATIVE) ?? []).map((word) => word.toLowerCase()));
  return (claim.match(SUPERLATIVE) ?? []).some((word) => !known.has(word.toLowerCase()));
}

function isNegated(text: string): boolean {
  const count = text.replace(LITOTES, "").match(NEGATION)?.length ?? 0;
  return count % 2 === 1;
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

/** Katakana and Latin words name things: tools, skills, employers. None may be new. */
function hasNewName(claim: string, cited: readonly NumberedSentence[]): boolean {
  const source = cited.flatMap(({ text, passage }) => [text, ...passage.chunk.headingPath]).join("\n");
  const known = source.normalize("NFKC").toLowerCase();
  if (!/\p{sc=Hiragana}/u.test(claim)) return hasNewEnglishName(claim, source);
  return contentRuns(withoutRole(claim))
    .filter((run) => /^[\p{sc=Katakana}a-z]/u.test(run) && run.length >= 2)
    .some((run) => !known.includes(run));
}

/** Kanji words a paraphrase may bring along because they add no fact. */
const NEUTRAL =
  /^(?:重要|大切|必要|可能|場合|傾向|要素|理由|特徴|一方|以下|次|主|際|時|点|方|人|者|的|自分|職種|仕事|業務|記事|説明|紹介|具体的|基本的|両方|両者|双方|二|三|思|言|見|行|来|出|入|知|考|持|聞|話|書|読|教|気|分|中|前|後|上|間|何|他|例|例えば|特|特に|主に|実際|今後|働|関|対|合|向|得|受|求|変|異|違)$/u;

/** Every other kanji word must stand in the source, a compound at least in half of its pairs, a verb by its character. */
function hasNewWord(claim: string, cited: readonly NumberedSentence[]): boolean {
  const source = cited.flatMap(({ text, passage }) => [text, ...passage.chunk.headingPath]).join("\n");
  const pieces = contentPieces(source);
  return contentRuns(claim)
    .filter((run) => /^\p{sc=Han}/u.test(run) && !NEUTRAL.test(run))
    .some((run) => {
      if (source.includes(run)) return false;
      if (run.length <= 2) return true;
      return coverage(contentPieces(run), pieces) < 0.5;
    });
}

/** In English a capital inside a sentence, an acronym or a digit marks a name. */
function hasNewEnglishName(claim: string, source: string): boolean {
  const names = claim.match(/(?<=[a-z,;:)]\s)[A-Z][\w+#.-]*|\b[A-Z]{2,}\b|\b\w*\d\w*\b/g) ?? [];
  return names.some((name) => !source.includes(name));
}

function piecesWithHeadings(cited: readonly NumberedSentence[]): Set<string> {
  return contentPieces(cited.flatMap(({ text, passage }) => [text, ...passage.chunk.headingPath]).join("\n"));
}
