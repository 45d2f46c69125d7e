export interface BreakerOptions {
  /** Failures in a row that open it. @default 3 */
  readonly threshold?: number;
  /** Milliseconds it stays open before one probe may pass. @default 30_000 */
  readonly coolMs?: number;
  readonly now: () => number;
}

export type BreakerState = "closed" | "open" | "half_open";

/** Keeps turns away from a model that keeps failing; after a while one turn probes whether it is back. */
export interface Breaker {
  readonly state: BreakerState;
  /** What the last failure was, for the operator; gone with the next success. */
  readonly fault: string | undefined;
  /** Whether a turn may try the model; in half-open the first caller becomes the probe. */
  allow(): boolean;
  succeeded(): void;
  /** `openMs` opens at once for that long: the server said when to come back, or refused the key. */
  failed(openMs?: number, fault?: string): void;
  /** A turn that was let in ended without telling anything about the model. */
  abandoned(): void;
}

export function createBreaker({ threshold = 3, coolMs = 30_000, now }: BreakerOptions): Breaker {
  let failures = 0;
  let openUntil = 0;
  let opened = false;
  let probing = false;
  let lastFault: string | undefined;
  return {
    get fault() {
      return lastFault;
    },
    get state() {
      if (!opened) return "closed";
      return now() < openUntil ? "open" : "half_open";
    },
    allow() {
      if (!opened) return true;
      if (now() < openUntil || probing) return false;
      probing = true;
      return true;
    },
    succeeded() {
      failures = 0;
      lastFault = undefined;
      opened = false;
      probing = false;
    },
    failed(openMs, fault) {
      failures += 1;
      lastFault = fault;
      if (openMs === undefined && !probing && failures < threshold) return;
      opened = true;
      probing = false;
      openUntil = now() + (openMs ?? coolMs);
    },
    abandoned() {
      probing = false;
    },
  };
}
