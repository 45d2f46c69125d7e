import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { type AgentDeps, createCareerAgent } from "../../src/agent/agent.ts";
import type { Agent } from "../../src/agent/answer.ts";
import type { Retriever } from "../../src/retrieval/retriever.ts";
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

const QUESTION = "バックエンドエンジニアの将来性は？";
/** Generous, so that a busy machine does not decide a test; every failure but a stall ends far sooner. */
const DEADLINE_MS = 3000;

let retriever: Retriever;
const servers: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  retriever = await openKnowledge();
  await import("@langchain/openai");
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function agentOn(reply: Reply, deps: Partial<AgentDeps> = {}, deadlineMs = DEADLINE_MS) {
  const server = await openModelServer(reply);
  servers.push(server);
  return { agent: agentAt(server.url, deps, deadlineMs), server };
}

function agentAt(baseUrl: string, deps: Partial<AgentDeps> = {}, deadlineMs = DEADLINE_MS): Agent {
  return createCareerAgent({
    retriever: () => retriever,
    model: { apiKey: "test", baseUrl, chatModel: "test-model", deadlineMs },
    ...deps,
  });
}

const truthful: Reply = (response, request) => {
  if (!hasToolResult(request)) return callSearch(response, QUESTION);
  const [first, second] = sentencesIn(request);
  return say(response, `${first?.text}[${first?.number}]${second?.text}[${second?.number}]`);
};

describe("a model that works", () => {
  test("searches, streams and cites through the same agent", async () => {
    const { agent, server } = await agentOn(truthful);
    const { answer, events } = await hear(agent, QUESTION);
    expect([answer.model, answer.fallback, answer.grounding]).toEqual(["test-model", false, "grounded"]);
    expect(answer.text).toMatch(/\[1\].+\[2\]$/s);
    expect(events.filter(({ kind }) => kind === "delta").length).toBeGreaterThan(1);
    expect(events.some(({ kind }) => kind === "reset")).toBe(false);
    expect(server.requests).toBe(2);
  });

  test("may give every completion the same id", async () => {
    const { agent } = await agentOn((response, request) => {
      if (!hasToolResult(request)) return callSearch(response, QUESTION, "same");
      const [first] = sentencesIn(request);
      return say(response, `${first?.text}[${first?.number}]`, "same");
    });
    const { answer } = await hear(agent, QUESTION);
    expect([answer.model, answer.citations.length]).toEqual(["test-model", 1]);
    expect(answer.text.match(/\[1\]/g)).toHaveLength(1);
  });

  test("that forgets to search is checked against a search made for it", async () => {
    const sentence = retriever
      .chunks()
      .find(({ chunk }) => chunk.headingPath.at(-1) === "バックエンドエンジニアの将来性");
    const words = sentence?.chunk.text.split("\n")[0] as string;
    const { agent } = await agentOn((response) => say(response, `${words}年収は2000万円です。`));
    const { answer } = await hear(agent, QUESTION);
    expect(answer.model).toBe("test-model");
    expect(answer.text).toMatch(/バックエンドエンジニア[^。]*。\[1\]/);
    expect(answer.text).not.toContain("2000");
  });

  test("offers an advisor through its tool", async () => {
    const { agent } = await agentOn((response, request) => {
      if (!hasToolResult(request)) return callSearch(response, QUESTION);
      if (request.messages.filter(({ role }) => role === "tool").length === 1) {
        return callTool(response, "request_handoff", { when: "offer", reason: "low_confidence" });
      }
      const [first] = sentencesIn({
        messages: request.messages.filter(({ content }) => String(content).includes("[1]")),
      });
      return say(response, `${first?.text}[${first?.number}]`);
    });
    const { answer } = await hear(agent, QUESTION);
    expect([answer.decision, answer.reason]).toEqual(["offer", "low_confidence"]);
  });

  test.each([
    ["a tool that does not exist", "browse_web", { query: QUESTION }, "There is no tool browse_web."],
    ["a tool with arguments it does not take", "search_knowledge", { words: 3 }, "Check its arguments."],
  ])("is told when it called %s, and may call again", async (_what, name, args, told) => {
    const heard: string[] = [];
    const { agent, server } = await agentOn((response, request) => {
      const results = request.messages.filter(({ role }) => role === "tool");
      heard.push(String(results.at(-1)?.content));
      if (results.length === 0) return callTool(response, name, args);
      if (results.length === 1) return callSearch(response, QUESTION);
      const [first] = sentencesIn(request);
      return say(response, `${first?.text}[${first?.number}]`);
    });
    const { answer } = await hear(agent, QUESTION);
    expect([answer.model, answer.fallback, server.requests]).toEqual(["test-model", false, 3]);
    expect(heard[1]).toContain(told);
  });
});

