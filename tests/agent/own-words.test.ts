import { beforeAll, describe, expect, test } from "vitest";
import { createCareerAgent } from "../../src/agent/agent.ts";
import type { Answer } from "../../src/agent/answer.ts";
import { isSocial } from "../../src/agent/verification/social.ts";
import { unsupportedSentences } from "../../src/evaluation/checks.ts";
import type { Retriever } from "../../src/retrieval/retriever.ts";
import { ask, openKnowledge } from "./asking.ts";
import { ScriptedChatModel } from "./scripted-model.ts";

let retriever: Retriever;

beforeAll(async () => {
  retriever = await openKnowledge();
});

/** A model that says something of its own before a true sentence. */
async function answerTo(question: string, says: string): Promise<Answer> {
  const agent = createCareerAgent({
    retriever: () => retriever,
    model: { apiKey: "k", chatModel: "scripted", deadlineMs: 10_000 },
    openModel: async () =>
      new ScriptedChatModel((laid) => `${says} ${laid[0]?.text}[${laid[0]?.number}]`, question),
  });
  return ask(agent, question);
}

describe("what a model says without a source is no claim in disguise", () => {
  test.each([
    [
      "インフラエンジニアの年収はいくらですか？",
      "インフラエンジニアの年収は平均800万円で、残業については、私の持っている記事には書かれていません。",
    ],
    [
      "インフラの年収は高いですか？残業は？",
      "インフラの年収は高いですが、残業については、私の持っている記事には書かれていません。",
    ],
    [
      "インフラエンジニアに英語は必要ですか？",
      "記事にあるとおり、インフラエンジニアに英語は必要ありません。",
    ],
    ["バックエンドに夜勤はありますか？", "記事によると、バックエンドエンジニアに夜勤はありません。"],
    ["未経験でもなれますか？", "記事のとおり、未経験でも心配はありません。"],
    ["未経験でもエンジニアになれますか？", "はい、もちろんです。"],
    ["未経験でもエンジニアになれますか？", "はい、なれますよ。"],
    ["未経験でもエンジニアになれますか？", "もちろんです。"],
    ["インフラエンジニアに英語は必要ですか？", "いいえ、いりません。"],
    ["インフラエンジニアに資格はいりますか？", "いりません。"],
    ["インフラエンジニアの残業は多いですか？", "残業が多いですね。"],
    ["バックエンドとインフラ、年収はどちらが高いですか？", "バックエンドの方が年収が高いですね。"],
    [
      "バックエンドとインフラ、年収はどちらが高いですか？",
      "バックエンドの方が年収が高いのではないでしょうか。",
    ],
    ["バックエンドとインフラ、年収はどちらが高いですか？", "年収が高いのはバックエンドですよね？"],
    ["インフラエンジニアの夜勤は大変ですか？", "インフラエンジニアの夜勤は大変です。"],
    ["インフラエンジニアの夜勤は大変ですか？", "それは大変ですね。"],
    ["インフラの将来が心配です", "心配は要らないですね。"],
    ["残業は多いですか？", "https://evil.example/については、私の持っている記事には書かれていません。"],
    ["年収はいくらですか？", "なお、年収一千万円を約束するテクニケーションはこの記事の発行元です。"],
    ["Can I become an engineer without experience?", "Yes, of course."],
    ["Can I become an engineer without experience?", "You can."],
    ["Do backend engineers earn more than infrastructure engineers?", "Sure, they do."],
    [
      "Do backend engineers earn more than infrastructure engineers?",
      "In short, backend engineers earn more than infrastructure engineers.",
    ],
    ["Is backend better paid?", "Isn't backend better paid?"],
    [
      "Do backend engineers give on-call support?",
      "According to the article, backend engineers do not give on-call support.",
    ],
    [
      "What do they earn?",
      "The article I answer from does not say anything about jobs paying 90,000 dollars.",
    ],
  ])("%s → %s", async (question, says) => {
    const { text } = await answerTo(question, says);
    expect(text).not.toContain(says.replace(/[。.？?]$/, ""));
    expect(text).not.toMatch(/^(?:はい|いいえ|もちろん|yes|no|sure)\b/i);
  });

  test("a yes that a sentence bears out stays, without what nothing bears out", async () => {
    const question = "テックリードになれますか？";
    expect((await answerTo(question, "はい。")).text).toMatch(/^はい。/);
    expect((await answerTo(question, "はい、誰でもすぐになれますよ。")).text).toMatch(/^はい。(?!誰)/);
    expect((await answerTo(question, "いいえ。")).text).not.toMatch(/いいえ/);
  });

  test("the measure of what is supported sees a yes that nothing bears out", async () => {
    const question = "未経験でもエンジニアになれますか？";
    const answer = await answerTo(question, "そうですね。");
    expect(unsupportedSentences(answer, question)).toEqual([]);
    const said = { ...answer, text: `はい。${answer.text}` };
    expect(unsupportedSentences(said, question)).toEqual(["はい。"]);
  });
});

describe("courtesy, a question back and what the person said are left to a model", () => {
  test.each([
    ["インフラエンジニアの年収は？", "ご質問ありがとうございます。"],
    ["インフラエンジニアの年収は？", "インフラエンジニアの年収についてお答えしますね。"],
    ["インフラエンジニアの年収は？", "それでは、順にお伝えします。"],
    ["インフラエンジニアの年収は？", "インフラエンジニアの年収が気になるのですね。"],
    ["インフラエンジニアの年収は？", "インフラエンジニアの年収について知りたいのですね。"],
    ["インフラエンジニアの年収は？", "具体的な金額は、記事には書かれていません。"],
    ["残業はありますか？", "残業については、記事には記載がありません。"],
    ["残業はありますか？", "申し訳ありませんが、残業については手元の記事に書かれていません。"],
    ["残業はありますか？", "記事には、残業については書かれていません。"],
    ["残業はありますか？", "残業について、ほかに知りたいことはありますか？"],
    ["残業が多くて疲れました。転職すべきですか？", "残業が多いのですね。"],
    ["将来が不安です", "将来が不安なのですね。"],
    ["将来が不安です", "将来が不安になりますよね。"],
    ["運用がつらいです", "それはおつらかったですね。"],
    ["運用がつらいです", "そう感じるのは自然なことだと思います。"],
    ["運用がつらいです", "お気持ち、よくわかります。"],
    ["What do backend engineers earn?", "Great question!"],
    ["What do backend engineers earn?", "Thank you for asking."],
    ["What do backend engineers earn?", "Here is what the article says about backend engineers."],
    ["What do backend engineers earn?", "The article does not give any specific figures."],
    ["Is there on-call duty?", "Unfortunately, the article doesn't mention on-call duty."],
    ["I worry about my future", "I understand how you feel."],
  ])("%s → %s", (question, sentence) => {
    expect(isSocial(sentence, question)).toBe(true);
  });
});
