import { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import {
  AIMessage,
  type BaseMessage,
  SystemMessage,
  type ToolCall,
  ToolMessage,
  type UsageMetadata,
} from "@langchain/core/messages";
import type { StructuredToolInterface } from "@langchain/core/tools";
import { AppError } from "../../errors.ts";
import type { TurnContext, TurnState } from "../tools.ts";
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
  /** Text as it is written. @throws what the model throws, or AppError `model_unavailable` when it goes round in circles */
  run(turn: TurnState, messages: readonly BaseMessage[], signal?: AbortSignal): AsyncIterable<RunEvent>;
}

export interface RunnerOptions {
  readonly name: string;
  readonly model: BaseChatModel;
  readonly tools: readonly StructuredToolInterface[];
  readonly systemPrompt: string;
  /** Counts for a server that does not; absent, nothing is counted. */
  readonly count?: TokenCounter;
  /** Told what the model is not: why a call failed. */
  readonly onToolFailed?: (tool: string, error: unknown) => void;
}

/** Model calls of one turn; a model that goes round in circles is stopped here. */
const MOST_CALLS = 8;

/**
 * Lets a chat model call the tools until it has nothing more to call.
 * The loop is ours because a graph around it costs more than the rest of a turn (docs/decisions/305).
 */
export function createRunner(options: RunnerOptions): Runner {
  const { name, model, tools, systemPrompt, count } = options;
  const bound = model.bindTools?.([...tools]) ?? model;
  const system = new SystemMessage(systemPrompt);
  return {
    name,
    run(turn, messages, signal) {
      const channel = createChannel<RunEvent>();
      work(turn, [system, ...messages], channel.push, signal).then(channel.end, channel.fail);
      return channel.events;
    },
  };

  async function work(
    turn: TurnState,
    said: BaseMessage[],
    push: (event: RunEvent) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    const config = { callbacks: [new Listener(push)], ...(signal && { signal }) };
    for (let call = 0; call < MOST_CALLS; call++) {
      signal?.throwIfAborted();
      const reply: AIMessage = await bound.invoke(said, config);
      const usage = statedUsage(reply.usage_metadata) ?? counted(said, reply);
      if (usage) push({ kind: "usage", usage });
      const calls = reply.tool_calls ?? [];
      if (calls.length === 0) return;
      said.push(reply, ...(await Promise.all(calls.map((wanted) => resultOf(wanted, turn, signal)))));
    }
    throw new AppError(
      "model_unavailable",
      "the model goes round in circles",
      "Answers are quoted from the knowledge meanwhile.",
    );
  }

  /** What the tool says; a call no tool can make is told to the model, which may mend it. */
  async function resultOf(wanted: ToolCall, turn: TurnState, signal?: AbortSignal): Promise<ToolMessage> {
    const { name: toolName, args, id = "" } = wanted;
    const refused = (why: string) =>
      new ToolMessage({ content: why, tool_call_id: id, name: toolName, status: "error" });
    const chosen = tools.find((tool) => tool.name === toolName);
    if (!chosen) return refused(`There is no tool ${toolName}.`);
    const context: TurnContext = { turn };
    const call = { name: toolName, args, id, type: "tool_call" as const };
    try {
      return (await chosen.invoke(call, { context, ...(signal && { signal }) })) as ToolMessage;
    } catch (error) {
      if (signal?.aborted) throw error;
      options.onToolFailed?.(toolName, error);
      return refused("The call failed. Check its arguments.");
    }
  }

  function counted(said: readonly BaseMessage[], reply: AIMessage): Usage | undefined {
    return count && { inputTokens: count(said.map(wordsOf).join("\n")), outputTokens: count(wordsOf(reply)) };
  }
}

/** Hears a model's words as they come; awaited, so that nothing is heard after the call has ended. */
class Listener extends BaseCallbackHandler {
  readonly name = "turn-listener";
  /** Makes a model stream because somebody listens; its own `streaming` option would count tokens over the network. */
  readonly lc_prefer_streaming = true;
  readonly #push: (event: RunEvent) => void;

  constructor(push: (event: RunEvent) => void) {
    super();
    this.awaitHandlers = true;
    this.#push = push;
  }

  override handleLLMNewToken(token: string): void {
    if (token !== "") this.#push({ kind: "text", text: token });
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
