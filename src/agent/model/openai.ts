import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { fetchWithIdleTimeout } from "./idle-fetch.ts";

/** Where a configured model is and how long it may take. */
export interface ModelSettings {
  readonly apiKey: string;
  readonly baseUrl?: string;
  readonly chatModel: string;
  /** Milliseconds for a whole answer. */
  readonly deadlineMs: number;
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
