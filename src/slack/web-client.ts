import { ErrorCode, WebClient } from "@slack/web-api";
import { RetryLater } from "../conversation/lane-worker.ts";

/**
 * A Web API client that never retries by itself: a retry after a lost response would post twice,
 * so whoever sends decides, knowing what was sent.
 */
export function createWebClient(token: string, apiUrl: string | undefined): WebClient {
  return new WebClient(token, {
    ...(apiUrl && { slackApiUrl: apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
  });
}

/** The platform's error word (`channel_not_found`), or undefined when Slack gave no answer of its own. */
export function slackErrorOf(error: unknown): string | undefined {
  const candidate = error as { code?: string; data?: { error?: string } };
  return candidate?.code === ErrorCode.PlatformError ? candidate.data?.error : undefined;
}

/** Turns "too many requests" into a wait of the length Slack asked for; passes anything else on. */
export function asRetry(error: unknown): unknown {
  const candidate = error as { code?: string; retryAfter?: number };
  if (candidate?.code !== ErrorCode.RateLimitedError) return error;
  return new RetryLater((candidate.retryAfter ?? 1) * 1000, "rate limited by Slack");
}
