// How long the event loop is held up while a bot that answers takes up a newly built snapshot.
//
//   node bench/retrieval/swap.mjs --corpus corpus.jsonl.gz [--swaps 3] [--json]
//
// Needs a build (`npm run build`). Each paragraph becomes a document's section; a worker builds the index, as the
// running bot does, while this process asks a question every 20 ms. Prints the longest and the 99th percentile
// delay of the event loop in milliseconds, building and loading apart, beside the same questions with no swap.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { ingestApart } from "../../dist/indexing/ingest-apart.js";
import { openLiveRetriever } from "../../dist/indexing/live-retriever.js";
import { readCorpus } from "../../dist/indexing/retrieval-bench.js";
import { openRetrievalTools } from "../../dist/indexing/retrieval-tools.js";

const { values } = parseArgs({
  options: {
    corpus: { type: "string" },
    swaps: { type: "string", default: "3" },
    json: { type: "boolean", default: false },
  },
});
if (!values.corpus) throw new Error("--corpus is needed");
const ASK_EVERY_MS = 20;
const QUIET_MS = 5_000;

const folder = mkdtempSync(join(tmpdir(), "shirube-swap-"));
const knowledge = join(folder, "knowledge");
const outDir = join(folder, "index");
mkdirSync(knowledge);
const corpus = readCorpus(values.corpus);
const PER_FILE = 500;
for (let at = 0; at < corpus.length; at += PER_FILE) {
  const sections = corpus.slice(at, at + PER_FILE).map(({ title, text }) => `## ${title}\n\n${text}\n`);
  writeFileSync(join(knowledge, `${at}.md`), `# ${at}\n\n${sections.join("\n")}`);
}

const build = () => ingestApart({ paths: [knowledge], outDir, retrieval: {} });
const { chunks } = await build();
const live = openLiveRetriever({ outDir, tools: openRetrievalTools(), pollMs: 0 });
let asking = true;
const asker = (async () => {
  for (let i = 0; asking; i++) {
    await live.retrieve(corpus[i % corpus.length].text.slice(0, 40));
    await sleep(ASK_EVERY_MS);
  }
})();

/** The longest and the 99th percentile delay while `work` runs. */
async function delayOf(work) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  const ms = (nanoseconds) => Number((nanoseconds / 1e6).toFixed(1));
  return { max: ms(delay.max), p99: ms(delay.percentile(99)) };
}

const quiet = await delayOf(() => sleep(QUIET_MS));
const swaps = [];
for (let i = 0; i < Number(values.swaps); i++) {
  writeFileSync(join(knowledge, "new.md"), `# new\n\n## ${i}\n\n${i} is a new section.\n`);
  const building = await delayOf(build);
  const loading = await delayOf(() => live.refresh());
  swaps.push({ building, loading });
}
asking = false;
await asker;
live.close();
rmSync(folder, { recursive: true });

if (values.json) console.log(JSON.stringify({ chunks, quiet, swaps }));
else {
  console.log(`${chunks} chunks, a question every ${ASK_EVERY_MS} ms`);
  console.log(`no swap: max ${quiet.max} ms, p99 ${quiet.p99} ms`);
  for (const { building, loading } of swaps)
    console.log(
      `building: max ${building.max} ms, p99 ${building.p99} ms; loading: max ${loading.max} ms, p99 ${loading.p99} ms`,
    );
}
