import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { type Breaker, createBreaker } from "./breaker.ts";
import { type BudgetLimits, createBudget } from "./budget.ts";
import { createGate } from "./gate.ts";
import { createGuardedRunner } from "./guarded-runner.ts";
import { type ModelSettings, openChatModel } from "./openai.ts";
import type { Runner } from "./runner.ts";
import { loadTokenCounter, type TokenCounter } from "./tokens.ts";

export interface PrimaryOptions {
  readonly settings: ModelSettings;
  readonly wire: (name: string, model: BaseChatModel, count: TokenCounter) => Runner;
  /** @default ChatOpenAI */
  readonly openModel?: (settings: ModelSettings) => Promise<BaseChatModel>;
  readonly budget?: BudgetLimits;
  /** Turns that may wait on the model at once. @default 16 */
  readonly concurrency?: number;
  readonly breaker?: { readonly threshold?: number; readonly coolMs?: number };
  /** Given the way to ask what is wrong with the model, in words for the operator. */
  readonly watch?: (trouble: () => string | undefined) => void;
  readonly now: () => number;
}

/** The configured model behind its guards; opened on the first turn, and again when opening failed. */
export function createPrimary(options: PrimaryOptions): Runner {
  const { settings, wire, openModel = openChatModel, now } = options;
  let opened: Promise<Runner> | undefined;
  const open = () => {
    opened ??= Promise.all([openModel(settings), loadTokenCounter()]).then(([model, count]) =>
      wire(settings.chatModel, model, count),
    );
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  };
  const breaker = createBreaker({ ...options.breaker, now });
  options.watch?.(() => troubleOf(breaker));
  return createGuardedRunner(open, settings.chatModel, {
    breaker,
    gate: createGate(options.concurrency ?? 16, Math.min(2000, settings.deadlineMs / 4)),
    budget: createBudget({ ...settings.budget, ...options.budget }, now, settings.prices),
    deadlineMs: settings.deadlineMs,
  });
}

function troubleOf({ state, fault }: Breaker): string | undefined {
  if (state === "open") return `the model keeps failing and is left alone${fault ? `: ${fault}` : ""}`;
  return fault && `the last answer had to do without the model: ${fault}`;
}
