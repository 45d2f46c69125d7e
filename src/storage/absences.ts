import type { Absences } from "../handoff/absences.ts";
import type { Database } from "./database.ts";

/** Somebody who has claimed nothing for this long is not counted among the advisors. */
const RECENT_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Absences in the database, seen by every process.
 * @param named the only advisors there are; without, those who claimed something in the last thirty days
 */
export function createAbsences(database: Database, named?: readonly string[]): Absences {
  const advisors = async (at: number): Promise<readonly string[]> => {
    if (named) return named;
    const rows = await database.query<{ id: string }>(
      "SELECT DISTINCT actor_id AS id FROM handoff_events WHERE event = 'claim' AND at >= $1",
      [at - RECENT_MS],
    );
    return rows.map(({ id }) => id);
  };
  return {
    async begin(advisorId, until) {
      await database.query(
        `INSERT INTO absences (advisor_id, until_at) VALUES ($1, $2)
         ON CONFLICT (advisor_id) DO UPDATE SET until_at = excluded.until_at`,
        [advisorId, until],
      );
    },
    async end(advisorId) {
      await database.query("DELETE FROM absences WHERE advisor_id = $1", [advisorId]);
    },
    async until(advisorId, at) {
      const [row] = await database.query<{ until_at: number }>(
        "SELECT until_at FROM absences WHERE advisor_id = $1 AND until_at > $2",
        [advisorId, at],
      );
      return row && Number(row.until_at);
    },
    async allAwayUntil(at) {
      const rows = await database.query<{ advisor_id: string; until_at: number }>(
        "SELECT advisor_id, until_at FROM absences WHERE until_at > $1",
        [at],
      );
      if (rows.length === 0) return undefined;
      const away = new Map(rows.map(({ advisor_id, until_at }) => [advisor_id, Number(until_at)]));
      const returns = (await advisors(at)).map((id) => away.get(id));
      const known = returns.filter((until) => until !== undefined);
      return known.length > 0 && known.length === returns.length ? Math.min(...known) : undefined;
    },
  };
}
