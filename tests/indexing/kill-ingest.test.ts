import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openRetrievalTools } from "../../src/indexing/retrieval-tools.ts";
import { openSnapshot } from "../../src/indexing/snapshot.ts";
import { verifySnapshot } from "../../src/indexing/snapshot-manifest.ts";
import { runShirube } from "../support/process.ts";

/** Moments at which the process is killed; SHIRUBE_KILLS asks for more (30 are run before a release). */
const KILLS = Number(process.env.SHIRUBE_KILLS ?? 4);
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "shirube-kill-"));
  mkdirSync(join(folder, "knowledge"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function writeKnowledge(edition: number): void {
  for (let file = 0; file < 40; file++) {
    const lines = Array.from(
      { length: 60 },
      (_, line) => `第${edition}版の${file}番目の手引きの${line}行目を説明します。`,
    );
    writeFileSync(join(folder, "knowledge", `guide-${file}.txt`), `手引き${file}\n\n${lines.join("\n")}\n`);
  }
}
const startIngest = () =>
  runShirube(["ingest"], { SHIRUBE_DATA: folder, SHIRUBE_KNOWLEDGE: join(folder, "knowledge") });

test("an ingest killed at any moment leaves a whole snapshot serving, and the next ingest goes through", {
  timeout: 60_000 + KILLS * 10_000,
}, async () => {
  const outDir = join(folder, "index");
  writeKnowledge(0);
  expect(await startIngest().exited).toBe(0);
  // The second run shows how long one takes: the first may have had to build.
  writeKnowledge(99);
  const started = performance.now();
  expect(await startIngest().exited).toBe(0);
  const duration = performance.now() - started;
  for (let kill = 1; kill <= KILLS; kill++) {
    writeKnowledge(kill);
    const ingesting = startIngest();
    const moment = duration * (0.25 + (0.8 * (kill - 0.5)) / KILLS);
    await Promise.race([ingesting.exited, new Promise((resolve) => setTimeout(resolve, moment))]);
    await ingesting.kill();
    const snapshot = openSnapshot(outDir, openRetrievalTools());
    expect((await snapshot.retrieve("手引き")).passages.length).toBeGreaterThan(0);
    for (const name of readdirSync(join(outDir, "snapshots")).filter((entry) => !entry.startsWith("."))) {
      verifySnapshot(join(outDir, "snapshots", name));
    }
  }
  const last = startIngest();
  expect(await last.exited).toBe(0);
  const editions = openSnapshot(outDir, openRetrievalTools())
    .chunks()
    .map(({ chunk }) => chunk.text);
  expect(editions.every((text) => text.includes(`第${KILLS}版`))).toBe(true);
});
