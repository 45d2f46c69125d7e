import { beforeAll, describe, expect, test } from "vitest";
import { createCareerAgent } from "../../src/agent/agent.ts";
import type { Answer } from "../../src/agent/answer.ts";
import type { Retriever } from "../../src/retrieval/retriever.ts";
import { hear, openKnowledge } from "./asking.ts";
import { type Laid, type Script, ScriptedChatModel } from "./scripted-model.ts";

let retriever: Retriever;

beforeAll(async () => {
  retriever = await openKnowledge();
});

async function answerOf(script: Script, question: string, query = question): Promise<Answer> {
  const agent = createCareerAgent({
    retriever: () => retriever,
    model: { apiKey: "k", chatModel: "scripted", deadlineMs: 10_000 },
    openModel: async () => new ScriptedChatModel(script, query),
  });
  return (await hear(agent, question)).answer;
}

const QUESTIONS = [
  "インフラエンジニアとバックエンドエンジニアの違いは？",
  "インフラエンジニアの年収は何で決まりますか",
  "バックエンドエンジニアの将来性は？",
  "インフラエンジニアに必要なスキルは？",
  "バックエンドエンジニアの仕事内容は？",
] as const;

/** A lie told about a true sentence: the words that must not reach the requester. */
interface Lie {
  readonly kind: string;
  readonly tell: (
    laid: readonly Laid[],
    seed: number,
  ) => { readonly says: string; readonly lie: string } | undefined;
}

const FIGURES = ["800万円", "1,200万円", "30%", "3倍", "5年", "90%", "月60万円", "２割"];
const SKILLS = [
  "Rust",
  "Kubernetes",
  "ブロックチェーン",
  "量子コンピュータ",
  "Terraform",
  "英会話",
  "簿記",
  "ディープラーニング",
];
const SUPERLATIVES = ["必ず", "最も", "誰でも", "絶対に", "一番", "間違いなく", "常に", "圧倒的に"];

const pick = <T>(list: readonly T[], seed: number): T => list[seed % list.length] as T;
const told = (words: string, number: number) => ({ says: `${words}[${number}]`, lie: words });

/** A sentence that the bending really bends, starting from the seed's. */
function bent(laid: readonly Laid[], seed: number, bend: (text: string) => string) {
  for (let step = 0; step < laid.length; step++) {
    const { text, number } = pick(laid, seed + step);
    if (bend(text) !== text) return told(bend(text), number);
  }
  return undefined;
}

const LIES: readonly Lie[] = [
  {
    kind: "a wrong figure",
    tell: (laid, seed) =>
      bent(laid, seed, (text) => text.replace(/(?:は|が)、?/, `は平均${pick(FIGURES, seed)}で、`)),
  },
  {
    kind: "an invented skill",
    tell: (laid, seed) =>
      bent(laid, seed, (text) => text.replace(/^(.{3,}?)(?:は|が)、?/, `$1は${pick(SKILLS, seed)}を使い、`)),
  },
  {
    kind: "swapped roles",
    tell: (laid, seed) =>
      bent(
        laid.filter(({ text }) => /インフラ/.test(text) !== /バックエンド/.test(text)),
        seed,
        (text) =>
          text.replace(/インフラ|バックエンド/g, (role) =>
            role === "インフラ" ? "バックエンド" : "インフラ",
          ),
      ),
  },
  {
    kind: "a forged quotation",
    tell: (laid, seed) =>
      told(
        `記事には「${pick(SKILLS, seed)}を学べば年収が上がる職種です」と書かれています。`,
        pick(laid, seed).number,
      ),
  },
  {
    kind: "another section's sentence under the wrong number, bent",
    tell: (laid, seed) => {
      const claim = bent(laid, seed, (text) => text.replace(/(?:です|ます)。$/, "ことが保証されています。"));
      const elsewhere = pick(laid, seed + 9);
      return claim && { ...claim, says: claim.says.replace(/\[\d+\]$/, `[${elsewhere.number}]`) };
    },
  },
  {
    kind: "an unsupported superlative",
    tell: (laid, seed) =>
      bent(laid, seed, (text) => text.replace(/^(.{3,}?)(?:は|が)、?/, `$1は${pick(SUPERLATIVES, seed)}`)),
  },
  {
    kind: "the opposite",
    tell: (laid, seed) =>
      bent(
        laid.filter(({ text }) => !/ません|ない|なく|にくく|ず/.test(text)),
        seed,
        (text) =>
          text
            .replace(/します。$/, "しません。")
            .replace(/なります。$/, "なりません。")
            .replace(/あります。$/, "ありません。")
            .replace(/です。$/, "ではありません。"),
      ),
  },
  {
    kind: "a claim with no source",
    tell: (_laid, seed) => {
      const claim = `${pick(SKILLS, seed)}の資格があると採用されやすくなります。`;
      return { says: claim, lie: claim };
    },
  },
];

