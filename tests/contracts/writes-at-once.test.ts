import { describe, expect, test } from "vitest";
import { messageOf } from "../../src/errors.ts";
import type { Database } from "../../src/storage/database.ts";
import { ENGINES } from "../support/databases.ts";

const save = (key: string) =>
  [
    "INSERT INTO posts (key, owner, channel, ts, at) VALUES ($1, 'o', 'c', $1, 0) RETURNING key",
    [key],
  ] as const;

const keys = async (database: Database) =>
  (await database.query<{ key: string }>("SELECT key FROM posts ORDER BY key")).map(({ key }) => key);

const outcome = (work: Promise<unknown>) => work.then(() => "kept", messageOf);

describe.each(ENGINES)("writes at the same time on $name", ({ open }) => {
  test("what fails takes back what it did itself, and nothing of what others wrote beside it", async () => {
    await using db = await open();
    const { database } = db;
    const results = await Promise.all([
      outcome(database.query(...save("a"))),
      outcome(
        database.transaction(async (sql) => {
          await sql.query(...save("half"));
          throw new Error("changed its mind");
        }),
      ),
      outcome(database.query("INSERT INTO posts (key) VALUES ('incomplete')")),
      outcome(database.transaction((sql) => sql.query(...save("b")))),
      outcome(database.query(...save("c"))),
    ]);
    expect(results.map((result) => result === "kept")).toEqual([true, false, false, true, true]);
    expect(results[1]).toBe("changed its mind");
    expect(await keys(database)).toEqual(["a", "b", "c"]);
  });

  test("more writes than go together at once are all kept", async () => {
    await using db = await open();
    const { database } = db;
    const count = async () =>
      (await database.query<{ n: number }>("SELECT count(*) AS n FROM posts"))[0]?.n ?? Number.NaN;
    await Promise.all(Array.from({ length: 150 }, (_, index) => database.query(...save(String(index)))));
    expect(await count()).toBe(150);
  });

  test("a vacuum in the middle of writing waits for its turn, and the writing goes on", async () => {
    await using db = await open();
    const { database } = db;
    await Promise.all([database.query(...save("a")), database.query("VACUUM"), database.query(...save("b"))]);
    expect(await keys(database)).toEqual(["a", "b"]);
  });
});
