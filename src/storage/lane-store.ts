import type { LaneItem, LaneLease, Lanes, NewLaneItem } from "../conversation/lanes.ts";
import type { Database, Sql } from "./database.ts";

/** Adds an item inside a caller's transaction, so that a state change and its messages commit together. */
export async function enqueueWith(sql: Sql, queue: string, item: NewLaneItem): Promise<boolean> {
  const inserted = await sql.query(
    `INSERT INTO lane_items (queue, lane, key, payload, sequence, enqueued_at) VALUES ($1, $2, $3, $4, $5, {now})
     ON CONFLICT (queue, key) DO NOTHING RETURNING id`,
    [queue, item.lane, item.key, item.payload, item.sequence ?? 0],
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

/** Statements of two fixed shapes renew any number of leases: unused places repeat the first. */
const FEW = 16;
const MANY = 400;
const renewing = (count: number) => `UPDATE lanes SET lease_until = {now} + $3 WHERE queue = $1 AND owner = $2
  AND lane IN (${Array.from({ length: count }, (_, index) => `$${index + 4}`).join(", ")})
  RETURNING lane, fence`;
const RENEW_FEW = renewing(FEW);
const RENEW_MANY = renewing(MANY);

/** Where each way of being tried again is counted. */
const COUNTED = { failure: "failures", outage: "outages", put_off: "put_offs" } as const;

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
    values: { readonly lane?: readonly number[]; readonly item?: readonly (string | number)[] },
  ) =>
    database.transaction(async (sql) => {
      const kept = await sql.query(
        `UPDATE lanes SET owner = NULL, lease_until = NULL, ${lane} WHERE ${held} RETURNING lane`,
        [...heldBy(lease), ...(values.lane ?? [])],
      );
      if (kept.length === 0) return false;
      await sql.query(`UPDATE lane_items SET ${item} WHERE id = $1`, [itemId, ...(values.item ?? [])]);
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
        failures: number;
        outages: number;
        put_offs: number;
      }>(
        `UPDATE lane_items SET attempts = attempts + 1 WHERE id = (
           SELECT i.id FROM lane_items i JOIN lanes l ON l.queue = i.queue AND l.lane = i.lane
           WHERE i.queue = $1 AND i.lane = $2 AND l.fence = $3 AND i.done_at IS NULL AND i.parked_at IS NULL
           ORDER BY i.sequence, i.id LIMIT 1)
         RETURNING id, key, payload, progress, attempts, failures, outages, put_offs`,
        heldBy(lease),
      );
      if (!row) return undefined;
      const { put_offs: putOffs, progress, ...item } = row;
      return { ...item, putOffs, lane: lease.lane, progress: progress ?? undefined } satisfies LaneItem;
    },
    async renew(owner, leases, leaseMs) {
      const kept = new Set<LaneLease>();
      const size = leases.length <= FEW ? FEW : MANY;
      for (let from = 0; from < leases.length; from += size) {
        const some = leases.slice(from, from + size);
        const names = Array.from({ length: size }, (_, index) => (some[index] ?? some[0])?.lane ?? "");
        const rows = await database.urgent.query<{ lane: string; fence: number }>(
          size === FEW ? RENEW_FEW : RENEW_MANY,
          [queue, owner, leaseMs, ...names],
        );
        const fences = new Map(rows.map(({ lane, fence }) => [lane, fence]));
        for (const lease of some) if (fences.get(lease.lane) === lease.fence) kept.add(lease);
      }
      return kept;
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
        {},
      ),
    retry: (lease, itemId, { delayMs, error, as }) =>
      finish(lease, itemId, "ready_at = {now} + $4", `error = $2, ${COUNTED[as]} = ${COUNTED[as]} + 1`, {
        lane: [Math.round(delayMs)],
        item: [error],
      }),
    park: (lease, itemId, error) =>
      finish(lease, itemId, "pending = pending - 1, ready_at = {now}", "parked_at = {now}, error = $2", {
        item: [error],
      }),
    async parkedIn(lane) {
      const [row] = await database.query<{ n: number }>(
        "SELECT count(*) AS n FROM lane_items WHERE queue = $1 AND lane = $2 AND parked_at IS NOT NULL",
        [queue, lane],
      );
      return row?.n ?? 0;
    },
    async release(lease) {
      await database.query(
        `UPDATE lanes SET owner = NULL, lease_until = NULL, ready_at = {now} + 1000 WHERE ${held}`,
        heldBy(lease),
      );
    },
    onEnqueued: (wake) => database.listen(queue, wake),
    async counts() {
      const [row] = await database.query<{ open: number; parked: number }>(
        `SELECT
           (SELECT count(*) FROM lane_items WHERE queue = $1 AND done_at IS NULL AND parked_at IS NULL) AS open,
           (SELECT count(*) FROM lane_items WHERE queue = $1 AND parked_at IS NOT NULL) AS parked`,
        [queue],
      );
      return { open: row?.open ?? 0, parked: row?.parked ?? 0 };
    },
  };
}
