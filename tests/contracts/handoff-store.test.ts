import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ConversationId } from "../../src/conversation/conversation.ts";
import {
  type Actor,
  type Handoff,
  type HandoffEvent,
  isWithPerson,
  TRANSITIONS,
} from "../../src/handoff/handoff.ts";
import type { HandoffStore } from "../../src/handoff/handoff-store.ts";
import { createHandoffs, type Handoffs } from "../../src/handoff/handoffs.ts";
import { createConversationStore } from "../../src/storage/conversation-store.ts";
import type { Database } from "../../src/storage/database.ts";
import { createHandoffStore } from "../../src/storage/handoff-store.ts";
import { ENGINES } from "../support/databases.ts";

const CONVERSATION = "slack:T:D1:1.0" as ConversationId;
const ANA = "UANA";

async function house(database: Database, conversationId = CONVERSATION) {
  const conversations = createConversationStore(database);
  await conversations.open({ id: conversationId, requesterId: ANA, locale: "ja", startedAt: 1 });
  const store = createHandoffStore(database);
  let clock = 0;
  let ids = 0;
  const handoffs = createHandoffs({
    store,
    conversations,
    now: () => {
      clock += 1;
      return clock;
    },
    newId: () => {
      ids += 1;
      return `${conversationId}#${ids}`;
    },
  });
  const begin = () => handoffs.begin({ conversationId, requesterId: ANA, reason: "explicit_request" });
  return { store, handoffs, conversations, begin };
}

const advisor = (id: string): Actor => ({ role: "advisor", id });

describe.each(ENGINES)("handoffs on $name", ({ open }) => {
  test("a turn that was taken back leaves every brief, and the advisors' side of those that were sent", async () => {
    await using db = await open();
    const { handoffs, conversations, begin } = await house(db.database);
    const asked = {
      id: "said:T:D1:1.0",
      conversationId: CONVERSATION,
      role: "requester",
      authorId: ANA,
    } as const;
    await conversations.append({ ...asked, text: "ひみつの質問", at: 1 });
    const pending = async () =>
      (await db.database.query("SELECT key FROM lane_items")).map(({ key }) => String(key));
    const { id } = await begin();
    await handoffs.forgetTurn("said:T:D1:1");
    expect((await handoffs.get(id))?.brief.goal.text).toBe("ひみつの質問");
    await handoffs.submit(id, ANA);
    await handoffs.forgetTurn(asked.id);
    await handoffs.forgetTurn(asked.id);
    expect((await handoffs.get(id))?.brief.goal).toEqual({ text: "" });
    expect(await pending()).toEqual(
      expect.arrayContaining([`turn:${id}:${asked.id}:deleted`, `${id}:without:${asked.id}`]),
    );
  });

  test("of many advisors who claim at the same moment exactly one succeeds, and the others learn who", async () => {
    await using db = await open();
    const { handoffs, begin } = await house(db.database);
    const { id } = await begin();
    await handoffs.submit(id, ANA);
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => handoffs.act(id, "claim", advisor(`U${index}`))),
    );
    const winners = results.filter(({ ok }) => ok);
    expect(winners).toHaveLength(1);
    const owner = winners[0]?.handoff.ownerId;
    for (const result of results) {
      expect(result.handoff.ownerId).toBe(owner);
      if (!result.ok) expect(result.reason).toBe("owned");
    }
  });

  test("an advisor who holds as many as one person can is not given another", async () => {
    await using db = await open();
    const claims: string[] = [];
    for (let index = 0; index < 11; index += 1) {
      const { handoffs, begin } = await house(db.database, `slack:T:D${index}:1.0` as ConversationId);
      const { id } = await begin();
      await handoffs.submit(id, ANA);
      const result = await handoffs.act(id, "claim", advisor("U1"));
      claims.push(result.ok ? "held" : result.reason);
    }
    expect(claims).toEqual([...Array(10).fill("held"), "at_capacity"]);
  });

  test("a conversation has one open handoff, however often it is asked for", async () => {
    await using db = await open();
    const { begin } = await house(db.database);
    const all = await Promise.all(Array.from({ length: 10 }, begin));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  });

  test("a change of state, its audit line and its messages are stored together or not at all", async () => {
    await using db = await open();
    const { handoffs, store, begin } = await house(db.database);
    const { id } = await begin();
    await handoffs.submit(id, ANA);
    const before = await store.get(id);
    const stale = { ...(before as Handoff), epoch: 99 };
    const record = {
      event: "claim" as const,
      actor: advisor("U1"),
      from: "queued" as const,
      to: "active" as const,
      epoch: 100,
      at: 1,
    };
    const outbox = () => db.database.query("SELECT key FROM lane_items ORDER BY id");
    const keys = await outbox();
    const entry = { key: "never", message: { kind: "card" as const, handoffId: id } };
    const marker = {
      id: "never",
      conversationId: stale.conversationId,
      role: "marker" as const,
      authorId: "system",
      text: "handoff resolved",
      at: 1,
    };
    expect(await store.apply(stale, { ...stale, state: "active" }, record, [entry], marker)).toBe(false);
    expect(await outbox()).toEqual(keys);
    expect(await db.database.query("SELECT id FROM turns WHERE role = 'marker'")).toEqual([]);
    expect((await store.trail(id)).map(({ event }) => event)).toEqual(["request", "submit"]);
  });
});

