import type { Agent, Answer, AnswerEvent, AnswerRequest } from "../../src/agent/answer.ts";
import type { Citation } from "../../src/conversation/conversation.ts";

/** A finished answer with only what a test cares about filled in. */
export function answerOf(text: string, more: Partial<Answer> = {}): Answer {
  return {
    locale: "ja",
    text,
    citations: [],
    grounding: "grounded",
    decision: "answer",
    followUps: [],
    model: "scripted",
    fallback: false,
    promptVersion: "test@00000000",
    snapshot: "test",
    usage: { inputTokens: 0, outputTokens: 0 },
    latencyMs: 0,
    trace: { standaloneQuestion: "", answerability: 1, passages: [], sentences: [] },
    ...more,
  };
}

/** A citation of one sentence under one heading. */
export function citationOf(heading: string, quote: string): Citation {
  return {
    number: 1,
    chunkId: "chunk",
    documentId: "ja/differences.md",
    title: "違い",
    publisher: "発行元",
    source: "発行元の記事をもとにした要約",
    language: "ja",
    headingPath: ["違い", heading],
    quote,
    start: 0,
    end: quote.length,
    hash: "0000000000000000",
  };
}

export interface ScriptedAgent extends Agent {
  readonly requests: AnswerRequest[];
}

/** An agent that says what the test wrote; the Slack side cannot tell. */
export function scriptedAgent(
  script: (request: AnswerRequest) => AsyncIterable<AnswerEvent> | Answer,
): ScriptedAgent {
  const requests: AnswerRequest[] = [];
  return {
    requests,
    async *answer(request) {
      requests.push(request);
      const scripted = script(request);
      if (Symbol.asyncIterator in scripted) yield* scripted;
      else {
        yield { kind: "delta", text: scripted.text };
        yield { kind: "answer", answer: scripted };
      }
    },
  };
}
