import { afterEach, beforeAll, expect, test } from "vitest";
import { type AgentDeps, createCareerAgent } from "../../src/agent/agent.ts";
import type { Retriever } from "../../src/retrieval/retriever.ts";
import { AGENT_TEXTS } from "../../src/texts/agent.ts";
import { hear, openKnowledge } from "./asking.ts";
import {
  begin,
  callSearch,
  callTool,
  chunk,
  hasToolResult,
  openModelServer,
  type Reply,
  say,
  sentencesIn,
} from "./model-server.ts";

const TROUBLE = "バックエンドの現場で、隣の席の人にいつもにらまれていて評価も心配です";
const QUESTION = "バックエンドエンジニアの将来性は？";
/** Says nothing that a sentence carries. */
const UNFOUNDED = "アドバイザーに直接お話しになることをおすすめします。";

let retriever: Retriever;
const servers: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  retriever = await openKnowledge();
  await import("@langchain/openai");
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function agentOn(reply: Reply, deps: Partial<AgentDeps> = {}) {
  const server = await openModelServer(reply);
  servers.push(server);
  const model = { apiKey: "test", baseUrl: server.url, chatModel: "test-model", deadlineMs: 5000 };
  return createCareerAgent({ retriever: () => retriever, model, ...deps });
}

const wishing =
  (when: "now" | "offer", reason: string, then: Reply): Reply =>
  (response, request) =>
    hasToolResult(request)
      ? then(response, request)
      : callTool(response, "request_handoff", { when, reason });

test("a model calls for a person and says nothing that holds: the person is called for in our own words", async () => {
  const agent = await agentOn(wishing("now", "sensitive", (response) => say(response, UNFOUNDED)));
  const { answer, events } = await hear(agent, TROUBLE);
  expect([answer.decision, answer.reason, answer.model]).toEqual(["escalate", "sensitive", "test-model"]);
  expect(answer.text).toBe(AGENT_TEXTS.ja.escalate.sensitive);
  const said = events.flatMap((event) => (event.kind === "delta" ? [event.text] : []));
  expect(said.join("")).toBe(answer.text);
});

test("a reason we have no words for calls for a person behind what the knowledge says", async () => {
  const agent = await agentOn(wishing("now", "low_confidence", (response) => say(response, UNFOUNDED)));
  const { answer } = await hear(agent, QUESTION);
  expect([answer.decision, answer.reason, answer.fallback]).toEqual(["escalate", "low_confidence", true]);
  expect(answer.grounding).toBe("grounded");
});

test.each([
  ["says nothing that holds", (response: Parameters<Reply>[0]) => say(response, UNFOUNDED)],
  [
    "breaks off",
    (response: Parameters<Reply>[0]) => {
      begin(response);
      response.destroy();
    },
  ],
])("a model offers a person and %s: the knowledge answers, and the offer stands", async (_how, then) => {
  const agent = await agentOn(wishing("offer", "low_confidence", then));
  const { answer } = await hear(agent, QUESTION);
  expect([answer.decision, answer.reason, answer.model]).toEqual(["offer", "low_confidence", "extractive"]);
  expect(answer.text).toContain(AGENT_TEXTS.ja.offer.low_confidence);
});

test("a listener who leaves in the middle of an answer gives its place at the model to the next", async () => {
  let asked = 0;
  const agent = await agentOn(
    (response, request) => {
      if (!hasToolResult(request)) return callSearch(response, QUESTION);
      const [first, second] = sentencesIn(request);
      asked += 1;
      if (asked > 1) return say(response, `${first?.text}[${first?.number}]`);
      // The first answer never ends by itself.
      begin(response);
      response.write(chunk({ content: `${first?.text}[${first?.number}]${second?.text}` }));
    },
    { limits: { concurrency: 1 } },
  );
  for await (const event of agent.answer({ question: QUESTION, turns: [] })) {
    if (event.kind === "delta") break;
  }
  const { answer } = await hear(agent, QUESTION);
  expect(answer.model).toBe("test-model");
});
