import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { packLexical, unpackLexical } from "../../src/indexing/lexical-file.ts";
import {
  addScores,
  buildPostings,
  countTerms,
  coverage,
  documentFrequency,
  termKey,
} from "../../src/retrieval/bm25.ts";
import { buildLexicalIndex, lexicalQuery, lexicalScores } from "../../src/retrieval/lexical-index.ts";
import { normalise } from "../../src/retrieval/normalise.ts";
import { compoundTokens, scriptTokens, wordTokens } from "../../src/retrieval/tokenize.ts";

const termsOf = (tokens: readonly string[]) => {
  const terms = new Map<number, number>();
  countTerms(terms, tokens.map(termKey));
  return terms;
};

describe("BM25 in compressed rows", () => {
  test("scores like the textbook formula, whatever the documents", () => {
    const tokens = fc.array(fc.constantFrom("a", "b", "c", "d", "e"), { maxLength: 12 });
    const corpus = fc.array(tokens, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(corpus, tokens, (documents, query) => {
        const k1 = 0.8;
        const b = 0.5;
        const postings = buildPostings(documents.length, (i) => termsOf(documents[i] as string[]), { k1, b });
        const scores = new Float64Array(documents.length);
        addScores(postings, termsOf(query), 1, scores);
        const average = documents.reduce((sum, { length }) => sum + length, 0) / documents.length || 1;
        documents.forEach((document, i) => {
          const expected = query.reduce((sum, term) => {
            const df = documents.filter((other) => other.includes(term)).length;
            const tf = document.filter((other) => other === term).length;
            const idf = Math.log(1 + (documents.length - df + 0.5) / (df + 0.5));
            return sum + (idf * tf * (k1 + 1)) / (tf + k1 * (1 - b + (b * document.length) / average));
          }, 0);
          expect(scores[i]).toBeCloseTo(expected, 2);
        });
      }),
    );
  });

  test("knows how many documents have a term, and what share of a question each covers", () => {
    const documents = [["甲", "乙"], ["甲"], []];
    const postings = buildPostings(3, (i) => termsOf(documents[i] as string[]), { k1: 1, b: 0.5 });
    expect(documentFrequency(postings, termKey("甲"))).toBe(2);
    expect(documentFrequency(postings, termKey("丙"))).toBe(0);
    const [both, one, none] = coverage(postings, ["甲", "乙", "丙"].map(termKey));
    expect(both).toBe(1);
    expect(one).toBeGreaterThan(0);
    expect(one).toBeLessThan(0.5);
    expect(none).toBe(0);
  });
});

describe("one spelling for what reads the same", () => {
  test.each([
    ["full and half width", "ＡＷＳのﾈｯﾄﾜｰｸ", "awsのネットワーク"],
    ["dashes", "単価−報酬―還元", "単価-報酬-還元"],
    ["wave dashes", "設計〜構築～運用", "設計~構築~運用"],
  ])("%s", (_what, written, read) => {
    expect(normalise(written)).toBe(read);
  });

  test("kanji by ones and twos, katakana whole and in threes, English stems without grammar", () => {
    expect(scriptTokens("設計のサーバー")).toEqual(["設", "計", "設計", "サーバー", "^サーバ", "^ーバー"]);
    expect(scriptTokens("what are the engineers designing?")).toEqual(["engin", "design"]);
    expect(wordTokens("the engineers' 年収は?")).toEqual(expect.arrayContaining(["engin", "年収"]));
    expect(compoundTokens("第2次試験を受ける")).toEqual(["=第2次試験"]);
  });
});

describe("the lexical index", () => {
  const entries = [
    { text: "サーバーの構成を設計します。監視は別の人です。", heading: "設計", asks: [] },
    { text: "監視では障害の兆しに早く気づきます。", heading: "監視", asks: ["アラートはどう見張る？"] },
  ];
  const best = (question: string, index = buildLexicalIndex(entries)) => {
    const scores = lexicalScores(index, lexicalQuery(question));
    return scores.indexOf(Math.max(...scores));
  };

  test.each([
    ["hiragana for katakana", "さーばーの構成", 0],
    ["a missing long vowel", "サーバの設計", 0],
    ["half width", "ｻｰﾊﾞｰ", 0],
    ["an ask in the asker's own words", "アラートはどうやって見張るの", 1],
  ])("finds its way through %s", (_what, question, place) => {
    expect(best(question)).toBe(place);
  });

  test("reads back from its file exactly as it was", () => {
    const index = buildLexicalIndex(entries);
    expect(unpackLexical(packLexical(index))).toEqual(index);
  });
});
