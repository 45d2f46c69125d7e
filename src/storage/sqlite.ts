import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Libsql from "libsql/promise";
import { AppError, messageOf } from "../errors.ts";
import { type Database, inDialect, type Row, SQLITE, type SqlValue } from "./database.ts";
import { type Committer, createGroupCommit, type JobKind } from "./group-commit.ts";

/** What is used of the package, whose own types leave some of it out. Its statements and commits run beside the event loop. */
interface Connection extends Committer {
  prepare(sql: string): Promise<Statement>;
  close(): void;
}
interface Statement {
  all(values: readonly SqlValue[]): Promise<unknown[]>;
}

/** Prepared statements kept: the queries written down in this folder are fewer, and a forgotten one is prepared again. */
const MOST_PREPARED = 500;
/** Milliseconds to wait for another process's write before giving up. */
const BUSY_TIMEOUT_MS = 10_000;

/**
 * Opens the embedded database: WAL, every commit synced to disk before it returns.
 * @throws AppError `database_unavailable` when the file cannot be opened or is not a database
 */
export async function openSqlite(path: string): Promise<Database> {
  const connection = await connect(path);
  const statements = new Map<string, Statement>();
  // One connection: a transaction must not have foreign statements between its own.
  const grouped = createGroupCommit(connection);
  let end: Promise<void> | undefined;
  /** The package ends in a panic, not an error, when it is asked after its end. */
  const inTurn: typeof grouped = (kind, work) =>
    end ? Promise.reject(new Error("the database is closed")) : grouped(kind, work);

  const run = async <T extends Row>(text: string, values: readonly SqlValue[] = []): Promise<T[]> => {
    let statement = statements.get(text);
    if (!statement) {
      statement = await connection.prepare(inDialect(text, SQLITE).replace(/\$(\d+)/g, "?$1"));
      if (statements.size >= MOST_PREPARED) statements.clear();
      statements.set(text, statement);
    }
    return (await statement.all([...values])) as T[];
  };

  const query = <T extends Row>(text: string, values?: readonly SqlValue[]) =>
    inTurn(kindOf(text), () => run<T>(text, values));

  return {
    engine: "sqlite",
    query,
    // Whatever waits is written in one go, a few groups at most, so that there is nothing to pass by.
    urgent: { query },
    transaction: (work) => inTurn("work", () => work({ query: run })),
    snapshot: (work) =>
      inTurn("alone", async () => {
        await connection.exec("BEGIN DEFERRED");
        try {
          return await work({ query: run });
        } finally {
          await connection.exec("ROLLBACK");
        }
      }),
    async notify() {},
    async listen() {},
    close() {
      end ??= grouped("alone", async () => connection.close());
      return end;
    },
  };
}

/** VACUUM, PRAGMA and the like cannot run inside a transaction. */
function kindOf(text: string): JobKind {
  const word = /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? "";
  if (word === "SELECT") return "read";
  return ["INSERT", "UPDATE", "DELETE"].includes(word) ? "write" : "alone";
}

async function connect(path: string): Promise<Connection> {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const connection = new Libsql(path, {}) as unknown as Connection;
    await connection.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    await connection.exec("PRAGMA journal_mode = WAL");
    await connection.exec("PRAGMA synchronous = FULL");
    await connection.exec("PRAGMA foreign_keys = ON");
    await connection.exec("PRAGMA secure_delete = ON");
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
