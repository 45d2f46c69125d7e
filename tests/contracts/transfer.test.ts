import { describe, expect, test } from "vitest";
import type { ConversationId } from "../../src/conversation/conversation.ts";
import { createConversationStore } from "../../src/storage/conversation-store.ts";
import { createLaneStore } from "../../src/storage/lane-store.ts";
import { createPostStore } from "../../src/storage/post-store.ts";
import { createPresence } from "../../src/storage/presence.ts";
import { createOrganisations } from "../../src/storage/realm.ts";
import { exportRows, importRows } from "../../src/storage/transfer.ts";
import { ENGINES, type TestDatabase } from "../support/databases.ts";

const DAY = 24 * 60 * 60 * 1000;
const CONVERSATION = "slack:T:D1:1.0" as ConversationId;

async function fill({ database }: TestDatabase): Promise<void> {
  const store = createConversationStore(database);
  await store.open({ id: CONVERSATION, requesterId: "U1", locale: "ja", startedAt: 1 });
  for (let index = 0; index < 3; index += 1) {
    const turn = {
      id: `t${index}`,
      conversationId: CONVERSATION,
      authorId: "U1",
      text: `発言${index}`,
      at: index * DAY,
    };
    await store.append({ ...turn, role: "requester" });
  }
  await createLaneStore(database, "inbox").enqueue({ lane: CONVERSATION, key: "said:1", payload: "{}" });
}

async function* from(rows: readonly unknown[]): AsyncGenerator<unknown> {
  yield* rows;
}

async function everything({ database }: TestDatabase): Promise<unknown[]> {
  const rows: unknown[] = [];
  for await (const row of exportRows(database)) rows.push(JSON.parse(JSON.stringify(row)));
  return rows;
}

describe.each(ENGINES)("moving data to $name", ({ open }) => {
  test("an export from SQLite comes back whole, in order, with its open work", async () => {
    await using source = await (ENGINES[0] as (typeof ENGINES)[number]).open();
    await fill(source);
    const rows = await everything(source);
    await using target = await open();
    expect(await importRows(target.database, from(rows))).toBe(rows.length);
    expect(await everything(target)).toEqual(rows);
    const turns = await createConversationStore(target.database).turns(CONVERSATION, 9);
    expect(turns.map(({ text }) => text)).toEqual(["発言0", "発言1", "発言2"]);
    const lease = await createLaneStore(target.database, "inbox").claim("me", 1_000);
    expect(lease?.lane).toBe(CONVERSATION);
  });

  test("a broken line imports nothing, and a database in use is left alone", async () => {
    await using target = await open();
    const good = { table: "conversations", row: { id: "a", requester_id: "u", locale: "ja", started_at: 1 } };
    const bad = { table: "conversations; DROP TABLE turns", row: {} };
    await expect(importRows(target.database, from([good, bad]))).rejects.toThrow("Line 2");
    expect(await everything(target)).toEqual([]);
    await fill(target);
    await expect(importRows(target.database, from([good]))).rejects.toThrow("already holds");
  });

  test("a database that a bot has only been started on is empty; one that holds anything else is not", async () => {
    await using target = await open();
    await createPresence(target.database).mark();
    await createPostStore(target.database).save("gaps:2900", "CADVISORS", "CADVISORS", "1.0");
    const row = { id: "a", requester_id: "u", locale: "ja", started_at: 1 };
    expect(await importRows(target.database, from([{ table: "conversations", row }]))).toBe(1);
    await using used = await open();
    await createOrganisations(used.database).add("T", "E");
    await expect(importRows(used.database, from([]))).rejects.toThrow("already holds covered workspaces");
  });
});
