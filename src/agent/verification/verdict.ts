import { type Quoted, yesOrNo } from "../extractive/yes-no.ts";
import type { Question } from "../question/question.ts";

/** A "yes" or "no" that opens a sentence, in whatever words. */
export interface OpeningVerdict {
  readonly said: "yes" | "no";
  /** As written, with the comma or stop behind it. */
  readonly opening: string;
  readonly rest: string;
}

const YES =
  /^(?:(?:はい|ええ|うん|もちろん|そのとおり|その通り)(?:です(?:よ|ね)?)?(?:[、,。．！!\s]+|$)|(?:yes|yeah|yep|of course|sure|certainly|absolutely|definitely|exactly|indeed|correct)(?:[,.!;:\s—-]*[,.!;:—]\s*|$))+/i;
const NO =
  /^(?:(?:いいえ|いえ|いや|ううん)(?:です)?(?:[、,。．！!\s]+|$)|(?:no|nope|not (?:really|at all|necessarily))(?:[,.!;:\s—-]*[,.!;:—]\s*|$))+/i;

/** The verdict a sentence opens with, which asserts as much as a sentence of its own. */
export function openingVerdict(words: string): OpeningVerdict | undefined {
  const yes = YES.exec(words);
  const found = yes ?? NO.exec(words);
  if (!found) return undefined;
  return { said: yes ? "yes" : "no", opening: found[0], rest: words.slice(found[0].length) };
}

/** Whether one of the lines, a sentence under its heading, affirms or denies what is asked. */
export function isBorneOut(said: "yes" | "no", question: Question, lines: readonly Quoted[]): boolean {
  return lines.some((line) => yesOrNo(question, [line]) === said);
}
