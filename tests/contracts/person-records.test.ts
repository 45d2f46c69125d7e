import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ConversationId, Turn } from "../../src/conversation/conversation.ts";
import type { LaneLease, Lanes } from "../../src/conversation/lanes.ts";
import { createHandoffs } from "../../src/handoff/handoffs.ts";
import { createConversationStore } from "../../src/storage/conversation-store.ts";
import type { Database } from "../../src/storage/database.ts";
import { createHandoffStore } from "../../src/storage/handoff-store.ts";
import { createLaneStore } from "../../src/storage/lane-store.ts";
import { createLessonStore } from "../../src/storage/lesson-store.ts";
import { migrate } from "../../src/storage/migrations.ts";
import { createPersonRecords } from "../../src/storage/person-records.ts";
import { createDraftStore, createPostStore } from "../../src/storage/post-store.ts";
import { createOrganisations } from "../../src/storage/realm.ts";
import { forgetOld } from "../../src/storage/retention.ts";
import { openSqlite } from "../../src/storage/sqlite.ts";
import { createStatistics } from "../../src/storage/statistics.ts";
import { ENGINES, temporaryFolder } from "../support/databases.ts";

const SECRET = "ひみつの転職の話";

const ANA = { team: "T", userId: "UANA" };

/** Two people with something in every table. */
async function inhabit(database: Database, team = "T", secret = SECRET): Promise<void> {
  const conversations = createConversationStore(database);
  const store = createHandoffStore(database);
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `${team}id${ids}`;
  };
  const handoffs = createHandoffs({ store, conversations, now: () => 1, newId });
  for (const person of ["UANA", "UBEN"]) {
    const id = `slack:${team}:D${person}:1.0` as ConversationId;
    const words = person === "UANA" ? secret : "ベンの話";
    await conversations.open({ id, requesterId: person, locale: "ja", startedAt: 1 });
    await conversations.append(
      {
        id: `turn-${team}-${person}`,
        conversationId: id,
        role: "requester",
        authorId: person,
        text: words,
        at: 1,
      },
      JSON.stringify({ words }),
    );
    await conversations.saveFeedback({
      turnId: `turn-${team}-${person}`,
      userId: person,
      value: "bad",
      reason: words,
      at: 1,
    });
    const handoff = await handoffs.begin({
      conversationId: id,
      requesterId: person,
      reason: "explicit_request",
    });
    await handoffs.submit(handoff.id, person);
    await handoffs.act(handoff.id, "claim", { role: "advisor", id: "UMEI" });
    const source = { channel: `D${person}`, ts: "2.0" };
    const held = await handoffs.get(handoff.id);
    if (held) await handoffs.fromRequester(held, { text: words, source });
    await createDraftStore(database).save({
      channel: "GADV",
      ts: `${team}-${person}`,
      handoffId: handoff.id,
      authorId: "UMEI",
      text: words,
      files: [],
    });
    await createLessonStore(database).save({
      id: `lesson-${team}-${person}`,
      handoffId: handoff.id,
      question: words,
      answer: "書きかけ",
      state: "draft",
      authorId: "UMEI",
      approvedBy: undefined,
      approvedAt: undefined,
      createdAt: 1,
      expiresAt: 2,
    });
    await createPostStore(database).save(`card:${handoff.id}`, handoff.id, "GADV", `card-${person}`);
    await createPostStore(database).save(`answer:${team}:${person}`, id, `D${person}`, "3.0");
    await createLaneStore(database, "inbox").enqueue({
      lane: id,
      key: `said:${team}:${person}`,
      payload: words,
    });
  }
}

