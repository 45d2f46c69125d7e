import { describe, expect, test } from "vitest";
import type { ConversationId, Turn } from "../../src/conversation/conversation.ts";
import type { ConversationStore } from "../../src/conversation/conversation-store.ts";
import type { HandoffStore } from "../../src/handoff/handoff-store.ts";
import { createHandoffs } from "../../src/handoff/handoffs.ts";
import { createConversationStore } from "../../src/storage/conversation-store.ts";
import type { Database } from "../../src/storage/database.ts";
import { createHandoffStore } from "../../src/storage/handoff-store.ts";
import { ENGINES } from "../support/databases.ts";

const CONVERSATION = "slack:T:D1:1.0" as ConversationId;
const ANA = "UANA";
const SECRET: Turn = {
  id: "said:T:D1:1.0",
  conversationId: CONVERSATION,
  role: "requester",
  authorId: ANA,
  text: "ひみつの質問",
  at: 1,
};

/** Does something once, right after a method's first call has read what it reads. */
function once<T>(read: (key: string) => Promise<T>) {
  let meanwhile: (() => Promise<unknown>) | undefined;
  const reading = async (key: string) => {
    const found = await read(key);
    const work = meanwhile;
    meanwhile = undefined;
    await work?.();
    return found;
  };
  const then = (work: () => Promise<unknown>) => {
    meanwhile = work;
  };
  return { reading, then };
}

async function house(database: Database) {
  const conversations = createConversationStore(database);
  await conversations.open({ id: CONVERSATION, requesterId: ANA, locale: "ja", startedAt: 1 });
  await conversations.append(SECRET);
  const store = createHandoffStore(database);
  const on = (over: Partial<HandoffStore>, words: Partial<ConversationStore> = {}) =>
    createHandoffs({
      store: { ...store, ...over },
      conversations: { ...conversations, ...words },
      now: () => 5,
      newId: () => "h1",
    });
  const handoffs = on({});
  const takeBack = async () => {
    for (const id of await conversations.blank(CONVERSATION, [SECRET.id])) await handoffs.forgetTurn(id);
  };
  const begin = () =>
    handoffs.begin({ conversationId: CONVERSATION, requesterId: ANA, reason: "explicit_request" });
  return { conversations, store, handoffs, on, takeBack, begin };
}

const words = async (database: Database) =>
  JSON.stringify(await database.query("SELECT brief FROM handoffs"));

describe.each(ENGINES)("words taken back on $name", ({ open }) => {
  test("who takes words back leaves the form that was sent at that moment as it was sent", async () => {
    await using db = await open();
    const { store, handoffs, on, begin } = await house(db.database);
    const { id, updatedAt } = await begin();
    const { reading, then } = once(store.standingOn);
    then(() =>
      handoffs.submit(id, ANA, { brief: ({ brief }) => ({ ...brief, situation: { text: "運用3年" } }) }),
    );
    await on({ standingOn: reading }).forgetTurn(SECRET.id);
    const after = await handoffs.get(id);
    expect(after).toMatchObject({
      state: "queued",
      brief: { goal: { text: "" }, situation: { text: "運用3年" } },
    });
    expect(after?.updatedAt).toBe(updatedAt);
    const keys = (await db.database.query("SELECT key FROM lane_items")).map(({ key }) => String(key));
    expect(keys).toContain(`turn:${id}:${SECRET.id}:deleted`);
  });

  test("a form that was read before words in it were taken back is sent without them", async () => {
    await using db = await open();
    const { store, on, takeBack, begin } = await house(db.database);
    const { id } = await begin();
    const { reading, then } = once(store.get);
    then(takeBack);
    const sent = await on({ get: reading }).submit(id, ANA, {
      brief: ({ brief }) => ({ ...brief, urgency: "soon" }),
    });
    expect(sent).toMatchObject({ ok: true, handoff: { brief: { goal: { text: "" }, urgency: "soon" } } });
    expect(await words(db.database)).not.toContain("ひみつ");
    const queued = JSON.stringify(await db.database.query("SELECT payload FROM lane_items"));
    expect(queued).not.toContain("ひみつ");
  });

  test("a brief drawn from words that are taken back at that moment has none of them", async () => {
    await using db = await open();
    const { conversations, on, takeBack } = await house(db.database);
    const { reading, then } = once((id) => conversations.turns(id as ConversationId, 40));
    then(takeBack);
    const begun = await on({}, { turns: reading }).begin({
      conversationId: CONVERSATION,
      requesterId: ANA,
      reason: "explicit_request",
    });
    expect(begun.brief.goal.text).toBe("");
    expect(await words(db.database)).not.toContain("ひみつ");
  });
});
