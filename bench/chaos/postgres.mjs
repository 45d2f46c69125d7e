import { randomUUID } from "node:crypto";
import pg from "pg";

/** Runs with a fresh database on the server of TEST_DATABASE_URL, or with none for SQLite. */
export async function withDatabase(engine, work) {
  if (engine === "sqlite") return work(undefined);
  if (engine !== "postgres") throw new Error(`--engine ${engine} is not known: choose sqlite or postgres.`);
  const server = process.env.TEST_DATABASE_URL;
  if (!server)
    throw new Error("Set TEST_DATABASE_URL to a PostgreSQL server on which databases may be created.");
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  const name = `shirube_${randomUUID().replaceAll("-", "")}`;
  await admin.query(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  try {
    return await work(url.href);
  } finally {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  }
}
