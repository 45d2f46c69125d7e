import { beforeAll, describe, expect, test } from "vitest";
import { createCareerAgent } from "../../src/agent/agent.ts";
import type { Agent } from "../../src/agent/answer.ts";
import { silentLogger } from "../../src/log.ts";
import type { Retriever } from "../../src/retrieval/retriever.ts";
import { AGENT_TEXTS } from "../../src/texts/agent.ts";
import { ask, converse, headingsOf, hear, openKnowledge, turnOf } from "./asking.ts";

let retriever: Retriever;
let agent: Agent;

beforeAll(async () => {
  retriever = await openKnowledge();
  agent = createCareerAgent({ retriever: () => retriever });
});

describe("a requester asks about the two roles", () => {
  test("the difference is told role by role, with a table of what remains", async () => {
    const answer = await ask(agent, "インフラエンジニアとバックエンドエンジニアの違いは?");
    expect(answer.grounding).toBe("grounded");
    expect(answer.decision).toBe("answer");
    expect(answer.text).toMatch(/インフラエンジニアの役割.*\[2\]一方、バックエンドエンジニアの役割/s);
    expect(answer.table?.header).toEqual(["", "インフラエンジニア", "バックエンドエンジニア"]);
    expect(answer.table?.rows.length).toBeGreaterThanOrEqual(2);
    for (const row of answer.table?.rows ?? []) expect(row[1]).toMatch(/\[\d+\]$/);
  });

  test("a short follow-up keeps the roles of the question before", async () => {
    const [, pay] = await converse(
      agent,
      "インフラエンジニアとバックエンドエンジニアの違いは?",
      "じゃあ年収は?",
    );
    expect(pay?.trace.standaloneQuestion).toBe("インフラエンジニアとバックエンドエンジニアの年収は?");
    expect(headingsOf(pay as never)).toContain("年収の違い");
  });

  test("a worry is met with a human line before anything is quoted", async () => {
    const answer = await ask(agent, "運用ばかりで将来が不安です");
    expect(AGENT_TEXTS.ja.worryLead.some((line) => answer.text.startsWith(line))).toBe(true);
    expect(headingsOf(answer)).toContain("インフラエンジニアの将来性");
    expect(answer.decision).toBe("answer");
  });

  test.each([
    ["運用ばかりで不安です", /業務が運用や保守に固定されていると/, /改善提案や自動化/],
    ["毎日監視だけで成長できるか不安", /業務が運用や保守に固定されていると/, /改善提案や自動化/],
  ])("%s is told what explains the worry before what opens a way", async (question, explains, opens) => {
    const { text } = await ask(agent, question);
    expect(text.search(explains)).toBeGreaterThan(0);
    expect(text.search(opens)).toBeGreaterThan(text.search(explains));
    expect(text).toContain(AGENT_TEXTS.ja.nextStep);
  });

  test("career paths come as a list of the paths", async () => {
    const answer = await ask(agent, "インフラエンジニアのキャリアパスを教えて");
    for (const path of ["ネットワークスペシャリスト", "ジェネラリスト", "ITアーキテクト"]) {
      expect(answer.text).toContain(`- **${path}**：`);
    }
  });

  test("yes is said only because a cited sentence says so", async () => {
    const answer = await ask(agent, "データベースのスキルって評価される?");
    expect(answer.text).toMatch(/^はい。/);
    expect(answer.citations.some(({ quote }) => quote.includes("評価されやすく"))).toBe(true);
  });

  test("what suits a person is never decided for them", async () => {
    const answer = await ask(agent, "私はどっちに向いていますか？");
    expect(answer.text).toContain(AGENT_TEXTS.ja.fitLead);
    expect(answer.text).toContain("インフラエンジニアに向いているのは");
    expect(answer.text).toContain("バックエンドエンジニアに向いているのは");
  });

  test.each([
    ["年収はどう決まりますか?", /^インフラエンジニアとバックエンドエンジニアの年収の差は/],
    ["What decides my salary?", /^The pay of infrastructure engineers and backend engineers/],
  ])("%s is answered by what pay depends on, before what else touches a rate", async (question, opening) => {
    expect((await ask(agent, question)).text).toMatch(opening);
  });

  test("the very word asked about is explained, not the subject it is near to", async () => {
    const { text } = await ask(agent, "テックリードって何をする人?");
    expect(text).toMatch(/^[^。]*テックリード/);
  });

  test.each(["どんなスキルがいりますか", "What skills do I need?", "what are the career paths?"])(
    "%s names no role and gets a line for each, none of which only says what it is not",
    async (question) => {
      const { text } = await ask(agent, question);
      expect(text).toMatch(/\*\*(?:インフラエンジニア|Infrastructure engineer)\*\*/);
      expect(text).toMatch(/\*\*(?:バックエンドエンジニア|Backend engineer)\*\*/);
      expect(text).not.toMatch(/not a single|wide range|幅広い|だけではありません/);
    },
  );

  test.each([
    ["優れているのはどちらの職種ですか", /^[^。]*どちらが優れているかではなく/],
    ["Can a backend engineer become an architect?", /^Yes\. The main career paths of backend engineers/],
    ["テックリードになれますか", /^はい。[^。]*テックリード/],
    ["運用してて褒められるのはどんな動き", /^運用での改善提案や自動化/],
    ["Who takes care of databases?", /^Building databases is an important part/],
    ["運用だけやってると給料伸びない？", /^インフラエンジニアは運用だけ、/],
    ["裁量がないとキャリアは描きにくい？", /^[^。]*裁量を持てるか/],
  ])("%s opens with the sentence that answers it", async (question, opening) => {
    expect((await ask(agent, question)).text).toMatch(opening);
  });

  test.each([
    "インフラエンジニアはテックリードになれますか",
    "バックエンドエンジニアはネットワークスペシャリストになれますか",
    "Can a backend engineer become a network specialist?",
    "バックエンドエンジニアになれますか",
    "インフラエンジニアはプログラミング言語の理解が必要ですか",
    "インフラエンジニアはテーブル設計が評価されますか",
    "バックエンドでもセキュリティの経験は評価されますか",
    "スペシャリストはインフラだけのキャリアですか",
    "運用だけで評価は上がりますか",
  ])("%s: what is said of something near is no yes and no no", async (question) => {
    expect((await ask(agent, question)).text).not.toMatch(/^(?:はい。|いいえ。|Yes\.|No\.)/);
  });

  test("asked about one role, nothing is said of the other alone", async () => {
    const answer = await ask(agent, "バックエンドエンジニアに向いてるのはどんな人?");
    expect(answer.text).not.toMatch(/^インフラエンジニアに向いている/);
  });
});

