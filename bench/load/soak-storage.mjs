import { statSync } from "node:fs";
import { join } from "node:path";
import { openPostgres } from "../../dist/storage/postgres.js";
import { openSqlite } from "../../dist/storage/sqlite.js";

const sizeOf = (path) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
const COUNTS = `SELECT (SELECT count(*) FROM turns) AS turns,
  (SELECT count(*) FROM lanes WHERE pending > 0) AS "openLanes",
  (SELECT count(*) FROM lane_items WHERE parked_at IS NOT NULL) AS parked`;

/** What the bot has stored: bytes of the database and of its write-ahead log, and rows that matter. */
export async function storedIn(folder, databaseUrl) {
  const path = join(folder, "shirube.db");
  const database = databaseUrl ? await openPostgres(databaseUrl, { poolSize: 1 }) : await openSqlite(path);
  try {
    const [counts] = await database.query(COUNTS);
    if (!databaseUrl) return { database: sizeOf(path), wal: sizeOf(`${path}-wal`), ...counts };
    const [{ size }] = await database.query("SELECT pg_database_size(current_database()) AS size");
    return { database: size, wal: 0, ...counts };
  } finally {
    await database.close();
  }
}
