import type { Absences } from "../handoff/absences.ts";
import type { Database } from "./database.ts";
import { isAmongThem, sharesPeople } from "./realm.ts";

/** Somebody who has claimed nothing for this long is not counted among the advisors. */
const RECENT_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Absences in the database, seen by every process.
 * @param named the only advisors there are in a workspace; without, those who claimed something in the last thirty days
 */
export function createAbsences(
  database: Database,
  named: (team: string) => readonly string[] | undefined = () => undefined,
): Absences {
  const advisors = async (team: string, at: number): Promise<readonly string[]> => {
    const known = named(team);
    if (known) return known;
    const rows = await database.query<{ id: string }>(
      `SELECT DISTINCT e.actor_id AS id FROM handoff_events e JOIN handoffs h ON h.id = e.handoff_id
       WHERE e.event = 'claim' AND e.at >= $1 AND ${isAmongThem("h.conversation_id", "$2")}`,
      [at - RECENT_MS, team],
    );
    return rows.map(({ id }) => id);
  };
  const THEIRS = `advisor_id = $1 AND ${sharesPeople("team_id", "$2")}`;
  return {
    async begin({ userId, team }, until) {
      await database.transaction(async (sql) => {
        await sql.query(`DELETE FROM advisor_absences WHERE ${THEIRS}`, [userId, team]);
        await sql.query(
          `INSERT INTO advisor_absences (advisor_id, team_id, until_at) VALUES ($1, $2, $3)
           ON CONFLICT (team_id, advisor_id) DO UPDATE SET until_at = excluded.until_at`,
          [userId, team, until],
        );
      });
    },
    async end({ userId, team }) {
      await database.query(`DELETE FROM advisor_absences WHERE ${THEIRS}`, [userId, team]);
    },
    async until({ userId, team }, at) {
      const [row] = await database.query<{ until_at: number }>(
        `SELECT until_at FROM advisor_absences WHERE ${THEIRS} AND until_at > $3 ORDER BY until_at DESC`,
        [userId, team, at],
      );
      return row && Number(row.until_at);
    },
    async allAwayUntil(team, at) {
      const rows = await database.query<{ advisor_id: string; until_at: number }>(
        `SELECT advisor_id, max(until_at) AS until_at FROM advisor_absences
         WHERE until_at > $1 AND ${sharesPeople("team_id", "$2")} GROUP BY advisor_id`,
        [at, team],
      );
      if (rows.length === 0) return undefined;
      const away = new Map(rows.map(({ advisor_id, until_at }) => [advisor_id, Number(until_at)]));
      const returns = (await advisors(team, at)).map((id) => away.get(id));
      const known = returns.filter((until) => until !== undefined);
      return known.length > 0 && known.length === returns.length ? Math.min(...known) : undefined;
    },
  };
}
