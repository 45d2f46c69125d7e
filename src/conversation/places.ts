/** A fixed number of places for work that may go on at once; whoever finds none waits in line. */
export interface Places {
  /** True when a place can be had without waiting. */
  free(): boolean;
  take(): Promise<void>;
  giveBack(): void;
}

export function createPlaces(count: number): Places {
  const line: (() => void)[] = [];
  let left = count;
  return {
    free: () => left > 0,
    async take() {
      if (left > 0) left -= 1;
      else await new Promise<void>((resolve) => line.push(resolve));
    },
    giveBack() {
      const next = line.shift();
      if (next) next();
      else left += 1;
    },
  };
}
