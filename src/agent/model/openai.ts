import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import type { BudgetLimits } from "./budget.ts";
import type { Prices } from "./cost.ts";
import { fetchWithIdleTimeout } from "./idle-fetch.ts";

/** Where a configured model is and how long it may take. */
export interface ModelSettings {
  readonly apiKey: string;
  readonly baseUrl?: string;
  readonly chatModel: string;
  /** Milliseconds for a whole answer. */
  readonly deadlineMs: number;
  readonly budget?: BudgetLimits;
  /** Absent, tokens are recorded and no cost. */
  readonly prices?: Prices;
}

/**
 * Opens the configured model. Its package is loaded only when there is one, because that costs half a second.
 * Retries are off: the breaker and the extractive model serve the requester better than waiting does.
 */
export async function openChatModel(settings: ModelSettings): Promise<BaseChatModel> {
  const { ChatOpenAI } = await import("@langchain/openai");
  return new ChatOpenAI({
    apiKey: settings.apiKey,
    model: settings.chatModel,
    maxRetries: 0,
    timeout: settings.deadlineMs,
    configuration: {
      // The package would print what the server sent, which may be a person's words.
      logLevel: "off",
      fetch: fetchWithIdleTimeout(Math.ceil(settings.deadlineMs / 2)),
      ...(settings.baseUrl && { baseURL: settings.baseUrl }),
    },
  });
}
