import { describe, expect, test } from "vitest";
import { NO_FOCUS } from "../../src/agent/question/focus.ts";
import { focusOf, pointsAtNothing, resolveFollowUp } from "../../src/agent/question/follow-up.ts";
import { turnOf } from "./asking.ts";

const everyQuestion = (text: string) => !/^(?:ありがとう|こんにちは)/.test(text);

function standalone(asked: string, ...before: readonly string[]): string {
  const turns = before.map((text, at) =>
    turnOf(text.startsWith("A:") ? "agent" : "requester", text.replace(/^A:/, ""), at),
  );
  const { focus } = focusOf(turns, everyQuestion);
  return resolveFollowUp(asked, focus, /[ぁ-ん一-龯]/.test(asked) ? "ja" : "en").standalone;
}

describe("a follow-up read with the conversation", () => {
  test.each([
    ["じゃあバックエンドは？", "バックエンドエンジニアの年収は？"],
    ["バックエンドだと？", "バックエンドエンジニアの年収は？"],
    ["違う、バックエンドの方", "バックエンドエンジニアの年収は？"],
    ["インフラじゃなくてバックエンド", "バックエンドエンジニアの年収は？"],
    ["将来性は？", "インフラエンジニアの将来性は？"],
    ["ちなみに必要なスキルは？", "インフラエンジニアの必要なスキルは？"],
    ["それの将来性は？", "インフラエンジニアの将来性は？"],
    ["もっと詳しく", "インフラエンジニアの年収は？"],
    ["話は変わりますが、相談は無料ですか", "相談は無料ですか"],
    [
      "データベースの知識はどうして評価されるのでしょうか",
      "データベースの知識はどうして評価されるのでしょうか",
    ],
  ])("インフラエンジニアの年収は？ → %s", (asked, expected) => {
    expect(standalone(asked, "インフラエンジニアの年収は？")).toBe(expected);
  });

  test("counts as the same question whoever says they ask it", () => {
    const said = ["40代です。インフラエンジニアの将来性は？", "主婦ですが、インフラエンジニアの将来性は？"];
    const { questions } = focusOf(
      said.map((text, at) => turnOf("requester", text, at)),
      everyQuestion,
    );
    expect(new Set(questions).size).toBe(1);
  });

  test("after both roles, a subject is asked of both", () => {
    expect(standalone("じゃあ年収は？", "インフラエンジニアとバックエンドエンジニアの違いは？")).toBe(
      "インフラエンジニアとバックエンドエンジニアの年収は？",
    );
  });

  test("a career talked about is carried on under its own name", () => {
    const carried = standalone("どんなスキルがいりますか", "テックリードになれますか");
    expect(carried).toContain("テックリード");
    expect(carried).not.toContain("アーキテクト");
  });

  test("前者 and 後者 follow the order of the question", () => {
    const question = "バックエンドとインフラの違いは？";
    expect(standalone("前者の将来性は？", question)).toContain("バックエンドエンジニアの将来性");
    expect(standalone("後者について", question)).toContain("インフラエンジニア");
  });

  test("an ordinal points into the last list, also after an answer without one", () => {
    const list =
      "A:三つあります。\n\n- **ネットワークスペシャリスト**：…[1]\n- **ジェネラリスト**：…[2]\n- **ITアーキテクト**：…[3]";
    expect(standalone("2つ目をもっと", "キャリアパスは？", list)).toContain("ジェネラリスト");
    expect(
      standalone("最後のは？", "キャリアパスは？", list, "2つ目をもっと", "A:橋渡し役です。[1]"),
    ).toContain("ITアーキテクト");
  });

  test.each([
    [
      "バックエンドは？",
      "40代未経験です。インフラエンジニアの年収は何で決まりますか？",
      "バックエンドエンジニアの年収は何で決まりますか？",
    ],
    [
      "バックエンドエンジニアだと？",
      "私は文系の大学生ですが、インフラエンジニアに必要なスキルを知りたいです",
      "バックエンドエンジニアに必要なスキルを知りたいです",
    ],
  ])("%s carries on the question, not who asked it", (asked, before, expected) => {
    expect(standalone(asked, before)).toBe(expected);
  });

  test("thanks in between change nothing", () => {
    expect(
      standalone(
        "バックエンドは？",
        "インフラエンジニアの年収は？",
        "A:…",
        "ありがとう！",
        "A:どういたしまして",
      ),
    ).toBe("バックエンドエンジニアの年収は？");
  });

  test.each([
    ["What about backend?", /backend engineer/],
    ["and the future?", /infrastructure engineers: .*future/],
  ])("%s in English", (asked, expected) => {
    expect(standalone(asked, "What decides the pay of an infrastructure engineer?")).toMatch(expected);
  });

  test("a question in the other language keeps the subject", () => {
    expect(standalone("じゃあ将来性は？", "What does a backend engineer do?")).toBe(
      "バックエンドエンジニアの将来性は？",
    );
  });

  test.each([
    "もっと詳しく",
    "要するに?",
    "なぜ？",
    "他には？",
    "例えば？",
    "それって？",
    "2つ目をもっと",
    "why?",
  ])("%s with nothing said before points at nothing, after a question at that", (asked) => {
    expect(pointsAtNothing(asked, NO_FOCUS)).toBe(true);
    const { focus } = focusOf([turnOf("requester", "インフラエンジニアの年収は？", 0)], everyQuestion);
    expect(pointsAtNothing(asked, focus)).toBe(false);
  });

  test.each([
    "年収は?",
    "なぜ運用は評価されにくいの?",
    "具体的な年収を教えて",
    "他の職種は?",
    "つまらない仕事ですか",
  ])("%s names its subject", (asked) => expect(pointsAtNothing(asked, NO_FOCUS)).toBe(false));

  test("the first question of a conversation stands as it is", () => {
    expect(standalone("じゃあ年収は？")).toBe("じゃあ年収は？");
  });
});
