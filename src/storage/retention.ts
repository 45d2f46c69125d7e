import type { Database } from "./database.ts";
import { emptyLog, scrub } from "./scrub.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Keys of finished work outlive Slack's last retry by far. */
const WORK_DAYS = 7;
const DRAFT_DAYS = 30;

/**
 * Forgets what is older than it needs to be: words after `days`, finished work and unsent drafts much sooner.
 * Lessons that nobody approved and work that was set aside go with the words.
 * Handoffs and their audit trail stay, without the brief.
 * @param days how long conversations are kept
 * @returns turns forgotten
 */
export async function forgetOld(database: Database, now: number, days: number): Promise<number> {
  const before = now - days * DAY_MS;
  const emptyBrief = JSON.stringify({ goal: { text: "" }, answered: [], unanswered: [], mood: "calm" });
  const turns = await database.transaction(async (sql) => {
    await sql.query("DELETE FROM feedback WHERE turn_id IN (SELECT id FROM turns WHERE at < $1)", [before]);
    const forgotten = await sql.query("DELETE FROM turns WHERE at < $1 RETURNING id", [before]);
    await sql.query(
      `UPDATE handoffs SET brief = $2 WHERE updated_at < $1
       AND state IN ('resolved', 'returned', 'cancelled', 'closed', 'erased')`,
      [before, emptyBrief],
    );
    await sql.query("DELETE FROM check_ins WHERE at < $1 AND state <> 'waiting'", [before]);
    await sql.query("DELETE FROM posts WHERE at < $1", [before]);
    await sql.query("DELETE FROM drafts WHERE at < $1", [now - DRAFT_DAYS * DAY_MS]);
    // The older table is still written to while a release from before absences had a workspace runs beside this one.
    for (const table of ["advisor_absences", "absences"])
      await sql.query(`DELETE FROM ${table} WHERE until_at < $1`, [now]);
    // An approved lesson has an end of its own; set-aside work was the operator's to look at for as long.
    await sql.query("DELETE FROM lessons WHERE state <> 'approved' AND created_at < $1", [before]);
    await sql.query("DELETE FROM lane_items WHERE parked_at < $1", [before]);
    await sql.query("DELETE FROM lane_items WHERE done_at < $1", [now - WORK_DAYS * DAY_MS]);
    await sql.query("DELETE FROM lanes WHERE pending = 0 AND ready_at < $1", [now - WORK_DAYS * DAY_MS]);
    return forgotten.length;
  });
  await (turns > 0 ? scrub(database) : emptyLog(database));
  return turns;
}
