import type { Chunk, DocumentMeta } from "../knowledge/document.ts";
import type { Analyzer } from "./analyzer.ts";
import { answerability, measureEvidence } from "./answerability.ts";
import { fuse } from "./fusion.ts";
import { type Glossary, relatedWords } from "./glossary.ts";
import { type LexicalIndex, lexicalQuery, lexicalScores } from "./lexical-index.ts";
import { createLikeness } from "./likeness.ts";
import { bestPlaces, diversify, rankAmong, type Signature } from "./ranking.ts";
import type { Embedder, Passage, Retrieval, RetrieveOptions, Retriever } from "./retriever.ts";
import { LOOKED_AT, secondLook } from "./second-look.ts";
import { timelyEmbedding } from "./timely-embedding.ts";
import { contentSignature } from "./tokenize.ts";
import type { HnswVectorStore } from "./vector-store.ts";

export interface RetrieverParts {
  readonly snapshotId: string;
  readonly documents: ReadonlyMap<string, DocumentMeta>;
  /** In document order; a chunk's place is its item number in the lexical index. */
  readonly chunks: readonly Chunk[];
  /** Place of each chunk by its id. */
  readonly places: ReadonlyMap<string, number>;
  readonly lexical: LexicalIndex;
  readonly analyzer: Analyzer;
  readonly vectors: HnswVectorStore;
  readonly embedder: Embedder;
  readonly glossary: Glossary;
  /** Job titles that the knowledge names. */
  readonly roles: ReadonlySet<string>;
  /** Calibrated weight of the vector evidence against the lexical one; 0 leaves the lexical ranking alone. */
  readonly vectorWeight: number;
  /** Calibrated cosine that a rewording must reach to its sentence. */
  readonly likenessBar: number;
}

const DEFAULT_K = 5;
/** Candidates beyond those wanted, to take the place of passages that repeat a better one. */
const SPARE = 5;
/** Share of the best score that a word-for-word repetition costs. */
const REPETITION_PENALTY = 0.5;
/** About 5 MB. */
const MOST_SIGNATURES = 10_000;
/** Candidates taken from the vectors; more changed nothing in bench/retrieval. */
const VECTOR_CANDIDATES = 50;

/** Lexical and vector evidence, fused by a calibrated weight. */
export function createRetriever(parts: RetrieverParts): Retriever {
  const { places } = parts;
  const embed = timelyEmbedding(parts.embedder);
  const languages = new Set([...parts.documents.values()].map(({ language }) => language));
  const languageOf = (place: number) =>
    parts.documents.get((parts.chunks[place] as Chunk).documentId)?.language;

  const passage = (place: number, score: number, ranks: Passage["ranks"]): Passage => {
    const chunk = parts.chunks[place] as Chunk;
    const meta = parts.documents.get(chunk.documentId) as DocumentMeta;
    return { chunk, document: { ...meta, id: chunk.documentId }, score, ranks };
  };

  const vectorSimilarities = async (question: string): Promise<Map<number, number>> => {
    if (parts.vectorWeight <= 0 || parts.vectors.size === 0) return new Map();
    const vector = (await embed([question], "query"))?.[0];
    if (!vector) return new Map();
    const hits = parts.vectors.nearest(vector, VECTOR_CANDIDATES);
    return new Map(hits.map((hit) => [places.get(hit.id) as number, hit.similarity]));
  };

  const signatures = new Map<number, Signature>();
  const signatureOf = (place: number): Signature => {
    const known = signatures.get(place);
    if (known) return known;
    if (signatures.size >= MOST_SIGNATURES) signatures.clear();
    const signature = contentSignature((parts.chunks[place] as Chunk).text);
    signatures.set(place, signature);
    return signature;
  };

  /** The best places and the scores they are the best by. */
  const candidatesFor = (
    question: string,
    fused: Float64Array,
    wanted: number,
    allowed: (place: number) => boolean,
  ): { readonly candidates: readonly number[]; readonly scores: Float64Array } => {
    if (!parts.analyzer.looksTwice) return { candidates: bestPlaces(fused, wanted, allowed), scores: fused };
    const places = bestPlaces(fused, Math.max(wanted, LOOKED_AT), allowed);
    const read = places.map((place) => {
      const { text, documentId, headingPath } = parts.chunks[place] as Chunk;
      const heading = headingPath.join("\n");
      return {
        place,
        text,
        heading,
        whole: `${documentId} ${headingPath[0]}`,
        score: fused[place] as number,
      };
    });
    const scores = new Float64Array(fused.length);
    const looked = secondLook(question, read, parts.lexical.words, parts.analyzer);
    for (const [at, place] of places.entries()) scores[place] = looked[at] as number;
    return { candidates: bestPlaces(scores, wanted, allowed), scores };
  };

  return {
    snapshotId: parts.snapshotId,
    async retrieve(question, options: RetrieveOptions = {}): Promise<Retrieval> {
      const similarities = await vectorSimilarities(question);
      const lexical = lexicalScores(
        parts.lexical,
        lexicalQuery(question, relatedWords(parts.glossary, question), parts.analyzer),
      );
      const wanted = options.language;
      const allowed =
        wanted && languages.has(wanted) ? (place: number) => languageOf(place) === wanted : () => true;
      const vectorRanks = [...similarities.keys()].filter(allowed);
      const fused = fuse(lexical, similarities, parts.vectorWeight);
      const k = options.k ?? DEFAULT_K;
      const { candidates, scores } = candidatesFor(question, fused, k + SPARE, allowed);
      const chosen = diversify(candidates, scores, k, signatureOf, REPETITION_PENALTY);
      const passages = chosen.map((place) =>
        passage(place, scores[place] as number, ranksOf(place, lexical, allowed, vectorRanks)),
      );
      const top = passages[0];
      const place = top ? (places.get(top.chunk.id) as number) : 0;
      const evidence = measureEvidence(parts, question, {
        place,
        text: top ? `${top.chunk.headingPath.join("\n")}\n${top.chunk.text}` : "",
        score: top ? (lexical[place] as number) : 0,
      });
      return { passages, answerability: answerability(evidence) };
    },
    chunks: () => parts.chunks.map((_, place) => passage(place, 0, {})),
    likeness: createLikeness(parts.embedder, parts.likenessBar, embed),
  };
}

function ranksOf(
  place: number,
  lexical: Float64Array,
  allowed: (place: number) => boolean,
  vectorRanks: readonly number[],
): Passage["ranks"] {
  const vector = vectorRanks.indexOf(place) + 1;
  return {
    ...((lexical[place] as number) > 0 && { lexical: rankAmong(lexical, place, allowed) }),
    ...(vector > 0 && { vector }),
  };
}
