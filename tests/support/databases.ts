import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { type Database, inDialect, POSTGRES, type Row, type SqlValue } from "../../src/storage/database.ts";
import { migrate } from "../../src/storage/migrations.ts";
import { openPostgres } from "../../src/storage/postgres.ts";
import { openSqlite } from "../../src/storage/sqlite.ts";

export interface TestDatabase extends AsyncDisposable {
  readonly database: Database;
}

/** A temporary folder that disappears with the test. */
export function temporaryFolder(): { readonly path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), "shirube-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

async function sqlite(): Promise<TestDatabase> {
  const folder = temporaryFolder();
  const database = await openSqlite(join(folder.path, "test.db"));
  await migrate(database);
  return {
    database,
    async [Symbol.asyncDispose]() {
      await database.close();
      folder[Symbol.dispose]();
    },
  };
}

/** Starting one takes a second, so that a test file shares it and every test gets an empty schema. */
let shared: Promise<PGlite> | undefined;

/** PostgreSQL in memory, for its dialect without a server; one at a time within a test file. */
async function pglite(): Promise<TestDatabase> {
  shared ??= PGlite.create({ parsers: { 20: Number } });
  const db = await shared;
  await db.exec("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  type Runner = Pick<PGlite, "query">;
  const on = (runner: Runner) => ({
    async query<T extends Row>(text: string, values: readonly SqlValue[] = []) {
      return (await runner.query<T>(inDialect(text, POSTGRES), [...values])).rows;
    },
  });
  const database: Database = {
    engine: "postgres",
    query: on(db).query,
    urgent: on(db),
    transaction: (work) => db.transaction((tx) => work(on(tx as unknown as Runner))),
    // Its one connection sees no writer meanwhile.
    snapshot: (work) => db.transaction((tx) => work(on(tx as unknown as Runner))),
    async notify() {},
    async listen() {},
    async close() {},
  };
  await migrate(database);
  return { database, async [Symbol.asyncDispose]() {} };
}

/** A schema-fresh database on a real server; `.ci/run` starts one and sets the address. */
async function postgres(adminUrl: string): Promise<TestDatabase> {
  const name = `shirube_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const database = await openPostgres(url.href);
  await migrate(database);
  return {
    database,
    async [Symbol.asyncDispose]() {
      await database.close();
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.end();
    },
  };
}

const SERVER = process.env.TEST_DATABASE_URL;

/** The engines every storage contract runs on: a server as well when one is given. */
export const ENGINES: readonly { readonly name: string; readonly open: () => Promise<TestDatabase> }[] = [
  { name: "SQLite", open: sqlite },
  { name: "PostgreSQL in memory", open: pglite },
  ...(SERVER ? [{ name: "PostgreSQL", open: () => postgres(SERVER) }] : []),
];
