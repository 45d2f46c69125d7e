import { beforeAll, describe, expect, test } from "vitest";
import type { Agent } from "../../src/agent/answer.ts";
import { ask, converse, openAgent } from "./asking.ts";

let agent: Agent;
beforeAll(async () => {
  agent = await openAgent();
});

describe("a system of the company asked for by its name", () => {
  test.each(["単価給与連動制", "案件選択制", "チーム制"])("%s is what is quoted first", async (name) => {
    for (const asking of ["って何？", "とは何ですか？", "について教えて"]) {
      const { citations } = await ask(agent, `${name}${asking}`);
      expect(citations.length, asking).toBeGreaterThan(0);
      expect(citations[0]?.quote, asking).toContain(name);
    }
  });
});

describe("a yes", () => {
  test("about watching alerts is not drawn from a sentence about writing code", async () => {
    const { text } = await ask(agent, "監視オペレーターの経験は評価されますか？");
    expect(text).not.toMatch(/^はい/);
  });

  test.each(["運用の自動化は評価されますか？", "DBのスキルって評価されますか"])(
    "is still said where a sentence bears it out: %s",
    async (question) => {
      expect((await ask(agent, question)).text).toMatch(/^はい。/);
    },
  );
});

describe("what is asked for and stands in no quotation", () => {
  test.each([
    ["待機中の給料はどうなりますか？", "「待機中」については"],
    ["コミュ障でもインフラエンジニアになれますか？", "「コミュ障」については"],
    ["クラウドエンジニアとインフラエンジニアの違いは？", "「クラウドエンジニア」については"],
    ["ジェネラリストとスペシャリスト、どっちが年収高い？", "そのことは"],
    ["テックリードの年収は？", "そのことは"],
  ])("%s is said first", async (question, missing) => {
    const { text, grounding, decision } = await ask(agent, question);
    expect(text).toMatch(new RegExp(`^${missing}、私の持っている記事には書かれていません。`));
    expect([grounding, decision]).toEqual(["partial", "offer"]);
  });

  test("is not looked for where pay is spoken of", async () => {
    const { text } = await ask(agent, "セキュリティの知識で年収は上がりますか？");
    expect(text).toContain("単価や役割に影響します");
    expect(text).not.toContain("書かれていません。");
  });
});

describe("the sentence that answers", () => {
  test.each([
    ["技術選定に関わる役割ってなんていうの", "テックリードになる道"],
    ["Will automating boring chores get me noticed?", "automating operations is valued"],
    ["人手が足りてない分野ってどこ？", "担当できる人が限られる"],
    ["人手不足の分野はどこですか", "担当できる人が限られる"],
  ])("%s comes first", async (question, words) => {
    expect((await ask(agent, question)).citations[0]?.quote).toContain(words);
  });

  test("is not followed by one that only says what a subject is not", async () => {
    const [, skills] = await converse(agent, "テックリードになれますか", "どんなスキルがいりますか");
    expect(skills?.text).toContain("技術選定");
    expect(skills?.text).not.toContain("プログラミングだけではありません");
  });
});
