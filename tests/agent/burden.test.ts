import { beforeAll, describe, expect, test } from "vitest";
import type { Agent } from "../../src/agent/answer.ts";
import { maskPersonalData } from "../../src/agent/privacy/mask.ts";
import { ask, openAgent } from "./asking.ts";

let agent: Agent;

beforeAll(async () => {
  agent = await openAgent();
});

describe("what no article can answer", () => {
  test.each(["引っ越してから知り合いがいなくて毎日が孤独です", "I feel so alone among my new colleagues"])(
    "%s: a burden in words no rule knows is offered an advisor",
    async (words) => {
      const { decision } = await ask(agent, words);
      expect(decision).toBe("offer");
    },
  );

  test.each(["明日の天気は？", "おいしいラーメン屋を教えて"])(
    "%s: a question about something else is not",
    async (words) => {
      expect((await ask(agent, words)).decision).toBe("answer");
    },
  );

  test.each([
    ["うつになる人が多い職種って本当ですか", "心や体への負担"],
    ["クビになりにくいのはどっちの職種?", "職を失いにくいかどうか"],
    ["契約社員からでもインフラエンジニアを目指せますか", "雇用形態による条件"],
    ["アドバイザーさんはエンジニア出身の方ですか", "アドバイザーの経歴"],
    ["Does burnout hit backend engineers more?", "the strain on mind and body"],
  ])("%s: near a subject, but not stated, it is named and an advisor is offered", async (words, matter) => {
    const { decision, text } = await ask(agent, words);
    expect([decision, text.includes(matter)]).toEqual(["offer", true]);
  });

  test.each([
    "インフラエンジニアは誰と話すことが多い仕事ですか",
    "監視ばっかりやらされてて先が見えないんですが",
    "バックエンドの人はチームの人と相談しながら進めるんですか",
  ])("%s: asked of the profession, it is answered and not escalated", async (words) => {
    expect((await ask(agent, words)).decision).not.toBe("escalate");
  });
});

test("what is set aside is not taken for the question", async () => {
  const answer = await ask(agent, "残業代の話じゃなくて、年収が上がる条件を知りたい");
  expect([answer.decision, answer.citations.length > 0]).toEqual(["answer", true]);
});

test("何でも屋さん is nobody's name", () => {
  expect(maskPersonalData("何でも屋さんになりたい").found).toEqual([]);
});
