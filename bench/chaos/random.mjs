/** mulberry32: small, seeded, good enough to repeat a run (public domain, Tommy Ettinger). */
export function createRandom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const between = (low, high) => low + Math.floor(next() * (high - low + 1));
  return { next, between, pick: (list) => list[between(0, list.length - 1)] };
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Looks again and again: the workspace's change feed would cost a look per message in runs this long. */
export async function until(predicate, timeoutMs, everyMs = 100) {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = await predicate();
    if (value) return value;
    if (Date.now() > end) return undefined;
    await pause(everyMs);
  }
}

/** Waits as long as `count` keeps growing; @returns when it reached `total`, or stood still for `patienceMs` */
export async function untilSettled(count, total, patienceMs = 60_000) {
  let seen = -1;
  for (let stillMs = 0; stillMs < patienceMs; stillMs += 500) {
    const now = count();
    if (now >= total) return;
    if (now !== seen) stillMs = 0;
    seen = now;
    await pause(500);
  }
}
