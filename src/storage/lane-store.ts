import type { LaneItem, LaneLease, Lanes, NewLaneItem } from "../conversation/lanes.ts";
import type { Database, Sql } from "./database.ts";

/** Adds an item inside a caller's transaction, so that a state change and its messages commit together. */
export async function enqueueWith(sql: Sql, queue: string, item: NewLaneItem): Promise<boolean> {
  const inserted = await sql.query(
    `INSERT INTO lane_items (queue, lane, key, payload, enqueued_at) VALUES ($1, $2, $3, $4, {now})
     ON CONFLICT (queue, key) DO NOTHING RETURNING id`,
    [queue, item.lane, item.key, item.payload],
  );
  if (inserted.length === 0) return false;
  // `pending` lives on the lane: counting items in the claim would lose wake-ups under READ COMMITTED.
  await sql.query(
    `INSERT INTO lanes (queue, lane, pending, ready_at) VALUES ($1, $2, 1, {now})
     ON CONFLICT (queue, lane) DO UPDATE SET
       pending = lanes.pending + 1,
       ready_at = CASE WHEN lanes.pending = 0 THEN excluded.ready_at ELSE lanes.ready_at END`,
    [queue, item.lane],
  );
  return true;
}

/** The lanes of one queue in the database. */
export function createLaneStore(database: Database, queue: string): Lanes {
  const held = "queue = $1 AND lane = $2 AND fence = $3";
  const heldBy = (lease: LaneLease) => [queue, lease.lane, lease.fence];

  /** Frees the lane, and only if that held, finishes the item: a lost lease finishes nothing. */
  const finish = (
    lease: LaneLease,
    itemId: number,
    lane: string,
    item: string,
    values: (string | number)[],
  ) =>
    database.transaction(async (sql) => {
      const kept = await sql.query(
        `UPDATE lanes SET owner = NULL, lease_until = NULL, ${lane} WHERE ${held} RETURNING lane`,
        heldBy(lease),
      );
      if (kept.length === 0) return false;
      await sql.query(`UPDATE lane_items SET ${item} WHERE id = $1`, [itemId, ...values]);
      return true;
    });

  return {
    async enqueue(item) {
      const added = await database.transaction((sql) => enqueueWith(sql, queue, item));
      if (added) await database.notify(queue);
      return added;
    },
    async claim(owner, leaseMs) {
      const [row] = await database.query<{ lane: string; fence: number }>(
        `UPDATE lanes SET owner = $2, lease_until = {now} + $3, fence = fence + 1
         WHERE queue = $1 AND lane = (
           SELECT lane FROM lanes
           WHERE queue = $1 AND pending > 0 AND ready_at <= {now} AND (lease_until IS NULL OR lease_until < {now})
           ORDER BY ready_at LIMIT 1 {skip_locked})
         RETURNING lane, fence`,
        [queue, owner, leaseMs],
      );
      return row;
    },
    async next(lease) {
      const [row] = await database.query<{
        id: number;
        key: string;
        payload: string;
        progress: string | null;
        attempts: number;
      }>(
        `UPDATE lane_items SET attempts = attempts + 1 WHERE id = (
           SELECT min(i.id) FROM lane_items i JOIN lanes l ON l.queue = i.queue AND l.lane = i.lane
           WHERE i.queue = $1 AND i.lane = $2 AND l.fence = $3 AND i.done_at IS NULL AND i.parked_at IS NULL)
         RETURNING id, key, payload, progress, attempts`,
        heldBy(lease),
      );
      return row && ({ ...row, lane: lease.lane, progress: row.progress ?? undefined } satisfies LaneItem);
    },
    async renew(lease, leaseMs) {
      const rows = await database.query(
        `UPDATE lanes SET lease_until = {now} + $4 WHERE ${held} AND owner IS NOT NULL RETURNING lane`,
        [...heldBy(lease), leaseMs],
      );
      return rows.length > 0;
    },
    async note(lease, itemId, progress) {
      const rows = await database.query(
        `UPDATE lane_items SET progress = $4 WHERE id = $5
           AND EXISTS (SELECT 1 FROM lanes WHERE ${held}) RETURNING id`,
        [...heldBy(lease), progress, itemId],
      );
      return rows.length > 0;
    },
    complete: (lease, itemId) =>
      finish(
        lease,
        itemId,
        "pending = pending - 1, ready_at = {now}",
        "done_at = {now}, payload = '', progress = NULL, error = NULL",
        [],
      ),
    retry: (lease, itemId, delayMs, error) =>
      finish(lease, itemId, `ready_at = {now} + ${Math.round(delayMs)}`, "error = $2", [error]),
    park: (lease, itemId, error) =>
      finish(lease, itemId, "pending = pending - 1, ready_at = {now}", "parked_at = {now}, error = $2", [
        error,
      ]),
    async release(lease) {
      await database.query(
        `UPDATE lanes SET owner = NULL, lease_until = NULL, ready_at = {now} + 1000 WHERE ${held}`,
        heldBy(lease),
      );
    },
    onEnqueued: (wake) => database.listen(queue, wake),
    async counts() {
      const [row] = await database.query<{ open: number; parked: number }>(
        `SELECT count(CASE WHEN done_at IS NULL AND parked_at IS NULL THEN 1 END) AS open,
                count(CASE WHEN parked_at IS NOT NULL THEN 1 END) AS parked
         FROM lane_items WHERE queue = $1`,
        [queue],
      );
      return { open: row?.open ?? 0, parked: row?.parked ?? 0 };
    },
  };
}
