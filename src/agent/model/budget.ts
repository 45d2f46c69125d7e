import { costOf, type Prices } from "./cost.ts";
import type { Usage } from "./runner.ts";

export interface BudgetLimits {
  /** Tokens one turn may use. @default 40_000 */
  readonly perTurn?: number;
  /** Tokens all turns of a day (UTC) may use. @default 5_000_000 */
  readonly perDay?: number;
  /** What all turns of a day may cost, in the currency of the prices; needs prices. */
  readonly costPerDay?: number;
}

/** Counts tokens and what they cost; when the day's are spent, answers come from the knowledge alone until the next day. */
export interface Budget {
  readonly perTurn: number;
  readonly spentToday: number;
  hasLeft(): boolean;
  spend(usage: Usage): void;
}

const DAY_MS = 86_400_000;

export function createBudget(limits: BudgetLimits, now: () => number, prices?: Prices): Budget {
  const { perTurn = 40_000, perDay = 5_000_000, costPerDay = Number.POSITIVE_INFINITY } = limits;
  let day = Math.floor(now() / DAY_MS);
  let spent = 0;
  let cost = 0;
  const today = () => {
    const current = Math.floor(now() / DAY_MS);
    if (current !== day) {
      day = current;
      spent = 0;
      cost = 0;
    }
    return spent;
  };
  return {
    perTurn,
    get spentToday() {
      return today();
    },
    hasLeft: () => today() < perDay && cost < costPerDay,
    spend(usage) {
      spent = today() + usage.inputTokens + usage.outputTokens;
      cost += costOf(usage, prices) ?? 0;
    },
  };
}