describe("a model that lies", () => {
  test.each(LIES.map((lie) => [lie.kind, lie] as const))(
    "%s never reaches the requester",
    async (_kind, lie) => {
      for (let seed = 0; seed < 25; seed++) {
        const question = pick(QUESTIONS, seed);
        let lied = "";
        const answer = await answerOf((laid) => {
          const first = laid[0] as Laid;
          const telling = lie.tell(laid, seed * 7);
          lied = telling?.lie ?? "";
          return `${first.text}[${first.number}]${telling?.says ?? ""}`;
        }, question);
        expect(lied, `${lie.kind} ${seed} told a lie`).not.toBe("");
        expect(answer.text, `${lie.kind}: ${lied}`).not.toContain(lied.replace(/。$/, ""));
      }
    },
  );

  test("what it says truly still gets through, in its own words and order", async () => {
    const answer = await answerOf((laid) => {
      const pay = laid.find(({ text }) => text.startsWith("インフラエンジニアの年収に関わる評価")) as Laid;
      return `ご質問ありがとうございます。インフラエンジニアの評価は、設計や構築、クラウドの領域まで対応できるかどうかで変わります。[${pay.number}]`;
    }, "インフラエンジニアの年収は何で決まりますか");
    expect(answer.model).toBe("scripted");
    expect(answer.text).toMatch(/^ご質問ありがとうございます。インフラエンジニアの評価は.+変わります。\[1\]/);
    expect(answer.citations).toHaveLength(1);
  });

  test("lies without a source leave the answer to the knowledge itself", async () => {
    const lies = "平均年収は900万円です。Rustが必須です。[9999]";
    const answer = await answerOf(() => lies, "インフラエンジニアの年収は？");
    expect([answer.model, answer.fallback]).toEqual(["extractive", true]);
    expect(answer.text).not.toMatch(/900|Rust/);
    expect(answer.grounding).toBe("grounded");
  });

  test("a lie under a fitting number gives way to what that sentence says", async () => {
    const answer = await answerOf((laid) => {
      const pay = laid.find(({ heading }) => heading.endsWith("年収の違い")) as Laid;
      return `インフラエンジニアの年収は900万円です。[${pay.number}]`;
    }, "インフラエンジニアの年収は？");
    expect(answer.text).not.toContain("900");
    expect(answer.text).toContain(answer.citations[0]?.quote);
  });

  test("a connective goes with the sentence it leaned on", async () => {
    const pay = "インフラエンジニアの年収に関わる評価";
    const answer = await answerOf((laid) => {
      const { text, number } = laid.find((one) => one.text.startsWith(pay)) as Laid;
      return `平均年収は900万円です。また、${text}[${number}]`;
    }, "インフラエンジニアの年収は何で決まりますか");
    expect(answer.text.startsWith(pay)).toBe(true);
  });

  test("it cannot claim a handover, call people out or hand out links", async () => {
    const answer = await answerOf(
      (laid) =>
        `アドバイザーに引き継ぎました。<!channel> ご確認ください。詳しくは https://evil.example/ をどうぞ。${laid[0]?.text}[1]`,
      "インフラエンジニアの仕事内容は？",
    );
    expect(answer.text).not.toMatch(/引き継ぎました|<!channel>|https?:/);
    expect(answer.citations.length).toBeGreaterThan(0);
  });
});
