import { foldKana, normalise } from "./normalise.ts";

/**
 * Three dictionary-free views of one text, measured on JaQuAD (bench/retrieval):
 * words as ICU segments them, runs of one script, and character bigrams of a sentence.
 * All three take text that `normalise` has been applied to.
 */

/** ICU's rules differ between versions, so an index remembers which one cut its words. */
export const SEGMENTER_VERSION = `icu-${process.versions.icu ?? "none"}`;

const segmenter = new Intl.Segmenter("ja", { granularity: "word" });

/** Words by ICU's Japanese segmentation; white space and punctuation left out. */
export function wordTokens(normalised: string): string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(normalised)) {
    if (isWordLike) words.push(segment);
  }
  return words;
}

const RUNS =
  /(?<kanji>[\p{Script=Han}々〆ヶ]+)|(?<katakana>[\p{Script=Katakana}ー]+)|(?<latin>\p{Script=Latin}+)|\p{Nd}+/gu;

/**
 * Tokens by script: every kanji and pair of kanji, katakana runs (and `^`-marked trigrams of long ones),
 * Latin and digit runs whole. Hiragana carries grammar rather than topic and is left out.
 */
export function scriptTokens(normalised: string): string[] {
  const tokens: string[] = [];
  for (const match of normalised.matchAll(RUNS)) {
    const run = match[0];
    if (match.groups?.kanji !== undefined) pushKanji(tokens, [...run]);
    else if (match.groups?.katakana !== undefined) pushKatakana(tokens, run);
    else tokens.push(run);
  }
  return tokens;
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

/** Sentences for the bigram channel: cut at sentence marks and line breaks, squeezed to letters and digits. */
export function bareSentences(normalised: string): string[] {
  return normalised
    .split(/[。!?\n]+/u)
    .map((sentence) => foldKana(sentence.replace(/[^\p{L}\p{N}ー]+/gu, "")))
    .filter((sentence) => sentence !== "");
}

/** Code points of a bare sentence two by two, as exact integers; a single character stands for itself. */
export function bigramKeys(bare: string): number[] {
  const keys: number[] = [];
  let previous = 0;
  for (const char of bare) {
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
