import type { Answer } from "../agent/answer.ts";
import { readQuestion } from "../agent/question/question.ts";
import { rolesIn } from "../agent/question/roles.ts";
import { isOwnText } from "../agent/verification/own-words.ts";
import { createSegmenter } from "../agent/verification/segments.ts";
import { isSocial } from "../agent/verification/social.ts";
import { isBorneOut, openingVerdict } from "../agent/verification/verdict.ts";
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
 * Shown sentences that neither come from the product's own texts nor end as one of the sentences they cite,
 * and a "yes" or "no" that none of the cited sentences bears out.
 * The end is compared, because a repeated subject may be left out in front.
 */
export function unsupportedSentences(answer: Answer, question: string): string[] {
  const segmenter = createSegmenter();
  const segments = [...segmenter.push(answer.text), ...segmenter.end()];
  const { standaloneQuestion } = answer.trace;
  const asked = readQuestion(question, standaloneQuestion, answer.locale);
  const lines = answer.citations.map(({ headingPath, quote }) => ({
    heading: headingPath.at(-1) ?? "",
    text: quote,
  }));
  const said = {
    question: `${question}\n${standaloneQuestion}`,
    publishers: answer.citations.map(({ publisher }) => publisher),
  };
  return segments
    .filter(({ words, cites }) => {
      const verdict = openingVerdict(words);
      if (verdict && !isBorneOut(verdict.said, asked, lines)) return true;
      const rest = verdict?.rest ?? words;
      if (rest === "" || isOwnText(rest, said) || (cites.length === 0 && isSocial(rest, question)))
        return false;
      const quotes = answer.citations
        .filter(({ number }) => cites.includes(number))
        .map(({ quote }) => quote);
      return !quotes.some((quote) => quote.endsWith(rest.slice(-Math.min(16, rest.length))));
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
