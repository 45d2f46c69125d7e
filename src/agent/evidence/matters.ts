import type { Matter } from "./matter.ts";
import { MATTERS_OF_EMPLOYMENT } from "./matters-of-employment.ts";
import { MATTERS_OF_PEOPLE } from "./matters-of-people.ts";
import { UNNAMED_THINGS } from "./unnamed-things.ts";

/**
 * Being near a subject is not stating it: "夜勤" sits beside operations, and nothing is said of it.
 * Each is refused only while no document writes of what was asked for.
 */
export const MATTERS: readonly Matter[] = [...MATTERS_OF_EMPLOYMENT, ...MATTERS_OF_PEOPLE, ...UNNAMED_THINGS];

/** What the first matter a text asks about is called, in Japanese; undefined when it asks about none of them. */
export function matterNamed(text: string): string | undefined {
  for (const { asked, name } of MATTERS) {
    const words = asked.exec(text.normalize("NFKC"))?.[0];
    if (words) return name?.ja ?? words;
  }
  return undefined;
}
