// What a turn costs beyond the model's own time. Run after `npm run build`: node bench/turn/run.mjs [--conversations 20] [--turns 15] [--http]
// Three ways in the same run: the bare model calls, a plain createAgent with one search tool, and our agent.
// The model is scripted: a tool call after 150 ms, then 30 pieces of text over 300 ms. As a model on another machine
// does, it keeps to its own clock: a piece that this process was too busy to take at once does not put off the next.
// With --http it is an OpenAI-compatible endpoint in a process of its own, reached with the openai package.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { HumanMessage } from "@langchain/core/messages";
import { createAgent, tool } from "langchain";
import { z } from "zod";
import { createCareerAgent } from "../../dist/agent/agent.js";
import { ingest } from "../../dist/indexing/ingest.js";
import { openRetrievalTools } from "../../dist/indexing/retrieval-tools.js";
import { openSnapshot } from "../../dist/indexing/snapshot.js";
import { openInProcess } from "./in-process.mjs";
import { openOverHttp } from "./over-http.mjs";
import { FIRST_MS, STREAM_MS } from "./pace.mjs";

const { values } = parseArgs({
  options: {
    conversations: { type: "string", default: "20" },
    turns: { type: "string", default: "15" },
    http: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
const CONVERSATIONS = Number(values.conversations);
const TURNS = Number(values.turns);
const MODEL_MS = FIRST_MS + STREAM_MS;

const QUESTIONS = [
  "インフラエンジニアとバックエンドエンジニアの違いは？",
  "じゃあ年収は？",
  "インフラエンジニアのキャリアパスを教えて",
  "2つ目をもっと",
  "データベースのスキルって評価される？",
  "バックエンドエンジニアの将来性は？",
];

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const model = values.http ? await openOverHttp() : openInProcess();
const tools = openRetrievalTools();
const outDir = mkdtempSync(join(tmpdir(), "shirube-bench-"));
const knowledge = join(dirname(fileURLToPath(import.meta.url)), "../../knowledge");
await ingest({ paths: [knowledge], outDir, tools });
const retriever = openSnapshot(outDir, tools);

const plainAgent = createAgent({
  model: await model.open(),
  tools: [
    tool(
      async ({ query }) => {
        const { passages } = await retriever.retrieve(query, { k: 5 });
        return passages.map(({ chunk }, at) => `[${at + 1}] ${chunk.text}`).join("\n");
      },
      { name: "search_knowledge", description: "Searches", schema: z.object({ query: z.string() }) },
    ),
  ],
  systemPrompt: "Answer from the search results.",
});
async function plain(question) {
  for await (const _ of await plainAgent.stream(
    { messages: [new HumanMessage(question)] },
    { streamMode: "messages" },
  ));
}

const ours = createCareerAgent({
  retriever: () => retriever,
  model: model.settings,
  openModel: model.open,
  limits: { concurrency: 64, budget: { perDay: Number.POSITIVE_INFINITY } },
});
const keyless = createCareerAgent({ retriever: () => retriever });
async function turnOf(agent, question, turns) {
  for await (const event of agent.answer({ question, turns })) {
    if (event.kind !== "answer") continue;
    if (agent === ours && event.answer.model !== "timed") throw new Error("the model did not answer");
    const turn = (role, text) => ({
      id: `${turns.length}`,
      conversationId: "b",
      role,
      authorId: role,
      text,
      at: 0,
    });
    turns.push(turn("requester", question), turn("agent", event.answer.text));
  }
}

const WAYS = {
  "bare model calls": { own: MODEL_MS, run: (question) => model.bare(question) },
  "plain createAgent": { own: MODEL_MS, run: (question) => plain(question) },
  "our agent, with a model": { own: MODEL_MS, run: (question, turns) => turnOf(ours, question, turns) },
  "our agent, no key": { own: 0, run: (question, turns) => turnOf(keyless, question, turns) },
};

/** All conversations at once, each asking one question after another, started a little apart. */
async function measure({ own, run }) {
  const overheads = [];
  await Promise.all(
    Array.from({ length: CONVERSATIONS }, async (_, conversation) => {
      const turns = [];
      await wait((conversation * MODEL_MS) / CONVERSATIONS);
      for (let turn = 0; turn < TURNS; turn++) {
        const started = performance.now();
        await run(QUESTIONS[turn % QUESTIONS.length], turns);
        overheads.push(performance.now() - started - own);
        await wait(own === 0 ? MODEL_MS : 0);
      }
    }),
  );
  return overheads.sort((a, b) => a - b);
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
for (const way of Object.values(WAYS)) await way.run(QUESTIONS[0], []);
const rows = [];
for (const [name, way] of Object.entries(WAYS)) {
  const overheads = await measure(way);
  rows.push({ way: name, turns: overheads.length, median: at(overheads, 0.5), p95: at(overheads, 0.95) });
}
if (values.json) console.log(JSON.stringify(rows));
else {
  console.log(`milliseconds beyond the model's own ${MODEL_MS} ms, ${CONVERSATIONS} conversations at once`);
  for (const { way, turns, median, p95 } of rows) {
    console.log(
      `${way.padEnd(26)} median ${median.toFixed(1).padStart(6)}   p95 ${p95.toFixed(1).padStart(6)}   (${turns} turns)`,
    );
  }
}
model.close();
retriever.close();