describe.each(ENGINES)("what is kept about a person on $name", ({ open }) => {
  test("a person can read everything of theirs and nothing of anybody else's", async () => {
    await using db = await open();
    await inhabit(db.database);
    const mine = await createPersonRecords(db.database).export(ANA);
    expect(mine.conversations[0]?.turns.map(({ text }) => text)).toEqual([SECRET]);
    expect(mine.handoffs).toHaveLength(1);
    expect(mine.feedback).toHaveLength(1);
    expect(JSON.stringify(mine)).not.toContain("ベン");
  });

  test("erasing a person leaves no word of theirs, and everybody else's in place", async () => {
    await using db = await open();
    await inhabit(db.database);
    const records = createPersonRecords(db.database);
    expect(await records.erase(ANA)).toBe(1);
    expect(await removals(db.database)).toEqual([
      { team: "T", channel: "DUANA", ts: "3.0", alias: "" },
      { team: "T", channel: "GADV", ts: "card-UANA", alias: "A" },
    ]);
    const tables = [
      "conversations",
      "turns",
      "feedback",
      "handoffs",
      "handoff_events",
      "drafts",
      "lessons",
      "posts",
      "lane_items",
    ];
    const rest = JSON.stringify(
      await Promise.all(tables.map((table) => db.database.query(`SELECT * FROM ${table}`))),
    );
    expect(rest).not.toContain(SECRET);
    expect(rest).not.toContain('"UANA"');
    expect(rest).toContain("ベンの話");
    expect((await records.export(ANA)).conversations).toEqual([]);
  });

  test("an answer under way while its person has everything erased is stored nowhere, and the thread works on", async () => {
    await using db = await open();
    await inhabit(db.database);
    const conversations = createConversationStore(db.database);
    const records = createPersonRecords(db.database);
    const lanes = createLaneStore(db.database, "inbox");
    const id = "slack:T:DUANA:1.0" as ConversationId;
    const said = (key: string) => lanes.enqueue({ lane: id, key, payload: "" });
    const lease = await claimed(lanes, id);
    const item = await lanes.next(lease);

    await records.erase(ANA);
    const answer = { id: "late", conversationId: id, role: "agent", authorId: "bot", text: SECRET, at: 2 };
    expect(await conversations.append(answer as Turn, SECRET)).toBe(false);
    expect(await lanes.complete(lease, item?.id ?? 0)).toBe(false);
    expect(JSON.stringify(await db.database.query("SELECT * FROM turns"))).not.toContain(SECRET);

    await said("said:T:UANA:again");
    const next = await claimed(lanes, id);
    expect((await lanes.next(next))?.key).toBe("said:T:UANA:again");
  });

  test("whoever writes on in a thread they had erased can read and erase the new words as well", async () => {
    await using db = await open();
    await inhabit(db.database);
    const conversations = createConversationStore(db.database);
    const records = createPersonRecords(db.database);
    const id = "slack:T:DUANA:1.0" as ConversationId;
    await records.erase(ANA);
    const again = await conversations.open({ id, requesterId: "UANA", locale: "en", startedAt: 5 });
    expect(again).toEqual({ id, requesterId: "UANA", locale: "en", startedAt: 5 });
    const words = {
      id: "new",
      conversationId: id,
      role: "requester",
      authorId: "UANA",
      text: "新しい話",
      at: 5,
    };
    expect(await conversations.append(words as Turn)).toBe(true);
    expect((await records.export(ANA)).conversations).toHaveLength(1);
    expect(await records.erase(ANA)).toBe(1);
    expect(await conversations.turns(id, 10)).toEqual([]);
    // Nobody else takes over a conversation that has a person.
    await conversations.open({ id, requesterId: "UANA", locale: "ja", startedAt: 6 });
    expect(
      (await conversations.open({ id, requesterId: "UBEN", locale: "ja", startedAt: 7 })).requesterId,
    ).toBe("UANA");
  });
});

/** What erasing has left to be removed from Slack. */
async function removals(database: Database) {
  const rows = await database.query<{ payload: string }>(
    "SELECT payload FROM lane_items WHERE queue = 'outbox'",
  );
  return rows
    .flatMap(({ payload }) => (payload.includes('"removal"') ? [JSON.parse(payload)] : []))
    .map(({ team, channel, ts, alias }) => ({ team, channel, ts, alias }))
    .sort((a, b) => a.channel.localeCompare(b.channel));
}

/** The lease of one lane, whatever else is waiting. */
async function claimed(lanes: Lanes, lane: string): Promise<LaneLease> {
  for (;;) {
    const lease = await lanes.claim("worker", 60_000);
    if (!lease) throw new Error(`${lane} has nothing to do`);
    if (lease.lane === lane) return lease;
  }
}

