import { describe, expect, test } from "vitest";
import type { ConversationId } from "../../src/conversation/conversation.ts";
import { createHandoffs } from "../../src/handoff/handoffs.ts";
import { createAbsences } from "../../src/storage/absences.ts";
import { createConversationStore } from "../../src/storage/conversation-store.ts";
import { createHandoffStore } from "../../src/storage/handoff-store.ts";
import { MIGRATIONS, migrate } from "../../src/storage/migrations.ts";
import { createPersonRecords } from "../../src/storage/person-records.ts";
import { createOrganisations } from "../../src/storage/realm.ts";
import { exportRows } from "../../src/storage/transfer.ts";
import { ENGINES } from "../support/databases.ts";

/** The migration that gave absences a workspace. */
const UPGRADE = 9;
const NOON = 1_764_000_000_000;
const HOUR = 3_600_000;
const MEI = { team: "T", userId: "UMEI" };
const KEN = { team: "T", userId: "UKEN" };

describe.each(ENGINES)("advisors' absences in $name", ({ open }) => {
  test("one lasts until its own end, the latest word counts, and it can be ended early", async () => {
    await using opened = await open();
    const absences = createAbsences(opened.database, () => ["UMEI", "UKEN"]);
    await absences.begin(MEI, NOON + HOUR);
    await absences.begin(MEI, NOON + 2 * HOUR);
    expect(await absences.until(MEI, NOON)).toBe(NOON + 2 * HOUR);
    expect(await absences.until(MEI, NOON + 2 * HOUR)).toBeUndefined();
    expect(await absences.until(KEN, NOON)).toBeUndefined();
    await absences.end(MEI);
    expect(await absences.until(MEI, NOON)).toBeUndefined();
  });

  test("nobody is on duty only while every one of them is away, and the first to return ends that", async () => {
    await using opened = await open();
    const absences = createAbsences(opened.database, () => ["UMEI", "UKEN"]);
    await absences.begin(MEI, NOON + 2 * HOUR);
    expect(await absences.allAwayUntil("T", NOON)).toBeUndefined();
    await absences.begin(KEN, NOON + HOUR);
    expect(await absences.allAwayUntil("T", NOON)).toBe(NOON + HOUR);
    expect(await absences.allAwayUntil("T", NOON + HOUR)).toBeUndefined();
  });

  test("where nobody knows who the advisors are, an absence closes nothing", async () => {
    await using opened = await open();
    const absences = createAbsences(opened.database);
    await absences.begin(MEI, NOON + HOUR);
    expect(await absences.allAwayUntil("T", NOON)).toBeUndefined();
  });

  test("in another workspace the same id is somebody else's, in the same organisation it is not", async () => {
    await using opened = await open();
    const { database } = opened;
    const absences = createAbsences(database, () => ["UMEI"]);
    const elsewhere = { ...MEI, team: "T2" };
    await absences.begin(MEI, NOON + HOUR);
    expect(await absences.until(elsewhere, NOON)).toBeUndefined();
    expect(await absences.allAwayUntil("T2", NOON)).toBeUndefined();
    await absences.end(elsewhere);
    expect(await absences.until(MEI, NOON)).toBe(NOON + HOUR);
    for (const team of ["T", "T2"]) await createOrganisations(database).add(team, "E1");
    expect(await absences.until(elsewhere, NOON)).toBe(NOON + HOUR);
    expect(await absences.allAwayUntil("T2", NOON)).toBe(NOON + HOUR);
    await absences.begin(elsewhere, NOON + 2 * HOUR);
    expect(await absences.until(MEI, NOON)).toBe(NOON + 2 * HOUR);
    await absences.end(MEI);
    expect(await absences.until(elsewhere, NOON)).toBeUndefined();
  });

  test("those from before an upgrade go on where their advisors have claimed something", async () => {
    await using opened = await open();
    const { database } = opened;
    await database.query("DROP TABLE advisor_absences");
    await database.query("ALTER TABLE covered_workspaces DROP COLUMN advisor_channel");
    await database.query("DELETE FROM schema_versions WHERE version >= $1", [UPGRADE]);
    await database.query("DELETE FROM additive_versions WHERE version >= $1", [UPGRADE]);
    await database.query("INSERT INTO absences (advisor_id, until_at) VALUES ('UMEI', $1)", [NOON + HOUR]);
    for (const team of ["T0A9", "T2"]) {
      const conversationId = `slack:${team}:D1:1.0` as ConversationId;
      const conversations = createConversationStore(database);
      await conversations.open({ id: conversationId, requesterId: "UANA", locale: "ja", startedAt: 1 });
      const store = createHandoffStore(database);
      const handoffs = createHandoffs({ store, conversations, now: () => NOON, newId: () => `h-${team}` });
      const advisor = { role: "advisor", id: team === "T2" ? "UKEN" : "UMEI" } as const;
      await handoffs.begin({ conversationId, requesterId: "UANA", reason: "explicit_request" });
      await handoffs.submit(`h-${team}`, "UANA");
      await handoffs.act(`h-${team}`, "claim", advisor);
    }
    await migrate(database, MIGRATIONS.slice(0, UPGRADE));
    const absences = createAbsences(database);
    expect(await absences.until({ team: "T0A9", userId: "UMEI" }, NOON)).toBe(NOON + HOUR);
    expect(await database.query("SELECT team_id FROM advisor_absences")).toEqual([{ team_id: "T0A9" }]);
    await createPersonRecords(database).erase({ team: "T0A9", userId: "UMEI" });
    expect(await database.query("SELECT * FROM absences")).toEqual([]);
  });

  test("it moves with the data, and goes when the advisor has their data deleted", async () => {
    await using opened = await open();
    const { database } = opened;
    await createAbsences(database).begin(MEI, NOON + HOUR);
    const tables: string[] = [];
    for await (const { table } of exportRows(database)) tables.push(table);
    expect(tables).toContain("advisor_absences");
    const records = createPersonRecords(database);
    expect((await records.export(MEI)).awayUntil).toBe(NOON + HOUR);
    await records.erase(MEI);
    expect(await database.query("SELECT * FROM advisor_absences")).toEqual([]);
  });
});
