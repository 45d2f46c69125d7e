import type { Question } from "../question/question.ts";
import type { TopicId } from "../question/topic-list.ts";
import { MATTERS } from "./matters.ts";
import type { Outline } from "./outline.ts";

/** What a question is about that the knowledge does not state, and what comes closest. */
export interface Uncovered {
  readonly name: string;
  readonly nearest?: TopicId;
  readonly saying?: RegExp;
}

/** The first matter a question asks about that no document of the knowledge writes of. */
export function uncoveredMatter(question: Question, outline: Outline): Uncovered | undefined {
  const text = question.standalone.normalize("NFKC");
  for (const { asked, name, nearest, saying } of MATTERS) {
    const words = asked.exec(text)?.[0];
    if (words && !isWritten(words, outline)) {
      return {
        name: name?.[question.locale] ?? words,
        ...(nearest && { nearest }),
        ...(saying && { saying }),
      };
    }
  }
  return undefined;
}

const written = new WeakMap<Outline, string>();

/** Whether a document writes the words themselves. */
function isWritten(words: string, outline: Outline): boolean {
  let all = written.get(outline);
  if (all === undefined) {
    all = outline.sections
      .flatMap(({ heading, sentences }) => [heading, ...sentences.map(({ text }) => text)])
      .join("\n")
      .toLowerCase();
    written.set(outline, all);
  }
  return all.includes(words.toLowerCase());
}
