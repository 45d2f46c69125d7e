import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { z } from "zod";
import { AppError } from "../errors.ts";

/** Same depth from `src/agent` and from `dist/agent`. */
const FOLDER = fileURLToPath(new URL("../../prompts/", import.meta.url));

const FRONT_MATTER = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  purpose: z.string().min(1),
  variables: z.array(z.string()).default([]),
});

/** One prompt file: what it is for and which places are filled in. */
export interface Prompt {
  readonly id: string;
  readonly purpose: string;
  readonly variables: readonly string[];
  /** `id@` and the first 8 hex digits of the file's SHA-256. */
  readonly version: string;
  /** @throws AppError `prompt_variable` when a place is left unfilled or unknown */
  render(values?: Readonly<Record<string, string>>): string;
}

/** Reads every `prompts/*.md`. @throws AppError `prompt_invalid` naming the file */
export function loadPrompts(folder = FOLDER): ReadonlyMap<string, Prompt> {
  const prompts = readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => parsePrompt(name, readFileSync(`${folder}/${name}`, "utf8")));
  return new Map(prompts.map((prompt) => [prompt.id, prompt]));
}

/** One of the prompts the agent cannot do without. @throws AppError `prompt_missing` */
export function promptOf(prompts: ReadonlyMap<string, Prompt>, id: string): Prompt {
  const prompt = prompts.get(id);
  if (prompt) return prompt;
  throw new AppError("prompt_missing", `There is no prompt "${id}".`, `Restore prompts/${id}.md.`);
}

export function parsePrompt(name: string, text: string): Prompt {
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text.replace(/\r\n/g, "\n"));
  const front = FRONT_MATTER.safeParse(match ? parse(match[1] as string) : undefined);
  if (!match || !front.success) {
    throw new AppError(
      "prompt_invalid",
      `prompts/${name} has no usable front matter.`,
      "Begin it with ---, the lines id, purpose and variables, and ---.",
    );
  }
  const body = (match[2] as string).trim();
  const used = new Set([...body.matchAll(/\{\{(\w+)\}\}/g)].map((place) => place[1] as string));
  const { id, purpose, variables } = front.data;
  const unequal = [...used]
    .filter((v) => !variables.includes(v))
    .concat(variables.filter((v) => !used.has(v)));
  if (unequal.length > 0 || `${id}.md` !== name) {
    throw new AppError(
      "prompt_invalid",
      `prompts/${name}: id or variables do not match the file (${[id, ...unequal].join(", ")}).`,
      "Give the file's name as id and list exactly the {{places}} it uses as variables.",
    );
  }
  return {
    id,
    purpose,
    variables,
    version: `${id}@${createHash("sha256").update(text).digest("hex").slice(0, 8)}`,
    render: (values = {}) =>
      body.replace(/\{\{(\w+)\}\}/g, (_, variable: string) => {
        const value = values[variable];
        if (value === undefined) {
          throw new AppError("prompt_variable", `${id}: nothing given for {{${variable}}}.`, "Pass a value.");
        }
        return value;
      }),
  };
}
