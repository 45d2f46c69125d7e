import type { Database } from "./database.ts";

/** Rewrites what deleted words have left in freed pages, then empties the write-ahead log of them. */
export async function scrub(database: Database): Promise<void> {
  await database.query("VACUUM");
  await emptyLog(database);
}

/** A reader in another process can keep the write-ahead log in place: the next call empties it. */
export async function emptyLog(database: Database): Promise<void> {
  if (database.engine === "sqlite") await database.query("PRAGMA wal_checkpoint(TRUNCATE)");
}
