import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ingest } from "../../src/indexing/ingest.ts";
import { type LiveRetriever, openLiveRetriever } from "../../src/indexing/live-retriever.ts";
import { openRetrievalTools } from "../../src/indexing/retrieval-tools.ts";
import { rollback } from "../../src/indexing/snapshot-history.ts";

const tools = openRetrievalTools();
let folder = "";
let outDir = "";
let live: LiveRetriever | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "shirube-live-"));
  outDir = join(folder, "index");
  mkdirSync(join(folder, "knowledge"));
});
afterEach(() => {
  live?.close();
  live = undefined;
  rmSync(folder, { recursive: true, force: true });
});

async function publish(sentence: string): Promise<string> {
  writeFileSync(join(folder, "knowledge", "guide.txt"), `手引き\n\n${sentence}\n`);
  return (await ingest({ paths: [join(folder, "knowledge")], outDir, tools })).snapshotId;
}
const open = () => {
  live = openLiveRetriever({ outDir, tools, pollMs: 0 });
  return live;
};
const answerTo = async (question: string) => (await live?.retrieve(question))?.passages[0]?.chunk.text;

function damage(snapshotId: string): void {
  writeFileSync(join(outDir, "snapshots", snapshotId, "content.json"), "{}");
}

describe("the running bot follows what is published", () => {
  test("a new snapshot is taken up, and a question under way ends on the one it began with", async () => {
    await publish("窓口は午前に開きます。");
    const retriever = open();
    const under = retriever.retrieve("窓口はいつ開きますか");
    await publish("窓口は午後に開きます。");
    expect(await retriever.refresh()).toBe(true);
    expect((await under).passages[0]?.chunk.text).toBe("窓口は午前に開きます。");
    expect(await answerTo("窓口はいつ開きますか")).toBe("窓口は午後に開きます。");
    expect(await retriever.refresh()).toBe(false);
  });

  test("a damaged new snapshot is refused and the old one serves on", async () => {
    const good = await publish("窓口は午前に開きます。");
    const retriever = open();
    damage(await publish("窓口は午後に開きます。"));
    expect(await retriever.refresh()).toBe(false);
    expect(retriever.snapshotId).toBe(good);
  });

  test("a start with the current snapshot damaged serves the last good one", async () => {
    const good = await publish("窓口は午前に開きます。");
    damage(await publish("窓口は午後に開きます。"));
    expect(open().snapshotId).toBe(good);
  });

  test("a start with a damaged pointer still finds a snapshot", async () => {
    const good = await publish("窓口は午前に開きます。");
    writeFileSync(join(outDir, "current"), "{ half a poi");
    expect(open().snapshotId).toBe(good);
  });

  test("nothing published yet is said plainly", () => {
    expect(open).toThrow(/no snapshot/);
  });
});

describe("an operator rolls back", () => {
  test("the snapshot before the last ingest serves again", async () => {
    const first = await publish("窓口は午前に開きます。");
    await publish("窓口は午後に開きます。");
    rollback(outDir);
    expect(open().snapshotId).toBe(first);
  });

  test("there must be one, and it must be whole", async () => {
    const first = await publish("窓口は午前に開きます。");
    expect(() => rollback(outDir)).toThrow(/no earlier snapshot/);
    await publish("窓口は午後に開きます。");
    damage(first);
    expect(() => rollback(outDir)).toThrow(/altered/);
  });

  test("publishing after a roll back keeps every earlier snapshot within reach", async () => {
    await publish("一つ目です。");
    const second = await publish("二つ目です。");
    rollback(outDir);
    await publish("三つ目です。");
    rollback(outDir);
    rollback(outDir);
    expect(open().snapshotId).toBe(second);
    expect(readdirSync(join(outDir, "snapshots"))).toHaveLength(3);
  });
});
