import type { Usage } from "./runner.ts";

export interface BudgetLimits {
  /** Tokens one turn may use. @default 40_000 */
  readonly perTurn?: number;
  /** Tokens all turns of a day (UTC) may use. @default 5_000_000 */
  readonly perDay?: number;
}

/** Counts tokens; when the day's are spent, answers come from the knowledge alone until the next day. */
export interface Budget {
  readonly perTurn: number;
  readonly spentToday: number;
  hasLeft(): boolean;
  spend(usage: Usage): void;
}

const DAY_MS = 86_400_000;

export function createBudget(limits: BudgetLimits, now: () => number): Budget {
  const { perTurn = 40_000, perDay = 5_000_000 } = limits;
  let day = Math.floor(now() / DAY_MS);
  let spent = 0;
  const today = () => {
    const current = Math.floor(now() / DAY_MS);
    if (current !== day) {
      day = current;
      spent = 0;
    }
    return spent;
  };
  return {
    perTurn,
    get spentToday() {
      return today();
    },
    hasLeft: () => today() < perDay,
    spend({ inputTokens, outputTokens }) {
      spent = today() + inputTokens + outputTokens;
    },
  };
}
