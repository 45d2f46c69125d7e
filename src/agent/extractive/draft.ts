import type { DecisionReason } from "../../conversation/conversation.ts";

/** What the extractive model wants to say, in the form every model answers in: sentences with markers. */
export interface Draft {
  /** Sentences and list items in order; each carries its markers, or is one of our own texts. */
  readonly lines: readonly Line[];
  /** Set when an advisor should be offered. */
  readonly offer?: DecisionReason;
}

export interface Line {
  readonly text: string;
  /** How it joins the line before: on the same line, or below it. */
  readonly join: "sentence" | "line" | "paragraph";
}

/** A draft's text as the model streams it. */
export function draftPieces(draft: Draft): string[] {
  return draft.lines.map(({ text, join }, at) => {
    if (at === 0) return text;
    const before = draft.lines[at - 1]?.text ?? "";
    if (join === "sentence") return /[.!?:](?:\[\d+\])*$/.test(before) ? ` ${text}` : text;
    return join === "line" ? `\n${text}` : `\n\n${text}`;
  });
}

/** One of our own texts as a line. */
export function say(text: string): Line {
  return { text, join: "sentence" };
}

/** Lines that begin below what introduces them. */
export function below(lines: readonly Line[], introduced: boolean): Line[] {
  return lines.map((line, at) => (at === 0 && introduced ? { ...line, join: "line" } : line));
}
