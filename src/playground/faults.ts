/** How a Web API method is to misbehave. */
export interface MethodFault {
  /** How many calls; 1 when not given. */
  readonly times?: number;
  /** HTTP status instead of 200. */
  readonly status?: number;
  /** Slack error code, answered with status 200. */
  readonly error?: string;
  /** Seconds to name in `Retry-After`; makes it a 429. */
  readonly retryAfter?: number;
  /** Do the work first, then answer with the fault: the caller cannot know that it happened. */
  readonly afterCommit?: boolean;
  /** Answer only after this long. */
  readonly delayMs?: number;
  /** Cut the connection instead of answering. */
  readonly hangUp?: boolean;
}

/** Faults to order, and the workspace's side of taking them. */
export interface Faults {
  /** The next calls of `method` (`*` for any) misbehave. */
  fail(method: string, fault: MethodFault): void;
  /** The next acknowledgements never arrive; events are sent again, people see an error. */
  dropAcks(times: number): void;
  /** The next envelopes arrive twice, same envelope id. */
  duplicateEnvelopes(times: number): void;
  /** The next envelopes set out this much later, so that those after them overtake them. */
  delayEnvelopes(times: number, delayMs: number): void;
  /** The connection breaks right after the next envelopes were sent, whether taken or not. */
  cutAfterSend(times: number): void;
  clear(): void;
  takeMethodFault(method: string): MethodFault | undefined;
  takeDroppedAck(): boolean;
  takeDuplicate(): boolean;
  /** Milliseconds. */
  takeDelay(): number;
  takeCut(): boolean;
}

/** No faults until some are ordered. */
export function createFaults(): Faults {
  const methods = new Map<string, { fault: MethodFault; left: number }[]>();
  let acks = 0;
  let duplicates = 0;
  let cuts = 0;
  let delays = { left: 0, delayMs: 0 };
  const take = (key: string): MethodFault | undefined => {
    const queue = methods.get(key);
    const head = queue?.[0];
    if (!queue || !head) return undefined;
    head.left -= 1;
    if (head.left <= 0) queue.shift();
    return head.fault;
  };
  return {
    fail(method, fault) {
      const queue = methods.get(method) ?? [];
      queue.push({ fault, left: fault.times ?? 1 });
      methods.set(method, queue);
    },
    dropAcks(times) {
      acks += times;
    },
    duplicateEnvelopes(times) {
      duplicates += times;
    },
    delayEnvelopes(times, delayMs) {
      delays = { left: times, delayMs };
    },
    cutAfterSend(times) {
      cuts += times;
    },
    clear() {
      methods.clear();
      acks = 0;
      duplicates = 0;
      cuts = 0;
      delays = { left: 0, delayMs: 0 };
    },
    takeMethodFault: (method) => take(method) ?? take("*"),
    takeDroppedAck: () => acks > 0 && acks-- > 0,
    takeDuplicate: () => duplicates > 0 && duplicates-- > 0,
    takeDelay() {
      if (delays.left === 0) return 0;
      delays.left -= 1;
      return delays.delayMs;
    },
    takeCut: () => cuts > 0 && cuts-- > 0,
  };
}
