import type { BaseChatModel } from "@langchain/core/language_models/chat_models";

/** Where a configured model is and how long it may take. */
export interface ModelSettings {
  readonly apiKey: string;
  readonly baseUrl?: string;
  readonly chatModel: string;
  /** Milliseconds for a whole answer. */
  readonly deadlineMs: number;
}

/** Opens the configured model; its package is loaded only when there is one, because that costs half a second. */
export async function openChatModel(settings: ModelSettings): Promise<BaseChatModel> {
  const { ChatOpenAI } = await import("@langchain/openai");
  return new ChatOpenAI({
    apiKey: settings.apiKey,
    model: settings.chatModel,
    maxRetries: 0,
    timeout: settings.deadlineMs,
    ...(settings.baseUrl && { configuration: { baseURL: settings.baseUrl } }),
  });
}
