import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseConfig } from "../../src/config/config.ts";
import { ingest } from "../../src/indexing/ingest.ts";
import { openRetrievalTools } from "../../src/indexing/retrieval-tools.ts";
import { currentSnapshotDir, rollback } from "../../src/indexing/snapshot-history.ts";
import { createLogger, type Logger, silentLogger } from "../../src/log.ts";
import { openServedKnowledge } from "../../src/served-knowledge.ts";

/** Pino's number for it. */
const INFO = 30;
let folder = "";
const knowledge = () => join(folder, "knowledge");
const write = (name: string, sentence: string) =>
  writeFileSync(join(knowledge(), name), `手引き\n\n${sentence}\n`);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "shirube-served-"));
  mkdirSync(knowledge());
  write("guide.txt", "窓口は午前に開きます。");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What the bot would quote after a start. */
async function quotedAfterStart(logger: Logger = silentLogger): Promise<string> {
  const config = parseConfig({ SHIRUBE_DATA: join(folder, "data"), SHIRUBE_KNOWLEDGE: knowledge() });
  const served = await openServedKnowledge(config, undefined, logger);
  try {
    return (await served.retrieve("窓口はいつ開きますか")).passages.map(({ chunk }) => chunk.text).join();
  } finally {
    served.close();
  }
}

test("knowledge edited while the bot was down is answered from at the next start", async () => {
  expect(await quotedAfterStart()).toContain("午前");
  write("guide.txt", "窓口は午後に開きます。");
  expect(await quotedAfterStart()).toContain("午後");
});

test("an index that an earlier version built is built anew, and nothing is called an error", async () => {
  await quotedAfterStart();
  const snapshot = currentSnapshotDir(join(folder, "data", "index")) ?? "";
  const manifest = JSON.parse(readFileSync(join(snapshot, "manifest.json"), "utf8"));
  const older = JSON.stringify({ ...manifest, version: manifest.version - 1 });
  writeFileSync(join(snapshot, "manifest.json"), older);
  writeFileSync(join(snapshot, "manifest.sha256"), `${createHash("sha256").update(older).digest("hex")}\n`);
  const log: string[] = [];
  const quoted = await quotedAfterStart(createLogger("debug", (line) => void log.push(line)));
  expect(quoted).toContain("午前");
  const levels = log.map((line) => JSON.parse(line)).map(({ level, msg }) => [level, msg]);
  expect(levels).toContainEqual([INFO, "snapshot refused"]);
  expect(levels.filter(([level]) => level > INFO)).toEqual([]);
});

test("a rolled-back snapshot stays until the operator ingests again", async () => {
  await quotedAfterStart();
  write("guide.txt", "窓口は午後に開きます。");
  await quotedAfterStart();
  rollback(join(folder, "data", "index"));
  expect(await quotedAfterStart()).toContain("午前");
});

test("an index of other files is not replaced by the knowledge folder", async () => {
  const other = join(folder, "other.txt");
  writeFileSync(other, "別の手引き\n\n窓口は深夜に開きます。\n");
  const outDir = join(folder, "data", "index");
  await ingest({ paths: [other], outDir, tools: openRetrievalTools() });
  expect(await quotedAfterStart()).toContain("深夜");
});

test("edited knowledge that cannot be read leaves the old index serving", async () => {
  await quotedAfterStart();
  rmSync(join(knowledge(), "guide.txt"));
  writeFileSync(join(knowledge(), "broken.pdf"), "no PDF at all");
  expect(await quotedAfterStart()).toContain("午前");
});
