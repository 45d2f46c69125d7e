import type { Citation } from "../../conversation/conversation.ts";
import { AGENT_TEXTS } from "../../texts/agent.ts";
import type { ComparisonTable } from "../answer.ts";
import { type Ledger, type NumberedSentence, toCitation } from "../evidence/ledger.ts";
import type { Quoted } from "../extractive/yes-no.ts";
import type { Question } from "../question/question.ts";
import { contentPieces, coverage } from "../question/terms.ts";
import { type Meaning, sourceTexts } from "./meaning.ts";
import { isForbidden, isOwnText, type Said } from "./own-words.ts";
import type { Segment } from "./segments.ts";
import { isSocial } from "./social.ts";
import { standsVerbatim, type Unsupported, unsupportedBecause } from "./support.ts";
import { isBorneOut, type OpeningVerdict, openingVerdict } from "./verdict.ts";

export interface Checked {
  /** What may be shown, with markers numbered as the requester sees them; empty when dropped. */
  readonly text: string;
  readonly words: string;
  readonly verdict: "kept" | "dropped";
  /** Why it was dropped, or `reworded` when the source's own words took its place. */
  readonly why?: string;
  readonly nearness?: number;
}

/** Checks a model's text piece by piece and numbers citations in the order they are shown. */
export interface Verifier {
  /** Gets ready to check segments that arrived together, in one call to the embedder. */
  prepare(segments: readonly Segment[]): Promise<void>;
  check(segment: Segment): Promise<Checked>;
  /** Rows whose cells are all supported; nothing when fewer than two remain. */
  checkTable(table: ComparisonTable): ComparisonTable | undefined;
  readonly citations: readonly Citation[];
}

/** Similarity a sentence must reach to be cited for words that named no source. */
const CLEARLY_THE_SAME = 0.85;

export function createVerifier(ledger: Ledger, question: Question, meaning: Meaning): Verifier {
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

  const sourcesOf = (segment: Segment) => segment.cites.flatMap((number) => ledger.sentence(number) ?? []);
  const judged = async (
    words: string,
    sources: readonly NumberedSentence[],
  ): Promise<{ readonly why?: Unsupported | "other_meaning"; readonly nearness?: number }> => {
    const why = unsupportedBecause(words, sources);
    if (why) return { why };
    if (standsVerbatim(words, sources)) return {};
    const nearness = await meaning.nearness(words, sources);
    if (nearness === undefined) return {};
    return nearness < meaning.bar ? { why: "other_meaning", nearness } : { nearness };
  };

  const said = (): Said => ({
    question: `${question.asked}\n${question.standalone}`,
    publishers: ledger.sentences.map(({ passage }) => passage.document.publisher),
  });
  const checkWords = async (segment: Segment): Promise<Checked> => {
    const { words } = segment;
    if (isOwnText(words, said())) return keep(segment, words, []);
    const sources = sourcesOf(segment);
    const { why, nearness } =
      sources.length > 0 ? await judged(words, sources) : { why: uncited(segment), nearness: undefined };
    if (!why) return { ...keep(segment, words, sources), ...(nearness !== undefined && { nearness }) };
    if (sources.length === 0 && isSocial(words, question.asked)) return keep(segment, words, []);
    const source = clearSource(words, ledger);
    if (source && !(await judged(words, [source])).why) return keep(segment, words, [source]);
    return { ...rewordOrDrop(segment, sources, why), ...(nearness !== undefined && { nearness }) };
  };

  /** A "yes" or "no" stays only where a sentence bears it out; what follows is checked as if it stood alone. */
  const checkVerdict = async (segment: Segment, verdict: OpeningVerdict): Promise<Checked> => {
    const { said, opening, rest } = verdict;
    const holds = isBorneOut(said, question, linesOf(ledger));
    if (rest === "") return holds ? keep(segment, segment.words, []) : drop(segment, "verdict");
    const behind = await checkWords({ ...segment, words: rest });
    if (!holds) return withWords(behind, capitalised(behind.words));
    if (behind.verdict === "kept") return withWords(behind, `${opening}${behind.words}`);
    return keep(segment, AGENT_TEXTS[question.locale][said], [], `alone:${behind.why}`);
  };

  return {
    citations,
    async prepare(segments) {
      await meaning.prepare(
        segments.flatMap((segment) => {
          const words = openingVerdict(segment.words)?.rest ?? segment.words;
          const sources = sourcesOf(segment);
          const compared = sources.length > 0 && !unsupportedBecause(words, sources);
          return compared && !standsVerbatim(words, sources) ? [words, ...sourceTexts(sources)] : [];
        }),
      );
    },
    async check(segment) {
      const { words } = segment;
      if (words === "") return { text: segment.lead, words, verdict: "kept" };
      const forbidden = isForbidden(words);
      if (forbidden) return drop(segment, forbidden);
      const verdict = openingVerdict(words);
      return verdict ? checkVerdict(segment, verdict) : checkWords(segment);
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

/** Each sentence laid before the model, under its heading. */
function linesOf(ledger: Ledger): Quoted[] {
  return ledger.sections.flatMap(({ section: { heading }, sentences }) =>
    sentences.map(({ text }) => ({ heading, text })),
  );
}

function withWords(checked: Checked, words: string): Checked {
  return { ...checked, words, text: checked.text.replace(checked.words, () => words) };
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
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
