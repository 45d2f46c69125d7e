import type { Database } from "./database.ts";

/** Work that was given up on, without what it says. */
export interface ParkedItem {
  readonly id: number;
  readonly queue: string;
  readonly lane: string;
  readonly attempts: number;
  readonly parkedAt: number;
  readonly error: string;
}

/** What waits for the operator, the oldest first. */
export async function listParked(database: Database): Promise<readonly ParkedItem[]> {
  const rows = await database.query<{
    id: number;
    queue: string;
    lane: string;
    attempts: number;
    parked_at: number;
    error: string | null;
  }>(
    `SELECT id, queue, lane, attempts, parked_at, error FROM lane_items
     WHERE parked_at IS NOT NULL ORDER BY parked_at, id`,
  );
  return rows.map(({ parked_at, error, ...row }) => ({ ...row, parkedAt: parked_at, error: error ?? "" }));
}

/** Puts parked work back in line, its failures forgotten. @returns how many items */
export function retryParked(database: Database, ids: readonly number[]): Promise<number> {
  return database.transaction(async (sql) => {
    let count = 0;
    for (const id of ids) {
      // An attempt stays counted, so that the next one looks for what an earlier one may have posted.
      const [item] = await sql.query<{ queue: string; lane: string }>(
        `UPDATE lane_items SET parked_at = NULL, error = NULL, failures = 0, outages = 0, put_offs = 0, attempts = 1
         WHERE id = $1 AND parked_at IS NOT NULL RETURNING queue, lane`,
        [id],
      );
      if (!item) continue;
      await sql.query(
        `INSERT INTO lanes (queue, lane, pending, ready_at) VALUES ($1, $2, 1, {now})
         ON CONFLICT (queue, lane) DO UPDATE SET pending = lanes.pending + 1`,
        [item.queue, item.lane],
      );
      count += 1;
    }
    return count;
  });
}
