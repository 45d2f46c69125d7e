import { tool } from "langchain";
import { z } from "zod";
import type { DecisionReason } from "../conversation/conversation.ts";
import { addressesSoftware } from "../knowledge/orders.ts";
import type { Retriever } from "../retrieval/retriever.ts";
import { type Judgement, judge } from "./evidence/answerable.ts";
import type { Ledger } from "./evidence/ledger.ts";
import type { Outline } from "./evidence/outline.ts";
import { type Found, searchKnowledge } from "./evidence/search.ts";
import { type Prompt, promptOf } from "./prompts.ts";
import { LONGEST_QUESTION } from "./question/clean-text.ts";
import type { Question } from "./question/question.ts";

/** What models want to happen; code decides. It outlives the model that wished it, for whoever answers in its place. */
export interface Wishes {
  handoff?: { readonly when: "offer" | "now"; readonly reason: DecisionReason };
}

/** What one turn gathers while a model works on it. */
export interface TurnState {
  readonly question: Question;
  readonly retriever: Retriever;
  /** Of the snapshot this turn began with; a newly published one waits for the next turn. */
  readonly outline: Outline;
  readonly ledger: Ledger;
  readonly onFound: (found: Found) => void;
  /** The last search's verdict. */
  judgement?: Judgement;
  answerability: number;
  readonly wishes: Wishes;
}

/** What a search hands to the extractive model beside the text every model reads. */
export interface SearchArtifact {
  readonly found: Found;
  readonly judgement: Judgement;
}

/** What a runner hands a tool beside its arguments. */
export type TurnContext = { readonly turn: TurnState };

/** Reasons a model may give; a crisis is recognised by rule alone. */
const MODEL_REASONS = [
  "explicit_request",
  "not_in_knowledge",
  "low_confidence",
  "upset",
  "sensitive",
] as const;

/** Searches for the turn's question or a model's own words, and records what was found. */
export async function search(turn: TurnState, query?: string): Promise<SearchArtifact> {
  const { outline } = turn;
  const found = await searchKnowledge(turn.retriever, outline, turn.ledger, turn.question, query);
  const judgement = judge(turn.question, found, outline);
  const nearest = judgement.kind === "not_covered" ? judgement.nearest : [];
  turn.judgement = judgement;
  turn.answerability = Math.max(turn.answerability, found.answerability);
  turn.onFound(found);
  const read = nearest.flatMap((key) => outline.section(key) ?? []);
  for (const section of read) turn.ledger.add(section, 0);
  const sections = [
    ...found.sections,
    ...turn.ledger.sections.filter(
      ({ section }) => read.includes(section) && !found.sections.some((known) => known.section === section),
    ),
  ];
  return { found: { ...found, sections }, judgement };
}

/** The two tools every model gets. They receive functions and state of the turn, never a client. */
export function createTools(prompts: ReadonlyMap<string, Prompt>) {
  const frame = promptOf(prompts, "search-result");
  const searchTool = tool(
    async ({ query }: { query: string }, runtime: { context: TurnContext }) => {
      const artifact = await search(runtime.context.turn, query);
      return [resultText(frame, artifact), artifact] as const;
    },
    {
      name: "search_knowledge",
      description: promptOf(prompts, "search-knowledge").render(),
      schema: z.object({ query: z.string().min(1).max(LONGEST_QUESTION) }),
      responseFormat: "content_and_artifact",
    },
  );
  const handoffTool = tool(
    async (
      { when, reason }: { when: "offer" | "now"; reason: (typeof MODEL_REASONS)[number] },
      runtime: { context: TurnContext },
    ) => {
      const { wishes } = runtime.context.turn;
      if (wishes.handoff?.when !== "now") wishes.handoff = { when, reason };
      return "recorded";
    },
    {
      name: "request_handoff",
      description: promptOf(prompts, "request-handoff").render(),
      schema: z.object({ when: z.enum(["offer", "now"]), reason: z.enum(MODEL_REASONS) }),
    },
  );
  return [searchTool, handoffTool] as const;
}

function resultText(frame: Prompt, { found, judgement }: SearchArtifact): string {
  const sections = found.sections.map(
    ({ section, sentences }) =>
      `## ${section.headingPath.filter((heading) => !addressesSoftware(heading)).join(" > ")}\n${sentences.map(({ number, text }) => `[${number}] ${text}`).join("\n")}`,
  );
  return frame.render({ sections: sections.join("\n\n"), note: NOTES[judgement.kind] });
}

const NOTES: Readonly<Record<Judgement["kind"], string>> = {
  answerable: "",
  figure_not_stated: "The exact fact asked for is not stated here.",
  not_covered: "The question turns on something the article does not mention.",
  off_topic: "Nothing here answers the question.",
};
