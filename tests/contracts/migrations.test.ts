import { describe, expect, test } from "vitest";
import { AppError } from "../../src/errors.ts";
import { createLaneStore } from "../../src/storage/lane-store.ts";
import { MIGRATIONS, migrate } from "../../src/storage/migrations.ts";
import { exportRows } from "../../src/storage/transfer.ts";
import { ENGINES } from "../support/databases.ts";

const codeOf = async (work: Promise<unknown>): Promise<string | undefined> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return undefined;
};

describe.each(ENGINES)("an upgrade that rolls out on $name", ({ open }) => {
  test("an older process starts and works on a database that is one additive migration ahead", async () => {
    await using db = await open();
    const newer = [
      ...MIGRATIONS,
      [
        "CREATE TABLE visits (id TEXT PRIMARY KEY)",
        "ALTER TABLE lane_items ADD COLUMN weight INTEGER NOT NULL DEFAULT 1",
        "ALTER TABLE lane_items ADD COLUMN origin TEXT",
      ],
    ];
    await migrate(db.database, newer);
    expect(await codeOf(migrate(db.database))).toBeUndefined();
    const lanes = createLaneStore(db.database, "inbox");
    expect(await lanes.enqueue({ lane: "a", key: "1", payload: "x" })).toBe(true);
    const lease = await lanes.claim("old", 60_000);
    const item = lease && (await lanes.next(lease));
    expect(lease && item && (await lanes.complete(lease, item.id))).toBe(true);
    for await (const { table } of exportRows(db.database)) expect(table).not.toBe("visits");
    expect(await codeOf(migrate(db.database, newer))).toBeUndefined();
  });

  test.each([
    ["two migrations ahead", [["CREATE TABLE one (id TEXT)"], ["CREATE TABLE two (id TEXT)"]]],
    ["ahead by a migration that takes something away", [["DROP TABLE presence"]]],
    ["ahead by a migration that forbids what it writes", [["CREATE UNIQUE INDEX strict ON turns (at)"]]],
  ])("it refuses a database that is %s, and says what to do", async (_, more) => {
    await using db = await open();
    await migrate(db.database, [...MIGRATIONS, ...more]);
    expect(await codeOf(migrate(db.database))).toBe("schema_newer");
  });
});