describe.each(ENGINES)("one user id in two workspaces on $name", ({ open }) => {
  const OTHER = "べつの会社の話";
  const elsewhere = { ...ANA, team: "T2" };
  const advisor = (team: string) => ({ team, userId: "UMEI" });

  async function twice() {
    const db = await open();
    const { database } = db;
    await inhabit(database);
    await inhabit(database, "T2", OTHER);
    const conversations = createConversationStore(database);
    const spoken = async (team: string) => conversations.spokenSince({ ...ANA, team }, 0);
    const store = createHandoffStore(database);
    return { ...db, database, conversations, spoken, store, records: createPersonRecords(database) };
  }

  test("they are two people: neither sees, exports, erases or uses up anything of the other's", async () => {
    await using db = await twice();
    const { records, conversations, store } = db;
    expect(JSON.stringify(await records.export(ANA))).not.toContain(OTHER);
    expect((await records.export(ANA)).feedback).toHaveLength(1);
    expect([await db.spoken("T"), await db.spoken("T2"), await db.spoken("T3")]).toEqual([1, 1, 0]);
    expect((await conversations.latest(elsewhere, 0, "slack:T2:D:9" as ConversationId))?.id).toContain(
      ":T2:",
    );
    expect(await store.heldBy(advisor("T2"))).toBe(2);
    const statistics = createStatistics(db.database);
    expect(await statistics.queue(advisor("T2"))).toEqual({ waiting: 0, mine: 2 });
    expect(await statistics.isAdvisor(advisor("T3"))).toBe(false);
    expect(await records.erase(elsewhere)).toBe(1);
    expect((await records.export(elsewhere)).conversations).toEqual([]);
    const mine = await records.export(ANA);
    expect([mine.conversations, mine.handoffs, mine.feedback].map(({ length }) => length)).toEqual([1, 1, 1]);
    expect(mine.handoffs[0]?.state).toBe("active");
    expect((await removals(db.database)).map(({ team }) => team)).toEqual(["T2", "T2"]);
    // An advisor who has their own data deleted stays the owner of what their namesake elsewhere holds.
    await records.erase(advisor("T2"));
    expect(await statistics.isAdvisor(advisor("T"))).toBe(true);
  });

  test("in one organisation they are one person, who sees and erases both", async () => {
    await using db = await twice();
    const { records, database } = db;
    for (const team of ["T", "T2", "T3"]) await createOrganisations(database).add(team, "E1");
    await createOrganisations(database).add("T4", "E2");
    const mine = await records.export({ ...ANA, team: "T3" });
    expect(mine.conversations.flatMap(({ turns }) => turns.map(({ text }) => text)).sort()).toEqual(
      [SECRET, OTHER].sort(),
    );
    expect([await db.spoken("T"), await db.spoken("T3"), await db.spoken("T4")]).toEqual([2, 2, 0]);
    expect(await records.erase({ ...ANA, team: "T4" })).toBe(0);
    expect(await records.erase(elsewhere)).toBe(2);
    expect((await records.export(ANA)).conversations).toEqual([]);
    const words = JSON.stringify(await database.query("SELECT text FROM turns"));
    expect(words).not.toMatch(new RegExp(`${SECRET}|${OTHER}`));
    expect(words).toContain("ベンの話");
  });
});

/** The embedded database in a folder of its own, with two people in it. */
async function inhabitedFolder() {
  const folder = temporaryFolder();
  const file = join(folder.path, "shirube.db");
  const database = await openSqlite(file);
  await migrate(database);
  await inhabit(database);
  return {
    database,
    file,
    /** In any file: the database's pages, its indexes, its write-ahead log. */
    holds: (words: string) =>
      readdirSync(folder.path).some((name) => readFileSync(join(folder.path, name)).includes(words)),
    async [Symbol.asyncDispose]() {
      await database.close();
      folder[Symbol.dispose]();
    },
  };
}

test("after an erasure the words are nowhere in the database's files", async () => {
  await using data = await inhabitedFolder();
  expect(data.holds(SECRET)).toBe(true);
  await createPersonRecords(data.database).erase(ANA);
  expect(data.holds(SECRET)).toBe(false);
});

test("what is forgotten with age is gone from the database's files as well", async () => {
  await using data = await inhabitedFolder();
  const years = 10 * 365 * 24 * 60 * 60 * 1000;
  await data.database.query("UPDATE lane_items SET parked_at = 1");
  await data.database.query("UPDATE handoffs SET state = 'resolved'");
  expect(data.holds(SECRET)).toBe(true);
  expect(await forgetOld(data.database, Date.now() + years, 1)).toBe(2);
  expect(data.holds(SECRET)).toBe(false);
});

test("words that another process was reading while they were erased go with the next look at old data", async () => {
  await using data = await inhabitedFolder();
  const reader = await openSqlite(data.file);
  await data.database.query("PRAGMA busy_timeout = 1");
  await reader.query("BEGIN");
  await reader.query("SELECT text FROM turns");
  await createPersonRecords(data.database).erase(ANA);
  expect(data.holds(SECRET)).toBe(true);
  await reader.query("COMMIT");
  await reader.close();
  expect(await forgetOld(data.database, 2, 1)).toBe(0);
  expect(data.holds(SECRET)).toBe(false);
});
