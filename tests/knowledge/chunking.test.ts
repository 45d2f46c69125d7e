import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assembleDocument, type Block } from "../../src/knowledge/blocks.ts";
import { CHUNK_SIZES, chunkDocument } from "../../src/knowledge/chunking.ts";
import type { DocumentMeta } from "../../src/knowledge/document.ts";
import { splitSentences } from "../../src/knowledge/sentences.ts";

const meta: DocumentMeta = {
  title: "題名",
  source: "試験",
  language: "ja",
  reviewed: "2026-01-31",
  publisher: "試験",
};
const paragraph = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 900 }),
  fc
    .array(fc.constantFrom("設計", "です。", "ます！", "「はい。」", "、", " ", "\n", "😀", "a. b", "？"), {
      maxLength: 400,
    })
    .map((parts) => parts.join("")),
);
const block: fc.Arbitrary<Block> = fc.oneof(
  paragraph.map((text): Block => ({ kind: "paragraph", text })),
  fc
    .record({ depth: fc.integer({ min: 1, max: 4 }), text: fc.constantFrom("甲", "乙", "題名", "丙 丁") })
    .map(({ depth, text }): Block => ({ kind: "heading", depth, text })),
);
const bare = (text: string) => text.replace(/\s+/g, "");

describe("chunking loses nothing", () => {
  test("the chunks of any document hold each section's text once, in order", () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 12 }), (blocks) => {
        const document = assembleDocument("a.md", "hash", meta, blocks);
        const chunks = chunkDocument(document);
        const sections = document.sections.map((section) => document.text.slice(section.start, section.end));
        expect(bare(chunks.map((chunk) => chunk.text).join(""))).toBe(bare(sections.join("")));
        expect(new Set(chunks.map((chunk) => chunk.id)).size).toBe(chunks.length);
        for (const chunk of chunks) {
          expect(document.text.slice(chunk.start, chunk.end)).toBe(chunk.text);
          expect(chunk.text.length).toBeLessThanOrEqual(CHUNK_SIZES.ja.limit);
          expect(chunk.text).not.toMatch(/^[\udc00-\udfff]/);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("sentences point at themselves and leave only white space out", () => {
    fc.assert(
      fc.property(paragraph, (text) => {
        const sentences = splitSentences(text);
        for (const { text: sentence, start, end } of sentences) expect(text.slice(start, end)).toBe(sentence);
        expect(bare(sentences.map((sentence) => sentence.text).join(""))).toBe(bare(text));
      }),
      { numRuns: 300 },
    );
  });
});

describe("sentences as a reader sees them", () => {
  const texts = (text: string) => splitSentences(text).map((sentence) => sentence.text);

  test("a quotation inside brackets stays in its sentence", () => {
    expect(texts("「もう無理。」と言う人もいます。次の文です。")).toEqual([
      "「もう無理。」と言う人もいます。",
      "次の文です。",
    ]);
  });

  test("English abbreviations, versions and decimals do not end a sentence", () => {
    expect(texts("Use tools, e.g. Terraform 1.5, daily. It helps! Does it?")).toEqual([
      "Use tools, e.g. Terraform 1.5, daily.",
      "It helps!",
      "Does it?",
    ]);
  });

  test("a bracket that never closes does not swallow the text", () => {
    const text = `「閉じない${"あ".repeat(130)}。次です。`;
    expect(texts(text)).toHaveLength(2);
  });
});