test("every question the agent suggests is one it answers", async () => {
  const asked = [
    ...AGENT_TEXTS.ja.starters,
    ...AGENT_TEXTS.en.starters,
    "インフラエンジニアの仕事内容は？",
    "バックエンドエンジニアに必要なスキルは？",
    "年収の違いは？",
    "データベースのスキルって評価される?",
    "ジェネラリストとは？",
    "明日の天気は？",
    "平均年収は何万円?",
    "相談は無料ですか？",
    "案件選択制って何?",
    "How do the two roles differ?",
    "What is a generalist?",
  ];
  const suggested = new Set(asked.slice(0, 6));
  for (const question of asked) {
    for (const next of (await ask(agent, question)).followUps) suggested.add(next);
  }
  expect(suggested.size).toBeGreaterThan(20);
  const failed: string[] = [];
  for (const question of suggested) {
    if ((await ask(agent, question)).grounding !== "grounded") failed.push(question);
  }
  expect(failed).toEqual([]);
});

describe("what the knowledge does not hold", () => {
  test("a figure that is not stated is said to be missing, with what is stated and an offer", async () => {
    const answer = await ask(agent, "平均年収は何万円?");
    expect(answer.text).toContain(AGENT_TEXTS.ja.figureMissing.amount);
    expect(answer.text).not.toMatch(/\d+万/);
    expect(headingsOf(answer)).toContain("年収の違い");
    expect([answer.decision, answer.reason, answer.grounding]).toEqual([
      "offer",
      "not_in_knowledge",
      "partial",
    ]);
  });

  test("an offer is made once, not with every question", async () => {
    const [first, second] = await converse(agent, "平均年収は何万円?", "中央値はいくらですか？");
    expect(first?.decision).toBe("offer");
    expect(second?.decision).toBe("answer");
    expect(second?.text).not.toContain(AGENT_TEXTS.ja.offer.not_in_knowledge);
  });

  test("the weather is kindly declined", async () => {
    const answer = await ask(agent, "明日の天気は?");
    expect([answer.text, answer.grounding, answer.citations]).toEqual([AGENT_TEXTS.ja.offTopic, "none", []]);
  });

  test("a tool nobody wrote about is named as missing, with what comes closest", async () => {
    const answer = await ask(agent, "Javaは覚えるべき?");
    expect(answer.text).toMatch(/^Javaについては、.*書かれていません/);
    expect([answer.grounding, answer.decision]).toEqual(["partial", "offer"]);
    expect(answer.citations[0]?.headingPath.at(-1)).toBe("プログラミング言語");
  });
});

