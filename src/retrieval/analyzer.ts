import { latinTerm, wordTokens } from "./tokenize.ts";

/** Cuts texts into the words they are searched by. */
export interface Analyzer {
  /** Names the rules; an index only fits the analyzer it was built with. */
  readonly id: string;
  /** Words of a text that `normalise` has been applied to, in order. */
  words(normalised: string): string[];
  /** How much a word of a question counts; 0 for one that asks rather than names. */
  weightOf(word: string): number;
  /** How much two words in a row count as one term; 0 leaves pairs out. */
  readonly pairWeight: number;
  /** BM25's k1 for large collections: how slowly a repeated word stops counting. */
  readonly saturation: number;
  /** Whether the best candidates are read once more; costs milliseconds a question. */
  readonly looksTwice: boolean;
}

/** Words by ICU's segmentation, which every Node has. */
export const icuAnalyzer: Analyzer = {
  id: "icu",
  words: wordTokens,
  weightOf: () => 1,
  pairWeight: 0,
  saturation: 0.7,
  looksTwice: false,
};

/** One token as a dictionary tells it. */
export interface DictionaryToken {
  readonly surface: string;
  /** Part of speech in the dictionary's own terms, such as 助詞. */
  readonly partOfSpeech: string;
  /** Finer part of speech, such as 非自立. */
  readonly detail?: string | undefined;
  /** Dictionary form; absent when the dictionary does not know the word. */
  readonly base?: string | undefined;
}

/** Parts of speech that carry grammar. */
const GRAMMAR = new Set(["助詞", "助動詞", "記号", "フィラー"]);
/** Words of asking and of saying that something is so. */
const ASKING = new Set(
  "何 誰 する いる ある なる いつ どこ どの れる られる こと もの の 言う 呼ぶ".split(" "),
);
/** A long word says more than its rarity, a single character less; chosen on bench/retrieval's tune split. */
const WORD = 0.8;
const LONG_WORD = 0.96;
const SINGLE_CHARACTER = 0.56;
const PAIR = 0.25;
const SATURATION = 0.4;

/** Words in their dictionary form, grammar left out, and pairs of them. */
export function createDictionaryAnalyzer(
  id: string,
  tokens: (text: string) => readonly DictionaryToken[],
): Analyzer {
  return {
    id,
    words: (normalised) =>
      tokens(normalised).flatMap(({ surface, partOfSpeech, detail, base }) => {
        if (/^[a-z']+$/.test(surface)) return latinTerm(surface) ?? [];
        if (GRAMMAR.has(partOfSpeech) || detail === "非自立" || !/[\p{L}\p{N}]/u.test(surface)) return [];
        return base ?? surface;
      }),
    weightOf(word) {
      if (ASKING.has(word)) return 0;
      const length = [...word].length;
      if (length === 1) return SINGLE_CHARACTER;
      return length >= 3 ? LONG_WORD : WORD;
    },
    pairWeight: PAIR,
    saturation: SATURATION,
    looksTwice: true,
  };
}
