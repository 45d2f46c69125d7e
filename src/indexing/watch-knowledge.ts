import { type FSWatcher, statSync, watch } from "node:fs";

/** An editor saves in several steps; a change counts when it has been quiet for this long. */
const QUIET_MS = 400;

/**
 * Calls back once at the start and after each change below the given paths, one call at a time, until the
 * signal aborts. It listens before the first call, so that no change falls between.
 */
export async function watchKnowledge(
  paths: readonly string[],
  onChange: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  let changed = true;
  let quietMs = 0;
  let wake: () => void = () => undefined;
  const watchers: FSWatcher[] = paths.map((path) =>
    watch(path, { recursive: statSync(path).isDirectory() }, () => {
      changed = true;
      wake();
    }),
  );
  const stop = () => wake();
  signal.addEventListener("abort", stop);
  try {
    while (!signal.aborted) {
      if (!changed) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      changed = false;
      await new Promise((resolve) => setTimeout(resolve, quietMs));
      quietMs = QUIET_MS;
      if (!changed) await onChange();
    }
  } finally {
    signal.removeEventListener("abort", stop);
    for (const watcher of watchers) watcher.close();
  }
}
