import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ingest } from "../../src/indexing/ingest.ts";
import { openRetrievalTools } from "../../src/indexing/retrieval-tools.ts";
import { openSnapshot } from "../../src/indexing/snapshot.ts";
import { currentSnapshotDir } from "../../src/indexing/snapshot-history.ts";
import { createLexicalEmbedder } from "../../src/retrieval/embed-lexical.ts";

const tools = openRetrievalTools();
let outDir = "";

beforeEach(() => {
  outDir = mkdtempSync(join(tmpdir(), "shirube-index-"));
});
afterEach(() => {
  rmSync(outDir, { recursive: true, force: true });
});

const ingestAll = () => ingest({ paths: ["knowledge"], outDir, tools });

describe("an operator ingests the knowledge folder", () => {
  test("every document is added, none skipped, and the snapshot serves", async () => {
    const report = await ingestAll();
    expect(report.skipped).toEqual([]);
    expect(report.added).toContain("ja/differences.md");
    expect(currentSnapshotDir(outDir)).toBe(report.snapshotDir);
  });

  test("a requester's question finds the section that answers it", async () => {
    await ingestAll();
    const snapshot = openSnapshot(outDir, tools);
    const { passages } = await snapshot.retrieve(
      "インフラエンジニアとバックエンドエンジニアの年収の違いは？",
      {
        language: "ja",
      },
    );
    expect(passages[0]?.chunk.headingPath.at(-1)).toBe("年収の違い");
    snapshot.close();
  });

  test("every chunk stands verbatim in its knowledge file", async () => {
    await ingestAll();
    const snapshot = openSnapshot(outDir, tools);
    for (const { chunk } of snapshot.chunks()) {
      const file = readFileSync(join("knowledge", chunk.documentId), "utf8");
      for (const line of chunk.text.split("\n")) expect(file).toContain(line);
    }
  });

  test("ingesting again changes nothing", async () => {
    const first = await ingestAll();
    const second = await ingestAll();
    expect(second.snapshotId).toBe(first.snapshotId);
    expect(second).toMatchObject({ added: [], changed: [], removed: [], unchanged: first.documents });
  });

  test("no draft is left behind", async () => {
    await ingestAll();
    expect(readdirSync(join(outDir, "snapshots"))).toHaveLength(1);
    expect(readdirSync(outDir).sort()).toEqual(["current", "snapshots", "sources.json"]);
  });
});

describe("a snapshot is whole or refused", () => {
  test("a single altered byte in any file is noticed", async () => {
    const { snapshotDir } = await ingestAll();
    for (const name of readdirSync(snapshotDir)) {
      const path = join(snapshotDir, name);
      const good = readFileSync(path);
      const bad = Buffer.from(good);
      const middle = bad.length >> 1;
      bad[middle] = (bad[middle] as number) ^ 1;
      writeFileSync(path, bad);
      expect(() => openSnapshot(outDir, tools), name).toThrow(/snapshot/);
      writeFileSync(path, good);
    }
    expect(openSnapshot(outDir, tools).snapshotId).toHaveLength(24);
  });

  test("a snapshot built with another embedder is refused with the fix", async () => {
    await ingestAll();
    expect(() => openSnapshot(outDir, { ...tools, embedder: createLexicalEmbedder(64) })).toThrow(
      /built with the embedder/,
    );
  });
});
