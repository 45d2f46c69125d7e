import { spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import type { ConversationId } from "../../src/conversation/conversation.ts";
import { createConversationStore } from "../../src/storage/conversation-store.ts";
import { migrate } from "../../src/storage/migrations.ts";
import { openSqlite } from "../../src/storage/sqlite.ts";
import { exportRows } from "../../src/storage/transfer.ts";
import { temporaryFolder } from "../support/databases.ts";
import { runShirube } from "../support/process.ts";

const ID = "slack:T:D1:1.0" as ConversationId;
const conversation = (id = ID) => ({ id, requesterId: "U1", locale: "ja" as const, startedAt: 1 });
const words = (id: string, conversationId: ConversationId, text: string) => ({
  id,
  conversationId,
  role: "requester" as const,
  authorId: "U1",
  text,
  at: 1,
});

/** A data folder with one conversation in it. */
async function inhabited(text = "今の仕事の話") {
  const folder = temporaryFolder();
  const database = await openSqlite(join(folder.path, "shirube.db"));
  await migrate(database);
  const conversations = createConversationStore(database);
  await conversations.open(conversation());
  await conversations.append(words("t1", ID, text));
  await database.close();
  return folder;
}

test("an export onto a full disk says so and fails", async () => {
  using folder = await inhabited();
  const full = openSync("/dev/full", "w");
  const cli = resolve(import.meta.dirname, "../../dist/cli/main.js");
  const { status, stderr } = spawnSync(process.execPath, [cli, "export"], {
    env: { ...process.env, SHIRUBE_DATA: folder.path },
    stdio: ["ignore", full, "pipe"],
    encoding: "utf8",
  });
  closeSync(full);
  expect(stderr).toContain("could not be written");
  expect(status).toBe(1);
});

test("words with a line separator in them survive a move", async () => {
  const text = "一行目\u2028二行目\u2029三行目";
  using source = await inhabited(text);
  using target = temporaryFolder();
  const exported = runShirube(["export"], { SHIRUBE_DATA: source.path });
  expect(await exported.exited).toBe(0);
  const file = join(target.path, "all.jsonl");
  writeFileSync(file, exported.stdout());
  expect(readFileSync(file, "utf8")).toContain("\u2028");
  const imported = runShirube(["import", file], { SHIRUBE_DATA: target.path });
  expect(await imported.exited).toBe(0);
  const database = await openSqlite(join(target.path, "shirube.db"));
  expect(await createConversationStore(database).turns(ID, 9)).toMatchObject([{ text }]);
  await database.close();
});

test("an export while the bot writes is what was there at one moment", async () => {
  using folder = await inhabited();
  const path = join(folder.path, "shirube.db");
  await using reader = closing(await openSqlite(path));
  await using writer = closing(await openSqlite(path));
  const tables = await reader.database.snapshot(async (sql) => {
    const seen: string[] = [];
    for await (const { table, row } of exportRows(sql)) {
      seen.push(`${table} ${row.id ?? row.conversation_id ?? ""}`);
      if (seen.length > 1) continue;
      const conversations = createConversationStore(writer.database);
      const later = "slack:T:D2:1.0" as ConversationId;
      await conversations.open(conversation(later));
      await conversations.append(words("t2", later, "あとから"));
    }
    return seen;
  });
  expect(tables).toEqual([`conversations ${ID}`, "turns t1"]);
  expect(
    await createConversationStore(reader.database).turns("slack:T:D2:1.0" as ConversationId, 9),
  ).toHaveLength(1);
});

function closing(database: Awaited<ReturnType<typeof openSqlite>>) {
  return { database, [Symbol.asyncDispose]: () => database.close() };
}
