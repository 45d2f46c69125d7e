import { messageOf, networkFaultOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { LaneItem, LaneLease, LaneRetry, Lanes } from "./lanes.ts";
import { createLeaseKeeper, whileHeld } from "./lease-hold.ts";
import { createPlaces } from "./places.ts";

export interface LaneContext {
  /** Aborted when the lease is lost or the worker stops without draining. */
  readonly signal: AbortSignal;
  /** Stores a note that the next attempt reads as `progress`, should this one die. */
  note(progress: string): Promise<void>;
  /** Runs what is slow and needs no database, such as a model: the lane stays held, its place goes to others meanwhile. */
  aside<T>(work: () => Promise<T>): Promise<T>;
}

export type LaneHandler = (item: LaneItem, context: LaneContext) => Promise<void>;

/**
 * Thrown by a handler when the world is at fault, not the item: an outage, a 429 with its Retry-After.
 * An error of the network itself counts the same. Such an item gets a hundred times the attempts, over an hour of an
 * outage. Without a delay the worker chooses one.
 */
export class RetryLater extends Error {
  readonly delayMs: number | undefined;
  constructor(delayMs: number | undefined, reason: string) {
    super(reason);
    this.name = "RetryLater";
    this.delayMs = delayMs;
  }
}

/** Thrown when nothing failed, but something that belongs before the item may be about to arrive. */
export class PutOff extends RetryLater {
  constructor(delayMs: number, reason: string) {
    super(delayMs, reason);
    this.name = "PutOff";
  }
}

/** Thrown by a handler when it was refused and would be refused again: the item is set aside at once. */
export class Refused extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "Refused";
  }
}

export interface LaneWorkerOptions {
  readonly lanes: Lanes;
  /** Names the process in the lease, for the operator. */
  readonly owner: string;
  readonly handle: LaneHandler;
  /** Told once when an item is given up on. */
  readonly onParked?: (item: LaneItem) => Promise<void>;
  readonly logger: Logger;
  /** Lanes held at once, those included whose work waits for a model. @default 2_000 */
  readonly concurrency?: number;
  /** Lanes worked on at once; a few per database connection, so that nobody waits long for one. @default 32 */
  readonly places?: number;
  /** How long a dead process holds its lanes. @default 6_000 */
  readonly leaseMs?: number;
  /** @default 1_000 */
  readonly pollMs?: number;
  /** Failed attempts before an item is parked. @default 6 */
  readonly maxAttempts?: number;
  /** First retry delay, doubled each time up to a minute. @default 500 */
  readonly backoffMs?: number;
}

export interface LaneWorker {
  start(): Promise<void>;
  /** Look for work now instead of at the next poll. */
  wake(): void;
  /** Resolves when nothing is running and nothing is ready; for tests and draining. */
  idle(): Promise<void>;
  /** Stops claiming and waits for running items up to `drainMs`, then aborts them. */
  stop(drainMs?: number): Promise<void>;
}

/** How many times longer an item is kept at when the world is at fault; what was only put off is never given up on. */
const PATIENCE = { failure: 1, outage: 100, put_off: Number.POSITIVE_INFINITY } as const;
/** Processes that may end in the middle of one item, by chance or because of it, before it is set aside. */
const MOST_DEATHS = 100;
/** Longest waits that the worker chooses; an outage may be over at any time. */
const LONGEST_WAIT_MS = { failure: 60_000, outage: 10_000, put_off: 10_000 } as const;

function kindOf(error: unknown): LaneRetry["as"] {
  if (error instanceof PutOff) return "put_off";
  return error instanceof RetryLater || networkFaultOf(error) !== undefined ? "outage" : "failure";
}

