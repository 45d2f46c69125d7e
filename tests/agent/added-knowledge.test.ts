import { beforeAll, describe, expect, test } from "vitest";
import { createCareerAgent } from "../../src/agent/agent.ts";
import type { Agent } from "../../src/agent/answer.ts";
import type { Lesson } from "../../src/handoff/lesson.ts";
import { writeLessons } from "../../src/lesson-publisher.ts";
import { temporaryFolder } from "../support/databases.ts";
import { ask, openKnowledge } from "./asking.ts";

const LESSONS: readonly (readonly [question: string, answer: string])[] = [
  [
    "未経験者の採用について",
    "未経験者も毎年十名ほど採用しています。入社後は先輩と同じチームで仕事を覚えられます。",
  ],
  [
    "アドバイザーとの面談はオンラインでできますか？",
    "面談はオンラインでできます。カメラはオフでもかまいません。",
  ],
  ["リモートワークの案件はありますか？", "設計や開発の工程に多くあります。"],
  ["面談は何分かかりますか？", "20分ほどです。"],
];

let agent: Agent;

beforeAll(async () => {
  using folder = temporaryFolder();
  const lessons = LESSONS.map(([question, answer], at) => ({
    lesson: { id: `l${at}`, question, answer, createdAt: 0, expiresAt: 4e12 } as Lesson,
    author: "佐藤",
    approver: "鈴木",
  }));
  writeLessons(folder.path, lessons);
  const retriever = await openKnowledge(folder.path);
  agent = createCareerAgent({ retriever: () => retriever });
});

describe("what advisors have taught answers", () => {
  test.each([
    ["未経験者も採用していますか？", /未経験者も毎年十名/],
    ["未経験からエンジニアになれますか？", /未経験者も毎年十名/],
    ["面談はzoomでもいいですか？", /オンラインでできます/],
    ["アドバイザーとの面談はオンラインでできますか？", /オンラインでできます/],
    ["在宅で働けますか？", /設計や開発の工程に多く/],
    ["面談は何分かかりますか？", /20分ほど/],
  ])("%s, also in other words than theirs, and first", async (question, quote) => {
    const { citations, grounding, text } = await ask(agent, question);
    expect(citations[0]?.quote).toMatch(quote);
    expect(grounding).toBe("grounded");
    expect(text).not.toContain("書かれていません。");
  });

  test("as people who know, not as a company that claims", async () => {
    const { text, citations } = await ask(agent, "アドバイザーとの面談はオンラインでできますか？");
    expect(text).not.toContain("発行元");
    expect(citations[0]?.source).toBe("アドバイザーの知識");
  });
});

describe("what is still not written", () => {
  test.each([
    ["転勤はありますか？", "転勤については"],
    ["夜勤はありますか？", "夜勤や当番については"],
    ["面談は土日でもできますか？", "そのことは"],
  ])("%s is said not to be, and no more than that", async (question, missing) => {
    const { text, decision } = await ask(agent, question);
    expect(text).toMatch(new RegExp(`^${missing}、私の持っている記事には書かれていません`));
    expect(decision).toBe("offer");
  });

  test("in the language of the answer is not made good by the other", async () => {
    const { text } = await ask(agent, "Do you allow remote work?");
    expect(text).toContain("does not say anything about remote work");
  });
});
