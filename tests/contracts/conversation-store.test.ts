import { describe, expect, test } from "vitest";
import type { ConversationId, Turn } from "../../src/conversation/conversation.ts";
import { createConversationStore } from "../../src/storage/conversation-store.ts";
import { ENGINES } from "../support/databases.ts";

const A = "slack:T:D1:1.0" as ConversationId;
const B = "slack:T:D1:2.0" as ConversationId;
const turn = (id: string, text: string, at: number, conversationId = A): Turn => ({
  id,
  conversationId,
  role: "requester",
  authorId: "U1",
  text,
  at,
});

describe.each(ENGINES)("conversations on $name", ({ open }) => {
  test("the last turns come back oldest first, with everything that was said about them", async () => {
    await using db = await open();
    const store = createConversationStore(db.database);
    await store.open({ id: A, requesterId: "U1", locale: "ja", startedAt: 1 });
    for (let index = 0; index < 5; index += 1) await store.append(turn(`t${index}`, `発言${index}`, index));
    const answer: Turn = {
      ...turn("t5", "答え [1]", 5),
      role: "agent",
      authorId: "agent",
      grounding: "grounded",
      decision: "answer",
      citations: [],
    };
    await store.append(answer, '{"trace":1}');
    expect((await store.turns(A, 3)).map(({ text }) => text)).toEqual(["発言3", "発言4", "答え [1]"]);
    expect(await store.turn("t5")).toEqual(answer);
    expect(await store.record("t5")).toBe('{"trace":1}');
  });

  test("a turn with a known id is stored once", async () => {
    await using db = await open();
    const store = createConversationStore(db.database);
    await store.open({ id: A, requesterId: "U1", locale: "ja", startedAt: 1 });
    expect(await store.append(turn("t", "一度目", 1))).toBe(true);
    expect(await store.append(turn("t", "二度目", 2))).toBe(false);
    expect((await store.turns(A, 9)).map(({ text }) => text)).toEqual(["一度目"]);
  });

  test("a conversation keeps the requester and language it began with", async () => {
    await using db = await open();
    const store = createConversationStore(db.database);
    await store.open({ id: A, requesterId: "U1", locale: "ja", startedAt: 1 });
    const again = await store.open({ id: A, requesterId: "U2", locale: "en", startedAt: 2 });
    expect(again).toEqual({ id: A, requesterId: "U1", locale: "ja", startedAt: 1 });
  });

  test("the requester's latest other conversation is found, unless it is too long ago", async () => {
    await using db = await open();
    const store = createConversationStore(db.database);
    for (const id of [A, B]) await store.open({ id, requesterId: "U1", locale: "ja", startedAt: 1 });
    await store.append(turn("t1", "前の話", 100, A));
    expect((await store.latest({ team: "T", userId: "U1" }, 50, B))?.id).toBe(A);
    expect(await store.latest({ team: "T", userId: "U1" }, 150, B)).toBeUndefined();
    expect(await store.latest({ team: "T", userId: "U1" }, 50, A)).toBeUndefined();
  });

  test("words that were taken back are gone with what they led to, and their places stay", async () => {
    await using db = await open();
    const store = createConversationStore(db.database);
    for (const id of [A, B]) await store.open({ id, requesterId: "U1", locale: "ja", startedAt: 1 });
    await store.append(turn("said:1", "ひみつの質問", 1));
    await store.append(turn("said:1:answer", "ひみつへの答え", 2), '{"trace":"ひみつ"}');
    await store.append(turn("said:2", "べつの質問", 3));
    await store.append(turn("said:1b", "よその話", 4, B));
    expect([...(await store.blank(A, ["said:1", "edited:1:"]))].sort()).toEqual(["said:1", "said:1:answer"]);
    // Whoever was interrupted in between is told all of them again.
    expect([...(await store.blank(A, ["said:1", "edited:1:"]))].sort()).toEqual(["said:1", "said:1:answer"]);
    expect((await store.turns(A, 9)).map(({ text }) => text)).toEqual(["", "", "べつの質問"]);
    expect(await store.record("said:1:answer")).toBeUndefined();
    expect((await store.turn("said:1b"))?.text).toBe("よその話");
  });

  test("a person's vote on an answer can change and counts once", async () => {
    await using db = await open();
    const store = createConversationStore(db.database);
    await store.open({ id: A, requesterId: "U1", locale: "ja", startedAt: 1 });
    await store.append(turn("t1", "答え", 1));
    await store.saveFeedback({ turnId: "t1", userId: "U1", value: "good", at: 1 });
    await store.saveFeedback({ turnId: "t1", userId: "U1", value: "bad", reason: "古い", at: 2 });
    const rows = await db.database.query("SELECT value, reason FROM feedback");
    expect(rows).toEqual([{ value: "bad", reason: "古い" }]);
  });
});
