import { contentPieces, coverage, hasOnly } from "../question/terms.ts";
import { isCourtesy } from "./courtesy.ts";
import { isNegated } from "./sense.ts";
import { isSilence } from "./silence.ts";

const LONGEST = 80;

/** A question that expects its own answer asserts it. */
const RHETORICAL =
  /(?:ない|ません|じゃない)(?:の|ん)?(?:です|でしょう)?か?[。？?]*$|よね[。？?]*$|でしょう[。？?]*$|^(?:is|are|do|does|did|was|were|can|could|wo|would|have|has)n't\b|(?:right|isn't it|don't they|doesn't it|aren't they)\?$/i;
/** Repeats what the person wants to know or thinks over, not what is so. */
const ABOUT_THE_PERSON =
  /(?:について|が|を|に|か|で)?(?:(?:気になって|迷って|悩んで|考えて|お考えになって)(?:いる|いらっしゃる|おられる)|気になる|知りたい|お悩み|(?:ご?関心|ご?興味)が(?:ある|おあり))(?:な)?(?:の|ん|とのこと)?です(?:よ)?ね。?$/;

/**
 * Whether a sentence asserts nothing: courtesy, a question back to the person, what the person said themselves,
 * or that the source is silent. Apart from courtesy it may only use words the person used.
 */
export function isSocial(sentence: string, question: string): boolean {
  if (/\d/.test(sentence.normalize("NFKC")) || sentence.length > LONGEST) return false;
  const asked = contentPieces(question);
  return (
    isCourtesy(sentence, question, asked) ||
    asksBack(sentence, asked) ||
    saysBack(sentence, question) ||
    isSilence(sentence, asked)
  );
}

function asksBack(sentence: string, asked: ReadonlySet<string>): boolean {
  const words = sentence.replace(/知りたい|聞きたい|気にな|関心|興味|お?考え/g, " ");
  return /[?？]$|か。?$/.test(sentence) && !RHETORICAL.test(sentence) && hasOnly(words, asked);
}

/** "…のですね" repeats a statement of the person, or what they would like to know; never what they asked as if it were so. */
function saysBack(sentence: string, question: string): boolean {
  if (!/ね。?$/.test(sentence)) return false;
  const pieces = contentPieces(sentence);
  if (pieces.size === 0) return false;
  const wanted = ABOUT_THE_PERSON.exec(sentence);
  if (wanted && !/ので(?!す)|ため|から、/.test(sentence)) {
    return hasOnly(sentence.slice(0, wanted.index), contentPieces(question));
  }
  return question
    .split(/(?<=[。！!？?\n])/)
    .filter((part) => !/[?？]\s*$|か[。\s]*$|の[。\s]*$|(?:教えて|知りたい)[^。]*$/.test(part))
    .some((part) => coverage(pieces, contentPieces(part)) === 1 && isNegated(part) === isNegated(sentence));
}
