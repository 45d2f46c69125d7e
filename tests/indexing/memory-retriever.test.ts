import { describe, expect, test } from "vitest";
import { createMemoryRetriever } from "../../src/indexing/memory-retriever.ts";
import { parseDocument } from "../../src/knowledge/parse-document.ts";
import { parseGlossary } from "../../src/retrieval/glossary.ts";

const frontMatter = (language: string) =>
  `---\ntitle: 手引き\nsource: 試験\nlanguage: ${language}\nreviewed: 2026-01-31\npublisher: 試験\n---\n`;

function document(id: string, body: string, asks?: string, language = "ja") {
  const bytes = new TextEncoder().encode(frontMatter(language) + body);
  return parseDocument({ id, bytes, ...(asks === undefined ? {} : { asks }) });
}

const guide = document(
  "guide.md",
  `はじめに読む文です。

## 収入
年収は担当する工程の広さで変わります。

## 道具
監視には専用の道具を使います。
`,
);

describe("a requester searches the knowledge", () => {
  test("the passage that answers comes first, with its heading and its evidence", async () => {
    const retriever = await createMemoryRetriever([guide]);
    const { passages } = await retriever.retrieve("年収は何で変わる？");
    expect(passages[0]?.chunk.headingPath).toEqual(["手引き", "収入"]);
    expect(passages[0]?.ranks.lexical).toBe(1);
  });

  test("a synonym finds nothing without the glossary and the right passage with it", async () => {
    const plain = await createMemoryRetriever([guide]);
    expect((await plain.retrieve("サラリー")).passages).toEqual([]);
    const helped = await createMemoryRetriever([guide], { glossary: parseGlossary("- [年収, サラリー]") });
    expect((await helped.retrieve("サラリー")).passages[0]?.chunk.headingPath.at(-1)).toBe("収入");
  });

  test("an ask leads to its section and is never shown", async () => {
    const asked = document("guide.md", "はじめに読む文です。", "手引き:\n  - アラートはどう見張る？");
    const retriever = await createMemoryRetriever([asked]);
    const { passages } = await retriever.retrieve("アラートを見張る");
    expect(passages[0]?.chunk.headingPath).toEqual(["手引き"]);
    expect(JSON.stringify(passages)).not.toContain("見張る");
  });

  test("asks under a heading that does not exist are refused", () => {
    expect(() => document("guide.md", "本文です。", "無い節:\n  - 何？")).toThrow(/無い節/);
  });

  test("the asker's language is preferred, and ignored where the knowledge lacks it", async () => {
    const english = document("en.md", "## Pay\nPay depends on the scope. 年収", undefined, "en");
    const both = await createMemoryRetriever([guide, english]);
    const { passages } = await both.retrieve("年収", { language: "en" });
    expect(passages.map(({ document }) => document.language)).toEqual(["en"]);
    const onlyJapanese = await createMemoryRetriever([guide]);
    expect((await onlyJapanese.retrieve("年収", { language: "en" })).passages).not.toEqual([]);
  });

  test("the order of files changes neither the snapshot nor the ranking", async () => {
    const other = document("other.md", "## 収入\n年収の別の話です。");
    const one = await createMemoryRetriever([guide, other]);
    const two = await createMemoryRetriever([other, guide]);
    expect(one.snapshotId).toBe(two.snapshotId);
    expect(await one.retrieve("年収")).toEqual(await two.retrieve("年収"));
  });

  test("an empty question, an emoji and a null byte find nothing and break nothing", async () => {
    const retriever = await createMemoryRetriever([guide]);
    for (const question of ["", "😀", "\0", "！？"]) {
      expect(await retriever.retrieve(question)).toMatchObject({
        passages: [],
        answerability: expect.any(Number),
      });
    }
  });
});
