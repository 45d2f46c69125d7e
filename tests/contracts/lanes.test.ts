import { describe, expect, test, vi } from "vitest";
import { createLaneWorker, RetryLater } from "../../src/conversation/lane-worker.ts";
import type { LaneLease } from "../../src/conversation/lanes.ts";
import { assertHeld } from "../../src/conversation/lease-hold.ts";
import { messageOf } from "../../src/errors.ts";
import { silentLogger } from "../../src/log.ts";
import { createLaneStore } from "../../src/storage/lane-store.ts";
import { ENGINES } from "../support/databases.ts";

const LONG = 60_000;
const WAIT = { timeout: 10_000, interval: 5 };
/** A lease that ends the moment it is given: the holder is as good as dead. */
const OVER = -1;

async function claim(lanes: ReturnType<typeof createLaneStore>, leaseMs = LONG): Promise<LaneLease> {
  const lease = await lanes.claim("me", leaseMs);
  if (!lease) throw new Error("nothing to claim");
  return lease;
}

describe.each(ENGINES)("lanes on $name", ({ open }) => {
  test("an item with a known key is stored once, however often it arrives", async () => {
    await using db = await open();
    const lanes = createLaneStore(db.database, "inbox");
    expect(await lanes.enqueue({ lane: "a", key: "1", payload: "x" })).toBe(true);
    expect(await lanes.enqueue({ lane: "a", key: "1", payload: "y" })).toBe(false);
    expect(await lanes.counts()).toEqual({ open: 1, parked: 0 });
  });

  test("a lane is worked by one holder at a time, oldest item first", async () => {
    await using db = await open();
    const lanes = createLaneStore(db.database, "inbox");
    for (const key of ["1", "2"]) await lanes.enqueue({ lane: "a", key, payload: key });
    const lease = await claim(lanes);
    expect(await lanes.claim("other", LONG)).toBeUndefined();
    const first = await lanes.next(lease);
    expect(first).toMatchObject({ key: "1", attempts: 1, payload: "1" });
    expect(await lanes.complete(lease, first?.id ?? 0)).toBe(true);
    expect(await lanes.next(await claim(lanes))).toMatchObject({ key: "2" });
  });

  test("what was said earlier goes first, though it came later", async () => {
    await using db = await open();
    const lanes = createLaneStore(db.database, "inbox");
    for (const [key, sequence] of [
      ["second", 1_795_584_954_700_000],
      ["first", 1_795_584_954_520_000],
    ] as const)
      await lanes.enqueue({ lane: "a", key, payload: "", sequence });
    const lease = await claim(lanes);
    const item = await lanes.next(lease);
    expect(item).toMatchObject({ key: "first" });
    await lanes.complete(lease, item?.id ?? 0);
    expect(await lanes.next(await claim(lanes))).toMatchObject({ key: "second" });
  });

  test("another conversation is not delayed by a busy one", async () => {
    await using db = await open();
    const lanes = createLaneStore(db.database, "inbox");
    await lanes.enqueue({ lane: "a", key: "1", payload: "" });
    await lanes.enqueue({ lane: "b", key: "2", payload: "" });
    expect((await claim(lanes)).lane).toBe("a");
    expect((await claim(lanes)).lane).toBe("b");
  });

  test("when a holder dies, the next one gets the same item with its attempt counted and its note kept", async () => {
    await using db = await open();
    const lanes = createLaneStore(db.database, "inbox");
    await lanes.enqueue({ lane: "a", key: "1", payload: "x" });
    const dead = await claim(lanes, OVER);
    const item = await lanes.next(dead);
    expect(await lanes.note(dead, item?.id ?? 0, "begun at 17.1")).toBe(true);
    const alive = await claim(lanes);
    expect(await lanes.next(alive)).toMatchObject({ key: "1", attempts: 2, progress: "begun at 17.1" });
  });

  test("a holder that was paused finishes nothing once the lane has moved on", async () => {
    await using db = await open();
    const lanes = createLaneStore(db.database, "inbox");
    await lanes.enqueue({ lane: "a", key: "1", payload: "x" });
    const paused = await claim(lanes, OVER);
    const item = await lanes.next(paused);
    await claim(lanes);
    expect(await lanes.complete(paused, item?.id ?? 0)).toBe(false);
    expect(await lanes.note(paused, item?.id ?? 0, "late")).toBe(false);
    expect(await lanes.renew("me", [paused], LONG)).toEqual(new Set());
    expect(await lanes.next(paused)).toBeUndefined();
    expect(await lanes.counts()).toEqual({ open: 1, parked: 0 });
  });

  test("many leases are renewed at once, and only those that are still held", async () => {
    await using db = await open();
    const lanes = createLaneStore(db.database, "inbox");
    for (let index = 0; index < 450; index += 1) {
      await lanes.enqueue({ lane: `lane${index}`, key: String(index), payload: "" });
    }
    const first = await claim(lanes, OVER);
    const taken = await lanes.claim("other", LONG);
    const rest: LaneLease[] = [];
    for (let index = 0; index < 449; index += 1) rest.push(await claim(lanes));
    expect(taken?.lane).toBe(first.lane);
    const kept = await lanes.renew("me", [first, ...rest], LONG);
    expect(kept.has(first)).toBe(false);
    expect(kept).toEqual(new Set(rest));
  });

  test("a finished item keeps its key and loses its words", async () => {
    await using db = await open();
    const lanes = createLaneStore(db.database, "inbox");
    await lanes.enqueue({ lane: "a", key: "1", payload: "private words" });
    const lease = await claim(lanes);
    await lanes.complete(lease, (await lanes.next(lease))?.id ?? 0);
    const rows = await db.database.query("SELECT payload FROM lane_items");
    expect(rows).toEqual([{ payload: "" }]);
    expect(await lanes.enqueue({ lane: "a", key: "1", payload: "again" })).toBe(false);
  });

  test("a worker does every item once and in order, with many lanes and duplicates", async () => {
    await using db = await open();
    const lanes = createLaneStore(db.database, "inbox");
    const seen = new Map<string, string[]>();
    for (let index = 0; index < 60; index += 1) {
      const item = { lane: `lane${index % 7}`, key: String(index), payload: String(index) };
      await lanes.enqueue(item);
      if (index % 3 === 0) await lanes.enqueue(item);
    }
    const worker = createLaneWorker({
      lanes,
      owner: "me",
      logger: silentLogger,
      handle: async ({ lane, payload }) => {
        seen.set(lane, [...(seen.get(lane) ?? []), payload]);
      },
    });
    await worker.start();
    await worker.idle();
    await worker.stop();
    expect([...seen.values()].flat()).toHaveLength(60);
    for (const done of seen.values()) expect(done).toEqual([...done].sort((a, b) => Number(a) - Number(b)));
  });

  test("a thousand lanes wait for a model at once, though few are worked on at once", async () => {
    await using db = await open();
    const lanes = createLaneStore(db.database, "inbox");
    const all = Array.from({ length: 1_000 }, (_, index) => `lane${index}`);
    await Promise.all(all.map((lane) => lanes.enqueue({ lane, key: lane, payload: "" })));
    let working = 0;
    let most = 0;
    const work = () => {
      working += 1;
      most = Math.max(most, working);
    };
    let waiting = 0;
    let answer = () => {};
    const model = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const tried: number[] = [];
    const worker = createLaneWorker({
      lanes,
      owner: "me",
      logger: silentLogger,
      places: 4,
      leaseMs: LONG,
      handle: async ({ attempts }, { aside, note }) => {
        tried.push(attempts);
        work();
        await aside(() => {
          working -= 1;
          waiting += 1;
          if (waiting === all.length) answer();
          return model;
        });
        work();
        await note("answered");
        working -= 1;
      },
    });
    await worker.start();
    await worker.idle();
    await worker.stop();
    expect(most).toBeLessThanOrEqual(4);
    expect(tried).toEqual(all.map(() => 1));
    expect(await lanes.counts()).toEqual({ open: 0, parked: 0 });
  }, 60_000);

  test("an outage is outlasted: what the world is to blame for is not given up on", async () => {
    await using db = await open();
    const lanes = createLaneStore(db.database, "outbox");
    await lanes.enqueue({ lane: "a", key: "words", payload: "" });
    let tries = 0;
    const worker = createLaneWorker({
      lanes,
      owner: "me",
      logger: silentLogger,
      maxAttempts: 2,
      pollMs: 5,
      handle: async () => {
        tries += 1;
        if (tries < 12) throw new RetryLater(0, "no answer");
      },
    });
    await worker.start();
    await vi.waitFor(async () => expect(await lanes.counts()).toEqual({ open: 0, parked: 0 }), WAIT);
    await worker.stop();
    expect(tries).toBe(12);
  });

  test("a holder that cannot reach the database lets go before its lease ends, and says nothing after", async () => {
    await using db = await open();
    const lanes = createLaneStore(db.database, "inbox");
    await lanes.enqueue({ lane: "a", key: "1", payload: "" });
    const seen: string[] = [];
    const worker = createLaneWorker({
      lanes: { ...lanes, renew: () => Promise.reject(new Error("no route to the database")) },
      owner: "me",
      logger: silentLogger,
      leaseMs: 300,
      maxAttempts: 1,
      handle: async (_item, { signal }) => {
        await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
        try {
          assertHeld();
        } catch (error) {
          seen.push(messageOf(error));
        }
      },
    });
    await worker.start();
    await vi.waitFor(() => expect(seen).toContain("lease lost"), WAIT);
    await worker.stop();
    expect(() => assertHeld()).not.toThrow();
  });

  test("an item whose processes were killed is not to blame, until it has taken too many with it", async () => {
    await using db = await open();
    const lanes = createLaneStore(db.database, "inbox");
    await lanes.enqueue({ lane: "a", key: "unlucky", payload: "" });
    const die = async (times: number) => {
      for (let time = 0; time < times; time += 1) await lanes.next(await claim(lanes, OVER));
    };
    const tried: number[] = [];
    const parked: string[] = [];
    const options = {
      lanes,
      owner: "me",
      logger: silentLogger,
      maxAttempts: 2,
      backoffMs: 1,
      pollMs: 5,
      handle: async ({ attempts }: { readonly attempts: number }) => {
        tried.push(attempts);
        if (attempts === 11) throw new Error("no");
        throw new RetryLater(60_000, "an outage");
      },
      onParked: async ({ key }: { readonly key: string }) => void parked.push(key),
    };
    await die(10);
    const first = createLaneWorker(options);
    await first.start();
    await vi.waitFor(() => expect(tried).toEqual([11, 12]), WAIT);
    await first.stop();
    expect(parked).toEqual([]);
    await db.database.query("UPDATE lanes SET ready_at = 0");
    await die(90);
    const second = createLaneWorker(options);
    await second.start();
    await vi.waitFor(() => expect(parked).toEqual(["unlucky"]), WAIT);
    await second.stop();
    expect(tried).toEqual([11, 12]);
  });

  test("an item that keeps failing is set aside, told about once, and the lane goes on", async () => {
    await using db = await open();
    const lanes = createLaneStore(db.database, "inbox");
    await lanes.enqueue({ lane: "a", key: "poison", payload: "" });
    await lanes.enqueue({ lane: "a", key: "fine", payload: "" });
    const done: string[] = [];
    const parked: string[] = [];
    const worker = createLaneWorker({
      lanes,
      owner: "me",
      logger: silentLogger,
      maxAttempts: 3,
      pollMs: 5,
      backoffMs: 1,
      handle: async ({ key }) => {
        if (key === "poison") throw new Error("no");
        done.push(key);
      },
      onParked: async ({ key }) => void parked.push(key),
    });
    await worker.start();
    await vi.waitFor(() => expect(done).toEqual(["fine"]), WAIT);
    await worker.stop();
    expect({ done, parked }).toEqual({ done: ["fine"], parked: ["poison"] });
    expect(await lanes.counts()).toEqual({ open: 0, parked: 1 });
  });
});
