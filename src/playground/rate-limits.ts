import type { Arguments } from "./arguments.ts";
import type { Method } from "./methods/method.ts";

/** Whether a call is within Slack's rates. */
export interface RateLimits {
  /** Seconds to wait, or 0 when the call may go on. */
  check(name: string, method: Method, args: Arguments): number;
}

/** Messages a channel takes at once before one a second is the rule. */
const BURST = 4;
const MINUTE = 60_000;

/** Slack's published tiers (a sliding minute per method) and one message a second per channel. */
export function createRateLimits(now: () => number): RateLimits {
  const calls = new Map<string, number[]>();
  const buckets = new Map<string, { tokens: number; at: number }>();

  const sliding = (key: string, limit: number): number => {
    const at = now();
    const recent = (calls.get(key) ?? []).filter((time) => at - time < MINUTE);
    calls.set(key, recent);
    const first = recent[0];
    if (recent.length >= limit && first !== undefined)
      return Math.max(1, Math.ceil((first + MINUTE - at) / 1000));
    recent.push(at);
    return 0;
  };
  const perSecond = (key: string): number => {
    const at = now();
    const bucket = buckets.get(key) ?? { tokens: BURST, at };
    const tokens = Math.min(BURST, bucket.tokens + (at - bucket.at) / 1000);
    buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at });
    return tokens >= 1 ? 0 : 1;
  };

  return {
    check(name, method, args) {
      if (name === "chat.postMessage") return perSecond(args.string("channel") ?? "");
      return method.perMinute ? sliding(name, method.perMinute) : 0;
    },
  };
}
