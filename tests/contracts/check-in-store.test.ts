import { describe, expect, test } from "vitest";
import type { ConversationId } from "../../src/conversation/conversation.ts";
import { type CheckIn, createCheckIns, mayAsk } from "../../src/handoff/check-in.ts";
import type { Handoff } from "../../src/handoff/handoff.ts";
import { createHandoffs } from "../../src/handoff/handoffs.ts";
import { createCheckInStore } from "../../src/storage/check-in-store.ts";
import { createConversationStore } from "../../src/storage/conversation-store.ts";
import type { Database } from "../../src/storage/database.ts";
import { createHandoffStore } from "../../src/storage/handoff-store.ts";
import { createPersonRecords } from "../../src/storage/person-records.ts";
import { forgetOld } from "../../src/storage/retention.ts";
import { createStatistics } from "../../src/storage/statistics.ts";
import { exportRows, importRows } from "../../src/storage/transfer.ts";
import { ENGINES } from "../support/databases.ts";

const DAY = 24 * 60 * 60 * 1000;

/** A resolved handoff of UANA's on a clock the test moves. */
async function resolved(database: Database) {
  const clock = { now: 1 };
  const now = () => clock.now;
  const conversations = createConversationStore(database);
  const store = createHandoffStore(database);
  const conversationId = "slack:T:DANA:1.0" as ConversationId;
  await conversations.open({ id: conversationId, requesterId: "UANA", locale: "ja", startedAt: 1 });
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `id${ids}`;
  };
  const handoffs = createHandoffs({ store, conversations, now, newId });
  const begun = await handoffs.begin({ conversationId, requesterId: "UANA", reason: "explicit_request" });
  await handoffs.submit(begun.id, "UANA");
  await handoffs.act(begun.id, "claim", { role: "advisor", id: "UMEI" });
  await handoffs.act(begun.id, "resolve", { role: "requester", id: "UANA" });
  const handoff = (await handoffs.get(begun.id)) as Handoff;
  const checkInStore = createCheckInStore(database);
  const lines = async () => {
    const rows = await database.query<{ payload: string }>(
      "SELECT payload FROM lane_items WHERE key LIKE 'check-in:%' ORDER BY id",
    );
    return rows.map(({ payload }) => JSON.parse(payload).line);
  };
  return {
    clock,
    handoff,
    handoffs,
    store: checkInStore,
    checkIns: createCheckIns(checkInStore, now),
    lines,
  };
}

