import { stemmer } from "stemmer";
import { termKey } from "./bm25.ts";
import { foldKana, normalise } from "./normalise.ts";

/**
 * Three dictionary-free views of one text, measured on JaQuAD (bench/retrieval):
 * words as ICU segments them, runs of one script, and character bigrams of a sentence.
 * All three take text that `normalise` has been applied to.
 */

const segmenter = new Intl.Segmenter("ja", { granularity: "word" });

/** Words by ICU's Japanese segmentation, English ones as stems; white space and punctuation left out. */
export function wordTokens(normalised: string): string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(normalised)) {
    if (isWordLike) pushDefined(words, /^[a-z']+$/.test(segment) ? latinTerm(segment) : segment);
  }
  return words;
}

const RUNS =
  /(?<kanji>[\p{Script=Han}々〆ヶ]+)|(?<katakana>[\p{Script=Katakana}ー]+)|(?<latin>[\p{Script=Latin}']+)|\p{Nd}+/gu;

/** English words that carry grammar rather than topic, as hiragana does in Japanese. */
const FUNCTION_WORDS = new Set(
  (
    "a an the and or but nor so if then than as at by for from in into of off on onto out over to up with about " +
    "is am are was were be been being do does did doing done have has had having can could will would shall " +
    "should may might must i me my mine we us our you your he him his she her it its they them their this that " +
    "these those there here what which who whom whose when where why how not no yes also just only very much " +
    "many more most some any all each such own same too please tell give get got let like want"
  ).split(" "),
);

/** A Latin word without its ending (Porter's stemmer), or nothing for a function word. */
export function latinTerm(run: string): string | undefined {
  const word = run.replace(/^'+|'+$/g, "").replace(/'(s|m|re|ve|ll|d|t)$/, "");
  return word === "" || FUNCTION_WORDS.has(word) ? undefined : stemmer(word);
}

/** A text with every Latin word cut to its stem, so that `earns` and `earning` read alike. */
export function stemLatin(normalised: string): string {
  return normalised.replace(/[a-z]+/g, (word) => stemmer(word));
}

/**
 * Tokens by script: every kanji and pair of kanji, katakana runs (and `^`-marked trigrams of long ones),
 * stems of Latin words, digit runs whole. Hiragana and English function words carry grammar rather than
 * topic and are left out.
 */
export function scriptTokens(normalised: string): string[] {
  const tokens: string[] = [];
  for (const match of normalised.matchAll(RUNS)) {
    const run = match[0];
    if (match.groups?.kanji !== undefined) pushKanji(tokens, [...run]);
    else if (match.groups?.katakana !== undefined) pushKatakana(tokens, run);
    else if (match.groups?.latin !== undefined) pushDefined(tokens, latinTerm(run));
    else tokens.push(run);
  }
  return tokens;
}

function pushDefined(tokens: string[], token: string | undefined): void {
  if (token !== undefined) tokens.push(token);
}

function pushKanji(tokens: string[], kanji: readonly string[]): void {
  for (let i = 0; i < kanji.length; i++) {
    tokens.push(kanji[i] as string);
    if (i > 0) tokens.push(`${kanji[i - 1]}${kanji[i]}`);
  }
}

function pushKatakana(tokens: string[], run: string): void {
  tokens.push(run);
  if (run.length <= 3) return;
  for (let i = 0; i + 3 <= run.length; i++) tokens.push(`^${run.slice(i, i + 3)}`);
}

/**
 * Names and compounds whole: runs of kanji, katakana, Latin letters and digits without anything between,
 * such as 8世紀 or 第2次世界大戦. They tell a name from its parts standing apart.
 */
export function compoundTokens(normalised: string): string[] {
  const runs = normalised.match(/[\p{Script=Han}\p{Script=Katakana}ー々a-z0-9]{2,}/gu) ?? [];
  return runs.map((run) => `=${run}`);
}

/** Sentences for the sentence channel: cut at sentence marks and line breaks. */
export function bareSentences(normalised: string): string[] {
  return normalised.split(/[。!?\n]+|\.\s/u).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * Terms of a sentence. Japanese: characters two by two without punctuation and blanks, katakana as hiragana.
 * Any other: the stems of its words, since pairs of letters say nothing.
 */
export function sentenceKeys(sentence: string): number[] {
  if (JAPANESE.test(sentence)) return bigramKeys(foldKana(sentence.replace(/[^\p{L}\p{N}ー]+/gu, "")));
  return scriptTokens(sentence).map(termKey);
}

/** Code points two by two as exact integers; a single character stands for itself. */
function bigramKeys(characters: string): number[] {
  const keys: number[] = [];
  let previous = 0;
  for (const char of characters) {
    const code = char.codePointAt(0) as number;
    if (previous > 0) keys.push(previous * 0x200000 + code);
    previous = code;
  }
  if (keys.length === 0 && previous > 0) keys.push(previous);
  return keys;
}

/** Every distinct token two texts can share, for measuring how much of one is covered by the other. */
export function contentTokens(text: string): ReadonlySet<string> {
  return new Set(scriptTokens(normalise(text)));
}

/** The same as ascending 32-bit hashes, for comparing many texts cheaply. */
export function contentSignature(text: string): Uint32Array {
  return Uint32Array.from(contentTokens(text), (token) => termKey(token) >>> 0).sort();
}

const PROBE =
  "インフラエンジニアは、ﾈｯﾄﾜｰｸ設計〜構築の仕事です。3年目でも評価される？ Backend engineers weren't coding APIs; they're 上流工程へ進む。";

/**
 * Names how texts are cut. ICU's rules differ between Node versions and so do versions of this file;
 * an index only fits the tokens it was built from.
 */
export function tokenizerFingerprint(analyzer: {
  readonly id: string;
  words(text: string): string[];
}): string {
  const probe = normalise(PROBE);
  const keys = bareSentences(probe).flatMap(sentenceKeys);
  const words = [...analyzer.words(probe), ...wordTokens(probe)];
  const seen = [analyzer.id, ...words, ...scriptTokens(probe), ...compoundTokens(probe), ...keys].join(" ");
  return termKey(seen).toString(36);
}
