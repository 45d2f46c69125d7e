import { LLMock } from "@copilotkit/aimock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCareerAgent } from "../../src/agent/agent.ts";
import type { Agent } from "../../src/agent/answer.ts";
import { hear, openKnowledge } from "./asking.ts";
import { laidIn } from "./scripted-model.ts";

const QUESTION = "インフラエンジニアの将来性は?";
const DYING = "バックエンドエンジニアの将来性は?";
const mock = new LLMock({ port: 0 });
let agent: Agent;

beforeAll(async () => {
  const call = (query: string) => ({
    toolCalls: [{ name: "search_knowledge", arguments: JSON.stringify({ query }) }],
  });
  const quote = ({ messages }: { messages: readonly { role: string; content?: unknown }[] }) => {
    const result = messages.findLast(({ role }) => role === "tool")?.content;
    const [first, second] = laidIn(typeof result === "string" ? result : "");
    return { content: `${first?.text}[${first?.number}]${second?.text}[${second?.number}]` };
  };
  mock.on({ userMessage: QUESTION, hasToolResult: false }, call(QUESTION));
  mock.on({ userMessage: QUESTION, hasToolResult: true }, quote);
  mock.on({ userMessage: DYING, hasToolResult: false }, call(DYING));
  mock.on({ userMessage: DYING, hasToolResult: true }, quote, {
    // Fewer than eleven pieces: the mock leaves a listener behind for each.
    truncateAfterChunks: 8,
    chunkSize: 9,
    streamingProfile: { ttft: 5, tps: 400 },
  });
  await mock.start();
  const retriever = await openKnowledge();
  agent = createCareerAgent({
    retriever: () => retriever,
    model: { apiKey: "mock", baseUrl: `${mock.url}/v1`, chatModel: "gpt-5.4-mini", deadlineMs: 10_000 },
  });
});

afterAll(() => mock.stop());

test("an OpenAI-compatible server searches through our tool and its streamed answer is cited", async () => {
  const { answer, events } = await hear(agent, QUESTION);
  expect([answer.model, answer.fallback, answer.grounding]).toEqual(["gpt-5.4-mini", false, "grounded"]);
  expect(answer.citations).toHaveLength(2);
  expect(events.filter(({ kind }) => kind === "delta")).toHaveLength(2);
  expect(mock.getRequests()).toHaveLength(2);
});

test("when it dies in the middle of its answer, the requester gets a grounded one from the start", async () => {
  const { answer, events } = await hear(agent, DYING);
  expect([answer.model, answer.fallback, answer.grounding]).toEqual(["extractive", true, "grounded"]);
  const reset = events.findLastIndex(({ kind }) => kind === "reset");
  const after = events.slice(reset + 1).flatMap((event) => (event.kind === "delta" ? [event.text] : []));
  expect(after.join("")).toBe(answer.text);
});
