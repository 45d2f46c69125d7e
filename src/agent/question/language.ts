export type AskerLanguage = "ja" | "en" | "other";

/** Characters that only simplified Chinese writes and that turn up in almost any Chinese question. */
const SIMPLIFIED = /[们这师吗么谁问题为业务发员关对说]/u;
const CHINESE_QUESTION = /什么|什麼|怎么|怎麼|多少|哪个|哪些|吗[？?]?$|嗎[？?]?$|请|您好|你好/u;

/**
 * The language a person asks in.
 * Kana decide for Japanese, even beside English; Han alone is Japanese unless it reads like Chinese.
 */
export function askerLanguage(text: string): AskerLanguage {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  if (count(/[\p{sc=Hiragana}\p{sc=Katakana}]/gu) > 0) return "ja";
  const han = count(/\p{sc=Han}/gu);
  const latin = count(/\p{sc=Latin}/gu);
  const letters = count(/\p{L}/gu);
  if (han > 0) return SIMPLIFIED.test(text) || CHINESE_QUESTION.test(text) ? "other" : "ja";
  if (latin === 0) return letters > 0 ? "other" : "ja";
  if (latin < letters * 0.8) return "other";
  return readsLikeOtherLatin(text) ? "other" : "en";
}

const OTHER_LATIN_WORDS =
  /\b(?:qué|que|cuál|cómo|cuánto|gana|trabajo|el|los|las|una|quel(?:le)?|est|les|des|une|combien|comment|différence|was|ist|der|die|das|und|wie|ein|eine|verdient|unterschied|zwischen|o|um|uma|qual|são|diferença|apa|yang|dan|là|gì|ang|mga)\b/gi;
const ENGLISH_WORDS =
  /\b(?:the|what|is|are|a|an|of|to|do|does|how|and|i|my|in|for|which|can|should|about|me|you|it|between|why|tell|more|talk|hi|hello|thanks)\b/gi;

/** French, German, Spanish and the like use the same letters; their small words give them away. */
function readsLikeOtherLatin(text: string): boolean {
  const other = text.match(OTHER_LATIN_WORDS)?.length ?? 0;
  const english = text.match(ENGLISH_WORDS)?.length ?? 0;
  return /[¿¡ñßłąęğş]/i.test(text) || (other >= 2 && other > english);
}
