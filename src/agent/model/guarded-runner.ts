import { AppError, networkFaultOf } from "../../errors.ts";
import type { Breaker } from "./breaker.ts";
import type { Budget } from "./budget.ts";
import type { Gate } from "./gate.ts";
import type { RunEvent, Runner, Usage } from "./runner.ts";

export interface Guards {
  readonly breaker: Breaker;
  readonly gate: Gate;
  readonly budget: Budget;
  /** Milliseconds for a whole turn. */
  readonly deadlineMs: number;
}

/** How long a refused key keeps the model away; nothing but an operator mends that. */
const REFUSED_KEY_MS = 300_000;
const LONGEST_RETRY_AFTER_MS = 120_000;

/**
 * A runner that fails fast instead of keeping a requester waiting: breaker, concurrency cap, budgets and a deadline.
 * @throws AppError `model_unavailable` with the reason, or what the model throws
 */
export function createGuardedRunner(open: () => Promise<Runner>, name: string, guards: Guards): Runner {
  const { breaker, gate, budget, deadlineMs } = guards;
  return {
    name,
    async *run(turn, messages, signal) {
      if (!budget.hasLeft()) throw unavailable("the day's budget is spent");
      if (!breaker.allow()) throw unavailable("the breaker is open");
      const leave = await gate.enter();
      if (!leave) {
        breaker.abandoned();
        throw unavailable("too many turns are running");
      }
      const deadline = AbortSignal.timeout(deadlineMs);
      const left = new AbortController();
      let settled = false;
      try {
        const runner = await open();
        const any = AbortSignal.any([...(signal ? [signal] : []), deadline, left.signal]);
        yield* within(runner.run(turn, messages, any), any, budget);
        settled = true;
        breaker.succeeded();
      } catch (error) {
        settled = true;
        if (signal?.aborted) breaker.abandoned();
        else breaker.failed(openFor(error), networkFaultOf(error));
        throw error;
      } finally {
        if (!settled) {
          breaker.abandoned();
          left.abort();
        }
        leave();
      }
    },
  };
}

function unavailable(why: string): AppError {
  return new AppError("model_unavailable", why, "Answers are quoted from the knowledge meanwhile.");
}

/** Passes events on until the signal fires, even when the source never yields again. */
async function* within(
  events: AsyncIterable<RunEvent>,
  signal: AbortSignal,
  budget: Budget,
): AsyncGenerator<RunEvent> {
  const aborted = new Promise<never>((_, reject) => {
    const stop = () => reject(signal.reason ?? new Error("aborted"));
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
  aborted.catch(() => {});
  const iterator = events[Symbol.asyncIterator]();
  let used = 0;
  for (;;) {
    const step = await Promise.race([iterator.next(), aborted]);
    if (step.done) return;
    if (step.value.kind === "usage") {
      budget.spend(step.value.usage);
      used += tokens(step.value.usage);
      if (used > budget.perTurn) throw unavailable("the turn's budget is spent");
    }
    yield step.value;
  }
}

function tokens({ inputTokens, outputTokens }: Usage): number {
  return inputTokens + outputTokens;
}

/** The HTTP error at the bottom of what LangChain wraps around it. */
function httpFault(error: unknown): { readonly status?: number; readonly headers?: Headers } {
  let current = error as { status?: number; headers?: Headers; cause?: unknown } | undefined;
  for (let depth = 0; current && depth < 5; depth++) {
    if (typeof current.status === "number") return current;
    current = current.cause as typeof current;
  }
  return {};
}

/** How long the server's own words keep the model away, when they say so. */
function openFor(error: unknown): number | undefined {
  const { status, headers } = httpFault(error);
  if (status === 401 || status === 403) return REFUSED_KEY_MS;
  if (status !== 429) return undefined;
  const seconds = Number(headers?.get?.("retry-after"));
  return Number.isFinite(seconds) && seconds > 0
    ? Math.min(seconds * 1000, LONGEST_RETRY_AFTER_MS)
    : undefined;
}
