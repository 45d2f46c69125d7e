import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Config } from "./config/config.ts";
import { AppError } from "./errors.ts";
import type { Logger } from "./log.ts";
import type { Database } from "./storage/database.ts";
import { migrate } from "./storage/migrations.ts";
import { listParked, type ParkedItem, retryParked } from "./storage/parked.ts";
import { openPostgres } from "./storage/postgres.ts";
import { openSqlite } from "./storage/sqlite.ts";
import { copyTo, exportRows, importRows } from "./storage/transfer.ts";

const LONGEST_WAIT_MS = 10_000;

/**
 * Opens the configured database as soon as its server can be reached: a process that starts during an outage
 * comes up by itself when it is over.
 * @throws AppError when waiting is of no use, or `signal` fires
 */
export async function awaitDatabase(config: Config, logger: Logger, signal?: AbortSignal): Promise<Database> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await openDatabase(config);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "database_unreachable" || signal?.aborted)
        throw error;
      const waitMs = Math.min(LONGEST_WAIT_MS, 500 * 2 ** failures);
      logger.warn("the database cannot be reached", { failures, waitMs, reason: error.message });
      await pause(waitMs, undefined, { ...(signal && { signal }) }).catch(() => undefined);
    }
  }
}

/** Opens the configured database, up to date. */
export async function openDatabase(config: Config): Promise<Database> {
  const database = config.databaseUrl
    ? await openPostgres(config.databaseUrl)
    : await openSqlite(join(config.dataDir, "shirube.db"));
  await migrate(database);
  return database;
}

async function withDatabase<T>(config: Config, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(config);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** Writes everything there is at this moment as JSON lines, the same from either engine. @returns lines written */
export function exportData(config: Config, write: (line: string) => Promise<void>): Promise<number> {
  return withDatabase(config, (database) =>
    database.snapshot(async (sql) => {
      let count = 0;
      for await (const row of exportRows(sql)) {
        await write(`${JSON.stringify(row)}\n`);
        count += 1;
      }
      return count;
    }),
  );
}

/** Reads what `exportData` wrote into an empty database. @returns lines read */
export function importData(config: Config, rows: AsyncIterable<unknown>): Promise<number> {
  return withDatabase(config, (database) => importRows(database, rows));
}

/** Copies the embedded database while it is in use. @throws AppError `backup_server` with PostgreSQL */
export function backupData(config: Config, file: string): Promise<void> {
  return withDatabase(config, async (database) => {
    if (database.engine !== "sqlite") {
      throw new AppError(
        "backup_server",
        "This copies the embedded database only.",
        "Use pg_dump for PostgreSQL.",
      );
    }
    await copyTo(database, file);
  });
}

/** Work that was given up on, for the operator. */
export function parkedWork(config: Config): Promise<readonly ParkedItem[]> {
  return withDatabase(config, listParked);
}

/** @returns how many items are back in line */
export function retryParkedWork(config: Config, ids: readonly number[]): Promise<number> {
  return withDatabase(config, (database) => retryParked(database, ids));
}
