/** A sentence and where it stands: `text === source.slice(start, end)`, offsets in UTF-16 code units. */
export interface Sentence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const OPENING = "「『（(【〔［";
const CLOSING = "」』）)】〕］”’\"'";
const JAPANESE_END = "。！？!?";
/** A quotation this long was never closed; sentences inside it count again. */
const LONGEST_QUOTATION = 120;
const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|mr|mrs|ms|dr|no|inc|ltd|approx|[a-z])\.$/i;

function endsLatinSentence(text: string, at: number): boolean {
  const next = text[at + 1];
  if (next !== undefined && !/\s/.test(next)) return false;
  const following = text.slice(at + 1, at + 40).trimStart();
  if (/^[a-z]/.test(following)) return false;
  return !ABBREVIATION.test(text.slice(Math.max(0, at - 12), at + 1));
}

/** Position just after the sentence that ends at or after `from`, and where its terminator starts. */
function sentenceEnd(text: string, from: number): number {
  const open: number[] = [];
  for (let at = from; at < text.length; at++) {
    const char = text[at] as string;
    if (char === "\n") return at;
    if (OPENING.includes(char)) open.push(at);
    else if (CLOSING.includes(char)) open.pop();
    const quoted = open.length > 0 && at - (open[0] as number) < LONGEST_QUOTATION;
    if (quoted) continue;
    const ends = JAPANESE_END.includes(char) || (char === "." && endsLatinSentence(text, at));
    if (!ends) continue;
    let end = at + 1;
    while (end < text.length && (JAPANESE_END + CLOSING).includes(text[end] as string)) end++;
    return end;
  }
  return text.length;
}

/**
 * Splits Japanese or English prose into sentences with their places.
 * Line breaks end a sentence, a quotation inside brackets does not; only white space is left out.
 */
export function splitSentences(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at] as string)) {
      at++;
      continue;
    }
    const stop = sentenceEnd(text, at);
    const raw = text.slice(at, stop);
    const sentence = raw.trimEnd();
    sentences.push({ text: sentence, start: at, end: at + sentence.length });
    at = stop;
  }
  return sentences;
}
