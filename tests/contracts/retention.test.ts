import { describe, expect, test } from "vitest";
import type { ConversationId, Turn } from "../../src/conversation/conversation.ts";
import { createHandoffs } from "../../src/handoff/handoffs.ts";
import { createCheckInStore } from "../../src/storage/check-in-store.ts";
import { createConversationStore } from "../../src/storage/conversation-store.ts";
import type { Database } from "../../src/storage/database.ts";
import { createHandoffStore } from "../../src/storage/handoff-store.ts";
import { createLessonStore } from "../../src/storage/lesson-store.ts";
import { createPersonRecords } from "../../src/storage/person-records.ts";
import { forgetOld } from "../../src/storage/retention.ts";
import { ENGINES } from "../support/databases.ts";

const DAY = 24 * 60 * 60 * 1000;
const ANA = { team: "T", userId: "UANA" };
const ids = { ja: "slack:T:D1:1.0" as ConversationId, new: "slack:T:D1:2.0" as ConversationId };

function turn(id: string, conversationId: ConversationId, at: number): Turn {
  return { id, conversationId, role: "requester", authorId: "UANA", text: `発言${id}`, at };
}

async function house(database: Database) {
  const conversations = createConversationStore(database);
  const store = createHandoffStore(database);
  let count = 0;
  const handoffs = createHandoffs({
    store,
    conversations,
    now: () => 1,
    newId: () => {
      count += 1;
      return `id${count}`;
    },
  });
  const open = (id: ConversationId, startedAt = 0) =>
    conversations.open({ id, requesterId: "UANA", locale: "ja", startedAt });
  const ended = async (conversationId: ConversationId) => {
    const begun = { conversationId, requesterId: "UANA", reason: "explicit_request" as const };
    const { id } = await handoffs.begin(begun);
    await handoffs.submit(id, "UANA");
    await handoffs.act(id, "claim", { role: "advisor", id: "UMEI" });
    await handoffs.act(id, "resolve", { role: "advisor", id: "UMEI" });
    return id;
  };
  return { conversations, store, handoffs, open, ended };
}

describe.each(ENGINES)("forgetting with age on $name", ({ open }) => {
  test("words older than the retention are forgotten, newer ones stay, however many there are", async () => {
    await using db = await open();
    const { conversations, open: begin } = await house(db.database);
    await begin(ids.ja);
    for (let at = 0; at < 3; at += 1) await conversations.append(turn(`t${at}`, ids.ja, at * DAY));
    await db.database.query(
      `INSERT INTO turns (id, conversation_id, role, author_id, text, detail, at)
       SELECT t.id || '-' || a.n || '-' || b.n, t.conversation_id, t.role, t.author_id, t.text, t.detail, t.at
       FROM turns t, (${numbers(30)}) a, (${numbers(40)}) b WHERE t.id = 't0'`,
    );
    await conversations.saveFeedback({ turnId: "t1", userId: "UANA", value: "good", at: 1 });
    expect(await forgetOld(db.database, 2.5 * DAY, 1)).toBe(2 + 1_200);
    expect((await conversations.turns(ids.ja, 9)).map(({ id }) => id)).toEqual(["t2"]);
    expect(await conversations.get(ids.ja)).toMatchObject({ requesterId: "UANA" });
  });

  test("a silent conversation goes altogether, and of a consultation that is over only the trail stays, without the person", async () => {
    await using db = await open();
    const { conversations, store, handoffs, open: begin, ended } = await house(db.database);
    await begin(ids.ja);
    await conversations.append(turn("t0", ids.ja, 0));
    await begin(ids.new);
    const id = await ended(ids.new);
    await forgetOld(db.database, 10 * DAY, 9);
    expect(await conversations.get(ids.ja)).toBeUndefined();
    // Resolved can still be reopened, by the person it belongs to.
    expect(await store.get(id)).toMatchObject({ requesterId: "UANA", brief: { goal: { text: "" } } });
    await handoffs.act(id, "close", { role: "system", id: "clock" });
    await forgetOld(db.database, 10 * DAY, 9);
    expect(await store.get(id)).toMatchObject({ requesterId: "erased", state: "closed" });
    expect((await createPersonRecords(db.database).export(ANA)).handoffs).toEqual([]);
    expect(JSON.stringify(await db.database.query("SELECT * FROM conversations"))).not.toContain("UANA");
    expect(await store.trail(id)).not.toEqual([]);
  });

  test("who asked to be asked how it went is remembered until they have been", async () => {
    await using db = await open();
    const { store, handoffs, open: begin, ended } = await house(db.database);
    await begin(ids.ja);
    const handoffId = await ended(ids.ja);
    await createCheckInStore(db.database).plan({ handoffId, days: 90, dueAt: 90 * DAY }, 1, []);
    await handoffs.act(handoffId, "close", { role: "system", id: "clock" });
    await forgetOld(db.database, 20 * DAY, 7);
    expect(await store.get(handoffId)).toMatchObject({ requesterId: "UANA" });
  });

  test("a lesson is kept while it may be cited, and as long again as any words", async () => {
    await using db = await open();
    const lessons = createLessonStore(db.database);
    const lesson = {
      id: "l",
      handoffId: undefined,
      question: "問い",
      answer: "答え",
      state: "draft" as const,
    };
    const times = { createdAt: 0, approvedAt: undefined, expiresAt: 30 * DAY };
    await lessons.save({ ...lesson, authorId: "UMEI", approvedBy: undefined, ...times });
    await lessons.approve("l", "UKEN", 1);
    await forgetOld(db.database, 35 * DAY, 9);
    expect(await lessons.get("l")).toBeDefined();
    await forgetOld(db.database, 40 * DAY, 9);
    expect(await lessons.get("l")).toBeUndefined();
  });
});

function numbers(count: number): string {
  return Array.from({ length: count }, (_, n) => `SELECT ${n} AS n`).join(" UNION ALL ");
}
