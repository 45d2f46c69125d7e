import { ErrorCode, WebClient, type WebClientOptions } from "@slack/web-api";
import { RetryLater } from "../conversation/lane-worker.ts";
import { assertHeld } from "../conversation/lease-hold.ts";
import { networkFaultOf } from "../errors.ts";
import { silentLogger } from "../log.ts";
import { toBoltLogger } from "./bolt-logger.ts";
import type { Reach } from "./reach.ts";

/**
 * A Web API client that never retries by itself: a retry after a lost response would post twice,
 * so whoever sends decides, knowing what was sent.
 */
export function createWebClient(
  token: string | undefined,
  apiUrl: string | undefined,
  reach?: Reach,
): WebClient {
  return new WebClient(token, clientOptions(apiUrl, reach));
}

/** Its own words would go to the console; whoever calls logs what went wrong, in the one log there is. */
const SILENT = toBoltLogger(silentLogger);

export const clientOptions = (apiUrl: string | undefined, reach?: Reach): WebClientOptions => ({
  ...(apiUrl && { slackApiUrl: apiUrl }),
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: 10_000,
  fetch: fetchWhileHeld(reach),
  logger: SILENT,
});

/** Work that has lost its lease says nothing more: another process is saying it. */
const fetchWhileHeld =
  (reach: Reach | undefined): typeof fetch =>
  async (...request) => {
    assertHeld();
    try {
      const response = await fetch(...request);
      reach?.reached();
      return response;
    } catch (error) {
      reach?.failed(error);
      throw error;
    }
  };

/** The platform's error word (`channel_not_found`), or undefined when Slack gave no answer of its own. */
export function slackErrorOf(error: unknown): string | undefined {
  const candidate = error as { code?: string; data?: { error?: string } };
  return candidate?.code === ErrorCode.PlatformError ? candidate.data?.error : undefined;
}

/** True when the call was turned away for its rate, and so did nothing. */
export const isRateLimit = (error: unknown): boolean =>
  (error as { code?: string })?.code === ErrorCode.RateLimitedError;

/**
 * Turns what is Slack's or the network's fault (too many requests, no answer, 5xx) into a wait,
 * of the length Slack asked for where it did; passes anything else on.
 */
export function asRetry(error: unknown): unknown {
  const { code, retryAfter, statusCode } = error as {
    code?: string;
    retryAfter?: number;
    statusCode?: number;
  };
  if (code === ErrorCode.RateLimitedError)
    return new RetryLater((retryAfter ?? 1) * 1000, "rate limited by Slack");
  if (code === ErrorCode.RequestError) {
    const fault = networkFaultOf(error);
    return new RetryLater(undefined, `Slack gave no answer${fault ? `: ${fault}` : ""}`);
  }
  if (code === ErrorCode.HTTPError && (statusCode ?? 0) >= 500) {
    return new RetryLater(undefined, `Slack answered ${statusCode}`);
  }
  return error;
}