describe.each(ENGINES)("check-ins on $name", ({ open }) => {
  test("two processes that look at the same moment store one question", async () => {
    await using db = await open();
    const { clock, handoff, store, checkIns, lines } = await resolved(db.database);
    expect(await checkIns.plan(handoff, "UANA", 30)).toBe(true);
    expect(await checkIns.plan(handoff, "UANA", 30)).toBe(false);
    clock.now += 30 * DAY - 1;
    await checkIns.tick();
    expect(await lines()).toEqual(["planned"]);
    clock.now += 1;
    const [due] = (await store.due(clock.now)) as [CheckIn];
    await Promise.all([checkIns.tick(), createCheckIns(store, () => clock.now).tick()]);
    await checkIns.tick();
    expect(await lines()).toEqual(["planned", "question"]);
    expect(await store.ask(due, clock.now, [])).toBe(false);
  });

  test("nothing is due in a conversation that an open handoff holds", async () => {
    await using db = await open();
    const { clock, handoff, handoffs, checkIns, lines } = await resolved(db.database);
    await checkIns.plan(handoff, "UANA", 30);
    await handoffs.act(handoff.id, "reopen", { role: "requester", id: "UANA" });
    clock.now += 30 * DAY;
    await checkIns.tick();
    expect(await lines()).toEqual(["planned"]);
    await handoffs.act(handoff.id, "cancel", { role: "requester", id: "UANA" });
    await checkIns.tick();
    expect(await lines()).toEqual(["planned", "question"]);
  });

  test("only the requester plans, cancels and answers, and only the first answer counts", async () => {
    await using db = await open();
    const { clock, handoff, checkIns } = await resolved(db.database);
    expect(await checkIns.plan(handoff, "UMEI", 30)).toBe(false);
    expect(await checkIns.plan({ ...handoff, state: "active" }, "UANA", 30)).toBe(false);
    await checkIns.plan(handoff, "UANA", 90);
    expect(await checkIns.cancel(handoff, "UMEI")).toBe(false);
    expect(await checkIns.answer(handoff, "UANA", "tried")).toBe(false);
    expect(await checkIns.cancel(handoff, "UANA")).toBe(true);
    expect(await checkIns.plan(handoff, "UANA", 90)).toBe(true);
    clock.now += 90 * DAY;
    await checkIns.tick();
    expect(await checkIns.cancel(handoff, "UANA")).toBe(false);
    expect(await checkIns.answer(handoff, "UMEI", "stop")).toBe(false);
    expect(await checkIns.answer(handoff, "UANA", "tried")).toBe(true);
    expect(await checkIns.answer(handoff, "UANA", "not_yet")).toBe(false);
    expect(await createStatistics(db.database).since(clock.now)).toMatchObject({ checkIns: 1, tried: 1 });
  });

  test("a question on its way is held back for a day when a person has taken over, and never doubled", async () => {
    await using db = await open();
    const { clock, handoff, store, checkIns, lines } = await resolved(db.database);
    await checkIns.plan(handoff, "UANA", 30);
    clock.now += 30 * DAY;
    await checkIns.tick();
    const held = { isHeld: true, now: clock.now };
    expect(await mayAsk(store, handoff.id, { ...held, attempt: 2 })).toBe(false);
    expect((await store.get(handoff.id))?.state).toBe("asked");
    expect(await mayAsk(store, handoff.id, { ...held, attempt: 1 })).toBe(false);
    clock.now += DAY;
    await checkIns.tick();
    expect(await mayAsk(store, handoff.id, { isHeld: false, attempt: 1, now: clock.now })).toBe(true);
    expect(await lines()).toEqual(["planned", "question", "question"]);
  });

  test("asking to hear nothing more cancels what else is planned", async () => {
    await using db = await open();
    const { clock, handoff, handoffs, store, checkIns } = await resolved(db.database);
    await checkIns.plan(handoff, "UANA", 30);
    const { conversationId } = handoff;
    const second = await handoffs.begin({ conversationId, requesterId: "UANA", reason: "explicit_request" });
    await handoffs.submit(second.id, "UANA");
    await handoffs.act(second.id, "claim", { role: "advisor", id: "UMEI" });
    await handoffs.act(second.id, "resolve", { role: "requester", id: "UANA" });
    await checkIns.plan((await handoffs.get(second.id)) as Handoff, "UANA", 90);
    clock.now += 30 * DAY;
    await checkIns.tick();
    await checkIns.answer(handoff, "UANA", "stop");
    expect((await store.get(second.id))?.state).toBe("cancelled");
  });

  test("it is part of what a person can read, of an export, of erasure and of forgetting", async () => {
    await using db = await open();
    const { clock, handoff, checkIns } = await resolved(db.database);
    await checkIns.plan(handoff, "UANA", 30);
    const dueAt = clock.now + 30 * DAY;
    const records = createPersonRecords(db.database);
    expect((await records.export({ team: "T", userId: "UANA" })).checkIns).toEqual([
      { handoffId: handoff.id, days: 30, dueAt, state: "waiting" },
    ]);
    expect((await records.export({ team: "T", userId: "UBEN" })).checkIns).toEqual([]);
    const kept = () => db.database.query("SELECT state, outcome FROM check_ins");
    await forgetOld(db.database, clock.now + 400 * DAY, 365);
    expect(await kept()).toEqual([{ state: "waiting", outcome: null }]);
    const rows: unknown[] = [];
    for await (const row of exportRows(db.database)) rows.push(row);
    await using other = await (ENGINES[0] as (typeof ENGINES)[number]).open();
    await importRows(
      other.database,
      (async function* () {
        yield* rows;
      })(),
    );
    expect((await createCheckInStore(other.database).get(handoff.id))?.dueAt).toBe(dueAt);
    await checkIns.cancel(handoff, "UANA");
    await forgetOld(db.database, clock.now + 400 * DAY, 365);
    expect(await kept()).toEqual([]);
    await checkIns.plan(handoff, "UANA", 30);
    await records.erase({ team: "T", userId: "UANA" });
    expect(await kept()).toEqual([]);
  });
});
