import type { Usage } from "./runner.ts";

/** What a million tokens cost, in the operator's currency. */
export interface Prices {
  readonly input: number;
  readonly output: number;
}

/** Cost of some tokens, rounded to a millionth; nothing when the operator gave no prices. */
export function costOf({ inputTokens, outputTokens }: Usage, prices: Prices | undefined): number | undefined {
  if (!prices) return undefined;
  return Math.round(inputTokens * prices.input + outputTokens * prices.output) / 1_000_000;
}
