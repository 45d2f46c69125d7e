import { AIMessage, type BaseMessage, HumanMessage } from "@langchain/core/messages";
import type { Turn } from "../../conversation/conversation.ts";
import type { TurnBrief } from "../extractive/model.ts";
import type { Prompt } from "../prompts.ts";
import type { Question } from "../question/question.ts";
import type { TokenCounter } from "./tokens.ts";
import { summaryBefore, windowOf } from "./window.ts";

/** The conversation so far and the question, as a model reads them: the last turns word for word, a summary of those before. */
export function turnMessages(
  prompt: Prompt,
  reading: {
    readonly question: Question;
    readonly turns: readonly Turn[];
    readonly askedBefore: readonly string[];
  },
  count: TokenCounter,
): BaseMessage[] {
  const { question, turns, askedBefore } = reading;
  const brief: TurnBrief = {
    question,
    askedBefore,
    shownTexts: turns.filter(({ role }) => role === "agent").map(({ text }) => text.replace(/\[\d+\]/g, "")),
  };
  const window = windowOf(turns, count);
  const content = prompt.render({
    question: question.asked,
    standalone: question.standalone,
    earlier: summaryBefore(turns, window, count) || "-",
  });
  return [...window.map(toMessage), new HumanMessage({ content, additional_kwargs: { brief } })];
}

function toMessage(turn: Turn): BaseMessage {
  if (turn.role === "requester") return new HumanMessage(turn.text);
  return new AIMessage(turn.role === "advisor" ? `(human advisor) ${turn.text}` : turn.text);
}
