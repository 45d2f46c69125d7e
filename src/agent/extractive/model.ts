import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import { BaseChatModel } from "@langchain/core/language_models/chat_models";
import {
  AIMessage,
  AIMessageChunk,
  type BaseMessage,
  HumanMessage,
  ToolMessage,
} from "@langchain/core/messages";
import { ChatGenerationChunk, type ChatResult } from "@langchain/core/outputs";
import type { Question } from "../question/question.ts";
import type { SearchArtifact } from "../tools.ts";
import { compose } from "./compose.ts";
import { type Draft, draftPieces } from "./draft.ts";

/** What the agent lays beside the person's words for a model that reads structure instead of prose. */
export interface TurnBrief {
  readonly question: Question;
  readonly shownTexts: readonly string[];
  readonly askedBefore: readonly string[];
}

export const EXTRACTIVE = "extractive";

/**
 * A chat model with no weights and no key: it calls the same tools as any model
 * and answers in the sentences they return, cited by number.
 */
export class ExtractiveChatModel extends BaseChatModel {
  constructor() {
    super({});
  }

  override _llmType(): string {
    return EXTRACTIVE;
  }

  override bindTools(tools: unknown[]) {
    return this.withConfig({ tools } as Record<string, unknown>);
  }

  override async _generate(
    messages: BaseMessage[],
    _options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    const message = await this.#next(messages, runManager);
    return { generations: [{ text: message.text, message }] };
  }

  async #next(messages: readonly BaseMessage[], runManager?: CallbackManagerForLLMRun): Promise<AIMessage> {
    const at = messages.findLastIndex((message) => HumanMessage.isInstance(message));
    const brief = messages[at]?.additional_kwargs.brief as TurnBrief;
    const results = messages.slice(at + 1).filter((message) => ToolMessage.isInstance(message));
    const searched = results.find((result) => result.name === "search_knowledge");
    if (!searched) return calling("search_knowledge", { query: brief.question.standalone });
    const artifact = searched.artifact as SearchArtifact | undefined;
    if (!artifact) throw new Error("the search failed");
    const draft = draftOf(brief, artifact);
    const recorded = results.some((result) => result.name === "request_handoff");
    if (draft.offer && !recorded) return calling("request_handoff", { when: "offer", reason: draft.offer });
    return speak(draft, runManager);
  }
}

function calling(name: string, args: Record<string, unknown>): AIMessage {
  return new AIMessage({ content: "", tool_calls: [{ name, args, id: `call_${name}`, type: "tool_call" }] });
}

function draftOf(brief: TurnBrief, artifact: SearchArtifact): Draft {
  return compose({
    question: brief.question,
    sections: artifact.found.sections,
    judgement: artifact.judgement,
    wasShown: (sentence) => brief.shownTexts.some((text) => text.includes(tailOf(sentence))),
  });
}

/** The end of a sentence survives the dropping of a repeated subject, so it is what tells a shown one. */
function tailOf(sentence: string): string {
  return sentence.slice(-Math.min(24, sentence.length));
}

async function speak(draft: Draft, runManager?: CallbackManagerForLLMRun): Promise<AIMessage> {
  const pieces = draftPieces(draft);
  for (const text of pieces) {
    const chunk = new ChatGenerationChunk({ text, message: new AIMessageChunk({ content: text }) });
    await runManager?.handleLLMNewToken(text, undefined, undefined, undefined, undefined, { chunk });
  }
  return new AIMessage({ content: pieces.join("") });
}
