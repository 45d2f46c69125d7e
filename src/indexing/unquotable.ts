import type { SourceDocument } from "../knowledge/document.ts";
import { addressesSoftware } from "../knowledge/orders.ts";
import { splitSentences } from "../knowledge/sentences.ts";

/** A sentence or heading that is never quoted, because it reads like an order to software. */
export interface Unquotable {
  readonly id: string;
  readonly text: string;
}

/** What of a document is kept from readers and models; marks without a word are nobody's loss. */
export function unquotableIn({ id, text, sections }: SourceDocument): Unquotable[] {
  const headings = sections.flatMap(({ headingPath }) => headingPath);
  const sentences = sections.flatMap(({ start, end }) => splitSentences(text.slice(start, end)));
  return [...new Set([...headings, ...sentences.map((sentence) => sentence.text)])]
    .filter((words) => /\p{L}/u.test(words) && addressesSoftware(words))
    .map((words) => ({ id, text: words }));
}
