import type { Question } from "../question/question.ts";
import type { TopicId } from "../question/topic-list.ts";
import { isCareer, speaksOf } from "../question/topics.ts";
import type { Outline, OutlineSection } from "./outline.ts";

/** Whether a question asks for the pay of careers of which no sentence tells it; skills are what pay depends on. */
export function asksForUntoldPay({ topics, locale }: Question, outline: Outline): boolean {
  const careers = topics.filter(isCareer);
  if (!topics.includes("pay") || careers.length === 0) return false;
  const own = outline.sections.filter(({ language }) => language === locale);
  const sections = own.length > 0 ? own : outline.sections;
  return !careers.every((career) => sections.some((section) => tellsPay(section, career)));
}

function tellsPay({ topics, sentences }: OutlineSection, career: TopicId): boolean {
  return sentences.some(
    ({ text }) =>
      (topics.includes(career) || speaksOf(career, text)) &&
      (topics.includes("pay") || speaksOf("pay", text)),
  );
}
