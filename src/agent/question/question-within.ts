import { rolesIn } from "./roles.ts";
import { withoutSelfIntroduction } from "./self-introduction.ts";
import { topicsAsked } from "./topics.ts";

/** Longer than this, a message tells a story around its question. */
const STORY = 100;
const ASKS =
  /[?？]$|(?:か|かな|でしょう|教えて(?:ください|ほしい(?:です)?)?|知りたい(?:です)?|聞きたい(?:です)?)[。.]?$/;

/** "Never mind overtime, …": what is set aside is not asked about. */
const SET_ASIDE = /^[^、。？?]{1,12}の(?:話|こと)(?:じゃ|では)なく(?:て)?、/;

/**
 * What a message asks: without who asks it, and of a long one the sentences that ask something,
 * when they name what they ask about.
 */
export function questionWithin(whole: string): string {
  const text = withoutSelfIntroduction(whole).replace(SET_ASIDE, "");
  if (text.length <= STORY) return text;
  const sentences = text.match(/[^。！？!?]+[。！？!?]*/g) ?? [];
  const asking = sentences.map((sentence) => sentence.trim()).filter((sentence) => ASKS.test(sentence));
  const question = asking.slice(-2).join("");
  const named = rolesIn(question).length > 0 || topicsAsked(question).length > 0;
  return named ? question : text;
}
