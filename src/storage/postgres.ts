import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { AppError, messageOf } from "../errors.ts";
import { type Database, inDialect, POSTGRES, type Row, type Sql, type SqlValue } from "./database.ts";

/** int8 arrives as text by default; ours are epoch milliseconds and counters, far below 2^53. */
const INT8_OID = 20;
const CONNECT_TIMEOUT_MS = 5_000;
/** Beyond this a server counts as gone: a network that swallows packets gives no error of its own. */
const ANSWER_TIMEOUT_MS = 10_000;
/** Statements that take as long as the data is large, or wait for another process that runs such a one. */
const PATIENT = /^(VACUUM|CREATE|ALTER|DROP|SELECT pg_advisory)/;
/** The server's side of a broken network: a replica that is cut off must not hold its locks for hours. */
const SESSION = `SET idle_in_transaction_session_timeout = ${ANSWER_TIMEOUT_MS};
  SET tcp_user_timeout = ${ANSWER_TIMEOUT_MS}; SET tcp_keepalives_idle = 10;
  SET tcp_keepalives_interval = 3; SET tcp_keepalives_count = 3`;
/** It holds no lock that another waits for, and whoever takes what it reads may be slow. */
const SNAPSHOT = [
  "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
  "SET LOCAL idle_in_transaction_session_timeout = 0",
];
const KEEP_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 } as const;

/**
 * Opens a pool on a PostgreSQL server (15 or newer), shared by any number of replicas.
 * @throws AppError `database_unreachable` when the server does not answer now, `database_unavailable` when it refuses
 */
export async function openPostgres(url: string, options: { poolSize?: number } = {}): Promise<Database> {
  const types = { getTypeParser: parserFor };
  const openPool = (max: number): pg.Pool => {
    const opened = new pg.Pool({
      ...KEEP_ALIVE,
      connectionString: url,
      max,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      types: types as pg.CustomTypesConfig,
      onConnect: async (client) => void (await client.query(SESSION)),
    });
    // A broken idle connection is replaced on the next query; unobserved, it would end the process.
    opened.on("error", () => undefined);
    return opened;
  };
  const pool = openPool(options.poolSize ?? 10);
  const urgent = openPool(1);
  const listeners = new Set<() => Promise<void>>();

  try {
    await pool.query("SELECT 1");
  } catch (error) {
    await pool.end();
    throw new AppError(
      isPassing(error) ? "database_unreachable" : "database_unavailable",
      `PostgreSQL does not answer: ${messageOf(error)}`,
      "Check DATABASE_URL (postgres://user:password@host:5432/database) and that the server is running.",
      { cause: error },
    );
  }

  return {
    engine: "postgres",
    query: sqlOn(pool).query,
    urgent: sqlOn(urgent),
    transaction: (work) => inTransaction(pool, ["BEGIN"], work),
    snapshot: (work) => inTransaction(pool, SNAPSHOT, work),
    notify: bell((topic) => pool.query("SELECT pg_notify('shirube', $1)", [topic])),
    async listen(topic, onNotify) {
      listeners.add(await listenForever(url, topic, onNotify));
    },
    async close() {
      await Promise.all([...listeners].map((stop) => stop()));
      // A goodbye that the network swallows must not hold up the end of the process.
      const ended = Promise.all([pool.end(), urgent.end()]);
      await Promise.race([ended, pause(CONNECT_TIMEOUT_MS, undefined, { ref: false })]);
    },
  };
}

function sqlOn(client: pg.Pool | pg.PoolClient): Sql {
  return {
    async query<T extends Row>(text: string, values: readonly SqlValue[] = []) {
      const result = await client.query({
        ...prepared(inDialect(text, POSTGRES)),
        values: [...values],
        ...(!PATIENT.test(text) && { query_timeout: ANSWER_TIMEOUT_MS }),
      });
      return result.rows as T[];
    },
  };
}

/** Statements seen this often are planned once for each connection; those made for one occasion never are. */
const PREPARED_FROM = 3;
const MOST_PREPARED = 200;
const timesSeen = new Map<string, number>();
const names = new Map<string, string>();

/**
 * Planning takes the server longer than most of our statements take to run.
 * `SELECT *` is left out: a column that a newer process adds would make its plan an error.
 */
function prepared(text: string): { text: string; name?: string } {
  const name = names.get(text);
  if (name) return { text, name };
  if (names.size >= MOST_PREPARED || PATIENT.test(text) || text.includes("SELECT *")) return { text };
  const times = (timesSeen.get(text) ?? 0) + 1;
  if (timesSeen.size > 10 * MOST_PREPARED) timesSeen.clear();
  timesSeen.set(text, times);
  if (times >= PREPARED_FROM) names.set(text, `shirube_${names.size}`);
  return { text };
}

/**
 * Notifying commits take turns on one lock of the whole server, so what is asked for while one is under way
 * becomes one more. Nobody waits for it: polling covers what is lost.
 */
function bell(ring: (topic: string) => Promise<unknown>): (topic: string) => Promise<void> {
  const underWay = new Map<string, "ringing" | "once more">();
  const keepRinging = async (topic: string): Promise<void> => {
    underWay.set(topic, "ringing");
    await ring(topic).catch(() => undefined);
    if (underWay.get(topic) === "once more") return keepRinging(topic);
    underWay.delete(topic);
  };
  return async (topic) => {
    if (underWay.has(topic)) underWay.set(topic, "once more");
    else void keepRinging(topic);
  };
}

function parserFor(oid: number, format?: "text" | "binary") {
  return oid === INT8_OID ? (value: string) => Number(value) : pg.types.getTypeParser(oid, format as "text");
}

/** Server starting or stopping, or out of connections (errcodes-appendix of the PostgreSQL manual). */
const PASSING_CODES = /^(57P0[123]|53\d{3}|08\w{3})$/;

/** True for what time mends: no answer, no name, no free connection; a wrong password is none of these. */
function isPassing(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || PASSING_CODES.test(error.code ?? "");
}

/** True for what the server said no to; anything else, a last word before it hangs up included, is a lost connection. */
function isRefusal(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.severity !== "FATAL";
}

async function inTransaction<T>(
  pool: pg.Pool,
  begin: readonly string[],
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let lost: Error | undefined;
  const onLost = (error: Error) => {
    lost = error;
  };
  // A connection that breaks between two statements says so here; unobserved, it would end the process.
  client.on("error", onLost);
  const sql: Sql = {
    query: (text, values) =>
      sqlOn(client)
        .query(text, values)
        .catch((error) => {
          if (!isRefusal(error)) onLost(error);
          throw error;
        }) as never,
  };
  try {
    for (const statement of begin) await sql.query(statement);
    const result = await work(sql);
    await sql.query("COMMIT");
    return result;
  } catch (error) {
    if (!lost) await sql.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    client.off("error", onLost);
    client.release(lost);
  }
}

/** Keeps one connection listening and replaces it when it breaks; polling covers the gap. */
async function listenForever(url: string, topic: string, onNotify: () => void): Promise<() => Promise<void>> {
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let stopped = false;
  const connect = async (): Promise<void> => {
    const next = new pg.Client({
      ...KEEP_ALIVE,
      connectionString: url,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    });
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
