import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Document } from "@langchain/core/documents";
import { describe, expect, test } from "vitest";
import { createLexicalEmbedder, toUnitLength } from "../../src/retrieval/embed-lexical.ts";
import { toLangChainEmbeddings } from "../../src/retrieval/embeddings-adapter.ts";
import { tuneSearchWidth } from "../../src/retrieval/vector-recall.ts";
import { HnswVectorStore } from "../../src/retrieval/vector-store.ts";

const DIMENSIONS = 16;
const embeddings = toLangChainEmbeddings(createLexicalEmbedder(DIMENSIONS));
const named = (id: string) => new Document({ id, pageContent: id });

/** The same unit vectors on every run, all alike hard to tell apart. */
function vectorsOf(count: number): Float32Array[] {
  let state = 7;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296 - 0.5;
  };
  return Array.from({ length: count }, () => toUnitLength(Float32Array.from({ length: DIMENSIONS }, next)));
}

async function fill(store: HnswVectorStore, vectors: readonly Float32Array[]): Promise<string[]> {
  const ids = vectors.map((_, i) => `v${i}`);
  await store.addVectors(
    vectors.map((vector) => [...vector]),
    ids.map(named),
  );
  return ids;
}

describe("the vector store", () => {
  test("works as any LangChain store: documents in, nearest documents out, filtered where asked", async () => {
    const store = new HnswVectorStore(embeddings, DIMENSIONS);
    await store.addDocuments([named("年収の違い"), named("監視の道具")]);
    const [best] = await store.similaritySearch("年収", 1);
    expect(best?.id).toBe("年収の違い");
    const [other] = await store.similaritySearch("年収", 1, (document) => document.id !== "年収の違い");
    expect(other?.id).toBe("監視の道具");
  });

  test("the same id replaces, a deleted id is gone", async () => {
    const store = new HnswVectorStore(embeddings, DIMENSIONS);
    const [a, b] = vectorsOf(2) as [Float32Array, Float32Array];
    await fill(store, [a, b]);
    await store.addVectors([[...b]], [named("v0")]);
    expect(store.size).toBe(2);
    expect(store.nearest(b, 2).map(({ similarity }) => similarity)).toEqual(
      [1, 1].map((one) => expect.closeTo(one)),
    );
    await store.delete({ ids: ["v0", "unknown"] });
    expect(store.nearest(b, 2).map(({ id }) => id)).toEqual(["v1"]);
  });

  test("a vector of another length is refused before anything is stored", async () => {
    const store = new HnswVectorStore(embeddings, DIMENSIONS);
    const good = [...(vectorsOf(1)[0] as Float32Array)];
    await expect(store.addVectors([good, [1, 2]], [named("a"), named("b")])).rejects.toThrow(/expected 16/);
    expect(store.size).toBe(0);
  });

  test("it grows past the capacity it was opened with, and a graph read back answers alike", async () => {
    const folder = mkdtempSync(join(tmpdir(), "shirube-vectors-"));
    const vectors = vectorsOf(100);
    const store = new HnswVectorStore(embeddings, DIMENSIONS, { capacity: 10 });
    const ids = await fill(store, vectors);
    store.saveGraph(join(folder, "graph"));
    const again = new HnswVectorStore(embeddings, DIMENSIONS);
    again.readGraph(join(folder, "graph"));
    again.adopt(ids.map(named));
    again.settle();
    const question = vectors[3] as Float32Array;
    expect(again.nearest(question, 5)).toEqual(store.nearest(question, 5));
    again.adopt([named("one too many")]);
    expect(() => again.settle()).toThrow(/does not fit/);
    rmSync(folder, { recursive: true });
  });

  test("a search too narrow for its vectors is widened until it finds the true neighbours", async () => {
    const vectors = vectorsOf(3_000);
    const store = new HnswVectorStore(embeddings, DIMENSIONS, {
      settings: { ef: 10, efConstruction: 40, m: 6 },
    });
    const ids = await fill(store, vectors);
    const { ef, recall } = tuneSearchWidth(store, ids, vectors);
    expect(ef).toBeGreaterThan(10);
    expect(recall).toBeGreaterThanOrEqual(0.98);
  });
});
