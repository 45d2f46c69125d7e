import { AIMessage, type BaseMessage, HumanMessage } from "@langchain/core/messages";
import { recentTurns, type Turn } from "../../conversation/conversation.ts";
import type { TurnBrief } from "../extractive/model.ts";
import type { Prompt } from "../prompts.ts";
import type { Question } from "../question/question.ts";

/** Turns a model reads word for word; what was asked before them it reads as a list. */
const WINDOW = 8;
/** Japanese runs at about one token a character, so characters bound tokens from above in every language. */
const WINDOW_CHARACTERS = 4000;

/** The conversation so far and the question, as a model reads them. */
export function turnMessages(
  prompt: Prompt,
  reading: {
    readonly question: Question;
    readonly turns: readonly Turn[];
    readonly askedBefore: readonly string[];
  },
): BaseMessage[] {
  const { question, turns, askedBefore } = reading;
  const brief: TurnBrief = {
    question,
    askedBefore,
    shownTexts: turns.filter(({ role }) => role === "agent").map(({ text }) => text.replace(/\[\d+\]/g, "")),
  };
  const content = prompt.render({
    question: question.asked,
    standalone: question.standalone,
    earlier: askedBefore.slice(-12).join(" / ") || "-",
  });
  return [...windowOf(turns).map(toMessage), new HumanMessage({ content, additional_kwargs: { brief } })];
}

function windowOf(turns: readonly Turn[]): readonly Turn[] {
  const spoken = recentTurns(
    turns.filter(({ role }) => role !== "marker"),
    WINDOW,
  );
  let left = WINDOW_CHARACTERS;
  const kept = spoken.toReversed().filter(({ text }) => {
    left -= text.length;
    return left >= 0;
  });
  return kept.toReversed();
}

function toMessage(turn: Turn): BaseMessage {
  if (turn.role === "requester") return new HumanMessage(turn.text);
  return new AIMessage(turn.role === "advisor" ? `(human advisor) ${turn.text}` : turn.text);
}
