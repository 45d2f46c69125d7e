/** Lets a limited number of turns in at once. */
export interface Gate {
  /** Waits for a place; nothing when none came free in time. Call what it returns to leave. */
  enter(): Promise<(() => void) | undefined>;
}

/** First come, first served; `waitMs` bounds the wait. */
export function createGate(limit: number, waitMs: number): Gate {
  let inside = 0;
  const queue: (() => void)[] = [];
  const leaver = () => {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const next = queue.shift();
      if (next) next();
      else inside -= 1;
    };
  };
  return {
    enter() {
      if (inside < limit) {
        inside += 1;
        return Promise.resolve(leaver());
      }
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          queue.splice(queue.indexOf(admit), 1);
          resolve(undefined);
        }, waitMs);
        const admit = () => {
          clearTimeout(timer);
          resolve(leaver());
        };
        queue.push(admit);
      });
    },
  };
}
