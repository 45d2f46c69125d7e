import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { createLedger, type NumberedSentence } from "../../src/agent/evidence/ledger.ts";
import { outlineOf } from "../../src/agent/evidence/outline.ts";
import { readQuestion } from "../../src/agent/question/question.ts";
import { createMeaning } from "../../src/agent/verification/meaning.ts";
import { createSegmenter } from "../../src/agent/verification/segments.ts";
import { type Checked, createVerifier } from "../../src/agent/verification/verifier.ts";
import type { Likeness, Retriever } from "../../src/retrieval/retriever.ts";
import { openKnowledge } from "./asking.ts";

const CLAIMS = readFileSync(join(resolve(import.meta.dirname, "../.."), "bench/support/claims.tsv"), "utf8")
  .trim()
  .split("\n")
  .map((line) => {
    const [kind, start, claim] = line.split("\t") as [string, string, string];
    return { kind, start, claim };
  });

let retriever: Retriever;
const ledger = createLedger();

beforeAll(async () => {
  retriever = await openKnowledge();
  for (const section of outlineOf(retriever).sections) ledger.add(section, 0);
});

const sentence = (start: string) =>
  ledger.sentences.find(({ text }) => text.startsWith(start)) as NumberedSentence;

async function checked(
  claim: string,
  number: number,
  likeness: Likeness | undefined = retriever.likeness,
): Promise<{
  readonly checked: Checked;
  readonly failed: boolean | undefined;
  readonly quotes: readonly string[];
}> {
  const question = readQuestion(claim, claim, /\p{sc=Hiragana}/u.test(claim) ? "ja" : "en", "full");
  const meaning = createMeaning(likeness);
  const verifier = createVerifier(ledger, question, meaning);
  const segmenter = createSegmenter();
  const segments = [...segmenter.push(`${claim}[${number}]`), ...segmenter.end()];
  await verifier.prepare(segments);
  const results = [];
  for (const segment of segments) results.push(await verifier.check(segment));
  return {
    checked: results.find(({ words }) => words !== "") as Checked,
    failed: meaning.trace()?.failed,
    quotes: verifier.citations.map(({ quote }) => quote),
  };
}

describe("what is said under a true sentence's number", () => {
  test.each(
    CLAIMS.filter(({ kind }) => kind !== "true" && kind !== "section").map(
      ({ kind, start, claim }) => [kind, claim, start] as const,
    ),
  )("a lie never stands: %s, %s", async (_kind, claim, start) => {
    const { checked: result } = await checked(claim, sentence(start).number);
    expect(result.text).not.toContain(claim.replace(/[。.]$/, ""));
  });

  test.each(
    CLAIMS.filter(({ kind }) => kind === "section").map(({ claim, start }) => [claim, start] as const),
  )("what another section says is never cited by this one: %s", async (claim, start) => {
    const { checked: result, quotes } = await checked(claim, sentence(start).number);
    if (result.text.includes(claim.slice(0, -1))) expect(quotes).not.toContain(sentence(start).text);
  });

  test.each(["ja", "en"] as const)(
    "most faithful rewordings stand as they are, and the bar costs none (%s)",
    async (language) => {
      const own = CLAIMS.filter(
        ({ kind, claim }) => kind === "true" && /\p{sc=Hiragana}/u.test(claim) === (language === "ja"),
      );
      let stand = 0;
      for (const { start, claim } of own) {
        const { checked: result } = await checked(claim, sentence(start).number);
        expect(result.why ?? "").not.toContain("other_meaning");
        if (result.verdict === "kept" && !result.why) stand++;
      }
      expect(stand / own.length).toBeGreaterThan(0.7);
    },
  );
});

describe("the embedder's word on a rewording", () => {
  const claim = "バックエンドエンジニアの業務の基盤になるのは、プログラミング言語の理解です。";
  const source = "プログラミング言語の理解は";
  const embedder = (cosine: number, calls: string[][] = []): Likeness => ({
    embedderId: "learned",
    bar: 0.6,
    async vectors(texts) {
      calls.push([...texts]);
      return texts.map((text) =>
        text === claim ? Float32Array.of(1, 0) : Float32Array.of(cosine, Math.sqrt(1 - cosine * cosine)),
      );
    },
  });

  test("it stands above the bar, and how near it came is kept", async () => {
    const { checked: result } = await checked(claim, sentence(source).number, embedder(0.7));
    expect(result).toMatchObject({ verdict: "kept", words: claim });
    expect(result.nearness).toBeCloseTo(0.7);
  });

  test("below the bar the source's own sentence takes its place, though every word stands there", async () => {
    const { checked: result } = await checked(claim, sentence(source).number, embedder(0.5));
    expect(result.text).not.toContain(claim);
    expect(result.why).toContain("other_meaning");
  });

  test("a sentence quoted as it stands is not embedded at all", async () => {
    const calls: string[][] = [];
    const own = sentence(source);
    const { checked: result } = await checked(own.text, own.number, embedder(0, calls));
    expect([result.verdict, calls]).toEqual(["kept", []]);
  });

  test("when the embedder fails the lexical checks stand alone, and the trace says so", async () => {
    const calls: number[] = [];
    const down: Likeness = {
      embedderId: "learned",
      bar: 0.6,
      async vectors(texts) {
        calls.push(texts.length);
        return undefined;
      },
    };
    const { checked: result, failed } = await checked(claim, sentence(source).number, down);
    expect(result).toMatchObject({ verdict: "kept", words: claim });
    expect([failed, calls.length]).toEqual([true, 1]);
  });
});