const cut =
  (text: string): Reply =>
  (response, request) => {
    if (!hasToolResult(request)) return callSearch(response, QUESTION);
    begin(response);
    response.write(chunk({ content: text }));
    response.socket?.end();
  };

const FAILURES: readonly (readonly [string, Reply])[] = [
  ["answers 500", (response) => void response.writeHead(500).end("{}")],
  ["answers 401", (response) => void response.writeHead(401).end('{"error":{"message":"bad key"}}')],
  ["answers 429", (response) => void response.writeHead(429, { "retry-after": "1" }).end("{}")],
  [
    "sends garbage for JSON",
    (response) => {
      begin(response);
      response.end("data: {garbage\n\n");
    },
  ],
  ["sends no events at all", (response) => void response.writeHead(200).end("<html>")],
  ["says nothing", (response) => say(response, "")],
  [
    "calls a tool with broken arguments",
    (response) => {
      begin(response);
      const call = {
        index: 0,
        id: "c",
        type: "function",
        function: { name: "search_knowledge", arguments: '{"query":' },
      };
      response.end(`${chunk({ tool_calls: [call] })}${chunk({}, "tool_calls")}data: [DONE]\n\n`);
    },
  ],
  ["is cut mid-stream", cut("バックエンドエンジニアは、")],
  ["calls tools for ever", (response) => callSearch(response, QUESTION)],
];

describe("a model that fails still leaves the requester with a grounded answer", () => {
  test.each(FAILURES)("when it %s", async (_what, reply) => {
    const { agent } = await agentOn(reply);
    const { answer } = await hear(agent, QUESTION);
    expect([answer.model, answer.fallback, answer.grounding]).toEqual(["extractive", true, "grounded"]);
    expect(answer.citations.length).toBeGreaterThan(0);
  });

  test("when nothing listens at its address", async () => {
    const { answer } = await hear(agentAt("http://127.0.0.1:9/v1"), QUESTION);
    expect([answer.model, answer.fallback]).toEqual(["extractive", true]);
  });

  test.each([
    ["never answers", (() => {}) as Reply],
    [
      "stalls mid-stream",
      ((response) => {
        begin(response);
        response.write(chunk({ content: "バック" }));
      }) as Reply,
    ],
    [
      "trickles for ever",
      ((response) => {
        begin(response);
        const timer = setInterval(() => response.write(chunk({ content: "あ" })), 20);
        response.on("close", () => clearInterval(timer));
      }) as Reply,
    ],
  ])("when it %s, within the deadline", async (_what, reply) => {
    const { agent } = await agentOn(reply, {}, 400);
    const { answer } = await hear(agent, QUESTION);
    expect([answer.model, answer.fallback]).toEqual(["extractive", true]);
    expect(answer.latencyMs).toBeGreaterThanOrEqual(150);
  });

  test("what was already shown is taken back first", async () => {
    const { agent } = await agentOn((response, request) => {
      if (!hasToolResult(request)) return callSearch(response, QUESTION);
      const [first] = sentencesIn(request);
      begin(response);
      response.write(chunk({ content: `${first?.text}[${first?.number}]次に` }));
      setImmediate(() => response.socket?.destroy());
    });
    const { answer, events } = await hear(agent, QUESTION);
    const reset = events.findIndex(({ kind }) => kind === "reset");
    expect(reset).toBeGreaterThan(0);
    expect(events.slice(0, reset).some(({ kind }) => kind === "delta")).toBe(true);
    const after = events.slice(reset).flatMap((event) => (event.kind === "delta" ? [event.text] : []));
    expect(after.join("")).toBe(answer.text);
    expect(answer.fallback).toBe(true);
  });
});

