import { join } from "node:path";
import { expect, test } from "vitest";
import { DEFAULT_TIMING, mayBeDue } from "../../src/handoff/timing.ts";
import { createCheckInStore } from "../../src/storage/check-in-store.ts";
import { createConversationStore } from "../../src/storage/conversation-store.ts";
import type { Database } from "../../src/storage/database.ts";
import { inDialect, SQLITE } from "../../src/storage/database.ts";
import { createHandoffStore } from "../../src/storage/handoff-store.ts";
import { createLaneStore } from "../../src/storage/lane-store.ts";
import { migrate } from "../../src/storage/migrations.ts";
import { openSqlite } from "../../src/storage/sqlite.ts";
import { createStatistics } from "../../src/storage/statistics.ts";
import { temporaryFolder } from "../support/databases.ts";

const ANA = { team: "T", userId: "UANA" };
/** Tables that grow with what people say, by name and by the letters our statements call them. */
const GROWING = [
  "conversations",
  "turns",
  "handoffs",
  "handoff_events",
  "lane_items",
  "check_ins",
  "e",
  "h",
  "c",
  "s",
];

test("no question, tick or visit reads a table that grows from one end to the other", async () => {
  using folder = temporaryFolder();
  const database = await openSqlite(join(folder.path, "shirube.db"));
  await migrate(database);
  const asked: { text: string; values: readonly unknown[] }[] = [];
  const watched: Database = {
    ...database,
    query(text, values) {
      asked.push({ text, values: values ?? [] });
      return database.query(text, values);
    },
  };
  const conversations = createConversationStore(watched);
  const statistics = createStatistics(watched);
  await conversations.spokenSince(ANA, 0);
  await conversations.askedSince(ANA.team, 0);
  await createHandoffStore(watched).lasting(mayBeDue(0, DEFAULT_TIMING));
  await createCheckInStore(watched).due(0);
  await createLaneStore(watched, "inbox").counts();
  await statistics.queue(ANA);
  await statistics.isAdvisor(ANA);
  await statistics.usualWait(ANA.team);

  const scans: string[] = [];
  for (const { text, values } of asked) {
    const plan = await database.query<{ detail: string }>(
      `EXPLAIN QUERY PLAN ${inDialect(text, SQLITE)}`,
      values as never,
    );
    scans.push(
      ...plan
        .map(({ detail }) => detail)
        .filter((detail) => GROWING.includes(/^SCAN (\w+)/.exec(detail)?.[1] ?? ""))
        .map((detail) => `${detail}: ${text}`),
    );
  }
  expect(asked.length).toBeGreaterThanOrEqual(8);
  expect(scans).toEqual([]);
  await database.close();
});