const EVENTS = [...new Set(Object.values(TRANSITIONS).flatMap((row) => Object.keys(row)))] as HandoffEvent[];
const actors: readonly Actor[] = [
  { role: "requester", id: ANA },
  { role: "requester", id: "USOMEONEELSE" },
  advisor("U1"),
  advisor("U2"),
  advisor("U3"),
  { role: "system", id: "clock" },
];
const step = fc.record({ event: fc.constantFrom(...EVENTS), actor: fc.constantFrom(...actors) });

/** The invariants of the design that hold in every state, however it was reached. */
function holdsTogether(before: Handoff, after: Handoff): void {
  expect(after.ownerId !== undefined).toBe(isWithPerson(after.state));
  expect(after.epoch).toBeGreaterThanOrEqual(before.epoch);
  if (after.ownerId !== before.ownerId) expect(after.epoch).toBe(before.epoch + 1);
  if (before.state === "erased") expect(after).toEqual(before);
}

describe("the state machine, driven at random over the real store", () => {
  test("every state but erased has a way out", () => {
    for (const [state, exits] of Object.entries(TRANSITIONS)) {
      if (state !== "erased") expect(Object.keys(exits).length, state).toBeGreaterThan(0);
    }
  });

  test.each(ENGINES.slice(0, 1))(
    "random events by random actors never break an invariant ($name)",
    async ({ open }) => {
      await using db = await open();
      let run = 0;
      const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        run += 1;
        await drive(db.database, `slack:T:D1:${run}.0` as ConversationId, steps);
      });
      await fc.assert(property, { numRuns: 150 });
    },
    120_000,
  );
});

interface Step {
  readonly event: HandoffEvent;
  readonly actor: Actor;
}

async function drive(
  database: Database,
  conversationId: ConversationId,
  steps: readonly Step[],
): Promise<void> {
  const { handoffs, store, begin } = await house(database, conversationId);
  const known = new Set<string>();
  for (const { event, actor } of steps) {
    known.add((await begin()).id);
    for (const id of known) await takeStep(handoffs, store, id, { event, actor });
  }
  for (const id of known) {
    const trail = await store.trail(id);
    trail.slice(1).forEach((line, index) => {
      expect(line.from).toBe(trail[index]?.to);
    });
  }
}

async function takeStep(
  handoffs: Handoffs,
  store: HandoffStore,
  id: string,
  { event, actor }: Step,
): Promise<void> {
  const before = (await store.get(id)) as Handoff;
  const result = await handoffs.act(id, event, actor, event === "transfer" ? { newOwnerId: "U3" } : {});
  const after = (await store.get(id)) as Handoff;
  holdsTogether(before, after);
  if (!result.ok) expect(after).toEqual(before);
  if (actor.id === "USOMEONEELSE") expect(result.ok).toBe(false);
}
