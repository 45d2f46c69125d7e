import { RetryLater } from "../conversation/lane-worker.ts";
import { asRetry } from "./web-client.ts";

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/**
 * Milliseconds to wait after so many failures: what Slack asked for where it did, else a wait that doubles,
 * with a random share of up to half so that a fleet does not return as one.
 */
export function waitBefore(failures: number, fault: unknown): number {
  const retry = fault ? asRetry(fault) : undefined;
  const asked = retry instanceof RetryLater ? retry.delayMs : undefined;
  if (asked !== undefined) return asked;
  return Math.round(
    Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1)) * (0.5 + Math.random() / 2),
  );
}

/** @throws Error when the work takes longer than `ms`; the work itself goes on unheard */
export async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms / 1000} s`)), ms);
  });
  work.catch(() => {});
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Waits `ms`, or until the signal. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done);
  });
}
