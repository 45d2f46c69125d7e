import { isLesson } from "../../conversation/conversation.ts";
import type { Question } from "../question/question.ts";
import { contentPieces, coverage } from "../question/terms.ts";
import type { OutlineSection } from "./outline.ts";
import { thingsAsked } from "./uncovered.ts";

/** Finds what was written for just this question: an advisor's lesson on it, or words on the very matter. */
export interface DirectAnswers {
  holds(section: OutlineSection): boolean;
  /** Whether the section is a lesson on the very question. */
  isLesson(section: OutlineSection): boolean;
  /** Whether a sentence of the section is such an answer; all are where the heading says so. */
  gives(section: OutlineSection, sentence: string): boolean;
}

/** A lesson's own question and the one asked must share this much of each other's words. */
const SAME_QUESTION = 0.8;

export function directAnswersTo(question: Question): DirectAnswers {
  const things = thingsAsked(question);
  const asked = contentPieces(question.standalone);
  const writes = (text: string) => things.some((thing) => thing.test(text));
  const isLessonOn = ({ documentId, heading }: OutlineSection) => {
    const own = contentPieces(heading);
    return isLesson(documentId) && Math.min(coverage(asked, own), coverage(own, asked)) >= SAME_QUESTION;
  };
  const isOnIt = (section: OutlineSection) => writes(section.heading) || isLessonOn(section);
  return {
    holds: (section) => isOnIt(section) || section.sentences.some(({ text }) => writes(text)),
    isLesson: isLessonOn,
    gives: (section, sentence) => writes(sentence) || isOnIt(section),
  };
}
