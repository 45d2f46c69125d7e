import { describe, expect, test, vi } from "vitest";
import { createLaneWorker, PutOff, Refused, RetryLater } from "../../src/conversation/lane-worker.ts";
import type { Lanes } from "../../src/conversation/lanes.ts";
import { silentLogger } from "../../src/log.ts";
import type { Database } from "../../src/storage/database.ts";
import { createLaneStore } from "../../src/storage/lane-store.ts";
import { ENGINES } from "../support/databases.ts";

const WAIT = { timeout: 20_000, interval: 5 };

async function take(lanes: Lanes) {
  const lease = await lanes.claim("me", 60_000);
  const item = lease && (await lanes.next(lease));
  if (!lease || !item) throw new Error("nothing to take");
  return { lease, item };
}

/** Works one item whose first attempts end as told. @returns how often it was tried, once it is done or given up on */
async function workOff(lanes: Lanes, endings: readonly Error[]) {
  const parked: string[] = [];
  let tried = 0;
  const worker = createLaneWorker({
    lanes,
    owner: "me",
    logger: silentLogger,
    pollMs: 5,
    backoffMs: 0,
    maxAttempts: 1,
    async handle() {
      tried += 1;
      const ending = endings[tried - 1];
      if (ending) throw ending;
    },
    onParked: async ({ key }) => void parked.push(key),
  });
  await lanes.enqueue({ lane: "a", key: "1", payload: "x" });
  await worker.start();
  await vi.waitFor(async () => expect((await lanes.counts()).open).toBe(0), WAIT);
  await worker.stop();
  return { tried, parked };
}

/** What Node's fetch throws when a name cannot be resolved. */
function unresolved(): Error {
  const cause = new Error("getaddrinfo ENOTFOUND slack.com");
  Object.assign(cause, { code: "ENOTFOUND", syscall: "getaddrinfo", hostname: "slack.com" });
  return new TypeError("fetch failed", { cause });
}

describe.each(ENGINES)("trying again on $name", ({ open }) => {
  test("an item that was put off is neither closer to being given up on nor takes its process for dying", async () => {
    await using db = await open();
    const lanes = createLaneStore(db.database, "inbox");
    await lanes.enqueue({ lane: "a", key: "1", payload: "x" });
    const { lease, item } = await take(lanes);
    await lanes.retry(lease, item.id, { delayMs: 0, error: "not yet", as: "put_off" });
    expect((await take(lanes)).item).toMatchObject({ attempts: 2, failures: 0, outages: 0, putOffs: 1 });
  });

  test("an item that was refused for good is set aside at its first attempt, and its lane knows of it", async () => {
    await using db = await open();
    const lanes = createLaneStore(db.database, "inbox");
    expect(await workOff(lanes, [new RetryLater(0, "later"), new Refused("no")])).toEqual({
      tried: 2,
      parked: ["1"],
    });
    expect(await lanes.parkedIn("a")).toBe(1);
    expect(await lanes.parkedIn("b")).toBe(0);
  });

  test("an item may be put off more often than an outage may end it", async () => {
    await using db = await open();
    const lanes = createLaneStore(db.database, "inbox");
    const endings = Array.from({ length: 120 }, () => new PutOff(0, "not yet"));
    expect(await workOff(lanes, endings)).toEqual({ tried: 121, parked: [] });
  });

  test("a network that fails is an outage, not a failure of the item", async () => {
    await using db = await open();
    const lanes = createLaneStore(db.database, "inbox");
    expect(await workOff(lanes, [unresolved(), unresolved(), unresolved()])).toEqual({
      tried: 4,
      parked: [],
    });
  });

  test("however long retries wait, they are the same few statements", async () => {
    await using db = await open();
    const texts = new Set<string>();
    const lanes = createLaneStore(noting(db.database, texts), "inbox");
    await lanes.enqueue({ lane: "a", key: "1", payload: "x" });
    const counts: number[] = [];
    for (const delayMs of [-1, -2, -3, -4.6]) {
      const { lease, item } = await take(lanes);
      await lanes.retry(lease, item.id, { delayMs, error: "again", as: "outage" });
      counts.push(texts.size);
    }
    expect(counts).toEqual(counts.map(() => counts[0]));
  });
});

/** The same database, its texts noted. */
function noting(database: Database, texts: Set<string>): Database {
  const noted = <T extends Pick<Database, "query">>(sql: T): T => ({
    ...sql,
    query: (text: string, values?: never[]) => {
      texts.add(text);
      return sql.query(text, values);
    },
  });
  return {
    ...noted(database),
    transaction: (work) => database.transaction((sql) => work(noted(sql))),
  };
}
