import { randomUUID } from "node:crypto";
import { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { AIMessage, type BaseMessage, type UsageMetadata } from "@langchain/core/messages";
import type { LLMResult } from "@langchain/core/outputs";
import { createAgent, createMiddleware } from "langchain";
import { type createTools, TURN_CONTEXT, type TurnState } from "../tools.ts";
import { createChannel } from "./channel.ts";
import type { TokenCounter } from "./tokens.ts";

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
  /** Text as it is written. @throws what the model throws */
  run(turn: TurnState, messages: readonly BaseMessage[], signal?: AbortSignal): AsyncIterable<RunEvent>;
}

/** Model calls and tool calls of one turn; a model that goes round in circles is stopped here. */
const STEPS = 16;

/** Some servers give every completion the same id, and LangGraph replaces messages of equal id. */
const freshIds = createMiddleware({
  name: "fresh-ids",
  wrapModelCall: async (request, handler) => {
    const { content, tool_calls } = (await handler(request)) as AIMessage;
    return new AIMessage({ content, id: randomUUID(), ...(tool_calls && { tool_calls }) });
  },
});

/** Wires a chat model, the tools and the standing instructions into a LangChain agent. */
export function createRunner(
  name: string,
  model: BaseChatModel,
  tools: ReturnType<typeof createTools>,
  systemPrompt: string,
  options: { readonly ownIds: boolean; readonly count?: TokenCounter } = { ownIds: true },
): Runner {
  const agent = createAgent({
    model,
    tools: [...tools],
    systemPrompt,
    contextSchema: TURN_CONTEXT,
    middleware: options.ownIds ? [] : [freshIds],
  });
  return {
    name,
    run(turn, messages, signal) {
      const channel = createChannel<RunEvent>();
      agent
        .invoke(
          { messages: [...messages] },
          {
            context: { turn },
            callbacks: [new Listener(channel.push, options.count)],
            recursionLimit: STEPS,
            ...(signal && { signal }),
          },
        )
        .then(() => channel.end(), channel.fail);
      return channel.events;
    },
  };
}

/** Hears a model's words and what they cost; awaited, so that nothing is heard after the run has ended. */
class Listener extends BaseCallbackHandler {
  readonly name = "turn-listener";
  /** Makes a model stream because somebody listens; its own `streaming` option would count tokens over the network. */
  readonly lc_prefer_streaming = true;
  readonly #push: (event: RunEvent) => void;
  /** Counts for a server that does not; absent, nothing is counted. */
  readonly #count: TokenCounter | undefined;
  #read = "";

  constructor(push: (event: RunEvent) => void, count?: TokenCounter) {
    super();
    this.awaitHandlers = true;
    this.#push = push;
    this.#count = count;
  }

  override handleChatModelStart(_model: unknown, messages: BaseMessage[][]): void {
    if (this.#count) this.#read = messages.flat().map(wordsOf).join("\n");
  }

  override handleLLMNewToken(token: string): void {
    if (token !== "") this.#push({ kind: "text", text: token });
  }

  override handleLLMEnd(output: LLMResult): void {
    const [generation] = output.generations[0] ?? [];
    const message = (generation as { message?: AIMessage } | undefined)?.message;
    const usage = message && (statedUsage(message.usage_metadata) ?? this.#counted(message));
    if (usage) this.#push({ kind: "usage", usage });
  }

  #counted(message: AIMessage): Usage | undefined {
    const count = this.#count;
    return count && { inputTokens: count(this.#read), outputTokens: count(wordsOf(message)) };
  }
}

/** What a server says it used; some say nothing, some zero. */
function statedUsage(used: UsageMetadata | undefined): Usage | undefined {
  if (!used || used.input_tokens + used.output_tokens === 0) return undefined;
  return { inputTokens: used.input_tokens, outputTokens: used.output_tokens };
}

function wordsOf(message: BaseMessage): string {
  const calls =
    AIMessage.isInstance(message) && message.tool_calls?.length ? JSON.stringify(message.tool_calls) : "";
  return `${message.text}${calls}`;
}
