import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { AppError } from "../errors.ts";
import { provenanceOf } from "../retrieval/provenance.ts";
import type { Passage } from "../retrieval/retriever.ts";

/** The languages guidance is written in. */
export type GuidanceLanguage = "ja" | "en";

const words = z.object({ ja: z.string().trim().min(1), en: z.string().trim().min(1) });
const choice = z.object({ say: words, quote: words });
const question = z.object({
  id: z.string().regex(/^[a-z-]{1,20}$/),
  ask: words,
  infrastructure: choice,
  backend: choice,
});
const list = z.object({ ja: z.array(z.string().min(1)), en: z.array(z.string().min(1)) });
const role = z.object({ name: words, is: words, needs: words.optional(), step: words.optional() });
const road = z.object({
  begin: words,
  roles: z.array(role).min(1).max(5),
  next: words.optional(),
  /** What people ask about these roles and the sources do not say. */
  silent: list,
});
const schema = z.object({
  fit: z.array(question).min(2).max(12),
  map: z.object({ infrastructure: road, backend: road }),
});

type Words = z.infer<typeof words>;
/** What `guidance.yaml` holds. */
export type Guidance = z.infer<typeof schema>;

/** The two roles that guidance compares. */
export const ROLES = ["infrastructure", "backend"] as const;
export type Role = (typeof ROLES)[number];

const HINT = "See knowledge/guidance.yaml of the project for the form.";

/** Parses `guidance.yaml`; throws `guidance_invalid` naming every place at fault. */
export function parseGuidance(yaml: string): Guidance {
  let data: unknown;
  try {
    data = parseYaml(yaml, { maxAliasCount: 10, logLevel: "error" });
  } catch (error) {
    throw new AppError("guidance_invalid", "guidance.yaml is not valid YAML", HINT, { cause: error });
  }
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const places = result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new AppError("guidance_invalid", `guidance.yaml: ${places.join("; ")}`, HINT);
}

/** A verbatim sentence and where it stands. */
export interface Source {
  readonly quote: string;
  readonly section: string;
  /** Where the words come from. */
  readonly from: string;
}

export type FindSource = (quote: Words) => Source | undefined;

/** Finds quotes in a snapshot; one that does not stand there word for word is none. */
export function sourceFinder(passages: readonly Passage[], language: GuidanceLanguage): FindSource {
  const inLanguage = passages.filter(({ document }) => document.language === language);
  return (quote) => {
    const found = inLanguage.find(({ chunk }) => chunk.text.includes(quote[language]));
    if (!found) return undefined;
    const { headingPath } = found.chunk;
    const section = headingPath.at(-1) ?? found.document.title;
    return { quote: quote[language], section, from: provenanceOf(found.document) };
  };
}

/** Every quote with the place in the file that holds it. */
function quotesOf({ fit, map }: Guidance): readonly (readonly [place: string, quote: Words])[] {
  const asked = fit.flatMap((question) =>
    ROLES.map((side) => [`fit.${question.id}.${side}`, question[side].quote] as const),
  );
  const shown = ROLES.flatMap((side) => {
    const { begin, roles, next } = map[side];
    const ofRoles = roles.flatMap(({ name, is, needs, step }) =>
      [is, needs, step].flatMap((quote) => (quote ? [[`map.${side}.${name.en}`, quote] as const] : [])),
    );
    const around = [begin, next].flatMap((quote) => (quote ? [[`map.${side}`, quote] as const] : []));
    return [...around, ...ofRoles];
  });
  return [...asked, ...shown];
}

/** What an author must mend: quotes that do not stand in the knowledge, one line each. */
export function missingQuotes(
  guidance: Guidance,
  texts: Readonly<Record<GuidanceLanguage, string>>,
): string[] {
  return quotesOf(guidance).flatMap(([place, quote]) =>
    (["ja", "en"] as const)
      .filter((language) => !texts[language].includes(quote[language]))
      .map((language) => `${place}.${language} is not a sentence of the knowledge: ${quote[language]}`),
  );
}
