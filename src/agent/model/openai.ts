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

/**
 * Asks the configured model for a word, to know that its address, key and name are right.
 * @throws with what is wrong, never with the key
 */
export async function tryModel(settings: ModelSettings, signal: AbortSignal): Promise<void> {
  const model = await openChatModel(settings);
  try {
    await model.invoke("Reply with OK.", { signal });
  } catch (error) {
    // What a server says of a refused key repeats part of it.
    const { status, code } = error as { status?: number; code?: string | null };
    if (status === undefined) throw error;
    throw new Error(`the model's server answered ${status}${code ? ` (${code})` : ""}`);
  }
}
