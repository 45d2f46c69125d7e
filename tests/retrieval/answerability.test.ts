import { beforeAll, describe, expect, test } from "vitest";
import { createMemoryRetriever } from "../../src/indexing/memory-retriever.ts";
import { readSourceFiles } from "../../src/indexing/source-files.ts";
import { parseDocument } from "../../src/knowledge/parse-document.ts";
import { parseGlossary } from "../../src/retrieval/glossary.ts";
import type { Retriever } from "../../src/retrieval/retriever.ts";

/** Threshold that keeps 95 % of the answerable questions of bench/retrieval/answerability.mjs. */
const KEEPS_95_PERCENT = 0.46;

let retriever: Retriever;
const confidence = async (question: string) => (await retriever.retrieve(question)).answerability;

beforeAll(async () => {
  const { files, glossary = "" } = readSourceFiles(["knowledge"]);
  retriever = await createMemoryRetriever(files.map(parseDocument), { glossary: parseGlossary(glossary) });
});

describe("the index knows what it can answer", () => {
  test.each([
    "インフラエンジニアとバックエンドエンジニアの違いは?",
    "じゃあ年収は?",
    "運用ばかりで将来が不安です",
    "データベースのスキルって評価される?",
    "What does a backend engineer do?",
    "申し込みに何秒かかる？",
  ])("%s is within the knowledge", async (question) => {
    expect(await confidence(question)).toBeGreaterThan(KEEPS_95_PERCENT);
  });

  test.each([
    ["a figure that is nowhere stated", "平均年収は何万円?"],
    ["another topic", "明日の天気は?"],
    ["another job", "フロントエンドエンジニアの仕事は？"],
    ["a person that is nowhere named", "テクニケーションの社長は誰？"],
    ["another topic in English", "what's the weather tomorrow?"],
    ["no topic at all", "どうしよう"],
  ])("%s is not: %s", async (_what, question) => {
    expect(await confidence(question)).toBeLessThan(KEEPS_95_PERCENT);
  });
});
