/** Values pushed by callbacks, read as they come; one reader. */
export interface Channel<T> {
  readonly push: (value: T) => void;
  readonly end: () => void;
  readonly fail: (error: unknown) => void;
  readonly events: AsyncIterable<T>;
}

export function createChannel<T>(): Channel<T> {
  const waiting: T[] = [];
  let outcome: { readonly error?: unknown } | undefined;
  let wake: () => void = () => {};
  const settle = (result: { readonly error?: unknown }) => {
    outcome ??= result;
    wake();
  };
  async function* read(): AsyncGenerator<T> {
    for (;;) {
      while (waiting.length > 0) yield waiting.shift() as T;
      if (outcome) {
        if ("error" in outcome) throw outcome.error;
        return;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  return {
    push(value) {
      waiting.push(value);
      wake();
    },
    end: () => settle({}),
    fail: (error) => settle({ error }),
    events: read(),
  };
}
