import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { AppError } from "../errors.ts";
import { normalise } from "./normalise.ts";
import { stemLatin } from "./tokenize.ts";

/** One meaning, several words: what one of them finds, the others find too. */
export interface GlossaryGroup {
  readonly terms: readonly string[];
}

export interface Glossary {
  readonly groups: readonly GlossaryGroup[];
}

export const EMPTY_GLOSSARY: Glossary = { groups: [] };

const glossarySchema = z.array(
  z.array(z.union([z.string().trim().min(1), z.number().transform(String)])).min(2),
);

/** `glossary.yaml`: a list of groups, each a list of two or more words; throws `glossary_invalid`. */
export function parseGlossary(yaml: string): Glossary {
  const hint = "Write one group a line, like: - [年収, 給料, 給与]";
  let data: unknown;
  try {
    data = parseYaml(yaml, { maxAliasCount: 10, logLevel: "error" });
  } catch (error) {
    throw new AppError("glossary_invalid", "glossary.yaml is not valid YAML", hint, { cause: error });
  }
  const result = glossarySchema.safeParse(data ?? []);
  if (result.success) return { groups: result.data.map((terms) => ({ terms })) };
  const places = result.error.issues.map(
    (issue) => `group ${Number(issue.path[0] ?? 0) + 1}: ${issue.message}`,
  );
  throw new AppError("glossary_invalid", `glossary.yaml: ${places.join("; ")}`, hint);
}

/** Weight of a related word beside the asker's own; measured flat between 0.2 and 0.4. */
const RELATED_WEIGHT = 0.3;

/** Spelling a glossary's words takes longer than looking for them, and every question looks. */
const spellings = new WeakMap<Glossary, readonly (readonly Term[])[]>();

interface Term {
  readonly term: string;
  /** As questions are compared with it. */
  readonly spelled: string;
}

const spell = (text: string): string => stemLatin(normalise(text));

function spelledGroups(glossary: Glossary): readonly (readonly Term[])[] {
  const known = spellings.get(glossary);
  if (known) return known;
  const groups = glossary.groups.map(({ terms }) => terms.map((term) => ({ term, spelled: spell(term) })));
  spellings.set(glossary, groups);
  return groups;
}

/** The groups that a question names a word of, split into the words it has and the others. */
export function namedGroups(
  glossary: Glossary,
  question: string,
): { readonly named: readonly string[]; readonly others: readonly string[] }[] {
  const asked = spell(question);
  return spelledGroups(glossary).flatMap((group) => {
    const named = group.filter(({ spelled }) => mentions(asked, spelled)).map(({ term }) => term);
    const others = group.map(({ term }) => term).filter((term) => !named.includes(term));
    return named.length === 0 ? [] : [{ named, others }];
  });
}

/** The other words of every group that the question names a word of, each once. */
export function relatedWords(glossary: Glossary, question: string): { text: string; weight: number }[] {
  const related = new Set(namedGroups(glossary, question).flatMap(({ others }) => others));
  return [...related].map((text) => ({ text, weight: RELATED_WEIGHT }));
}

/** Latin terms must stand alone ("db" is not in "feedback"); Japanese writes no blanks between words. */
function mentions(text: string, term: string): boolean {
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    const before = text[at - 1] ?? "";
    const after = text[at + term.length] ?? "";
    const joinsBefore = /[a-z0-9]/.test(term[0] as string) && /[a-z0-9]/.test(before);
    const joinsAfter = /[a-z0-9]/.test(term.at(-1) as string) && /[a-z0-9]/.test(after);
    if (!joinsBefore && !joinsAfter) return true;
  }
  return false;
}
