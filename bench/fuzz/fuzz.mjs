import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { maskPersonalData } from "../../dist/agent/privacy/mask.js";
import { readRequest } from "../../dist/agent/reading.js";
import { AppError } from "../../dist/errors.js";
import { readDocuments } from "../../dist/indexing/read-documents.js";
import { parseMetadata } from "../../dist/knowledge/front-matter.js";
import { isHeavy, readDocument } from "../../dist/knowledge/parse-document.js";
import { deliveryKey, parseDelivery } from "../../dist/slack/deliveries.js";
import { parsePress } from "../../dist/slack/presses.js";
import {
  escapeMrkdwn,
  plainText,
  safeMarkdown,
  safeMrkdwn,
  unescapeSlack,
} from "../../dist/slack/safe-text.js";
import { createLaneStore } from "../../dist/storage/lane-store.js";
import { migrate } from "../../dist/storage/migrations.js";
import { openSqlite } from "../../dist/storage/sqlite.js";
import { importRows } from "../../dist/storage/transfer.js";
import { EXPORT_LINES, FILES, FRONT_MATTER, PRESSES, SLACK_EVENTS } from "./examples.mjs";
import { anything, mutated, mutatedBytes, words } from "./inputs.mjs";

/** A refusal in our own words is an answer; anything else that is thrown is a crash. */
const orRefusal = async (work) => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
};

/** Milliseconds of processor and of waiting that work took: on a busy machine the second says little by itself. */
async function timed(work) {
  const began = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { busyMs: (user + system) / 1000, waitedMs: performance.now() - began };
}

/** What waits this many times longer than it may work hangs, whatever else the machine does. */
const PATIENCE = 10;

/** What is tried, with its share of the runs. */
function targets(database) {
  const inbox = createLaneStore(database, "inbox");
  const count = async (table) => (await database.query(`SELECT count(*) AS n FROM ${table}`))[0].n;
  const files = Object.entries(FILES).map(([id, examples]) => ({
    name: `file ${id.slice(1)}`,
    share: id === "a.md" || id === "a.txt" ? 0.1 : id === "a.pdf" ? 0.01 : 0.03,
    input: mutatedBytes(examples),
    // Loads the format's parser, which is not what is timed.
    warmUp: () => Promise.all(examples.map((bytes) => readDocument({ id, bytes }))),
    // What may take long goes to a worker with a limit, as in an ingest; here the limit is tight.
    async run(bytes) {
      const file = { id, bytes };
      if (!isHeavy(file) || id === "a.html" || id === "a.docx" || id === "a.pdf") {
        return orRefusal(() => readDocument(file));
      }
      for await (const result of readDocuments([file], { timeoutMs: 500 })) void result;
    },
  }));
  return [
    {
      name: "Slack event",
      share: 0.25,
      input: fc.oneof(mutated(SLACK_EVENTS), anything),
      async run(body) {
        const delivery = parseDelivery(body, "U0BOT");
        if (!delivery) return;
        const before = [await count("lane_items"), await count("lanes")];
        const item = { lane: "fuzz", key: deliveryKey(delivery), payload: JSON.stringify(delivery) };
        const added = await inbox.enqueue(item);
        if ((await count("lane_items")) !== before[0] + (added ? 1 : 0))
          throw new Error("half a delivery was stored");
        await database.query("DELETE FROM lane_items");
        await database.query("DELETE FROM lanes");
      },
    },
    {
      name: "press",
      share: 0.1,
      input: fc.oneof(mutated(PRESSES), anything),
      run: (body) => void parsePress(body),
    },
    {
      name: "question",
      share: 0.15,
      input: words,
      run: (question) => void readRequest({ question: maskPersonalData(question).text, turns: [] }),
    },
    {
      name: "words on a surface",
      share: 0.1,
      input: words,
      run(text) {
        for (const render of [safeMarkdown, safeMrkdwn, plainText, unescapeSlack, escapeMrkdwn]) render(text);
      },
    },
    {
      name: "front matter",
      share: 0.15,
      input: fc.oneof(mutatedBytes(FRONT_MATTER.map(Buffer.from)).map(String), words),
      run: (yaml) => orRefusal(() => parseMetadata(yaml, "a.md")),
    },
    {
      name: "line of an export",
      share: 0.05,
      input: fc.array(fc.oneof(mutated(EXPORT_LINES), fc.constantFrom(...EXPORT_LINES)), { maxLength: 3 }),
      async run(rows) {
        const tables = ["conversations", "presence", "turns", "lanes"];
        const imported = await importRows(
          database,
          (async function* () {
            yield* rows;
          })(),
        ).catch((error) => {
          if (error instanceof AppError || /constraint|column|datatype|mismatch/i.test(error.message))
            return undefined;
          throw error;
        });
        let stored = 0;
        for (const table of tables) stored += await count(table);
        if (stored !== (imported ?? 0))
          throw new Error(`${stored} rows stored of ${imported ?? "a refused import"}`);
        for (const table of tables) await database.query(`DELETE FROM ${table}`);
      },
    },
    ...files,
  ];
}

/** Runs everything; @returns how often each was tried, the slowest of each, and what went wrong with what input */
export async function fuzz({ runs, seed, only, slowestMs }) {
  const folder = mkdtempSync(join(tmpdir(), "shirube-fuzz-"));
  const database = await openSqlite(join(folder, "fuzz.db"));
  await migrate(database);
  const clean = Object.getOwnPropertyNames(Object.prototype).length;
  const tried = {};
  const faults = [];
  try {
    for (const { name, share, input, run, warmUp } of targets(database)) {
      if (only && !name.includes(only)) continue;
      await warmUp?.();
      const slowest = { busyMs: 0, waitedMs: 0 };
      const numRuns = Math.max(1, Math.round(runs * share));
      const property = fc.asyncProperty(input, async (value) => {
        const { busyMs, waitedMs } = await timed(() => run(value));
        slowest.busyMs = Math.max(slowest.busyMs, Math.round(busyMs));
        slowest.waitedMs = Math.max(slowest.waitedMs, Math.round(waitedMs));
        if (busyMs > slowestMs || waitedMs > slowestMs * PATIENCE)
          throw new Error(`took ${Math.round(busyMs)} ms of processor, ${Math.round(waitedMs)} ms in all`);
        if (Object.getOwnPropertyNames(Object.prototype).length !== clean)
          throw new Error("a prototype was changed");
      });
      const outcome = await fc.check(property, {
        numRuns,
        seed,
        endOnFailure: false,
        interruptAfterTimeLimit: 1_800_000,
      });
      tried[name] = { runs: outcome.numRuns, slowest };
      if (outcome.failed) {
        faults.push({
          target: name,
          input: fc.stringify(outcome.counterexample?.[0]).slice(0, 400),
          why: String(outcome.errorInstance?.stack ?? outcome.errorInstance).slice(0, 600),
        });
      }
    }
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return { tried, faults };
}
