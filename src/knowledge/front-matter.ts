import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { AppError } from "../errors.ts";
import type { Block } from "./blocks.ts";
import type { DocumentMeta } from "./document.ts";

const day = z.union([z.string(), z.date()]).transform((value, context) => {
  const text = value instanceof Date ? value.toISOString().slice(0, 10) : value;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text))) {
    context.addIssue({ code: "custom", message: `must be a day like 2026-01-31, got "${text}"` });
  }
  return text;
});

const metaSchema = z.object({
  title: z.string().trim().min(1),
  source: z.string().trim().min(1),
  url: z.url().optional(),
  language: z.enum(["ja", "en"]),
  reviewed: day,
  publisher: z.string().trim().min(1),
});

/** Far more than any metadata needs, far less than a parser chokes on. */
const MOST_CHARACTERS = 20_000;
const MOST_BRACKETS = 200;

/** Metadata from YAML; throws `knowledge_metadata` with every problem in one message. */
export function parseMetadata(yaml: string, path: string): DocumentMeta {
  const hint = "Give it title, source, language (ja or en), reviewed (YYYY-MM-DD) and publisher.";
  if (yaml.length > MOST_CHARACTERS || (yaml.match(/[[{]/g)?.length ?? 0) > MOST_BRACKETS) {
    throw new AppError("knowledge_metadata", `${path}: metadata is too large or too deeply nested`, hint);
  }
  let data: unknown;
  try {
    data = parseYaml(yaml, { maxAliasCount: 10, logLevel: "error" });
  } catch (error) {
    throw new AppError("knowledge_metadata", `${path}: metadata is not valid YAML`, hint, { cause: error });
  }
  const result = metaSchema.safeParse(data);
  if (result.success) {
    const { url, ...meta } = result.data;
    return url === undefined ? meta : { ...meta, url };
  }
  const problems = result.error.issues.map(
    (issue) => `${issue.path.join(".") || "metadata"} ${issue.message}`,
  );
  throw new AppError("knowledge_metadata", `${path}: ${problems.join("; ")}`, hint);
}

/** Stands where a file brings no metadata of its own; `shirube ingest --check` asks for the real one. */
export const UNKNOWN = "unknown";

/** Metadata guessed for a file without any: its first line as the title, its script as the language. */
export function inferMetadata(id: string, blocks: readonly Block[]): DocumentMeta {
  const title = blocks.find((block) => block.kind === "heading")?.text ?? blocks[0]?.text ?? id;
  const sample = blocks
    .map((block) => block.text)
    .join("\n")
    .slice(0, 5_000);
  return {
    title: title.replace(/\s+/g, " ").trim().slice(0, 120),
    source: id,
    language: /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(sample) ? "ja" : "en",
    reviewed: UNKNOWN,
    publisher: UNKNOWN,
  };
}

/** Cuts a leading `---` block off a text; `yaml` is absent when there is none. */
export function splitFrontMatter(text: string): { readonly yaml?: string; readonly body: string } {
  const match = /^---[ \t]*\n([\s\S]*?)\n---[ \t]*(?:\n|$)/.exec(text);
  if (!match) return { body: text };
  return { yaml: match[1] as string, body: text.slice(match[0].length) };
}
