import type { Locale } from "../../conversation/conversation.ts";
import type { Question } from "../question/question.ts";
import type { TopicId } from "../question/topic-list.ts";
import type { Matter } from "./matter.ts";
import { MATTERS } from "./matters.ts";
import type { Outline } from "./outline.ts";

/** What a question is about that the knowledge does not state, and what comes closest. */
export interface Uncovered {
  /** Absent where no words of ours say just what is missing. */
  readonly name?: string;
  readonly nearest?: TopicId;
  readonly saying?: RegExp;
}

/** The first matter a question asks about that no document of the knowledge writes of. */
export function uncoveredMatter(question: Question, outline: Outline): Uncovered | undefined {
  const text = question.standalone.normalize("NFKC");
  const all = wordsOf(outline, question.locale);
  for (const matter of MATTERS) {
    const words = matter.asked.exec(text)?.[0];
    if (words && !isWritten(matter, words, all)) {
      const { nearest, saying } = matter;
      const name = nameOf(matter, words, all, question.locale);
      return {
        ...(name && { name }),
        ...(nearest && { nearest }),
        ...(saying && { saying }),
      };
    }
  }
  return undefined;
}

/** What a text writes that states a matter the question asks about. */
export function thingsAsked({ standalone }: Question): RegExp[] {
  const text = standalone.normalize("NFKC");
  return MATTERS.flatMap((matter) => {
    const words = matter.asked.exec(text)?.[0];
    return words ? thingsNamed(matter, words) : [];
  });
}

function thingsNamed({ written = [] }: Matter, words: string): readonly RegExp[] {
  return written.length === 1 ? written : written.filter((thing) => thing.test(words));
}

/** Whether a document writes of the thing that was named, else the words themselves. */
function isWritten(matter: Matter, words: string, all: string): boolean {
  if (thingsNamed(matter, words).some((thing) => thing.test(all))) return true;
  return all.toLowerCase().includes(words.toLowerCase());
}

/** A noun, and no phrase. */
const NOUN = /^[\p{sc=Han}\p{sc=Katakana}ー]{1,12}$|^[a-z][a-z -]{1,18}$/iu;

/** What is said not to be stated; where another thing of the matter is, only what was asked for. */
function nameOf(
  { name, written = [] }: Matter,
  words: string,
  all: string,
  locale: Locale,
): string | undefined {
  if (!written.some((thing) => thing.test(all))) return name?.[locale] ?? words;
  return NOUN.test(words) ? words : undefined;
}

const texts = new WeakMap<Outline, Partial<Record<Locale, string>>>();

/** All that is written in the language that is read for a question; in every language when it has none. */
function wordsOf(outline: Outline, locale: Locale): string {
  const known = texts.get(outline)?.[locale];
  if (known !== undefined) return known;
  const own = outline.sections.filter(({ language }) => language === locale);
  const all = (own.length > 0 ? own : outline.sections)
    .flatMap(({ heading, sentences }) => [heading, ...sentences.map(({ text }) => text)])
    .join("\n")
    .normalize("NFKC");
  texts.set(outline, { ...texts.get(outline), [locale]: all });
  return all;
}
