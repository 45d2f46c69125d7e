import { beforeAll, describe, expect, test } from "vitest";
import { createCareerAgent } from "../../src/agent/agent.ts";
import { costOf } from "../../src/agent/model/cost.ts";
import type { ModelSettings } from "../../src/agent/model/openai.ts";
import { boundTokens, loadTokenCounter, type TokenCounter } from "../../src/agent/model/tokens.ts";
import { summaryBefore, windowOf } from "../../src/agent/model/window.ts";
import type { Turn } from "../../src/conversation/conversation.ts";
import type { Retriever } from "../../src/retrieval/retriever.ts";
import { ask, openKnowledge, turnOf } from "./asking.ts";
import { ScriptedChatModel } from "./scripted-model.ts";

const QUESTION = "インフラエンジニアの将来性は？";
const PRICES = { input: 2, output: 8 };
let retriever: Retriever;
let count: TokenCounter;

beforeAll(async () => {
  retriever = await openKnowledge();
  count = await loadTokenCounter();
});

const agentWith = (settings: Partial<ModelSettings>) =>
  createCareerAgent({
    retriever: () => retriever,
    model: { apiKey: "k", chatModel: "scripted", deadlineMs: 10_000, ...settings },
    openModel: async () => new ScriptedChatModel((laid) => `${laid[0]?.text}[${laid[0]?.number}]`, QUESTION),
  });

describe("what an answer costs", () => {
  test("is recorded on it, also when the server counts no tokens", async () => {
    const { usage } = await ask(agentWith({ prices: PRICES }), QUESTION);
    expect(usage.inputTokens).toBeGreaterThan(500);
    expect(usage.outputTokens).toBeGreaterThan(20);
    expect(usage.cost).toBe(costOf(usage, PRICES));
  });

  test("is not made up when the operator gave no prices", async () => {
    const { usage } = await ask(agentWith({}), QUESTION);
    expect(usage).not.toHaveProperty("cost");
  });

  test("is nothing when no model was asked", async () => {
    const answer = await ask(createCareerAgent({ retriever: () => retriever }), QUESTION);
    expect(answer.usage).toEqual({ inputTokens: 0, outputTokens: 0 });
  });

  test("ends the model's day when it reaches the day's sum, and one answer's tokens end that answer", async () => {
    const agent = agentWith({ prices: PRICES, budget: { costPerDay: 0.000_001 } });
    expect((await ask(agent, QUESTION)).model).toBe("scripted");
    expect((await ask(agent, QUESTION)).model).toBe("extractive");
    expect((await ask(agentWith({ budget: { perTurn: 100 } }), QUESTION)).fallback).toBe(true);
  });
});

describe("tokens", () => {
  test("of Japanese are counted by the model's own encoding, not by a share of its characters", () => {
    expect(count("インフラエンジニアの年収は何で決まりますか")).toBeGreaterThan(10);
    expect(count("<|endoftext|>")).toBeGreaterThan(1);
  });

  test.each([
    "インフラエンジニアの年収は、設計や構築まで対応できるかどうかで変わります。",
    "What does a backend engineer do all day?",
    "KubernetesとTerraformは必要ですか",
  ])("of %j stay below the bound that needs no table", (text) => {
    expect(boundTokens(text)).toBeGreaterThanOrEqual(count(text));
  });
});

describe("a long thread", () => {
  const turns: Turn[] = Array.from({ length: 20 }, (_, at) => [
    turnOf("requester", `質問${at}についてくわしく教えてください`, at * 2),
    {
      ...turnOf("agent", `答え${at}。`.repeat(30), at * 2 + 1),
      citations: [{ headingPath: ["文書", `見出し${at}`] }] as never,
    },
  ]).flat();

  test("is read as its last turns word for word", () => {
    const window = windowOf(turns, count);
    expect(window.at(-1)).toBe(turns.at(-1));
    expect(window.length).toBeLessThanOrEqual(8);
    expect(window).toEqual(turns.slice(-window.length));
  });

  test("and as a summary of what was asked and answered before them, the oldest gone first", () => {
    const window = windowOf(turns, count);
    const summary = summaryBefore(turns, window, count);
    expect(summary).toContain("質問15についてくわしく教えてください → 見出し15");
    expect(summary).not.toContain("質問19");
    expect(count(summary)).toBeLessThan(700);
  });

  test("one turn too long for the window ends it", () => {
    const long = [
      ...turns.slice(0, 4),
      turnOf("agent", "長".repeat(20_000), 9),
      turnOf("requester", "で？", 10),
    ];
    expect(windowOf(long, count).map(({ text }) => text)).toEqual(["で？"]);
  });
});