/** Works a queue: any number of workers in any number of processes share the lanes. */
export function createLaneWorker(options: LaneWorkerOptions): LaneWorker {
  const { lanes, owner, handle, onParked, logger } = options;
  const { concurrency = 2_000, leaseMs = 6_000, pollMs = 1_000, maxAttempts = 6, backoffMs = 500 } = options;
  const places = createPlaces(options.places ?? 32);
  const keeper = createLeaseKeeper(lanes, owner, leaseMs);
  const running = new Map<Promise<void>, AbortController>();
  const idleWaiters = new Set<() => void>();
  let poll: NodeJS.Timeout | undefined;
  let stopped = false;
  let claiming = false;
  let wakeAgain = false;

  const settle = async (lease: LaneLease, item: LaneItem, error: unknown): Promise<void> => {
    const reason = messageOf(error);
    const as = kindOf(error);
    const tries = 1 + { failure: item.failures, outage: item.outages, put_off: item.putOffs }[as];
    if (error instanceof Refused || tries >= maxAttempts * PATIENCE[as]) return giveUp(lease, item, reason);
    const waiting = Math.min(LONGEST_WAIT_MS[as], backoffMs * 2 ** Math.min(tries - 1, 10));
    const delayMs = (error instanceof RetryLater ? error.delayMs : undefined) ?? waiting;
    const facts = { lane: lease.lane, attempt: item.attempts, delayMs, reason };
    if (as === "put_off") logger.debug("work put off", facts);
    else logger.warn("work failed, will retry", facts);
    await lanes.retry(lease, item.id, { delayMs, error: reason, as });
  };

  const giveUp = async (lease: LaneLease, item: LaneItem, reason: string): Promise<void> => {
    logger.error("work given up on and parked", { lane: lease.lane, attempts: item.attempts, reason });
    if (await lanes.park(lease, item.id, reason)) await onParked?.(item);
  };

  const workOn = async (lease: LaneLease, takenAt: number, controller: AbortController): Promise<void> => {
    const lost = () => controller.abort(new Error("lease lost"));
    const letGo = keeper.hold(lease, takenAt, lost);
    try {
      const item = await lanes.next(lease);
      if (item) await workOnItem(lease, item, controller);
      else await lanes.release(lease);
    } finally {
      letGo();
    }
  };

  const workOnItem = async (lease: LaneLease, item: LaneItem, controller: AbortController): Promise<void> => {
    if (item.attempts - 1 - item.failures - item.outages - item.putOffs >= MOST_DEATHS) {
      return giveUp(lease, item, "the process ended every time it was tried");
    }
    try {
      controller.signal.throwIfAborted();
      const context: LaneContext = {
        signal: controller.signal,
        note: async (progress) => {
          if (!(await lanes.note(lease, item.id, progress))) {
            controller.abort(new Error("lease lost"));
            throw new Error("lease lost");
          }
        },
        aside,
      };
      await whileHeld(controller.signal, () => handle(item, context));
      if (!(await lanes.complete(lease, item.id)))
        logger.warn("finished after the lease was lost", { lane: lease.lane });
    } catch (error) {
      // Work that was told to stop did not fail.
      await settle(lease, item, controller.signal.aborted ? new RetryLater(0, messageOf(error)) : error);
    }
  };

  const aside: LaneContext["aside"] = async (work) => {
    places.giveBack();
    wake();
    try {
      return await work();
    } finally {
      await places.take();
    }
  };

  const launch = (lease: LaneLease, takenAt: number): void => {
    const controller = new AbortController();
    const work = workOn(lease, takenAt, controller)
      .catch((error) =>
        logger.error("lane work could not be recorded", { lane: lease.lane, reason: messageOf(error) }),
      )
      .then(() => {
        running.delete(work);
        places.giveBack();
        wake();
      });
    running.set(work, controller);
  };

  const hasRoom = () => running.size < concurrency && places.free();

  /** @returns false when nothing is ready */
  const claimOne = async (): Promise<boolean> => {
    const takenAt = performance.now();
    await places.take();
    const lease = await lanes.claim(owner, leaseMs).catch((error) => {
      places.giveBack();
      throw error;
    });
    if (lease) launch(lease, takenAt);
    else places.giveBack();
    return lease !== undefined;
  };

  const claimReady = async (): Promise<void> => {
    while (!stopped && hasRoom() && (await claimOne()));
  };

  const claimAll = async (): Promise<void> => {
    claiming = true;
    try {
      do {
        wakeAgain = false;
        await claimReady();
      } while (wakeAgain && hasRoom());
    } catch (error) {
      logger.error("the queue cannot be read", { reason: messageOf(error) });
    }
    claiming = false;
    if (running.size > 0) return;
    for (const resolve of idleWaiters) resolve();
    idleWaiters.clear();
  };

  const wake = (): void => {
    if (stopped) return;
    if (claiming) wakeAgain = true;
    else void claimAll();
  };

  return {
    async start() {
      await lanes.onEnqueued(wake);
      poll = setInterval(wake, pollMs);
      wake();
    },
    wake,
    idle: () =>
      new Promise((resolve) => {
        idleWaiters.add(resolve);
        wake();
      }),
    async stop(drainMs = 25_000) {
      stopped = true;
      clearInterval(poll);
      const drained = Promise.allSettled([...running.keys()]);
      const timer = setTimeout(() => {
        for (const controller of running.values()) controller.abort(new Error("stopping"));
      }, drainMs);
      await drained;
      clearTimeout(timer);
    },
  };
}
