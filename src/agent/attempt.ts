import type { BaseMessage } from "@langchain/core/messages";
import type { Citation } from "../conversation/conversation.ts";
import type { Retriever } from "../retrieval/retriever.ts";
import type { AnswerEvent, AnswerTrace } from "./answer.ts";
import { createLedger, type FoundSection } from "./evidence/ledger.ts";
import { outlineOf } from "./evidence/outline.ts";
import type { Found } from "./evidence/search.ts";
import { standingAlone } from "./extractive/phrasing.ts";
import type { Runner, Usage } from "./model/runner.ts";
import type { Question } from "./question/question.ts";
import { search, type TurnState, type Wishes } from "./tools.ts";
import { createMeaning } from "./verification/meaning.ts";
import { createSegmenter, type Segment } from "./verification/segments.ts";
import { type Checked, createVerifier, type Verifier } from "./verification/verifier.ts";

/** What one model made of a turn, checked. */
export interface Attempt {
  readonly turn: TurnState;
  readonly text: string;
  readonly citations: readonly Citation[];
  readonly verifier: Verifier;
  readonly sections: readonly FoundSection[];
  readonly found: Found | undefined;
  readonly sentences: AnswerTrace["sentences"];
  readonly usage: Usage;
  readonly likeness: AnswerTrace["likeness"];
}

/**
 * Lets a model work on a turn and passes on only what is verified, sentence by sentence.
 * @throws what the model throws; deltas already sent are then void
 */
export async function* attempt(
  runner: Runner,
  question: Question,
  retriever: Retriever,
  messages: readonly BaseMessage[],
  wishes: Wishes,
  signal?: AbortSignal,
): AsyncGenerator<AnswerEvent, Attempt> {
  const ledger = createLedger();
  let found: Found | undefined;
  let announced: Found | undefined;
  const turn: TurnState = {
    question,
    retriever,
    outline: outlineOf(retriever),
    ledger,
    answerability: 0,
    wishes,
    onFound: (latest) => {
      found ??= latest;
    },
  };
  const meaning = createMeaning(retriever.likeness);
  const verifier = createVerifier(ledger, question, meaning);
  const segmenter = createSegmenter();
  const sentences: AnswerTrace["sentences"][number][] = [];
  let usage: Usage = { inputTokens: 0, outputTokens: 0 };
  let text = "";
  const connect = createConnector();

  const record = ({ words, verdict, why, nearness }: Checked) => {
    if (words === "") return;
    sentences.push({
      text: words,
      verdict,
      ...(why && { why }),
      ...(nearness !== undefined && { nearness }),
    });
  };
  async function* release(segments: readonly Segment[]): AsyncGenerator<AnswerEvent> {
    await verifier.prepare(segments);
    for (const segment of segments) {
      if (ledger.sentences.length === 0 && segment.words !== "") await search(turn);
      const checked = await verifier.check(segment);
      record(checked);
      const piece = connect(checked, text === "");
      if (checked.words === "" || piece === "") continue;
      if (text === "") yield { kind: "status", step: "writing" };
      text += piece;
      yield { kind: "delta", text: piece };
    }
  }

  for await (const event of runner.run(turn, messages, signal)) {
    if (found && found !== announced) {
      announced = found;
      yield { kind: "status", step: "reading", sections: headings(found) };
    }
    if (event.kind === "text") yield* release(segmenter.push(event.text));
    else usage = add(usage, event.usage);
  }
  yield* release(segmenter.end());
  return {
    turn,
    text,
    citations: verifier.citations,
    verifier,
    sections: ledger.sections,
    found,
    sentences,
    usage,
    likeness: meaning.trace(),
  };
}

/** What is shown of each piece: "また、" and "However," go when the sentence they leaned on was left out. */
function createConnector(): (checked: Checked, first: boolean) => string {
  let partnerDropped = false;
  return (checked, first) => {
    const leansOnNothing = first || partnerDropped;
    if (checked.words !== "") partnerDropped = checked.verdict === "dropped";
    const shown = leansOnNothing ? withoutConnective(checked) : checked.text;
    return first ? shown.trimStart() : shown;
  };
}

function withoutConnective({ text, words }: Checked): string {
  const alone = standingAlone(words);
  const opened = alone.charAt(0).toUpperCase() + alone.slice(1);
  return alone === words ? text : text.replace(words, opened);
}

function headings(found: Found): string[] {
  return found.sections.map(({ section }) => section.heading).slice(0, 3);
}

function add(a: Usage, b: Usage): Usage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
  };
}
