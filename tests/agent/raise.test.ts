import { beforeAll, describe, expect, test } from "vitest";
import type { Agent } from "../../src/agent/answer.ts";
import { ask, headingsOf, openAgent } from "./asking.ts";

let agent: Agent;

beforeAll(async () => {
  agent = await openAgent();
});

describe("an answer opens with what was asked", () => {
  test.each([
    ["単価アップしたい", "年収の違い"],
    ["手取り増やしたいんだけど、インフラだと何やればいい？", "年収の違い"],
    ["How can I raise my rate?", "Differences in pay"],
    ["Is infrastructure a safe career?", "The future of infrastructure engineers"],
    ["バックエンドって食いっぱぐれない？", "バックエンドエンジニアの将来性"],
    ["What is monitoring and operations work like?", "Monitoring, operating and maintaining systems"],
  ])("%s is answered first of all from 「%s」", async (question, heading) => {
    expect(headingsOf(await ask(agent, question))[0]).toBe(heading);
  });
});
