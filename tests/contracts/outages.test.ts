import { describe, expect, test } from "vitest";
import { createLaneStore } from "../../src/storage/lane-store.ts";
import { listParked, retryParked } from "../../src/storage/parked.ts";
import { assertWritable } from "../../src/storage/presence.ts";
import { ENGINES } from "../support/databases.ts";

const [sqlite] = ENGINES;
if (!sqlite) throw new Error("SQLite is always there");

test.each([
  ["the disk is full", "PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1000000", /full/],
  [
    "the disk is read-only",
    "PRAGMA query_only = ON",
    "PRAGMA query_only = OFF",
    /readonly|read-only|read only/,
  ],
])(
  "while %s nothing is accepted and readiness says so; afterwards work goes on by itself",
  async (_, harm, mend, why) => {
    await using db = await sqlite.open();
    const lanes = createLaneStore(db.database, "inbox");
    await lanes.enqueue({ lane: "a", key: "before", payload: "x" });
    await db.database.query(harm);
    await expect(lanes.enqueue({ lane: "a", key: "during", payload: "x".repeat(100_000) })).rejects.toThrow(
      why,
    );
    if (harm.includes("query_only")) await expect(assertWritable(db.database)).rejects.toThrow(why);
    await db.database.query(mend);
    await assertWritable(db.database);
    expect(await lanes.enqueue({ lane: "a", key: "during", payload: "x" })).toBe(true);
    expect(await lanes.counts()).toEqual({ open: 2, parked: 0 });
  },
);

test("what was asked before the database closes is kept, and what is asked after is refused in words", async () => {
  await using db = await sqlite.open();
  const lanes = createLaneStore(db.database, "inbox");
  const before = lanes.enqueue({ lane: "a", key: "before", payload: "x" });
  const closing = db.database.close();
  await expect(lanes.counts()).rejects.toThrow("the database is closed");
  await expect(db.database.transaction(async () => 1)).rejects.toThrow("the database is closed");
  expect(await before).toBe(true);
  await closing;
});

describe.each(ENGINES)("parked work on $name", ({ open }) => {
  test("an operator sees where and why without the words, and can put it back in line", async () => {
    await using db = await open();
    const lanes = createLaneStore(db.database, "inbox");
    await lanes.enqueue({ lane: "a", key: "1", payload: "private words" });
    const lease = await lanes.claim("me", 60_000);
    const item = lease && (await lanes.next(lease));
    if (!lease || !item) throw new Error("nothing to claim");
    await lanes.park(lease, item.id, "no such channel");
    const parked = await listParked(db.database);
    expect(parked).toMatchObject([{ queue: "inbox", lane: "a", attempts: 1, error: "no such channel" }]);
    expect(JSON.stringify(parked)).not.toContain("private words");
    expect(await retryParked(db.database, [item.id, 999])).toBe(1);
    expect(await lanes.counts()).toEqual({ open: 1, parked: 0 });
    const again = await lanes.claim("me", 60_000);
    expect(again && (await lanes.next(again))).toMatchObject({ key: "1", attempts: 2, failures: 0 });
  });
});
