import pg from "pg";
import { expect, test } from "vitest";
import { openPostgres } from "../../src/storage/postgres.ts";
import { freshDatabase } from "../support/fresh-database.ts";

test("a statement run again and again is planned once a connection, one run twice is not", async () => {
  await using fresh = await freshDatabase();
  const database = await openPostgres(fresh.url, { poolSize: 1 });
  for (const times of [2, 5]) {
    for (let n = 0; n < times; n += 1) await database.query(`SELECT $1::int + ${times} AS sum`, [n]);
  }
  const planned = await database.query("SELECT statement FROM pg_prepared_statements");
  expect(planned.map(({ statement }) => statement)).toEqual(["SELECT $1::int + 5 AS sum"]);
  await database.close();
});

test("a column that a newer process adds breaks no statement of an older one", async () => {
  await using fresh = await freshDatabase();
  const database = await openPostgres(fresh.url, { poolSize: 1 });
  await database.query("CREATE TABLE things (name TEXT)");
  await database.query("INSERT INTO things (name) VALUES ('one')");
  const read = () => [
    database.query("SELECT * FROM things"),
    database.query("SELECT name FROM things WHERE name <> $1", [""]),
  ];
  for (let n = 0; n < 5; n += 1) await Promise.all(read());
  await database.query("ALTER TABLE things ADD COLUMN size BIGINT");
  expect(await Promise.all(read())).toEqual([[{ name: "one", size: null }], [{ name: "one" }]]);
  await database.close();
});

test("a hundred notifications asked for at once become two, and the second comes after the last", async () => {
  await using fresh = await freshDatabase();
  const database = await openPostgres(fresh.url);
  const listener = new pg.Client({ connectionString: fresh.url });
  await listener.connect();
  await listener.query("LISTEN shirube");
  const heard: string[] = [];
  listener.on("notification", ({ payload = "" }) => heard.push(payload));
  for (let n = 0; n < 100; n += 1) await database.notify("inbox");
  await expect.poll(() => heard.length).toBe(2);
  await database.notify("outbox");
  await expect.poll(() => heard).toEqual(["inbox", "inbox", "outbox"]);
  await listener.end();
  await database.close();
});

test("what is written while everything is being read belongs to the next reading", async () => {
  await using fresh = await freshDatabase();
  const database = await openPostgres(fresh.url);
  await database.query("CREATE TABLE things (name TEXT)");
  const counts = await database.snapshot(async (sql) => {
    const count = async () => (await sql.query("SELECT count(*) AS n FROM things"))[0]?.n;
    const before = await count();
    await database.query("INSERT INTO things (name) VALUES ('late')");
    await expect(sql.query("SELECT 1 AS one")).resolves.toHaveLength(1);
    return [before, await count()];
  });
  expect(counts).toEqual([0, 0]);
  expect(await database.query("SELECT name FROM things")).toHaveLength(1);
  await database.close();
});
