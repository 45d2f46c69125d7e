import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseGlossary, relatedWords } from "../../src/retrieval/glossary.ts";

const related = (glossary: string, question: string) =>
  relatedWords(parseGlossary(glossary), question).map(({ text }) => text);

describe("the operator's glossary", () => {
  test("a word brings its synonyms along, but not the words the question already has", () => {
    expect(related("- [年収, 給料, 報酬]", "給料と報酬の話")).toEqual(["年収"]);
  });

  test("a short Latin word counts only when it stands alone", () => {
    expect(related("- [データベース, DB]", "feedbackがほしい")).toEqual([]);
    expect(related("- [データベース, DB]", "ＤＢの知識は？")).toEqual(["データベース"]);
  });

  test("width and case make no difference", () => {
    expect(related("- [ネットワーク, NW]", "ﾈｯﾄﾜｰｸ")).toEqual(["NW"]);
  });

  test("an empty glossary is fine, a malformed one names the group at fault", () => {
    expect(related("# nothing yet\n", "年収")).toEqual([]);
    expect(() => parseGlossary("- [年収, 給料]\n- [一語]")).toThrow(/group 2/);
    expect(() => parseGlossary("- [年収")).toThrow(/not valid YAML/);
  });

  test("the glossary that ships parses", () => {
    expect(parseGlossary(readFileSync("knowledge/glossary.yaml", "utf8")).groups.length).toBeGreaterThan(40);
  });
});
