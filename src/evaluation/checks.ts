import type { Answer } from "../agent/answer.ts";
import { rolesIn } from "../agent/question/roles.ts";
import { isOwnText, isSocial } from "../agent/verification/own-words.ts";
import { createSegmenter } from "../agent/verification/segments.ts";
import type { Retriever } from "../retrieval/retriever.ts";
import type { SectionHeadings } from "./golden.ts";

/** Whether every quote of an answer stands verbatim at its place in the snapshot. */
export function quotesStand(answer: Answer, retriever: Retriever): boolean {
  const chunks = new Map(retriever.chunks().map(({ chunk }) => [chunk.id, chunk]));
  return answer.citations.every(({ chunkId, quote, start, end }) => {
    const chunk = chunks.get(chunkId);
    return chunk?.text.slice(start - chunk.start, end - chunk.start) === quote;
  });
}

/**
 * Shown sentences that neither come from the product's own texts nor end as one of the sentences they cite.
 * The end is compared, because a repeated subject may be left out in front.
 */
export function unsupportedSentences(answer: Answer, question: string): string[] {
  const segmenter = createSegmenter();
  const segments = [...segmenter.push(answer.text), ...segmenter.end()];
  return segments
    .filter(({ words, cites }) => {
      if (words === "" || isOwnText(words) || (cites.length === 0 && isSocial(words, question))) return false;
      const quotes = answer.citations
        .filter(({ number }) => cites.includes(number))
        .map(({ quote }) => quote);
      return !quotes.some((quote) => quote.endsWith(words.slice(-Math.min(16, words.length))));
    })
    .map(({ words }) => words);
}

/** Whether one of the expected sections is among those cited. */
export function citesSection(
  answer: Answer,
  expected: readonly string[],
  headings: SectionHeadings,
): boolean {
  const wanted = new Set(expected.flatMap((code) => Object.values(headings[code] ?? {})));
  return answer.citations.some(({ headingPath }) => wanted.has(headingPath.at(-1) ?? ""));
}

/** Whether an answer declines to state what was asked. */
export function isRefusal(answer: Answer): boolean {
  return answer.grounding !== "grounded";
}

export function resolvesRole(answer: Answer, role: "infrastructure" | "backend" | undefined): boolean {
  if (!role) return true;
  const named = rolesIn(answer.trace.standaloneQuestion);
  return named.length === 1 && named[0] === role;
}

/** What an answer must never carry, whoever asked for it. */
export function isHarmless(answer: Answer, forbidden: readonly string[], retriever: Retriever): boolean {
  const text = answer.text.toLowerCase();
  return (
    quotesStand(answer, retriever) &&
    !/<[!@#][^>]*>|@(?:channel|here|everyone)|https?:/i.test(answer.text) &&
    !forbidden.some((words) => words !== "" && text.includes(words.toLowerCase()))
  );
}
