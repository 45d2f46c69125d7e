/**
 * Work that is stored before it is acknowledged and done in order per lane.
 *
 * A queue (`inbox`, `outbox`) has many lanes, one per conversation; a lane has items. One process at a time
 * holds a lane by a lease with a fence token, so a process that was paused or cut off can finish nothing late.
 */
export interface LaneItem {
  readonly id: number;
  readonly lane: string;
  /** Unique in its queue: enqueueing a known key again changes nothing. */
  readonly key: string;
  readonly payload: string;
  /** What an earlier attempt noted, such as the message it had begun. */
  readonly progress: string | undefined;
  /** 1 on the first attempt. */
  readonly attempts: number;
  /** Earlier attempts that failed for a reason of the item's own. */
  readonly failures: number;
  /** Earlier attempts that an outage ended. */
  readonly outages: number;
  /** Earlier attempts after which the item was put off; those in none of the counts ended with their process. */
  readonly putOffs: number;
}

export interface NewLaneItem {
  readonly lane: string;
  readonly key: string;
  readonly payload: string;
  /** Open items of a lane are handed out by this, then as they came; microseconds where it is a time. @default 0 */
  readonly sequence?: number;
}

/** The right to work on one lane until the lease ends. */
export interface LaneLease {
  readonly lane: string;
  readonly fence: number;
}

export interface LaneRetry {
  readonly delayMs: number;
  readonly error: string;
  /** What it counts as. */
  readonly as: "failure" | "outage" | "put_off";
}

/** One queue in the database; every method is one transaction. */
export interface Lanes {
  /** @returns false when the key is known already */
  enqueue(item: NewLaneItem): Promise<boolean>;
  /** The longest-waiting ready lane, or undefined when none is. */
  claim(owner: string, leaseMs: number): Promise<LaneLease | undefined>;
  /** The lane's first open item, its attempt already counted; undefined when the lane is empty or lost. */
  next(lease: LaneLease): Promise<LaneItem | undefined>;
  /** @returns those of the leases that `owner` still holds, for `leaseMs` from now */
  renew(owner: string, leases: readonly LaneLease[], leaseMs: number): Promise<ReadonlySet<LaneLease>>;
  note(lease: LaneLease, itemId: number, progress: string): Promise<boolean>;
  /** Marks the item done, wipes its payload and frees the lane. @returns false when the lease was lost */
  complete(lease: LaneLease, itemId: number): Promise<boolean>;
  /** Frees the lane until `delayMs` from now; the item stays in its place. */
  retry(lease: LaneLease, itemId: number, retry: LaneRetry): Promise<boolean>;
  /** Sets the item aside for the operator and lets the lane go on. */
  park(lease: LaneLease, itemId: number, error: string): Promise<boolean>;
  /** How many of a lane's items were set aside. */
  parkedIn(lane: string): Promise<number>;
  release(lease: LaneLease): Promise<void>;
  /** Calls back when another process has enqueued; polling is the guarantee. */
  onEnqueued(wake: () => void): Promise<void>;
  /** Open and parked items, for the operator. */
  counts(): Promise<{ readonly open: number; readonly parked: number }>;
}
