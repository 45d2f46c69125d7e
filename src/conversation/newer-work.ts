import { RetryLater } from "./lane-worker.ts";
import type { LaneItem } from "./lanes.ts";

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * While an upgrade rolls out, an older process meets work that only a newer one understands: it leaves it where it
 * is, for ever longer. Should no newer process come back, it is set aside after some ten hours, for the operator.
 */
export function leftToNewer({ outages }: Pick<LaneItem, "outages">): RetryLater {
  const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** outages);
  return new RetryLater(waitMs, "stored by a newer version, which will take it up");
}
