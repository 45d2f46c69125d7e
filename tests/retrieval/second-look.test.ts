import { expect, test } from "vitest";
import { openRetrievalTools } from "../../src/indexing/retrieval-tools.ts";
import { buildLexicalIndex } from "../../src/retrieval/lexical-index.ts";
import { secondLook } from "../../src/retrieval/second-look.ts";

const { analyzer } = openRetrievalTools({ dictionary: "ipadic" });

function look(question: string, texts: readonly string[], wholes: readonly string[] = []): number[] {
  const index = buildLexicalIndex(
    texts.map((text) => ({ text, heading: "", asks: [] })),
    analyzer,
  );
  const candidates = texts.map((text, place) => ({
    place,
    text,
    heading: "",
    whole: wholes[place] ?? String(place),
    score: 1,
  }));
  return secondLook(question, candidates, index.words, analyzer);
}

test("a text that says it in the question's order comes before one with the same words scattered", () => {
  const [scattered, inOrder] = look("設計が運用を変える理由は?", [
    "理由がある。変えるのは運用。設計もある。",
    "設計が運用を変える理由がここにある。",
  ]);
  expect(inOrder).toBeGreaterThan(scattered as number);
});

test("a text with the question's rare word comes before one with its common words only", () => {
  const [common, rare] = look("冗長化の設計とは?", [
    "設計とは設計のことだ。",
    "冗長化という設計がある。",
    "設計の話。",
    "設計の本。",
  ]);
  expect(rare).toBeGreaterThan(common as number);
});

test("between equals, the one whose neighbours are good as well comes first", () => {
  const same = "運用の話。";
  const [, lonely, kin] = look("運用とは?", ["運用とは別の話。", same, same], ["b", "a", "b"]);
  expect(kin).toBeGreaterThan(lonely as number);
});

test("a table without sentence marks takes no longer than it may", () => {
  const [table] = look("運用とは?", ["運用 ".repeat(20_000)]);
  expect(table).toBeGreaterThan(1);
});
