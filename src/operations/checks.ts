import { messageOf } from "../errors.ts";

/** One thing that must be well for the bot to serve. */
export interface Check {
  readonly name: string;
  /** Resolves with a short fact when well; throws with the reason when not. */
  run(): Promise<string>;
  /** What to do when it fails. */
  readonly hint: string;
  /** Worth telling, but the bot serves all the same. */
  readonly advisory?: true;
}

export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly hint?: string;
  readonly advisory?: true;
}

const TIMEOUT_MS = 5_000;

/** Runs all checks at once; one that hangs counts as failed after five seconds. */
export function runChecks(checks: readonly Check[], timeoutMs = TIMEOUT_MS): Promise<readonly CheckResult[]> {
  return Promise.all(checks.map((check) => runOne(check, timeoutMs)));
}

async function runOne({ name, run, hint, advisory }: Check, timeoutMs: number): Promise<CheckResult> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), timeoutMs);
  });
  try {
    return { name, ok: true, detail: await Promise.race([run(), late]) };
  } catch (error) {
    return {
      name,
      ok: false,
      detail: messageOf(error),
      hint,
      ...(advisory && { advisory }),
    };
  } finally {
    clearTimeout(timer);
  }
}
