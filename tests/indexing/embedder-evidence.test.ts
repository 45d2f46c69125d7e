import { appendFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openEmbeddingCache } from "../../src/indexing/embedding-cache.ts";
import { buildIndex } from "../../src/indexing/index-contents.ts";
import { ingest } from "../../src/indexing/ingest.ts";
import { createMemoryRetriever } from "../../src/indexing/memory-retriever.ts";
import { openRetrievalTools } from "../../src/indexing/retrieval-tools.ts";
import { openSnapshot } from "../../src/indexing/snapshot.ts";
import { readSourceFiles } from "../../src/indexing/source-files.ts";
import { parseDocument } from "../../src/knowledge/parse-document.ts";
import type { Embedder } from "../../src/retrieval/retriever.ts";

const withEmbedder = (embedder: Embedder) => ({ ...openRetrievalTools(), embedder });

const { files } = readSourceFiles(["knowledge/ja"]);
const documents = files.map(parseDocument);
const sections = documents.flatMap((document) =>
  document.sections.map((section) => ({
    texts: [section.headingPath.at(-1) as string, ...(section.asks ?? [])],
    body: document.text.slice(section.start, section.end),
  })),
);

/** Knows for every ask which section it belongs to: the best embedder there could be. */
const oracle: Embedder = {
  id: "oracle",
  dimensions: sections.length,
  async embed(texts) {
    return texts.map((text) => {
      const vector = new Float32Array(sections.length);
      const body = text.slice(text.indexOf("\n") + 1);
      const at = sections.findIndex((section) => section.texts.includes(text) || section.body.includes(body));
      vector[Math.max(0, at)] = 1;
      return vector;
    });
  },
};

/** Says the same of everything but its length: the worst embedder there could be. */
const noise: Embedder = {
  id: "noise",
  dimensions: 2,
  async embed(texts) {
    return texts.map((text) => Float32Array.of(Math.cos(text.length), Math.sin(text.length)));
  },
};

describe("an embedder's evidence counts as far as it helps", () => {
  test("a good embedder is given weight", async () => {
    const { fusion } = await buildIndex({ documents }, withEmbedder(oracle));
    expect(fusion.weight).toBeGreaterThan(0);
    expect(fusion.fusedMrr).toBeGreaterThan(fusion.lexicalMrr);
  });

  test("a question is answered by its words when the embedder is down", async () => {
    let down = false;
    const failing: Embedder = {
      ...oracle,
      embed: (...asked) => (down ? Promise.reject(new Error("down")) : oracle.embed(...asked)),
    };
    const retriever = await createMemoryRetriever(documents, { tools: withEmbedder(failing) });
    const question = sections[3]?.texts[1] as string;
    const ranks = async () => (await retriever.retrieve(question)).passages[0]?.ranks;
    expect(await ranks()).toHaveProperty("vector");
    down = true;
    expect(await ranks()).toEqual({ lexical: 1 });
    expect(await retriever.likeness?.vectors(["x"])).toBeUndefined();
  });

  test("a bad embedder leaves the lexical ranking exactly as it was", async () => {
    const { fusion } = await buildIndex({ documents }, withEmbedder(noise));
    expect(fusion.weight).toBe(0);
    const question = "運用ばかりで将来が不安です";
    const lexical = await (await createMemoryRetriever(documents)).retrieve(question);
    const noisy = await (await createMemoryRetriever(documents, { tools: withEmbedder(noise) })).retrieve(
      question,
    );
    expect(noisy).toEqual(lexical);
  });
});

describe("embeddings are paid for once", () => {
  let outDir = "";
  beforeEach(() => {
    outDir = mkdtempSync(join(tmpdir(), "shirube-cache-"));
  });
  afterEach(() => {
    rmSync(outDir, { recursive: true, force: true });
  });

  test("a second ingest of the same knowledge embeds nothing", async () => {
    const first = await ingest({ paths: ["knowledge/ja"], outDir, tools: withEmbedder(noise) });
    expect(first.embedded).toBeGreaterThan(0);
    const second = await ingest({ paths: ["knowledge/ja"], outDir, tools: withEmbedder(noise) });
    expect(second.embedded).toBe(0);
  });

  test("an ingest that the model broke off goes on where it stopped", async () => {
    let calls = 0;
    const flaky: Embedder = {
      ...noise,
      async embed(texts, kind) {
        if (++calls === 2) throw new Error("connection lost");
        return noise.embed(texts, kind);
      },
    };
    const texts = Array.from({ length: 150 }, (_, i) => `text ${i}`);
    await expect(openEmbeddingCache(outDir, flaky).embed(texts, "passage")).rejects.toThrow(
      "connection lost",
    );
    const resumed = openEmbeddingCache(outDir, noise);
    await resumed.embed(texts, "passage");
    expect(resumed.embedded()).toBe(150 - 96);
  });

  test("a record cut short by a crash is dropped and the file goes on", async () => {
    await openEmbeddingCache(outDir, noise).embed(["a", "b"], "passage");
    const [name] = readdirSync(join(outDir, "embeddings"));
    appendFileSync(join(outDir, "embeddings", name as string), "half a rec");
    const again = openEmbeddingCache(outDir, noise);
    await again.embed(["a", "b", "c"], "passage");
    expect(again.embedded()).toBe(1);
    const third = openEmbeddingCache(outDir, noise);
    await third.embed(["a", "b", "c"], "passage");
    expect(third.embedded()).toBe(0);
  });

  test("the built-in embedder writes no file", async () => {
    await ingest({ paths: ["knowledge/ja"], outDir, tools: openRetrievalTools() });
    expect(readdirSync(outDir).sort()).toEqual(["current", "snapshots", "sources.json"]);
    expect(openSnapshot(outDir, openRetrievalTools()).manifest.fusion.weight).toBe(0);
  });
});
