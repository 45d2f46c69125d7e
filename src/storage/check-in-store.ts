import type { CheckIn, CheckInDays, CheckInStore } from "../handoff/check-in.ts";
import type { OutboxEntry } from "../handoff/outbox.ts";
import type { Database, Row, Sql } from "./database.ts";
import { addEntries, ENDED } from "./handoff-store.ts";
import { isAmongThem } from "./realm.ts";

interface CheckInRow extends Row {
  handoff_id: string;
  days: number;
  due_at: number;
  state: string;
}

const COLUMNS = "handoff_id, days, due_at, state";

const toCheckIn = ({ handoff_id, days, due_at, state }: CheckInRow): CheckIn => ({
  handoffId: handoff_id,
  days: days as CheckInDays,
  dueAt: due_at,
  state: state as CheckIn["state"],
});

/** Check-ins after a handoff, in the database. */
export function createCheckInStore(database: Database): CheckInStore {
  /** Changes a row under its condition and stores the messages only when that held. */
  const change = async (
    entries: readonly OutboxEntry[],
    statement: string,
    values: readonly (string | number)[],
  ): Promise<boolean> => {
    const changed = await database.transaction(async (sql: Sql) => {
      const rows = await sql.query(`${statement} RETURNING handoff_id`, values);
      if (rows.length > 0) await addEntries(sql, entries);
      return rows.length > 0;
    });
    if (changed && entries.length > 0) await database.notify("outbox");
    return changed;
  };

  return {
    plan: ({ handoffId, days, dueAt }, at, entries) =>
      change(
        entries,
        `INSERT INTO check_ins (handoff_id, days, due_at, state, at) VALUES ($1, $2, $3, 'waiting', $4)
         ON CONFLICT (handoff_id) DO UPDATE
         SET days = excluded.days, due_at = excluded.due_at, state = 'waiting', at = excluded.at
         WHERE check_ins.state = 'cancelled' OR (check_ins.state = 'waiting' AND check_ins.days <> excluded.days)`,
        [handoffId, days, dueAt, at],
      ),
    cancel: (handoffId, at, entries) =>
      change(
        entries,
        "UPDATE check_ins SET state = 'cancelled', at = $2 WHERE handoff_id = $1 AND state = 'waiting'",
        [handoffId, at],
      ),
    async cancelAll({ userId, team }, at) {
      await database.query(
        `UPDATE check_ins SET state = 'cancelled', at = $2 WHERE state = 'waiting' AND handoff_id IN (
           SELECT id FROM handoffs WHERE requester_id = $1 AND ${isAmongThem("conversation_id", "$3")})`,
        [userId, at, team],
      );
    },
    async due(now) {
      const rows = await database.query<CheckInRow>(
        `SELECT ${COLUMNS} FROM check_ins WHERE state = 'waiting' AND due_at <= $1 AND NOT EXISTS (
           SELECT 1 FROM handoffs mine JOIN handoffs other ON other.conversation_id = mine.conversation_id
           WHERE mine.id = check_ins.handoff_id AND other.state NOT IN ${ENDED}
         ) ORDER BY due_at, handoff_id`,
        [now],
      );
      return rows.map(toCheckIn);
    },
    ask: ({ handoffId, dueAt }, at, entries) =>
      change(
        entries,
        "UPDATE check_ins SET state = 'asked', at = $3 WHERE handoff_id = $1 AND due_at = $2 AND state = 'waiting'",
        [handoffId, dueAt, at],
      ),
    async postpone(handoffId, dueAt, at) {
      await database.query(
        "UPDATE check_ins SET state = 'waiting', due_at = $2, at = $3 WHERE handoff_id = $1 AND state = 'asked'",
        [handoffId, dueAt, at],
      );
    },
    answer: (handoffId, outcome, at) =>
      change(
        [],
        "UPDATE check_ins SET state = 'answered', outcome = $2, at = $3 WHERE handoff_id = $1 AND state = 'asked'",
        [handoffId, outcome, at],
      ),
    async get(handoffId) {
      const [row] = await database.query<CheckInRow>(
        `SELECT ${COLUMNS} FROM check_ins WHERE handoff_id = $1`,
        [handoffId],
      );
      return row && toCheckIn(row);
    },
  };
}
