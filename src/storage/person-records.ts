import { randomUUID } from "node:crypto";
import { type ConversationId, ERASED } from "../conversation/conversation.ts";
import { type Identity, teamOf } from "../conversation/identity.ts";
import type { PersonExport, PersonRecords, Removal } from "../conversation/person-records.ts";
import type { Database, Row, Sql } from "./database.ts";
import { EMPTY_BRIEF } from "./handoff-store.ts";
import { enqueueWith } from "./lane-store.ts";
import { isAmongThem, sharesPeople } from "./realm.ts";
import { scrub } from "./scrub.ts";

// In all of these $1 is the user id and $2 a workspace in which it is this person's.
const MINE = `SELECT id FROM conversations WHERE requester_id = $1 AND ${isAmongThem("id", "$2")}`;
const MY_HANDOFFS = `SELECT id FROM handoffs WHERE requester_id = $1 AND ${isAmongThem("conversation_id", "$2")}`;
const MY_LANES = `${MINE}
  UNION SELECT 'requester:' || id FROM (${MY_HANDOFFS}) held
  UNION SELECT 'advisors:' || id FROM (${MY_HANDOFFS}) held`;
const MY_FEEDBACK = `user_id = $1 AND EXISTS (
  SELECT 1 FROM turns t WHERE t.id = feedback.turn_id AND ${isAmongThem("t.conversation_id", "$2")})`;
const MY_ABSENCE = `advisor_id = $1 AND ${sharesPeople("team_id", "$2")}`;
const handoffIsAmongThem = (table: string) => `EXISTS (
  SELECT 1 FROM handoffs h WHERE h.id = ${table}.handoff_id AND ${isAmongThem("h.conversation_id", "$2")})`;

/** Statements in an order that the foreign keys allow; the person's id is gone from every row afterwards. */
const WIPE: readonly string[] = [
  `DELETE FROM feedback
   WHERE (${MY_FEEDBACK}) OR turn_id IN (SELECT id FROM turns WHERE conversation_id IN (${MINE}))`,
  `DELETE FROM drafts WHERE (author_id = $1 AND ${handoffIsAmongThem("drafts")}) OR handoff_id IN (${MY_HANDOFFS})`,
  // A draft begins with the requester's own goal; an approved lesson is an advisor's text about nobody.
  `DELETE FROM lessons WHERE state <> 'approved' AND handoff_id IN (${MY_HANDOFFS})`,
  `DELETE FROM turns
   WHERE (author_id = $1 AND ${isAmongThem("conversation_id", "$2")}) OR conversation_id IN (${MINE})`,
  `DELETE FROM posts WHERE owner IN (${MINE}) OR owner IN (${MY_HANDOFFS})`,
  `UPDATE lane_items SET payload = '', progress = NULL, error = NULL, done_at = COALESCE(done_at, {now})
   WHERE lane IN (${MY_LANES})`,
  // Whoever is at work on these loses the lease, and with it the right to post, to finish or to try again.
  `UPDATE lanes SET pending = 0, owner = NULL, lease_until = NULL, fence = fence + 1 WHERE lane IN (${MY_LANES})`,
  `DELETE FROM advisor_absences WHERE ${MY_ABSENCE}`,
  `DELETE FROM check_ins WHERE handoff_id IN (${MY_HANDOFFS})`,
  `UPDATE handoff_events SET actor_id = '${ERASED}' WHERE actor_id = $1 AND ${handoffIsAmongThem("handoff_events")}`,
];
const FORGET_HANDOFFS = `UPDATE handoffs SET state = 'erased', owner_id = NULL, epoch = epoch + 1, named = 0,
  brief = $3, requester_id = '${ERASED}', updated_at = {now} WHERE id IN (${MY_HANDOFFS})`;
const FORGET_CONVERSATIONS = `UPDATE conversations SET requester_id = '${ERASED}' WHERE id IN (${MINE}) RETURNING id`;

/** What is kept about a person, in the database. */
export function createPersonRecords(database: Database): PersonRecords {
  const conversationsOf = async ({ userId, team }: Identity): Promise<PersonExport["conversations"]> => {
    const rows = await database.query<Row & { id: string; started_at: number }>(
      `SELECT id, started_at FROM conversations WHERE id IN (${MINE}) ORDER BY started_at`,
      [userId, team],
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
    async export(person) {
      const me = [person.userId, person.team] as const;
      const handoffs = await database.query<
        Row & { brief: string; named: number; created_at: number; state: string }
      >(
        `SELECT state, created_at, brief, named FROM handoffs WHERE id IN (${MY_HANDOFFS}) ORDER BY created_at`,
        me,
      );
      const feedback = await database.query<Row & { value: string; reason: string | null; at: number }>(
        `SELECT value, reason, at FROM feedback WHERE ${MY_FEEDBACK} ORDER BY at`,
        me,
      );
      const [absence] = await database.query<Row & { until_at: number }>(
        `SELECT until_at FROM advisor_absences WHERE ${MY_ABSENCE} ORDER BY until_at DESC`,
        me,
      );
      const checkIns = await database.query<
        Row & { handoff_id: string; days: number; due_at: number; state: string; outcome: string | null }
      >(
        `SELECT handoff_id, days, due_at, state, outcome FROM check_ins
         WHERE handoff_id IN (${MY_HANDOFFS}) ORDER BY due_at, handoff_id`,
        me,
      );
      return {
        conversations: await conversationsOf(person),
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
    async erase(person, lane = `erasure:${randomUUID()}`) {
      const wiped = await database.transaction(async (sql) => {
        await storeRemovals(sql, person, lane);
        return wipe(sql, person);
      });
      await database.notify("outbox");
      // A server's vacuum comes with the next look at old data; of the embedded files we are the only keeper.
      if (database.engine === "sqlite") await scrub(database);
      return wiped;
    },
  };
}

/** Before the rows that say where the messages stand go with the rest; one message may have two of them. */
async function storeRemovals(sql: Sql, { userId, team }: Identity, lane: string): Promise<void> {
  const rows = await sql.query<
    Row & { key: string; owner: string; channel: string; ts: string; conversation_id: string; alias: string }
  >(
    `SELECT min(p.key) AS key, p.owner, p.channel, p.ts, mine.conversation_id, mine.alias FROM posts p JOIN (
       SELECT id AS owner, id AS conversation_id, '' AS alias FROM conversations WHERE id IN (${MINE})
       UNION SELECT id, conversation_id, alias FROM handoffs WHERE id IN (${MY_HANDOFFS})
     ) mine ON mine.owner = p.owner
     GROUP BY p.owner, p.channel, p.ts, mine.conversation_id, mine.alias ORDER BY min(p.at), min(p.key)`,
    [userId, team],
  );
  for (const { conversation_id, ...post } of rows) {
    const removal: Removal = { kind: "removal", team: teamOf(conversation_id as ConversationId), ...post };
    await enqueueWith(sql, "outbox", { lane, key: `${lane}:${post.key}`, payload: JSON.stringify(removal) });
  }
}

async function wipe(sql: Sql, { userId, team }: Identity): Promise<number> {
  // From before absences had a workspace: read by nobody any more.
  await sql.query("DELETE FROM absences WHERE advisor_id = $1", [userId]);
  for (const statement of WIPE) await sql.query(statement, [userId, team]);
  await sql.query(FORGET_HANDOFFS, [userId, team, EMPTY_BRIEF]);
  const rows = await sql.query(FORGET_CONVERSATIONS, [userId, team]);
  return rows.length;
}
