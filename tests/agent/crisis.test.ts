import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { readRequest } from "../../src/agent/reading.ts";

const read = (question: string) => readRequest({ question, turns: [] });
const repeated = (text: string, times: number) => Array(times).fill(text).join("");
const LONG = repeated("毎日終電まで働いていて、休日も呼び出されています。", 90);
const PLAIN = repeated("インフラの運用を五年続けて、設計にも少しずつ関わるようになりました。", 80);

describe("a message too long to answer is still read for what calls for a person", () => {
  test.each([
    ["at its end", `${LONG}もう死にたいです。`],
    ["at its beginning", `もう死にたいです。${LONG}`],
    ["in a very long one", `${repeated(PLAIN, 8)}もう死にたいです。`],
    ["beside a wish for a person", `${PLAIN}人と話したいです。${PLAIN}消えてしまいたい。`],
  ])("a wish to die %s gets the help lines", (_where, question) => {
    expect(read(question)).toMatchObject({
      kind: "ruled",
      ruling: { reason: "crisis", text: expect.stringContaining("0120-279-338") },
    });
  });

  test("so are a wish for a person and what somebody suffers", () => {
    expect(read(`${PLAIN}人間のアドバイザーと話したいです。`)).toMatchObject({
      ruling: { reason: "explicit_request" },
    });
    expect(read(`${PLAIN}上司に毎日怒鳴られています。`)).toMatchObject({ ruling: { reason: "sensitive" } });
  });

  test("a long history without a need, or a pasted article, is asked for in fewer words", () => {
    expect(read(PLAIN)).toMatchObject({ kind: "fault", fault: "too_long" });
    const folder = join(resolve(import.meta.dirname, "../.."), "knowledge/ja");
    const texts = readdirSync(folder).filter((name) => name.endsWith(".md"));
    const article = texts.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
    expect(article.length).toBeGreaterThan(2000);
    expect(read(article)).toMatchObject({ kind: "fault", fault: "too_long" });
  });
});

describe("a wish to die is heard in the languages people in Japan speak", () => {
  test.each([
    "不想活了",
    "我想死",
    "我想自杀",
    "活不下去了",
    "죽고 싶어요",
    "살기 싫어요",
    "tôi muốn chết",
    "gusto ko na mamatay",
    "aku ingin mati",
    "Quiero morir",
    "no quiero vivir",
    "quero morrer",
    "não quero mais viver",
    "je veux mourir",
    "voglio morire",
    "ich will sterben",
    "ich möchte nicht mehr leben",
    "я хочу умереть",
    "मर्न मन लाग्यो",
    "मैं मरना चाहता हूँ",
    "อยากตาย",
    "သေချင်တယ်",
    "أريد أن أموت",
  ])("%s", (question) => {
    const reading = read(question);
    expect(reading).toMatchObject({ kind: "ruled", locale: "en", ruling: { reason: "crisis" } });
  });

  test.each(["ich will hier leben", "dead letter queueとは何ですか", "J'ai envie de vivre au Japon"])(
    "%s is none",
    (question) => {
      expect(read(question)).not.toMatchObject({ ruling: { reason: "crisis" } });
    },
  );
});