describe("a requester who asks the same again and again", () => {
  test("is offered an advisor the third time", async () => {
    const question = "インフラエンジニアの将来性は？";
    const answers = await converse(
      agent,
      question,
      "インフラエンジニアの将来性を教えて",
      "インフラエンジニアの将来性は",
    );
    expect(answers.map(({ decision }) => decision)).toEqual(["answer", "answer", "offer"]);
    expect(answers[2]?.reason).toBe("repeated");
  });
});

describe("an offer", () => {
  test.each(["はい、お願いします", "ぜひ", "yes please"])("is accepted by %s", async (reply) => {
    const [, accepted] = await converse(agent, "平均年収は何万円?", reply);
    expect([accepted?.decision, accepted?.reason]).toEqual(["escalate", "explicit_request"]);
  });

  test("is declined without fuss, and the conversation goes on", async () => {
    const [, declined, next] = await converse(
      agent,
      "平均年収は何万円?",
      "いえ、大丈夫です",
      "じゃあインフラの将来性は？",
    );
    expect([declined?.decision, declined?.text]).toEqual(["answer", AGENT_TEXTS.ja.offerDeclined]);
    expect(headingsOf(next as never)).toContain("インフラエンジニアの将来性");
  });

  test("is not accepted by a yes that answers something else", async () => {
    const [, reply] = await converse(agent, "インフラエンジニアの将来性は？", "はい");
    expect(reply?.decision).toBe("answer");
  });
});

describe("a requester who wants a person", () => {
  test("is understood at once, and nothing claims that anybody was called", async () => {
    const answer = await ask(agent, "人と話したい");
    expect([answer.decision, answer.reason]).toEqual(["escalate", "explicit_request"]);
    expect(answer.text).not.toMatch(/引き継ぎました|おつなぎしました/);
  });

  test("in despair gets public help lines first", async () => {
    const answer = await ask(agent, "もう死にたいです");
    expect([answer.decision, answer.reason]).toEqual(["escalate", "crisis"]);
    expect(answer.text).toContain("0120-279-338");
  });
});

describe("how an answer arrives", () => {
  test("deltas add up to the text, and the answer comes last and once", async () => {
    const { answer, events } = await hear(agent, "バックエンドエンジニアの仕事内容は?");
    const deltas = events.flatMap((event) => (event.kind === "delta" ? [event.text] : []));
    expect(deltas.length).toBeGreaterThan(2);
    expect(deltas.join("")).toBe(answer.text);
    expect(events.filter(({ kind }) => kind === "answer")).toHaveLength(1);
    expect(events[0]).toEqual({ kind: "status", step: "searching" });
    expect(events.some((event) => event.kind === "status" && event.step === "reading")).toBe(true);
  });

  test("every quote stands verbatim at its place in the snapshot named on the answer", async () => {
    const questions = [
      "インフラエンジニアの将来性は？",
      "案件選択制って何?",
      "セキュリティ対策って何するの",
      "相談は無料？",
    ];
    for (const question of questions) {
      const answer = await ask(agent, question);
      expect(answer.snapshot).toBe(retriever.snapshotId);
      expect(answer.citations.length).toBeGreaterThan(0);
      for (const citation of answer.citations) {
        const chunk = retriever.chunks().find(({ chunk }) => chunk.id === citation.chunkId)?.chunk;
        expect(
          chunk?.text.slice(citation.start - (chunk?.start ?? 0), citation.end - (chunk?.start ?? 0)),
        ).toBe(citation.quote);
      }
    }
  });

  test("the publisher's interest is named once where its own programmes come up", async () => {
    const [first, second] = await converse(agent, "案件選択制って何?", "単価給与連動制は?");
    expect(first?.text).toContain("発行元");
    expect(second?.text).not.toContain("発行元");
  });
});

