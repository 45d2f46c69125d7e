import type { Database } from "./database.ts";

/**
 * Takes out of the files what deleted rows have left in them. The embedded database overwrites them as it deletes
 * (`secure_delete`), so that only its write-ahead log is left to empty; a server is asked to vacuum, which holds
 * nobody up. A reader in another process can keep the log in place: the next call empties it.
 */
export async function scrub(database: Database): Promise<void> {
  await database.query(database.engine === "sqlite" ? "PRAGMA wal_checkpoint(TRUNCATE)" : "VACUUM");
}
