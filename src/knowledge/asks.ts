import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { AppError } from "../errors.ts";
import type { SourceDocument } from "./document.ts";

const asksSchema = z.record(z.string(), z.array(z.string().trim().min(1)));

/**
 * Attaches an asks file (`heading: [question, …]`, the title for the opening section) to its document.
 * @throws AppError `knowledge_asks` when it is malformed or names a heading that the document lacks
 */
export function attachAsks(document: SourceDocument, yaml: string): SourceDocument {
  const asks = parseAsks(yaml, document.id);
  const headings = new Set(document.sections.map((section) => section.headingPath.at(-1)));
  const unknown = Object.keys(asks).filter((heading) => !headings.has(heading));
  if (unknown.length > 0) {
    throw new AppError(
      "knowledge_asks",
      `${document.id}: its asks name no section of it: ${unknown.join(", ")}`,
      "Use the section headings exactly as they stand in the document.",
    );
  }
  const sections = document.sections.map((section) => {
    const questions = asks[section.headingPath.at(-1) as string];
    return questions ? { ...section, asks: questions } : section;
  });
  return { ...document, sections };
}

function parseAsks(yaml: string, id: string): Readonly<Record<string, readonly string[]>> {
  const hint = "Write a heading, a colon, and below it one question a line: - 給料はどっちが高い？";
  let data: unknown;
  try {
    data = parseYaml(yaml, { maxAliasCount: 10, logLevel: "error" });
  } catch (error) {
    throw new AppError("knowledge_asks", `${id}: its asks are not valid YAML`, hint, { cause: error });
  }
  const result = asksSchema.safeParse(data ?? {});
  if (result.success) return result.data;
  throw new AppError("knowledge_asks", `${id}: its asks are not lists of questions under headings`, hint);
}
