import pg from "pg";
import { AppError, messageOf } from "../errors.ts";
import { type Database, inDialect, POSTGRES, type Row, type Sql, type SqlValue } from "./database.ts";

/** int8 arrives as text by default; ours are epoch milliseconds and counters, far below 2^53. */
const INT8_OID = 20;

/**
 * Opens a pool on a PostgreSQL server (15 or newer), shared by any number of replicas.
 * @throws AppError `database_unavailable` when the server does not answer
 */
export async function openPostgres(url: string, options: { poolSize?: number } = {}): Promise<Database> {
  const types = { getTypeParser: parserFor };
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 5_000,
    types: types as pg.CustomTypesConfig,
  });
  // A broken idle connection is replaced on the next query; unobserved, it would end the process.
  pool.on("error", () => undefined);
  const listeners = new Set<() => Promise<void>>();

  const on = (client: pg.Pool | pg.PoolClient): Sql => ({
    async query<T extends Row>(text: string, values: readonly SqlValue[] = []) {
      const result = await client.query(inDialect(text, POSTGRES), [...values]);
      return result.rows as T[];
    },
  });

  try {
    await pool.query("SELECT 1");
  } catch (error) {
    await pool.end();
    throw new AppError(
      "database_unavailable",
      `PostgreSQL does not answer: ${messageOf(error)}`,
      "Check DATABASE_URL (postgres://user:password@host:5432/database) and that the server is running.",
      { cause: error },
    );
  }

  return {
    engine: "postgres",
    query: on(pool).query,
    transaction: (work) => inTransaction(pool, (client) => work(on(client))),
    async notify(topic) {
      await pool.query("SELECT pg_notify('shirube', $1)", [topic]);
    },
    async listen(topic, onNotify) {
      listeners.add(await listenForever(url, topic, onNotify));
    },
    async close() {
      await Promise.all([...listeners].map((stop) => stop()));
      await pool.end();
    },
  };
}

function parserFor(oid: number, format?: "text" | "binary") {
  return oid === INT8_OID ? (value: string) => Number(value) : pg.types.getTypeParser(oid, format as "text");
}

async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Keeps one connection listening and replaces it when it breaks; polling covers the gap. */
async function listenForever(url: string, topic: string, onNotify: () => void): Promise<() => Promise<void>> {
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let stopped = false;
  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url });
    client = next;
    const again = () => {
      if (stopped || client !== next) return;
      client = undefined;
      retry = setTimeout(() => void connect(), 1_000);
      void next.end().catch(() => undefined);
    };
    next.on("error", again).on("end", again);
    next.on("notification", (message) => message.payload === topic && onNotify());
    try {
      await next.connect();
      await next.query("LISTEN shirube");
    } catch {
      again();
    }
  };
  await connect();
  return async () => {
    stopped = true;
    clearTimeout(retry);
    await client?.end().catch(() => undefined);
  };
}