describe("words no one can search for", () => {
  test.each([
    ["an empty message", "", "empty"],
    ["blanks and a null byte", "   \u0000\u200b ", "empty"],
    ["20,000 characters", "あ".repeat(20_000), "too_long"],
    ["emoji alone", "😀😀🎉", "no_words"],
    ["punctuation alone", "？？？", "no_words"],
  ] as const)("%s gets a kind reply", async (_what, question, fault) => {
    const answer = await ask(agent, question);
    expect(answer.text).toBe(AGENT_TEXTS.ja.faults[fault]);
  });

  test("a long question is answered like a short one", async () => {
    const answer = await ask(
      agent,
      `${"今日は朝から雨で、駅まで歩くのが大変でした。".repeat(40)}インフラエンジニアの年収は何で決まりますか？`,
    );
    expect(headingsOf(answer)).toContain("年収の違い");
  });

  test("an index that fails is owned up to, and a person is offered", async () => {
    const broken: Retriever = {
      ...retriever,
      snapshotId: "s",
      chunks: retriever.chunks,
      retrieve: () => Promise.reject(new Error("disk")),
    };
    const lines: string[] = [];
    const note = (message: string, fields?: object) =>
      lines.push(message, ...("tool" in (fields ?? {}) ? [JSON.stringify(fields)] : []));
    const logger = { ...silentLogger, warn: note, error: note };
    const answer = await ask(createCareerAgent({ retriever: () => broken, logger }), "年収は？");
    expect(answer.text).toContain(AGENT_TEXTS.ja.broken);
    expect([answer.decision, answer.grounding]).toEqual(["offer", "none"]);
    expect(lines[0]).toBe("a tool failed");
    expect(lines[1]).toMatch(/"tool":"search_knowledge".*"fault":"Error"/);
    expect(lines.at(-1)).toBe("no answer could be made");
    expect(lines.join()).not.toContain("年収");
  });

  test("decoration and control characters do not hide a question", async () => {
    const zalgo = [..."インフラエンジニアの年収は"].map((char) => `${char}\u0335\u0336\u0337\u0334`).join("");
    const answer = await ask(agent, `${zalgo}\u0000？`);
    expect(headingsOf(answer)).toContain("年収の違い");
  });

  test("another language gets a polite line in English and Japanese", async () => {
    const answer = await ask(agent, "¿Cuánto gana un ingeniero de infraestructura?");
    expect(answer.text).toBe(AGENT_TEXTS.en.otherLanguage);
  });

  test("thanks in the middle of a conversation do not lose the thread", async () => {
    const turns = [
      turnOf("requester", "インフラエンジニアの年収は？"),
      turnOf("agent", "…"),
      turnOf("requester", "ありがとう！"),
    ];
    const answer = await ask(agent, "バックエンドは？", turns);
    expect(answer.trace.standaloneQuestion).toBe("バックエンドエンジニアの年収は?");
  });
});

test("a snapshot published between two turns answers the second, and is named on it", async () => {
  const other = await openKnowledge();
  let serving = retriever;
  const live: Retriever = {
    get snapshotId() {
      return serving === retriever ? "first" : "second";
    },
    retrieve: (question, options) => serving.retrieve(question, options),
    chunks: () =>
      serving === retriever
        ? retriever.chunks()
        : other.chunks().filter(({ document }) => document.language === "en"),
  };
  const following = createCareerAgent({ retriever: () => live });
  const before = await ask(following, "インフラエンジニアの将来性は？");
  serving = other;
  const after = await ask(following, "インフラエンジニアの将来性は？");
  expect([before.snapshot, after.snapshot]).toEqual(["first", "second"]);
  expect(after.citations.every(({ language }) => language === "en")).toBe(true);
});
