import type { PersonExport, PersonRecords } from "../conversation/person-records.ts";
import type { Database, Row, Sql } from "./database.ts";
import { scrub } from "./scrub.ts";

const MINE = "SELECT id FROM conversations WHERE requester_id = $1";
const MY_HANDOFFS = "SELECT id FROM handoffs WHERE requester_id = $1";
const MY_LANES = `${MINE}
  UNION SELECT 'requester:' || id FROM handoffs WHERE requester_id = $1
  UNION SELECT 'advisors:' || id FROM handoffs WHERE requester_id = $1`;
const EMPTY_BRIEF = JSON.stringify({ goal: { text: "" }, answered: [], unanswered: [], mood: "calm" });

/** Statements in an order that the foreign keys allow; the person's id is gone from every row afterwards. */
const WIPE: readonly string[] = [
  `DELETE FROM feedback WHERE user_id = $1 OR turn_id IN (SELECT id FROM turns WHERE conversation_id IN (${MINE}))`,
  `DELETE FROM drafts WHERE author_id = $1 OR handoff_id IN (${MY_HANDOFFS})`,
  // A draft begins with the requester's own goal; an approved lesson is an advisor's text about nobody.
  `DELETE FROM lessons WHERE state <> 'approved' AND handoff_id IN (${MY_HANDOFFS})`,
  `DELETE FROM turns WHERE author_id = $1 OR conversation_id IN (${MINE})`,
  `DELETE FROM posts WHERE owner IN (${MINE}) OR owner IN (${MY_HANDOFFS})`,
  `UPDATE lane_items SET payload = '', progress = NULL, error = NULL, done_at = COALESCE(done_at, {now})
   WHERE lane IN (${MY_LANES})`,
  `UPDATE lanes SET pending = 0 WHERE lane IN (${MY_LANES})`,
  `DELETE FROM absences WHERE advisor_id = $1`,
  `DELETE FROM check_ins WHERE handoff_id IN (${MY_HANDOFFS})`,
  `UPDATE handoff_events SET actor_id = 'erased' WHERE actor_id = $1`,
];
const FORGET_HANDOFFS = `UPDATE handoffs SET state = 'erased', owner_id = NULL, epoch = epoch + 1, named = 0,
  brief = $2, requester_id = 'erased', updated_at = {now} WHERE requester_id = $1`;
const FORGET_CONVERSATIONS =
  "UPDATE conversations SET requester_id = 'erased' WHERE requester_id = $1 RETURNING id";

/** What is kept about a person, in the database. */
export function createPersonRecords(database: Database): PersonRecords {
  const conversationsOf = async (userId: string): Promise<PersonExport["conversations"]> => {
    const rows = await database.query<Row & { id: string; started_at: number }>(
      "SELECT id, started_at FROM conversations WHERE requester_id = $1 ORDER BY started_at",
      [userId],
    );
    return Promise.all(
      rows.map(async ({ id, started_at }) => ({
        startedAt: started_at,
        turns: await database.query<{ role: string; text: string; at: number }>(
          "SELECT role, text, at FROM turns WHERE conversation_id = $1 ORDER BY seq",
          [id],
        ),
      })),
    );
  };

  return {
    async export(userId) {
      const handoffs = await database.query<
        Row & { brief: string; named: number; created_at: number; state: string }
      >("SELECT state, created_at, brief, named FROM handoffs WHERE requester_id = $1 ORDER BY created_at", [
        userId,
      ]);
      const feedback = await database.query<Row & { value: string; reason: string | null; at: number }>(
        "SELECT value, reason, at FROM feedback WHERE user_id = $1 ORDER BY at",
        [userId],
      );
      const [absence] = await database.query<Row & { until_at: number }>(
        "SELECT until_at FROM absences WHERE advisor_id = $1",
        [userId],
      );
      const checkIns = await database.query<
        Row & { handoff_id: string; days: number; due_at: number; state: string; outcome: string | null }
      >(
        `SELECT handoff_id, days, due_at, state, outcome FROM check_ins
         WHERE handoff_id IN (${MY_HANDOFFS}) ORDER BY due_at, handoff_id`,
        [userId],
      );
      return {
        conversations: await conversationsOf(userId),
        handoffs: handoffs.map(({ state, created_at, brief, named }) => ({
          state,
          createdAt: created_at,
          brief: JSON.parse(brief),
          named: named === 1,
        })),
        ...(absence && { awayUntil: Number(absence.until_at) }),
        feedback: feedback.map(({ value, reason, at }) => ({ value, at, ...(reason && { reason }) })),
        checkIns: checkIns.map(({ handoff_id, days, due_at, state, outcome }) => ({
          handoffId: handoff_id,
          days,
          dueAt: due_at,
          state,
          ...(outcome && { outcome }),
        })),
      };
    },
    posts: (userId) =>
      database.query<{ channel: string; ts: string }>(
        `SELECT channel, ts FROM posts WHERE owner IN (${MINE}) OR owner IN (${MY_HANDOFFS})`,
        [userId],
      ),
    async erase(userId) {
      const wiped = await database.transaction((sql) => wipe(sql, userId));
      // A server's own vacuum takes its time; of the embedded files we are the only keeper.
      if (database.engine === "sqlite") await scrub(database);
      return wiped;
    },
  };
}

async function wipe(sql: Sql, userId: string): Promise<number> {
  for (const statement of WIPE) await sql.query(statement, [userId]);
  await sql.query(FORGET_HANDOFFS, [userId, EMPTY_BRIEF]);
  const rows = await sql.query(FORGET_CONVERSATIONS, [userId]);
  return rows.length;
}
