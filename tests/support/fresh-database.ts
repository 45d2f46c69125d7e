import { randomUUID } from "node:crypto";
import pg from "pg";

const SERVER = process.env.TEST_DATABASE_URL ?? "";

/** An empty database on the server that `TEST_DATABASE_URL` names, dropped with the test. */
export async function freshDatabase(): Promise<{ readonly url: string } & AsyncDisposable> {
  const name = `shirube_${randomUUID().replaceAll("-", "")}`;
  const admin = new pg.Client({ connectionString: SERVER });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  const url = new URL(SERVER);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async [Symbol.asyncDispose]() {
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.end();
    },
  };
}
