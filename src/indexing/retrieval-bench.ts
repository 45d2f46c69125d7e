import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { AppError } from "../errors.ts";
import type { Chunk } from "../knowledge/document.ts";
import { EMPTY_GLOSSARY } from "../retrieval/glossary.ts";
import type { Retriever } from "../retrieval/retriever.ts";
import { indexChunks } from "./index-contents.ts";
import { toMemoryRetriever } from "./memory-retriever.ts";
import type { RetrievalTools } from "./retrieval-tools.ts";

const id = z.union([z.string(), z.number()]).transform(String);
const corpusLine = z.object({ id, title: z.string().default(""), text: z.string() });
const queryLine = z.object({
  id,
  question: z.string(),
  relevant: z.union([id.transform((one) => [one]), z.array(id)]),
});

export type BenchParagraph = z.infer<typeof corpusLine>;
export type BenchQuery = z.infer<typeof queryLine>;

/** One engine's figures on one corpus. */
export interface BenchResult {
  readonly recall: { readonly 1: number; readonly 5: number; readonly 10: number };
  readonly mrr10: number;
  readonly ndcg10: number;
  /** Milliseconds of wall clock. */
  readonly msPerQuery: { readonly p50: number; readonly p95: number };
  readonly buildSeconds: number;
  /** Resident memory of the process after building and asking, megabytes. */
  readonly rssMB: number;
}

/** A searcher under test: the ids of the best paragraphs, best first. */
export type BenchSearch = (question: string, k: number) => Promise<readonly string[]> | readonly string[];

export const BENCH_DEPTH = 10;

/** Paragraphs of a JSON-lines file, gzipped or not; throws `bench_file` naming the line at fault. */
export function readCorpus(path: string): BenchParagraph[] {
  return readLines(path, corpusLine);
}

export function readQueries(path: string): BenchQuery[] {
  return readLines(path, queryLine);
}

function readLines<T>(path: string, schema: z.ZodType<T>): T[] {
  const hint =
    "Give JSON lines, {id, title, text} for the corpus and {id, question, relevant} for the queries.";
  const bytes = readBytes(path, hint);
  const lines = bytes.toString("utf8").split("\n");
  return lines.flatMap((line, i) => {
    if (line.trim() === "") return [];
    try {
      return [schema.parse(JSON.parse(line))];
    } catch (error) {
      throw new AppError("bench_file", `${path}, line ${i + 1} cannot be read`, hint, { cause: error });
    }
  });
}

function readBytes(path: string, hint: string): Buffer {
  try {
    const bytes = readFileSync(path);
    return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  } catch (error) {
    throw new AppError("bench_file", `${path} cannot be read`, hint, { cause: error });
  }
}

/** Our own retriever over a corpus, each paragraph one chunk under its title. */
export async function buildBenchRetriever(
  corpus: readonly BenchParagraph[],
  tools: RetrievalTools,
): Promise<Retriever> {
  const meta = {
    title: "corpus",
    source: "corpus",
    language: "ja",
    reviewed: "unknown",
    publisher: "unknown",
  } as const;
  const chunks = corpus.map(
    ({ id, title, text }): Chunk => ({
      id,
      documentId: "corpus",
      headingPath: [title],
      text,
      start: 0,
      end: text.length,
    }),
  );
  const documents = [{ id: "corpus", hash: "", meta }];
  const contents = await indexChunks({ documents, chunks, asks: [], glossary: EMPTY_GLOSSARY }, tools);
  return toMemoryRetriever(contents, tools);
}

/** Builds a searcher and asks it every question. */
export async function measure(
  build: () => Promise<BenchSearch> | BenchSearch,
  queries: readonly BenchQuery[],
): Promise<BenchResult> {
  const started = performance.now();
  const search = await build();
  const buildSeconds = (performance.now() - started) / 1000;
  const times: number[] = [];
  const sums = { r1: 0, r5: 0, r10: 0, mrr: 0, ndcg: 0 };
  for (const { question, relevant } of queries) {
    const asked = performance.now();
    const found = await search(question, BENCH_DEPTH);
    times.push(performance.now() - asked);
    const ranks = relevant
      .map((id) => found.indexOf(id) + 1)
      .filter((rank) => rank > 0 && rank <= BENCH_DEPTH);
    const within = (depth: number) =>
      ranks.filter((rank) => rank <= depth).length / Math.max(1, relevant.length);
    sums.r1 += within(1);
    sums.r5 += within(5);
    sums.r10 += within(10);
    sums.mrr += ranks.length > 0 ? 1 / Math.min(...ranks) : 0;
    sums.ndcg += gain(ranks) / gain(relevant.map((_, i) => i + 1));
  }
  times.sort((a, b) => a - b);
  const mean = (sum: number) => round(sum / Math.max(1, queries.length), 4);
  const percentile = (share: number) => round(times[Math.floor(times.length * share)] ?? 0, 3);
  return {
    recall: { 1: mean(sums.r1), 5: mean(sums.r5), 10: mean(sums.r10) },
    mrr10: mean(sums.mrr),
    ndcg10: mean(sums.ndcg),
    msPerQuery: { p50: percentile(0.5), p95: percentile(0.95) },
    buildSeconds: round(buildSeconds, 2),
    rssMB: Math.round(process.memoryUsage().rss / 1e6),
  };
}

/** Discounted gain of relevant ranks (binary relevance). */
function gain(ranks: readonly number[]): number {
  return ranks.filter((rank) => rank <= BENCH_DEPTH).reduce((sum, rank) => sum + 1 / Math.log2(rank + 1), 0);
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
