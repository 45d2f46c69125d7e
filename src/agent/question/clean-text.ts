/** What a person's words look like once they are safe to work with. */
export interface CleanText {
  readonly text: string;
  readonly fault?: "empty" | "too_long" | "no_words";
}

/** Longer than any question a person types; a pasted document is answered with a kind request. */
export const LONGEST_QUESTION = 2000;

/**
 * Marks that no language stacks ("zalgo"): whatever normalisation did not fold into a Japanese or Latin letter,
 * and everything beyond two marks on any other.
 */
const STACKED_MARKS =
  /(?<=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Latin}\p{N}ー\p{M}])(?<![\p{sc=Thai}\p{sc=Devanagari}\p{sc=Arabic}\p{sc=Hebrew}]\p{M}?)\p{M}+/gu;

/** Removes what no language needs: control characters, stacked marks, invisible and direction characters. */
export function cleanText(raw: string): CleanText {
  if (raw.length > LONGEST_QUESTION * 20) return { text: "", fault: "too_long" };
  const text = raw
    .replace(
      /[\p{Cc}\p{Cs}\p{Co}\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu,
      (char) => (/[\n\t]/.test(char) ? " " : ""),
    )
    .normalize("NFKC")
    .replace(STACKED_MARKS, "")
    .replace(/\s+/g, " ")
    .trim();
  if (text === "") return { text, fault: "empty" };
  if (text.length > LONGEST_QUESTION) return { text: "", fault: "too_long" };
  if (!/[\p{L}\p{N}]/u.test(text.replace(/:[a-z0-9_+-]+:/g, ""))) return { text, fault: "no_words" };
  return { text };
}
