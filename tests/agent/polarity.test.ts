import { beforeAll, describe, expect, test } from "vitest";
import { createLedger, type NumberedSentence } from "../../src/agent/evidence/ledger.ts";
import { outlineOf } from "../../src/agent/evidence/outline.ts";
import { readQuestion } from "../../src/agent/question/question.ts";
import { createMeaning } from "../../src/agent/verification/meaning.ts";
import { createSegmenter } from "../../src/agent/verification/segments.ts";
import { standsVerbatim, unsupportedBecause } from "../../src/agent/verification/support.ts";
import { createVerifier } from "../../src/agent/verification/verifier.ts";
import { openKnowledge } from "./asking.ts";

const ledger = createLedger();

beforeAll(async () => {
  for (const section of outlineOf(await openKnowledge()).sections) ledger.add(section, 0);
});

const sentence = (part: string) =>
  ledger.sentences.find(({ text }) => text.includes(part)) as NumberedSentence;

async function shown(claim: string, source: NumberedSentence, asked: string): Promise<string> {
  const question = readQuestion(asked, asked, /\p{sc=Hiragana}/u.test(asked) ? "ja" : "en", "full");
  const verifier = createVerifier(ledger, question, createMeaning(undefined));
  const segmenter = createSegmenter();
  const segments = [...segmenter.push(`${claim}[${source.number}]`), ...segmenter.end()];
  const texts: string[] = [];
  for (const segment of segments) texts.push((await verifier.check(segment)).text);
  return texts.join("");
}

describe("a citation is never put behind the opposite of what its sentence says", () => {
  test.each([
    [
      "Backend engineering is better.",
      "Neither infrastructure engineering nor backend engineering is better",
    ],
    ["Infrastructure engineering is better.", "Neither infrastructure engineering nor backend engineering"],
    ["Demand for them is unlikely.", "demand for them is unlikely to vanish"],
    ["Demand for backend engineers will vanish suddenly.", "demand for them is unlikely to vanish"],
    ["guaranteed by the job title alone.", "is not guaranteed by the job title alone"],
    ["A backend engineer's future is not guaranteed.", "is not guaranteed by the job title alone"],
    ["バックエンドエンジニアには、将来性がありません。", "職種の名前だけで保証されるものではありません"],
    [
      "バックエンドエンジニアの将来性は、保証されていません。",
      "職種の名前だけで保証されるものではありません",
    ],
    ["職種の名前だけで保証される。", "職種の名前だけで保証されるものではありません"],
    ["需要が急になくなる。", "需要が急になくなるとは考えにくい"],
    [
      "バックエンドエンジニアはサービスを安定して動かす役割を担うため、需要が急になくなる。",
      "需要が急になくなるとは考えにくい",
    ],
    [
      "バックエンドエンジニアに必要なスキルは、プログラミングではありません。",
      "プログラミングだけではありません",
    ],
    [
      "セキュリティ対策が適切でないと、システム全体に大きな影響が及びます。",
      "大きな影響が及ぶおそれがあります",
    ],
    [
      "Without proper security measures, the whole system is seriously affected.",
      "the whole system may be seriously",
    ],
  ])("%s", (claim, part) => {
    expect(unsupportedBecause(claim, [sentence(part)])).toBeDefined();
  });

  test.each([
    [
      "職種の名前だけで将来性が保証されるわけではありません。",
      "職種の名前だけで保証されるものではありません",
    ],
    ["需要が急になくなるとは考えにくいです。", "需要が急になくなるとは考えにくい"],
    ["一方、職種の名前だけで保証されるものではありません。", "職種の名前だけで保証されるものではありません"],
    ["相談に履歴書は必要ありません。", "履歴書は必要ありません"],
    [
      "The job title alone does not guarantee a backend engineer's future.",
      "is not guaranteed by the job title",
    ],
    ["The right fit depends on the viewpoint from which a person wants to work.", "Neither infrastructure"],
  ])("what keeps the sense still stands: %s", (claim, part) => {
    expect(unsupportedBecause(claim, [sentence(part)])).toBeUndefined();
  });
});

test("only a whole sentence counts as quoted, but for its connective, its subject and a label", () => {
  const future = sentence("職種の名前だけで保証されるものではありません");
  expect(standsVerbatim(future.text, [future])).toBe(true);
  expect(standsVerbatim("職種の名前だけで保証されるものではありません。", [future])).toBe(true);
  expect(standsVerbatim(`**${future.passage.chunk.headingPath.at(-1)}**：${future.text}`, [future])).toBe(
    true,
  );
  expect(standsVerbatim("保証されるものではありません。", [future])).toBe(false);
  expect(standsVerbatim("バックエンドエンジニアの将来性は、職種の名前だけで保証される", [future])).toBe(
    false,
  );
});

describe("what a company says of itself stays its word", () => {
  const asked = "単価給与連動制とは何ですか？";
  const own = () => sentence("単価給与連動制により、案件単価が上がると報酬に直接反映される");

  test("told as a fact it gives way to the sentence that says whose claim it is", async () => {
    const claim = "単価給与連動制により、案件単価が上がると報酬に直接反映される仕組みです。";
    expect(await shown(claim, own(), asked)).toContain(own().text);
  });

  test("told as its claim it stands as worded", async () => {
    const claim =
      "テクニケーションの単価給与連動制により、案件単価が上がると報酬に直接反映される仕組みです。";
    expect(await shown(claim, own(), asked)).toContain(claim);
  });
});
