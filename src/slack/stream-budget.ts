import type { Workspaces } from "./workspaces.ts";

/** Slack's per-workspace rates of what we can do without, calls a minute (docs.slack.dev, tiers 2, 4 and 3). */
const PER_MINUTE = { start: 20, append: 100, session: 50 } as const;
/** Part of the rate we use, so that two processes of one app rarely meet the wall. */
const SHARE = 0.9;
const MINUTE_MS = 60_000;
/** Forgetting what was spent costs at most a refusal, after which the answer is posted whole. */
const MOST_KNOWN = 5_000;

export type StreamCall = keyof typeof PER_MINUTE;

/**
 * Calls of the last minute per workspace and method, shared by all its conversations. Slack looks at any
 * minute, so that a bucket that refills while it is emptied would overspend.
 */
export function createStreamBudget(
  now: () => number,
  workspaces: Workspaces,
): (call: StreamCall, times?: number) => boolean {
  const spent = new Map<string, number[]>();
  return (call, times = 1) => {
    const key = `${workspaces.current().teamId}:${call}`;
    const at = now();
    const recent = (spent.get(key) ?? []).filter((time) => at - time < MINUTE_MS);
    const allowed = recent.length + times <= PER_MINUTE[call] * SHARE;
    if (spent.size >= MOST_KNOWN && !spent.has(key)) spent.clear();
    spent.set(key, allowed ? [...recent, ...Array<number>(times).fill(at)] : recent);
    return allowed;
  };
}
