import { ERASED } from "../conversation/conversation.ts";
import type { Database } from "./database.ts";
import { EMPTY_BRIEF, ENDED } from "./handoff-store.ts";
import { scrub } from "./scrub.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Keys of finished work outlive Slack's last retry by far. */
const WORK_DAYS = 7;
const DRAFT_DAYS = 30;
/** Turns forgotten at once: others get their turn at the database in between. */
const BATCH = 1_000;
const OLDEST = `SELECT id FROM turns WHERE at < $1 ORDER BY at, seq LIMIT ${BATCH}`;

/** A handoff that nothing goes on in: not to be reopened, nor to be asked about. */
const OVER = `state IN ('returned', 'cancelled', 'closed') AND NOT EXISTS (
  SELECT 1 FROM check_ins c WHERE c.handoff_id = handoffs.id AND c.state IN ('waiting', 'asked'))`;
const SILENT = `started_at < $1 AND NOT EXISTS (SELECT 1 FROM turns t WHERE t.conversation_id = conversations.id)`;
const HANDED_OVER = "SELECT 1 FROM handoffs h WHERE h.conversation_id = conversations.id";

/** Statements by the age of what they end; $1 is that age as epoch ms, and whoever said it goes with the words. */
const FORGET: readonly { readonly of: "words" | "drafts" | "work" | "now"; readonly statement: string }[] = [
  { of: "words", statement: "DELETE FROM check_ins WHERE at < $1 AND state <> 'waiting'" },
  {
    of: "words",
    statement: `UPDATE handoffs SET brief = '${EMPTY_BRIEF}' WHERE updated_at < $1
      AND state IN ${ENDED} AND brief <> '${EMPTY_BRIEF}'`,
  },
  {
    of: "words",
    statement: `UPDATE handoffs SET requester_id = '${ERASED}', named = 0
      WHERE updated_at < $1 AND requester_id <> '${ERASED}' AND ${OVER}`,
  },
  {
    of: "words",
    statement: `UPDATE conversations SET requester_id = '${ERASED}' WHERE ${SILENT} AND requester_id <> '${ERASED}'
      AND NOT EXISTS (${HANDED_OVER} AND h.requester_id <> '${ERASED}')`,
  },
  { of: "words", statement: `DELETE FROM conversations WHERE ${SILENT} AND NOT EXISTS (${HANDED_OVER})` },
  { of: "words", statement: "DELETE FROM posts WHERE at < $1" },
  { of: "words", statement: "DELETE FROM lessons WHERE state <> 'approved' AND created_at < $1" },
  // An approved lesson has an end of its own, and is of no use after it.
  { of: "words", statement: "DELETE FROM lessons WHERE state = 'approved' AND expires_at < $1" },
  // Set-aside work was the operator's to look at for as long.
  { of: "words", statement: "DELETE FROM lane_items WHERE parked_at < $1" },
  { of: "drafts", statement: "DELETE FROM drafts WHERE at < $1" },
  { of: "work", statement: "DELETE FROM lane_items WHERE done_at < $1" },
  { of: "work", statement: "DELETE FROM lanes WHERE pending = 0 AND ready_at < $1" },
  { of: "now", statement: "DELETE FROM advisor_absences WHERE until_at < $1" },
  // Still written to while a release from before absences had a workspace runs beside this one.
  { of: "now", statement: "DELETE FROM absences WHERE until_at < $1" },
];

/**
 * Forgets what is older than it needs to be: words and who said them after `days`, finished work and unsent drafts
 * much sooner. Handoffs and their audit trail stay, without the brief and the person.
 * @param days how long conversations are kept
 * @returns turns forgotten
 */
export async function forgetOld(database: Database, now: number, days: number): Promise<number> {
  const before = {
    words: now - days * DAY_MS,
    drafts: now - DRAFT_DAYS * DAY_MS,
    work: now - WORK_DAYS * DAY_MS,
    now,
  };
  const turns = await forgetTurns(database, before.words);
  await database.transaction(async (sql) => {
    for (const { of, statement } of FORGET) await sql.query(statement, [before[of]]);
  });
  await scrub(database);
  return turns;
}

async function forgetTurns(database: Database, before: number): Promise<number> {
  for (let forgotten = 0; ; ) {
    const batch = await database.transaction(async (sql) => {
      await sql.query(`DELETE FROM feedback WHERE turn_id IN (${OLDEST})`, [before]);
      return sql.query(`DELETE FROM turns WHERE id IN (${OLDEST}) RETURNING id`, [before]);
    });
    forgotten += batch.length;
    if (batch.length < BATCH) return forgotten;
  }
}