describe("the breaker", () => {
  test("opens after failures in a row, probes once it has cooled, and closes again", async () => {
    let clock = 1_000_000;
    let healthy = false;
    const { agent, server } = await agentOn(
      (response, request) => (healthy ? truthful(response, request) : void response.writeHead(500).end("{}")),
      { now: () => clock, limits: { breaker: { threshold: 2, coolMs: 1000 } } },
    );
    for (let turn = 0; turn < 4; turn++) await hear(agent, QUESTION);
    expect(server.requests).toBe(2);
    clock += 1001;
    await hear(agent, QUESTION);
    expect(server.requests).toBe(3);
    healthy = true;
    await hear(agent, QUESTION);
    expect(server.requests).toBe(3);
    clock += 1001;
    const { answer } = await hear(agent, QUESTION);
    expect([answer.model, server.requests]).toEqual(["test-model", 5]);
  });

  test("stays open after a refused key, and as long as the server asks after 429", async () => {
    let clock = 1_000_000;
    const { agent, server } = await agentOn((response) => void response.writeHead(401).end("{}"), {
      now: () => clock,
    });
    await hear(agent, QUESTION);
    clock += 60_000;
    await hear(agent, QUESTION);
    expect(server.requests).toBe(1);
  });
});

describe("limits", () => {
  test("when the day's tokens are spent, the knowledge answers until the next day", async () => {
    let clock = 1_000_000;
    const { agent, server } = await agentOn(
      (response, request) => {
        if (!hasToolResult(request)) return callSearch(response, QUESTION);
        const [first] = sentencesIn(request);
        begin(response);
        response.write(chunk({ content: `${first?.text}[${first?.number}]` }));
        response.write(chunk({}, "stop"));
        const usage = { prompt_tokens: 900, completion_tokens: 200, total_tokens: 1100 };
        response.write(
          `data: ${JSON.stringify({ id: "u", object: "chat.completion.chunk", created: 1, model: "m", choices: [], usage })}\n\n`,
        );
        return void response.end("data: [DONE]\n\n");
      },
      { now: () => clock, limits: { budget: { perDay: 1000 } } },
    );
    const first = await hear(agent, QUESTION);
    // The first call states no usage, so it is counted.
    expect(first.answer.usage.inputTokens).toBeGreaterThan(1000);
    expect(first.answer.usage.outputTokens).toBeGreaterThan(200);
    const second = await hear(agent, QUESTION);
    expect([second.answer.model, server.requests]).toEqual(["extractive", 2]);
    clock += 86_400_000;
    const third = await hear(agent, QUESTION);
    expect(third.answer.model).toBe("test-model");
  });

  test("turns beyond the cap do not wait for the model for long", async () => {
    const held: (() => void)[] = [];
    const { agent } = await agentOn(
      (response, request) => {
        if (hasToolResult(request)) return truthful(response, request);
        held.push(() => callSearch(response, QUESTION));
      },
      { limits: { concurrency: 1 } },
      4000,
    );
    const waiting = hear(agent, QUESTION);
    while (held.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const crowded = await hear(agent, QUESTION);
    expect(crowded.answer.model).toBe("extractive");
    held[0]?.();
    expect((await waiting).answer.model).toBe("test-model");
  });
});

test("a requester who leaves stops the model, and no answer follows", async () => {
  const leaving = new AbortController();
  const { agent } = await agentOn((response) => {
    begin(response);
    response.write(chunk({ content: "ば" }));
    leaving.abort();
  });
  const listen = async () => {
    for await (const event of agent.answer({ question: QUESTION, turns: [], signal: leaving.signal })) {
      expect(event.kind).not.toBe("answer");
    }
  };
  await expect(listen()).rejects.toThrow();
});
