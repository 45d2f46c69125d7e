import type { Workspaces } from "./workspaces.ts";

/** Slack's per-workspace rates of what we can do without, calls a minute (docs.slack.dev, tiers 2, 4 and 3). */
const PER_MINUTE = { start: 20, append: 100, session: 50 } as const;
/** Part of the rate we use, so that two processes of one app rarely meet the wall. */
const SHARE = 0.9;

export type StreamCall = keyof typeof PER_MINUTE;

/** A token bucket per workspace and method, shared by all its conversations. */
export function createStreamBudget(
  now: () => number,
  workspaces: Workspaces,
): (call: StreamCall, times?: number) => boolean {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (call, times = 1) => {
    const key = `${workspaces.current().teamId}:${call}`;
    const capacity = PER_MINUTE[call] * SHARE;
    const bucket = buckets.get(key) ?? { tokens: capacity, at: now() };
    const elapsed = Math.max(0, now() - bucket.at);
    const tokens = Math.min(capacity, bucket.tokens + (elapsed * capacity) / 60_000);
    const allowed = tokens >= times;
    buckets.set(key, { tokens: allowed ? tokens - times : tokens, at: now() });
    return allowed;
  };
}
