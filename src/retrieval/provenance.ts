import type { DocumentMeta } from "../knowledge/document.ts";
import { UNKNOWN } from "../knowledge/front-matter.ts";

/** Where a document's words come from, for a requester: its source, and who publishes it where that does not say. */
export function provenanceOf({ source, publisher, language }: DocumentMeta): string {
  if (publisher === UNKNOWN || source.includes(publisher)) return source;
  return language === "ja" ? `${source}（${publisher}）` : `${source} (${publisher})`;
}
