import { describe, expect, test } from "vitest";
import { calibrateLikeness } from "../../src/indexing/calibrate-likeness.ts";
import { openRetrievalTools } from "../../src/indexing/retrieval-tools.ts";
import { createLikeness } from "../../src/retrieval/likeness.ts";
import type { Embedder } from "../../src/retrieval/retriever.ts";
import { timelyEmbedding } from "../../src/retrieval/timely-embedding.ts";

const learned = (embed: Embedder["embed"]): Embedder => ({ id: "learned", dimensions: 2, embed });
const ones = async (texts: readonly string[]) => texts.map(() => Float32Array.of(1, 0));

describe("an embedder somebody waits for", () => {
  test("one that never answers is given up and told so, and rests before it is asked again", async () => {
    let calls = 0;
    let told: AbortSignal | undefined;
    let now = 0;
    const embed = timelyEmbedding(
      learned((_texts, _kind, signal) => {
        calls++;
        told = signal;
        return new Promise(() => {});
      }),
      { deadlineMs: 1, restMs: 100, now: () => now },
    );
    expect(await embed(["a"], "query")).toBeUndefined();
    expect(told?.aborted).toBe(true);
    expect(await embed(["a"], "query")).toBeUndefined();
    expect(calls).toBe(1);
    now = 100;
    await embed(["a"], "query");
    expect(calls).toBe(2);
  });

  test("one that fails gives nothing instead of an error", async () => {
    const embed = timelyEmbedding(learned(() => Promise.reject(new Error("down"))));
    expect(await embed(["a"], "query")).toBeUndefined();
  });
});

describe("how near a rewording must stay", () => {
  test("is read off every embedder, and leaves the built-in one's rewordings alone", async () => {
    const { bar, kept, refused, rewordings } = await calibrateLikeness(openRetrievalTools().embedder);
    expect(rewordings).toBeGreaterThanOrEqual(28);
    expect(kept).toBe(1);
    expect(refused).toBeGreaterThan(0.9);
    expect(bar).toBeGreaterThan(0.2);
  });

  test("an embedder that cannot tell sentences apart gets no say", async () => {
    expect(await calibrateLikeness(learned(ones))).toMatchObject({ bar: -1, refused: 0 });
  });

  test("a sentence is embedded once, and what is new goes in one call", async () => {
    const calls: string[][] = [];
    const likeness = createLikeness(
      learned((texts) => {
        calls.push([...texts]);
        return ones(texts);
      }),
      0.5,
    );
    await likeness.vectors(["claim", "source"]);
    expect(await likeness.vectors(["other claim", "source", "other claim"])).toHaveLength(3);
    expect(calls).toEqual([["claim", "source"], ["other claim"]]);
  });
});
