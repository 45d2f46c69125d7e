import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { AppError } from "../errors.ts";
import {
  type BenchParagraph,
  type BenchResult,
  type BenchSearch,
  buildBenchRetriever,
  measure,
  readCorpus,
  readQueries,
} from "../indexing/retrieval-bench.ts";
import { openRetrievalTools } from "../indexing/retrieval-tools.ts";
import type { Command } from "./command.ts";

const HELP = `shirube bench retrieval --corpus file --queries file [--json] [--rivals] [--limit n]

Measures retrieval on a corpus of paragraphs with questions whose paragraph is known.

  --corpus file    JSON lines {id, title, text}, may be gzipped
  --queries file   JSON lines {id, question, relevant}, may be gzipped; relevant is an id or a list of ids
  --rivals         other engines in the same run (needs the development packages)
  --limit n        only the first n questions
  --json           print JSON only
`;

/** Where the other engines live; they are development packages and not part of the product. */
const RIVALS = new URL("../../bench/retrieval/rivals.mjs", import.meta.url);

interface Rivals {
  readonly rivals: Readonly<Record<string, (corpus: readonly BenchParagraph[]) => Promise<BenchSearch>>>;
}

export const benchCommand: Command = {
  name: "bench",
  summary: "Measure retrieval on questions with known answers",
  help: HELP,
  async run(args, io, config) {
    const [what, ...rest] = args;
    if (what !== "retrieval") throw new AppError("bench_what", `cannot bench "${what ?? ""}"`, HELP);
    const { values } = parseArgs({
      args: rest,
      options: {
        corpus: { type: "string" },
        queries: { type: "string" },
        limit: { type: "string" },
        rivals: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
      },
    });
    if (!values.corpus || !values.queries) {
      throw new AppError("bench_files", "--corpus and --queries are needed", HELP);
    }
    const corpus = readCorpus(values.corpus);
    const queries = readQueries(values.queries).slice(0, values.limit ? Number(values.limit) : undefined);
    const tools = openRetrievalTools(config().retrieval);
    const ours = await measure(async () => {
      const retriever = await buildBenchRetriever(corpus, tools);
      return async (question, k) =>
        (await retriever.retrieve(question, { k })).passages.map(({ chunk }) => chunk.id);
    }, queries);
    const others: Record<string, BenchResult> = {};
    for (const [name, build] of values.rivals ? Object.entries((await loadRivals()).rivals) : []) {
      io.stderr.write(`${name} …\n`);
      others[name] = await measure(() => build(corpus), queries);
    }
    const { embedder, analyzer } = tools;
    const setup = { embedder: embedder.id, analyzer: analyzer.id };
    const result = { ...ours, paragraphs: corpus.length, queries: queries.length, ...setup };
    const whole = values.rivals ? { ...result, rivals: others } : result;
    io.stdout.write(values.json ? `${JSON.stringify(whole)}\n` : renderTable({ shirube: ours, ...others }));
    return 0;
  },
};

async function loadRivals(): Promise<Rivals> {
  if (!existsSync(fileURLToPath(RIVALS))) {
    throw new AppError(
      "bench_rivals",
      "the other engines are not installed here",
      "Run it from a source checkout.",
    );
  }
  return (await import(RIVALS.href)) as Rivals;
}

function renderTable(results: Readonly<Record<string, BenchResult>>): string {
  const header = "| engine | R@1 | R@5 | R@10 | MRR@10 | nDCG@10 | ms p50 | ms p95 | build s | RSS MB |\n";
  const rows = Object.entries(results).map(
    ([name, { recall, mrr10, ndcg10, msPerQuery, buildSeconds, rssMB }]) => {
      const cells = [
        recall[1],
        recall[5],
        recall[10],
        mrr10,
        ndcg10,
        msPerQuery.p50,
        msPerQuery.p95,
        buildSeconds,
        rssMB,
      ];
      return `| ${name} | ${cells.join(" | ")} |\n`;
    },
  );
  return `${header}|${"---|".repeat(10)}\n${rows.join("")}`;
}
