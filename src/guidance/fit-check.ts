import {
  type FindSource,
  type Guidance,
  type GuidanceLanguage,
  ROLES,
  type Role,
  type Source,
} from "./guidance.ts";

/** How somebody answered one question; `both` leans nowhere. */
export type FitAnswer = Role | "both";

export interface FitQuestion {
  readonly id: string;
  readonly ask: string;
  readonly choices: Readonly<Record<Role, { readonly say: string; readonly source: Source }>>;
}

/** One answer and the sentence behind it. */
export interface FitPoint {
  readonly say: string;
  readonly source: Source;
}

/** Where the answers lean; no count of it says who somebody is. */
export interface FitSpread {
  readonly leaning: Readonly<Record<Role, readonly FitPoint[]>>;
  /** Questions whose answer leans nowhere. */
  readonly both: readonly string[];
}

/** The questions whose two sentences both stand in the snapshot; an edited sentence takes its question away. */
export function fitQuestions(
  { fit }: Guidance,
  language: GuidanceLanguage,
  find: FindSource,
): readonly FitQuestion[] {
  return fit.flatMap((question) => {
    const [infrastructure, backend] = ROLES.map((side) => {
      const source = find(question[side].quote);
      return source && { say: question[side].say[language], source };
    });
    if (!infrastructure || !backend) return [];
    return [{ id: question.id, ask: question.ask[language], choices: { infrastructure, backend } }];
  });
}

/** Lays the answers out side by side; questions without an answer are left out. */
export function fitSpread(
  questions: readonly FitQuestion[],
  answers: Readonly<Record<string, FitAnswer | undefined>>,
): FitSpread {
  const leaning = (side: Role) =>
    questions.flatMap(({ id, choices }) => (answers[id] === side ? [choices[side]] : []));
  return {
    leaning: { infrastructure: leaning("infrastructure"), backend: leaning("backend") },
    both: questions.flatMap(({ id, ask }) => (answers[id] === "both" ? [ask] : [])),
  };
}
