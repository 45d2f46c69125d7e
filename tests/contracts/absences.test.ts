import { describe, expect, test } from "vitest";
import { createAbsences } from "../../src/storage/absences.ts";
import { createPersonRecords } from "../../src/storage/person-records.ts";
import { exportRows } from "../../src/storage/transfer.ts";
import { ENGINES } from "../support/databases.ts";

const NOON = 1_764_000_000_000;
const HOUR = 3_600_000;

describe.each(ENGINES)("advisors' absences in $name", ({ open }) => {
  test("one lasts until its own end, the latest word counts, and it can be ended early", async () => {
    await using opened = await open();
    const absences = createAbsences(opened.database, ["UMEI", "UKEN"]);
    await absences.begin("UMEI", NOON + HOUR);
    await absences.begin("UMEI", NOON + 2 * HOUR);
    expect(await absences.until("UMEI", NOON)).toBe(NOON + 2 * HOUR);
    expect(await absences.until("UMEI", NOON + 2 * HOUR)).toBeUndefined();
    expect(await absences.until("UKEN", NOON)).toBeUndefined();
    await absences.end("UMEI");
    expect(await absences.until("UMEI", NOON)).toBeUndefined();
  });

  test("nobody is on duty only while every one of them is away, and the first to return ends that", async () => {
    await using opened = await open();
    const absences = createAbsences(opened.database, ["UMEI", "UKEN"]);
    await absences.begin("UMEI", NOON + 2 * HOUR);
    expect(await absences.allAwayUntil(NOON)).toBeUndefined();
    await absences.begin("UKEN", NOON + HOUR);
    expect(await absences.allAwayUntil(NOON)).toBe(NOON + HOUR);
    expect(await absences.allAwayUntil(NOON + HOUR)).toBeUndefined();
  });

  test("where nobody knows who the advisors are, an absence closes nothing", async () => {
    await using opened = await open();
    const absences = createAbsences(opened.database);
    await absences.begin("UMEI", NOON + HOUR);
    expect(await absences.allAwayUntil(NOON)).toBeUndefined();
  });

  test("it moves with the data, and goes when the advisor has their data deleted", async () => {
    await using opened = await open();
    const { database } = opened;
    await createAbsences(database).begin("UMEI", NOON + HOUR);
    const tables: string[] = [];
    for await (const { table } of exportRows(database)) tables.push(table);
    expect(tables).toContain("absences");
    const records = createPersonRecords(database);
    expect((await records.export("UMEI")).awayUntil).toBe(NOON + HOUR);
    await records.erase("UMEI");
    expect(await database.query("SELECT * FROM absences")).toEqual([]);
  });
});
