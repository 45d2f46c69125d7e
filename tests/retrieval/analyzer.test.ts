import { describe, expect, test } from "vitest";
import { openRetrievalTools } from "../../src/indexing/retrieval-tools.ts";
import { openIpadicAnalyzer } from "../../src/retrieval/analyzer-ipadic.ts";
import { buildLexicalIndex, lexicalQuery, lexicalScores } from "../../src/retrieval/lexical-index.ts";
import { tokenizerFingerprint } from "../../src/retrieval/tokenize.ts";

const { analyzer: icu } = openRetrievalTools();

describe("an operator without the dictionary's package", () => {
  test("is told which package to install, or to do without", () => {
    const absent = () => {
      throw new Error("Cannot find module");
    };
    expect(() => openIpadicAnalyzer(absent)).toThrow(/lindera-wasm-nodejs-ipadic is not installed/);
  });
});

describe("words by a dictionary", () => {
  const { analyzer } = openRetrievalTools({ dictionary: "ipadic" });

  test("come in their dictionary form, without grammar and words of asking", () => {
    expect(analyzer.words("運用ばかりで走っていた")).toEqual(["運用", "走る"]);
    expect(analyzer.words("バックエンドのengineersは?")).toContain("engin");
    expect(analyzer.words("しるべちゃんねる2へ")).not.toContain(undefined);
    expect(analyzer.weightOf("何")).toBe(0);
  });

  test("find a sentence whose verb is bent another way", () => {
    const entries = ["朝に走る人の話。", "夜に泳ぐ人の話。"].map((text) => ({ text, heading: "", asks: [] }));
    const scoresBy = (by: typeof analyzer) =>
      lexicalScores(buildLexicalIndex(entries, by), lexicalQuery("いつも泳いでいました", [], by), {
        words: 1,
        scripts: 0,
        sentences: 0,
        pairs: 0,
        asks: 0,
      });
    expect([...scoresBy(icu)]).toEqual([0, 0]);
    const [runner, swimmer] = scoresBy(analyzer);
    expect(swimmer).toBeGreaterThan(runner as number);
  });

  test("are told apart in the fingerprint of an index", () => {
    expect(tokenizerFingerprint(analyzer)).not.toBe(tokenizerFingerprint(icu));
  });
});
