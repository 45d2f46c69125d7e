import { afterEach, describe, expect, test, vi } from "vitest";
import { createLaneWorker } from "../../src/conversation/lane-worker.ts";
import { silentLogger } from "../../src/log.ts";
import { createLaneStore } from "../../src/storage/lane-store.ts";
import { ENGINES } from "../support/databases.ts";

const HOUR_MS = 60 * 60 * 1000;
const LEASE_MS = 30_000;
const WAIT = { timeout: 10_000, interval: 5 };

afterEach(() => void vi.useRealTimers());

/** The process's clock alone; timers, the steady clock and the database's clock go on as they were. */
const jump = (ms: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ms });

// PostgreSQL in memory runs inside this process and takes its clock from it.
describe.each(ENGINES.filter(({ name }) => name !== "PostgreSQL in memory"))(
  "clocks on $name",
  ({ open }) => {
    test.each([
      ["ahead", HOUR_MS],
      ["behind", -HOUR_MS],
    ])("a process whose clock is an hour %s takes no lane away from its holder", async (_, ms) => {
      await using db = await open();
      const lanes = createLaneStore(db.database, "inbox");
      await lanes.enqueue({ lane: "a", key: "1", payload: "x" });
      const lease = await lanes.claim("holder", LEASE_MS);
      if (!lease) throw new Error("nothing to claim");
      jump(ms);
      expect(await lanes.claim("stranger", LEASE_MS)).toBeUndefined();
      const item = await lanes.next(lease);
      expect(await lanes.complete(lease, item?.id ?? 0)).toBe(true);
    });

    test.each([
      ["ahead", HOUR_MS],
      ["behind", -HOUR_MS],
    ])(
      "work goes on, once and in order, when the clock jumps an hour %s in the middle of it",
      async (_, ms) => {
        await using db = await open();
        const lanes = createLaneStore(db.database, "inbox");
        const done: string[] = [];
        const worker = createLaneWorker({
          lanes,
          owner: "me",
          logger: silentLogger,
          pollMs: 20,
          backoffMs: 1,
          leaseMs: LEASE_MS,
          async handle({ key }) {
            if (done.length === 0) jump(ms);
            done.push(key);
          },
          async onParked() {},
        });
        for (const key of ["1", "2", "3"]) await lanes.enqueue({ lane: "a", key, payload: key });
        await worker.start();
        await vi.waitFor(() => expect(done).toEqual(["1", "2", "3"]), WAIT);
        await lanes.enqueue({ lane: "b", key: "4", payload: "4" });
        await vi.waitFor(() => expect(done).toEqual(["1", "2", "3", "4"]), WAIT);
        await worker.stop(1_000);
      },
    );
  },
);
