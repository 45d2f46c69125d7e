import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { AIMessage, AIMessageChunk, type BaseMessage } from "@langchain/core/messages";
import { createAgent } from "langchain";
import { type createTools, TURN_CONTEXT, type TurnState } from "../tools.ts";

export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** What a model says while it works on a turn. */
export type RunEvent =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "usage"; readonly usage: Usage };

/** A chat model with its tools, ready to work on turns. */
export interface Runner {
  readonly name: string;
  run(turn: TurnState, messages: readonly BaseMessage[], signal?: AbortSignal): AsyncIterable<RunEvent>;
}

/** Model calls and tool calls of one turn; a model that goes round in circles is stopped here. */
const STEPS = 16;

/** Wires a chat model, the tools and the standing instructions into a LangChain agent. */
export function createRunner(
  name: string,
  model: BaseChatModel,
  tools: ReturnType<typeof createTools>,
  systemPrompt: string,
): Runner {
  const agent = createAgent({ model, tools: [...tools], systemPrompt, contextSchema: TURN_CONTEXT });
  return {
    name,
    async *run(turn, messages, signal) {
      const stream = await agent.stream(
        { messages: [...messages] },
        {
          context: { turn },
          streamMode: ["messages", "updates"],
          recursionLimit: STEPS,
          ...(signal && { signal }),
        },
      );
      for await (const [mode, value] of stream) {
        if (mode === "messages") {
          const [chunk] = value;
          if (AIMessageChunk.isInstance(chunk) && chunk.text !== "") yield { kind: "text", text: chunk.text };
        } else {
          yield* usageOf(value);
        }
      }
    },
  };
}

function* usageOf(update: unknown): Iterable<RunEvent> {
  const steps = Object.values((update ?? {}) as Record<string, { messages?: unknown[] } | null>);
  for (const message of steps.flatMap((step) => step?.messages ?? [])) {
    if (!AIMessage.isInstance(message) || !message.usage_metadata) continue;
    const { input_tokens: inputTokens, output_tokens: outputTokens } = message.usage_metadata;
    yield { kind: "usage", usage: { inputTokens, outputTokens } };
  }
}
