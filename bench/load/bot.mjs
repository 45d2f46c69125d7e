import { createApp } from "../../dist/app.js";
import { parseConfig } from "../../dist/config/config.js";

// The whole bot with an agent that takes a fixed time and no processor: what is left is the bot's own cost.
const modelMs = Number(process.env.LOAD_MODEL_MS ?? "0");
const ANSWER = {
  locale: "ja",
  text: "インフラエンジニアはシステムの土台を支えます。",
  citations: [],
  grounding: "grounded",
  decision: "answer",
  followUps: [],
  model: "timed",
  fallback: false,
  promptVersion: "load@00000000",
  snapshot: "load",
  usage: { inputTokens: 0, outputTokens: 0 },
  latencyMs: modelMs,
  trace: { standaloneQuestion: "", answerability: 1, passages: [], sentences: [] },
};
const agent = {
  async *answer({ signal }) {
    if (modelMs > 0) {
      await new Promise((resolve) => setTimeout(resolve, modelMs));
      signal?.throwIfAborted();
    }
    yield { kind: "answer", answer: ANSWER };
  },
};
const app = await createApp(parseConfig(process.env), { agent });
await app.start();
// An orderly exit writes the CPU profile.
process.on("SIGTERM", () => process.exit(0));
