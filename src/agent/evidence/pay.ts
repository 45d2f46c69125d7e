import type { Question } from "../question/question.ts";
import type { TopicId } from "../question/topic-list.ts";
import { isNarrow, speaksOf } from "../question/topics.ts";
import type { Outline, OutlineSection } from "./outline.ts";

/** Whether a question asks for the pay of narrow subjects, and of one of them no sentence says anything. */
export function asksForUntoldPay({ topics, locale }: Question, outline: Outline): boolean {
  const subjects = topics.filter(
    (topic) => isNarrow(topic) && topic !== "programmes" && topic !== "consultation",
  );
  if (!topics.includes("pay") || subjects.length === 0) return false;
  const own = outline.sections.filter(({ language }) => language === locale);
  const sections = own.length > 0 ? own : outline.sections;
  return !subjects.every((subject) => sections.some((section) => tellsPay(section, subject)));
}

function tellsPay({ topics, sentences }: OutlineSection, subject: TopicId): boolean {
  return sentences.some(
    ({ text }) =>
      (topics.includes(subject) || speaksOf(subject, text)) &&
      (topics.includes("pay") || speaksOf("pay", text)),
  );
}
