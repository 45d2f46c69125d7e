import type { Chunk } from "../knowledge/document.ts";
import { fuse } from "../retrieval/fusion.ts";
import {
  buildLexicalIndex,
  type LexicalEntry,
  lexicalParameters,
  lexicalQuery,
  lexicalScores,
} from "../retrieval/lexical-index.ts";
import type { RetrievalTools } from "./retrieval-tools.ts";

/** How much the vectors may say, and what that was read off. */
export interface FusionCalibration {
  /** 0 leaves the lexical ranking alone. */
  readonly weight: number;
  readonly questions: number;
  /** Mean reciprocal rank of the right section, by lexical evidence alone and fused. */
  readonly lexicalMrr: number;
  readonly fusedMrr: number;
}

export interface CalibrationSources {
  readonly chunks: readonly Chunk[];
  readonly entries: readonly LexicalEntry[];
  readonly vectors: readonly Float32Array[];
}

const WEIGHTS = [0.1, 0.2, 0.4, 0.8, 1.6];
/** A gain by no more than this many questions, found first instead of not at all, is no evidence. */
const LUCK = 1;
/** Fewer questions than this say nothing; the lexical ranking stands. */
const FEWEST = 20;
const MOST = 400;
/** Multiplications spent on exact similarities. */
const BUDGET = 2e9;

const NONE: FusionCalibration = { weight: 0, questions: 0, lexicalMrr: 0, fusedMrr: 0 };

interface Trial {
  readonly lexical: Float64Array;
  readonly similarities: ReadonlyMap<number, number>;
  readonly section: string;
}

/**
 * Chooses the weight of an embedder's evidence on this very knowledge: asks and headings are questions whose
 * section is known, tried on an index that contains neither. A weight is taken only if it clearly beats the lexical
 * ranking on each half of them, so no embedder, however weak, can make the ranking worse than lexical.
 */
export async function calibrateFusion(
  sources: CalibrationSources,
  { embedder, analyzer }: RetrievalTools,
): Promise<FusionCalibration> {
  if (embedder.learned === false) return NONE;
  const questions = pickQuestions(sources, embedder.dimensions);
  if (questions.length < FEWEST) return NONE;
  const bare = sources.entries.map(({ text }) => ({ text, heading: "", asks: [] }));
  const index = buildLexicalIndex(bare, analyzer, {
    ...lexicalParameters(bare.length, analyzer),
    heading: 0,
  });
  const vectors = await embedder.embed(
    questions.map(({ text }) => text),
    "query",
  );
  const trials = questions.map(
    ({ text, section }, i): Trial => ({
      section,
      lexical: lexicalScores(index, lexicalQuery(text, [], analyzer)),
      similarities: similaritiesTo(vectors[i] as Float32Array, sources.vectors),
    }),
  );
  const sections = sources.chunks.map(sectionOf);
  const halves = [trials.filter((_, i) => i % 2 === 0), trials.filter((_, i) => i % 2 === 1)];
  const mrr = (some: readonly Trial[], weight: number) => meanReciprocalRank(some, sections, weight);
  const floor = halves.map((half) => mrr(half, 0));
  const lexicalMrr = mrr(trials, 0);
  let best: FusionCalibration = { weight: 0, questions: trials.length, lexicalMrr, fusedMrr: lexicalMrr };
  for (const weight of WEIGHTS) {
    const beatsBoth = halves.every(
      (half, i) => mrr(half, weight) - (floor[i] as number) > LUCK / half.length,
    );
    const fusedMrr = mrr(trials, weight);
    if (beatsBoth && fusedMrr > best.fusedMrr) best = { ...best, weight, fusedMrr };
  }
  return best;
}

function sectionOf(chunk: Chunk): string {
  return JSON.stringify([chunk.documentId, chunk.headingPath]);
}

/** Asks and headings, spread evenly over the knowledge and no more than the budget allows. */
function pickQuestions(sources: CalibrationSources, dimensions: number): { text: string; section: string }[] {
  const seen = new Set<string>();
  const all = sources.chunks.flatMap((chunk, i) => {
    const section = sectionOf(chunk);
    if (seen.has(section)) return [];
    seen.add(section);
    const texts = [chunk.headingPath.at(-1) as string, ...(sources.entries[i]?.asks ?? [])];
    return texts.map((text) => ({ text, section }));
  });
  const affordable = Math.floor(BUDGET / Math.max(1, sources.chunks.length * dimensions));
  const wanted = Math.min(all.length, MOST, affordable);
  return all.filter(
    (_, i) => Math.floor((i * wanted) / all.length) < Math.floor(((i + 1) * wanted) / all.length),
  );
}

function similaritiesTo(
  question: Float32Array,
  vectors: readonly Float32Array[],
): ReadonlyMap<number, number> {
  return new Map(
    vectors.map((vector, place) => {
      let product = 0;
      for (let d = 0; d < vector.length; d++) product += (vector[d] as number) * (question[d] as number);
      return [place, product];
    }),
  );
}

function meanReciprocalRank(trials: readonly Trial[], sections: readonly string[], weight: number): number {
  let sum = 0;
  for (const { lexical, similarities, section } of trials) {
    const scores = fuse(lexical, similarities, weight);
    const right = scores.reduce(
      (best, score, i) => (sections[i] === section ? Math.max(best, score) : best),
      0,
    );
    if (right > 0) sum += 1 / (1 + new Set(sections.filter((_, i) => (scores[i] as number) > right)).size);
  }
  return sum / Math.max(1, trials.length);
}
