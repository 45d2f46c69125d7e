import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseDocument } from "../../src/knowledge/parse-document.ts";
import { parsePlainText } from "../../src/knowledge/plain-text.ts";

const pasted = readFileSync("tests/fixtures/knowledge/pasted.txt", "utf8");
const outline = (text: string) =>
  parsePlainText(text).flatMap((block) =>
    block.kind === "heading" ? [`${"#".repeat(block.depth)} ${block.text}`] : [],
  );
const prose = (text: string) =>
  parsePlainText(text).flatMap((block) => (block.kind === "paragraph" ? [block.text] : []));

describe("an article pasted from the web", () => {
  test("every bare heading becomes a section, below the part it belongs to", () => {
    expect(outline(pasted)).toEqual([
      "# パン職人と菓子職人の違いは?それぞれの一日と道具を紹介",
      "## パン職人と菓子職人の違い",
      "### 働く時間の違い",
      "### 味の決め方",
      "## パン職人の仕事内容",
      "### 仕込みと発酵",
      "### 焼成",
      "## 菓子職人の将来性",
      "### 味の決め方",
    ]);
  });

  test("every content sentence stands exactly once", () => {
    const sentences =
      pasted.match(/[^\n。]+。/g)?.filter((sentence) => !/エプロン|見学から/.test(sentence)) ?? [];
    const all = prose(pasted).join("\n");
    for (const sentence of sentences) expect(all.split(sentence)).toHaveLength(2);
  });

  test("the repeated call to action and the contents line are gone", () => {
    const all = prose(pasted).join("\n");
    for (const furniture of ["10秒", "見学", "エプロン", "お話", "目次"])
      expect(all).not.toContain(furniture);
  });

  test("without metadata the title and the language are read off the text", () => {
    const document = parseDocument({ id: "pasted.txt", bytes: new TextEncoder().encode(pasted) });
    expect(document.meta).toEqual({
      title: "パン職人と菓子職人の違いは?それぞれの一日と道具を紹介",
      source: "pasted.txt",
      language: "ja",
      reviewed: "unknown",
      publisher: "unknown",
    });
    expect(document.sections[2]?.headingPath).toEqual([
      document.meta.title,
      "パン職人と菓子職人の違い",
      "働く時間の違い",
    ]);
  });
});

describe("pasted text with its own habits", () => {
  test("contents entries are dropped, the headings they name stay", () => {
    const text =
      "題名です\n\n目次\n1. 朝の仕事\n2. 夜の仕事\n\n朝の仕事\n朝は早く始まります。\n夜の仕事\n夜は片づけます。";
    expect(outline(text)).toEqual(["# 題名です", "## 朝の仕事", "## 夜の仕事"]);
  });

  test("list items and lines wrapped in the middle of a sentence are not headings", () => {
    const text =
      "題名です\n\n道具は次のとおりです。\n・包丁\n・まな板\n長い文は途中で\n折り返されることがあります。";
    expect(outline(text)).toEqual(["# 題名です"]);
  });

  test("a question can be a heading", () => {
    expect(
      outline("題名です\n\nはじめの文です。\n\nパン職人とは？\n\nパン職人は毎朝パンを焼く人です。"),
    ).toContain("## パン職人とは？");
  });

  test("prose that merely repeats is kept once, not thrown away", () => {
    const twice = "同じ説明を二度書いてしまいました。\nそれでも一度は読みたいのです。";
    expect(prose(`題名です\n\n${twice}\nあいだの文はここにあります。\n${twice}`)).toEqual([
      "同じ説明を二度書いてしまいました。",
      "それでも一度は読みたいのです。",
      "あいだの文はここにあります。",
    ]);
  });
});
