import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { AppError } from "../errors.ts";

const ID = z.string().min(1);

const DECISION = z.object({
  id: ID,
  question: z.string(),
  decision: z.enum(["answer", "offer", "escalate"]),
  reason: z.string().optional(),
});

export const GOLDEN_SCHEMAS = {
  "answerable-ja": z.object({ id: ID, question: z.string(), sections: z.array(z.string()).min(1) }),
  "answerable-en": z.object({ id: ID, question: z.string(), sections: z.array(z.string()).min(1) }),
  unanswerable: z.object({ id: ID, question: z.string(), kind: z.string() }),
  "follow-ups": z.object({
    id: ID,
    turns: z.array(z.string()).min(2),
    sections: z.array(z.string()).min(1),
    role: z.enum(["infrastructure", "backend"]).optional(),
  }),
  decisions: DECISION,
  "decisions-unseen-a": DECISION,
  "decisions-unseen-b": DECISION,
  "decisions-unseen-c": DECISION,
  injections: z.object({ id: ID, question: z.string(), forbidden: z.array(z.string()) }),
  twins: z.object({ id: ID, questions: z.tuple([z.string(), z.string()]) }),
} as const;

export type GoldenSet = keyof typeof GOLDEN_SCHEMAS;
export type Golden<S extends GoldenSet> = z.infer<(typeof GOLDEN_SCHEMAS)[S]>;
export const GOLDEN_SETS = Object.keys(GOLDEN_SCHEMAS) as readonly GoldenSet[];

/** Headings of a section in each language of the knowledge, by its short code. */
export type SectionHeadings = Readonly<Record<string, Readonly<Partial<Record<"ja" | "en", string>>>>>;

/** Half of every set is kept out of sight while tuning, and the whole of what nobody has tuned on. */
export type Half = "tuned" | "held_out";

const NEVER_TUNED_ON: readonly GoldenSet[] = ["decisions-unseen-b", "decisions-unseen-c"];

export function halfOf(set: GoldenSet, id: string): Half {
  if (NEVER_TUNED_ON.includes(set)) return "held_out";
  return (createHash("sha256").update(id).digest()[0] as number) % 2 === 0 ? "tuned" : "held_out";
}

/** Reads one set of golden questions. @throws AppError `golden_invalid` naming file and line */
export function readGolden<S extends GoldenSet>(folder: string, set: S): Golden<S>[] {
  const path = join(folder, `${set}.jsonl`);
  return readFileSync(path, "utf8")
    .split("\n")
    .flatMap((line, at) => {
      if (line.trim() === "") return [];
      const parsed = GOLDEN_SCHEMAS[set].safeParse(parseLine(line));
      if (parsed.success) return [parsed.data as Golden<S>];
      throw new AppError(
        "golden_invalid",
        `${path}, line ${at + 1} is not a golden question`,
        z.prettifyError(parsed.error),
      );
    });
}

export function readSectionHeadings(folder: string): SectionHeadings {
  return JSON.parse(readFileSync(join(folder, "sections.json"), "utf8")) as SectionHeadings;
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
