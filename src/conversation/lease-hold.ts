import { AsyncLocalStorage } from "node:async_hooks";
import type { LaneLease, Lanes } from "./lanes.ts";

/** Share of a lease after which it is renewed. */
const RENEW_AT = 1 / 3;
/** Share of a lease kept as a margin, for a call that is already on its way when the holder notices. */
const MARGIN = 1 / 10;

/**
 * Renews a lease while its work runs. A holder that cannot reach the database counts by its own steady clock
 * and gives the lease up before anybody else may take it, so that two processes never work on one lane.
 * @param takenAt `performance.now()` from before the lease was asked for, so that it ends here first
 * @param onLost told once
 * @returns call it when the work is over
 */
export function holdLease(
  lanes: Lanes,
  lease: LaneLease,
  { leaseMs, takenAt }: { readonly leaseMs: number; readonly takenAt: number },
  onLost: () => void,
): () => void {
  let end: NodeJS.Timeout | undefined;
  let over = false;
  const lose = () => {
    if (over) return;
    stop();
    onLost();
  };
  const endAfter = (askedAt: number) => {
    clearTimeout(end);
    end = setTimeout(lose, askedAt + leaseMs * (1 - MARGIN) - performance.now());
  };
  const renewal = setInterval(() => {
    const askedAt = performance.now();
    lanes.renew(lease, leaseMs).then(
      (kept) => {
        if (over) return;
        if (kept) endAfter(askedAt);
        else lose();
      },
      // Unreachable is not lost: the time that is left decides.
      () => undefined,
    );
  }, leaseMs * RENEW_AT);
  const stop = () => {
    over = true;
    clearInterval(renewal);
    clearTimeout(end);
  };
  endAfter(takenAt);
  return stop;
}

const held = new AsyncLocalStorage<AbortSignal>();

/** Runs work that may touch the world only until `signal` fires. */
export function whileHeld<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  return held.run(signal, work);
}

/**
 * To be called right before anything that others can see: between the last look at the database and the deed,
 * a stalled process may have lost its lane to another. Work that needs no lease passes.
 * @throws the reason for which the lease ended
 */
export function assertHeld(): void {
  held.getStore()?.throwIfAborted();
}
