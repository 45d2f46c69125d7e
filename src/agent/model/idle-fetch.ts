/** The server kept the line open and said nothing. */
export class StalledStream extends Error {
  constructor(idleMs: number) {
    super(`the model's stream was silent for ${idleMs} ms`);
    this.name = "StalledStream";
  }
}

/**
 * A fetch whose body fails when it is silent for `idleMs`.
 * A request timeout does not cover this: it ends with the headers, and a stalled stream then hangs for ever.
 */
export function fetchWithIdleTimeout(idleMs: number, fetchImpl: typeof fetch = fetch): typeof fetch {
  return async (input, init) => {
    const response = await fetchImpl(input, init);
    if (!response.body) return response;
    const reader = response.body.getReader();
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        try {
          const { done, value } = await readWithin(reader, idleMs);
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          controller.error(error);
          reader.cancel(error).catch(() => {});
        }
      },
      cancel: (reason) => reader.cancel(reason),
    });
    const { status, statusText, headers } = response;
    return new Response(body, { status, statusText, headers });
  };
}

async function readWithin(reader: ReadableStreamDefaultReader<Uint8Array>, idleMs: number) {
  let timer: NodeJS.Timeout | undefined;
  const stalled = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StalledStream(idleMs)), idleMs);
  });
  try {
    return await Promise.race([reader.read(), stalled]);
  } finally {
    clearTimeout(timer);
  }
}
