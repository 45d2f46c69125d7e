import Libsql from "libsql/promise";
import { afterEach, expect, test, vi } from "vitest";
import { ENGINES } from "../support/databases.ts";

const [sqlite] = ENGINES;
if (!sqlite) throw new Error("SQLite is always there");

afterEach(() => void vi.restoreAllMocks());

test("prepared statements are kept while they are few, and not for as long as the process lives", async () => {
  await using db = await sqlite.open();
  const prepare = vi.spyOn(Libsql.prototype, "prepare");
  const ask = (n: number) => db.database.query(`SELECT ${n} AS n`);
  await ask(0);
  await ask(0);
  expect(prepare).toHaveBeenCalledTimes(1);
  for (let n = 1; n <= 1_000; n += 1) await ask(n);
  prepare.mockClear();
  await ask(0);
  expect(prepare).toHaveBeenCalledTimes(1);
});
