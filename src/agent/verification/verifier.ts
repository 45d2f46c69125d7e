import type { Citation } from "../../conversation/conversation.ts";
import type { ComparisonTable } from "../answer.ts";
import { type Ledger, type NumberedSentence, toCitation } from "../evidence/ledger.ts";
import type { Question } from "../question/question.ts";
import { contentPieces, coverage } from "../question/terms.ts";
import { isForbidden, isOwnText, isSocial } from "./own-words.ts";
import type { Segment } from "./segments.ts";
import { unsupportedBecause } from "./support.ts";

export interface Checked {
  /** What may be shown, with markers numbered as the requester sees them; empty when dropped. */
  readonly text: string;
  readonly words: string;
  readonly verdict: "kept" | "dropped";
  /** Why it was dropped, or `reworded` when the source's own words took its place. */
  readonly why?: string;
}

/** Checks a model's text piece by piece and numbers citations in the order they are shown. */
export interface Verifier {
  check(segment: Segment): Checked;
  /** Rows whose cells are all supported; nothing when fewer than two remain. */
  checkTable(table: ComparisonTable): ComparisonTable | undefined;
  readonly citations: readonly Citation[];
}

/** Similarity a sentence must reach to be cited for words that named no source. */
const CLEARLY_THE_SAME = 0.85;

export function createVerifier(ledger: Ledger, question: Question): Verifier {
  const numbers = new Map<number, number>();
  const reworded = new Set<number>();
  const citations: Citation[] = [];

  const marker = (sentence: NumberedSentence): string => {
    const known = numbers.get(sentence.number);
    if (known) return `[${known}]`;
    const number = citations.length + 1;
    numbers.set(sentence.number, number);
    citations.push(toCitation(sentence, number));
    return `[${number}]`;
  };
  const keep = (
    segment: Segment,
    words: string,
    sources: readonly NumberedSentence[],
    why?: string,
  ): Checked => {
    const markers = [...new Set(sources)].map(marker).join("");
    return { text: `${segment.lead}${words}${markers}`, words, verdict: "kept", ...(why && { why }) };
  };
  const drop = (segment: Segment, why: string): Checked => ({
    text: "",
    words: segment.words,
    verdict: "dropped",
    why,
  });

  const rewordOrDrop = (segment: Segment, sources: readonly NumberedSentence[], why: string): Checked => {
    const own = sources.find(
      (s) => !reworded.has(s.number) && !numbers.has(s.number) && bearsOn(s, question),
    );
    if (!own) return drop(segment, why);
    reworded.add(own.number);
    return keep(segment, own.text, [own], `reworded:${why}`);
  };

  return {
    citations,
    check(segment) {
      const { words } = segment;
      if (words === "") return { text: segment.lead, words, verdict: "kept" };
      if (isOwnText(words)) return keep(segment, words, []);
      const forbidden = isForbidden(words);
      if (forbidden) return drop(segment, forbidden);
      const sources = segment.cites.flatMap((number) => ledger.sentence(number) ?? []);
      const why = sources.length > 0 ? unsupportedBecause(words, sources) : uncited(segment);
      if (!why) return keep(segment, words, sources);
      if (sources.length === 0 && isSocial(words, question.asked)) return keep(segment, words, []);
      const source = clearSource(words, ledger);
      if (source) return keep(segment, words, [source]);
      return rewordOrDrop(segment, sources, why);
    },
    checkTable(table) {
      const rows = table.rows.flatMap((row) => {
        const cells = row.slice(1).map((cell) => checkCell(cell, ledger, marker));
        return cells.every((cell) => cell !== undefined) ? [[row[0] as string, ...(cells as string[])]] : [];
      });
      return rows.length >= 2 ? { ...table, rows } : undefined;
    },
  };
}

function uncited(segment: Segment): string {
  return segment.cites.length > 0 ? "unknown_citation" : "no_citation";
}

/** The sentence that says what the words say, when they named none or the wrong one. */
function clearSource(words: string, ledger: Ledger): NumberedSentence | undefined {
  const pieces = contentPieces(words);
  if (pieces.size < 3) return undefined;
  return ledger.sentences.find(
    (sentence) =>
      coverage(pieces, contentPieces(sentence.text)) >= CLEARLY_THE_SAME &&
      unsupportedBecause(words, [sentence]) === undefined,
  );
}

function bearsOn(sentence: NumberedSentence, question: Question): boolean {
  const headings = sentence.passage.chunk.headingPath.join(" ");
  const [only] = question.roles;
  if (question.roles.length === 1 && only && !sentence.roles.includes(only)) return false;
  return coverage(contentPieces(question.standalone), contentPieces(`${headings} ${sentence.text}`)) >= 0.34;
}

function checkCell(
  cell: string,
  ledger: Ledger,
  marker: (sentence: NumberedSentence) => string,
): string | undefined {
  const number = Number(/\[(\d+)\]$/.exec(cell)?.[1]);
  const sentence = ledger.sentence(number);
  const words = cell.replace(/\[\d+\]$/, "");
  if (!sentence?.text.includes(words)) return undefined;
  return `${words}${marker(sentence)}`;
}
