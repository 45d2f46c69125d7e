import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Libsql from "libsql";
import { AppError, messageOf } from "../errors.ts";
import { type Database, inDialect, type Row, SQLITE, type Sql, type SqlValue } from "./database.ts";

/** Milliseconds to wait for another process's write before giving up. */
const BUSY_TIMEOUT_MS = 10_000;

/**
 * Opens the embedded database: WAL, every commit synced to disk before it returns.
 * @throws AppError `database_unavailable` when the file cannot be opened or is not a database
 */
export function openSqlite(path: string): Database {
  const connection = connect(path);
  const statements = new Map<string, Libsql.Statement>();
  // One connection: a transaction must not have foreign statements between its own.
  let tail: Promise<unknown> = Promise.resolve();
  const exclusively = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = tail.then(work);
    tail = turn.catch(() => undefined);
    return turn;
  };

  const runNow = <T extends Row>(text: string, values: readonly SqlValue[] = []): T[] => {
    let statement = statements.get(text);
    if (!statement) {
      statement = connection.prepare(inDialect(text, SQLITE).replace(/\$(\d+)/g, "?$1"));
      statements.set(text, statement);
    }
    return statement.all([...values]) as T[];
  };
  const direct: Sql = { query: async (text, values) => runNow(text, values) };

  return {
    engine: "sqlite",
    query: <T extends Row>(text: string, values?: readonly SqlValue[]) =>
      exclusively(async () => runNow<T>(text, values)),
    transaction: (work) =>
      exclusively(async () => {
        connection.exec("BEGIN IMMEDIATE");
        try {
          const result = await work(direct);
          connection.exec("COMMIT");
          return result;
        } catch (error) {
          if (connection.inTransaction) connection.exec("ROLLBACK");
          throw error;
        }
      }),
    async notify() {},
    async listen() {},
    close: () => exclusively(async () => void connection.close()),
  };
}

function connect(path: string): Libsql.Database {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const connection = new Libsql(path);
    connection.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    connection.exec("PRAGMA journal_mode = WAL");
    connection.exec("PRAGMA synchronous = FULL");
    connection.exec("PRAGMA foreign_keys = ON");
    connection.exec("PRAGMA secure_delete = ON");
    return connection;
  } catch (error) {
    throw new AppError(
      "database_unavailable",
      `The database ${path} cannot be opened: ${messageOf(error)}`,
      "Check that SHIRUBE_DATA is a folder this process may write to and that the file is Shirube's own.",
      { cause: error },
    );
  }
}
