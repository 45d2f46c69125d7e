import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { AIMessage, type BaseMessage, ToolMessage } from "@langchain/core/messages";
import type { ChatResult } from "@langchain/core/outputs";

/** A sentence as the search laid it before the model. */
export interface Laid {
  readonly number: number;
  readonly text: string;
  readonly heading: string;
}

export type Script = (laid: readonly Laid[], messages: readonly BaseMessage[]) => string;

/** Searches once, then says whatever its script says about the sentences it was given. */
export class ScriptedChatModel extends BaseChatModel {
  readonly #script: Script;
  readonly #query: string;

  constructor(script: Script, query = "インフラエンジニアとバックエンドエンジニアの違い") {
    super({});
    this.#script = script;
    this.#query = query;
  }

  override _llmType(): string {
    return "scripted";
  }

  override bindTools(tools: unknown[]) {
    return this.withConfig({ tools } as Record<string, unknown>);
  }

  override async _generate(
    messages: BaseMessage[],
    _options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    const result = messages.findLast((message) => ToolMessage.isInstance(message));
    if (!result) {
      const call = { name: "search_knowledge", args: { query: this.#query }, id: "call_1" };
      const message = new AIMessage({ content: "", tool_calls: [{ ...call, type: "tool_call" }] });
      return { generations: [{ text: "", message }] };
    }
    const text = this.#script(laidIn(result.text), messages);
    for (const piece of text.match(/.{1,7}/gsu) ?? []) await runManager?.handleLLMNewToken(piece);
    return { generations: [{ text, message: new AIMessage({ content: text }) }] };
  }
}

/** The numbered sentences of a search result, with the section each stands in. */
export function laidIn(toolText: string): Laid[] {
  let heading = "";
  return toolText.split("\n").flatMap((line) => {
    if (line.startsWith("## ")) heading = line.slice(3);
    const match = /^\[(\d+)\] (.+)$/.exec(line);
    return match ? [{ number: Number(match[1]), text: match[2] as string, heading }] : [];
  });
}
