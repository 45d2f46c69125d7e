import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { messageOf } from "./errors.ts";
import { missingQuotes, parseGuidance } from "./guidance/guidance.ts";
import { createGuide, type Guide } from "./guidance/guide.ts";
import { readDocuments } from "./indexing/read-documents.ts";
import { readSourceFiles } from "./indexing/source-files.ts";
import type { Logger } from "./log.ts";
import type { Retriever } from "./retrieval/retriever.ts";

/** The guidance's file in the knowledge folder. */
export const GUIDANCE_FILE = "guidance.yaml";

/**
 * Guidance as the file says now, on the sentences that are served now; none where there is no file.
 * A file that cannot be read is reported and offers nothing: answers do not depend on it.
 */
export function serveGuidance(
  knowledgeDir: string,
  retriever: () => Retriever,
  logger: Logger,
): () => Guide | undefined {
  const path = join(knowledgeDir, GUIDANCE_FILE);
  return () => {
    if (!existsSync(path)) return undefined;
    try {
      return createGuide(parseGuidance(readFileSync(path, "utf8")), retriever().chunks());
    } catch (error) {
      logger.error("the guidance cannot be offered", { reason: messageOf(error) });
      return undefined;
    }
  };
}

/** What an author must mend in the guidance of these folders, one line each; nothing where there is none. */
export async function checkGuidance(paths: readonly string[]): Promise<string[]> {
  const path = paths.map((folder) => join(folder, GUIDANCE_FILE)).find(existsSync);
  if (path === undefined) return [];
  const texts = { ja: "", en: "" };
  for await (const result of readDocuments(readSourceFiles(paths).files)) {
    if ("document" in result) texts[result.document.meta.language] += `${result.document.text}\n`;
  }
  try {
    return missingQuotes(parseGuidance(readFileSync(path, "utf8")), texts);
  } catch (error) {
    return [messageOf(error)];
  }
}
