import { AsyncLocalStorage } from "node:async_hooks";
import type { LaneLease, Lanes } from "./lanes.ts";

/** Share of a lease after which it is renewed. */
const RENEW_AT = 1 / 3;
/** Share of a lease kept as a margin, for a call that is already on its way when the holder notices. */
const MARGIN = 1 / 10;

/** Keeps the leases of one worker alive while their work runs, all of them with one look at the database. */
export interface LeaseKeeper {
  /**
   * @param takenAt `performance.now()` from before the lease was asked for, so that it ends here first
   * @param onLost told once
   * @returns call it when the work is over
   */
  hold(lease: LaneLease, takenAt: number, onLost: () => void): () => void;
}

/**
 * A holder that cannot reach the database counts by its own steady clock and gives a lease up before anybody
 * else may take it, so that two processes never work on one lane.
 */
export function createLeaseKeeper(lanes: Lanes, owner: string, leaseMs: number): LeaseKeeper {
  const held = new Map<LaneLease, { readonly lose: () => void; end: NodeJS.Timeout }>();
  let renewal: NodeJS.Timeout | undefined;
  let renewing = false;

  const endAfter = (askedAt: number, lose: () => void) =>
    setTimeout(lose, askedAt + leaseMs * (1 - MARGIN) - performance.now());

  const letGo = (lease: LaneLease) => {
    clearTimeout(held.get(lease)?.end);
    held.delete(lease);
    if (held.size === 0) {
      clearInterval(renewal);
      renewal = undefined;
    }
  };

  const renewAll = async (): Promise<void> => {
    const askedAt = performance.now();
    const asked = [...held.keys()];
    const kept = await lanes.renew(owner, asked, leaseMs);
    for (const lease of asked) {
      const hold = held.get(lease);
      if (!hold) continue;
      if (!kept.has(lease)) {
        hold.lose();
        continue;
      }
      clearTimeout(hold.end);
      hold.end = endAfter(askedAt, hold.lose);
    }
  };

  const renew = () => {
    if (renewing) return;
    renewing = true;
    // Unreachable is not lost: the time that is left decides.
    void renewAll()
      .catch(() => undefined)
      .finally(() => {
        renewing = false;
      });
  };

  return {
    hold(lease, takenAt, onLost) {
      const lose = () => {
        if (!held.has(lease)) return;
        letGo(lease);
        onLost();
      };
      held.set(lease, { lose, end: endAfter(takenAt, lose) });
      renewal ??= setInterval(renew, leaseMs * RENEW_AT);
      return () => letGo(lease);
    },
  };
}

const current = new AsyncLocalStorage<AbortSignal>();

/** Runs work that may touch the world only until `signal` fires. */
export function whileHeld<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  return current.run(signal, work);
}

/**
 * To be called right before anything that others can see: between the last look at the database and the deed,
 * a stalled process may have lost its lane to another. Work that needs no lease passes.
 * @throws the reason for which the lease ended
 */
export function assertHeld(): void {
  current.getStore()?.throwIfAborted();
}
