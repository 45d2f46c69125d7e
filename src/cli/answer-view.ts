import type { OpenAnswering } from "../answering.ts";
import { fill } from "../texts/agent.ts";
import { TERMINAL_TEXTS } from "../texts/terminal.ts";

type Event = OpenAnswering["agent"] extends { answer(request: never): AsyncIterable<infer E> } ? E : never;
export type ShownAnswer = Extract<Event, { kind: "answer" }>["answer"];

/** The fields of `shirube ask --json`, one object a question. */
export function answerJson(answer: ShownAnswer): string {
  return JSON.stringify({
    answer: answer.text,
    citations: answer.citations.map((citation) => ({
      number: citation.number,
      document: citation.documentId,
      title: citation.title,
      headingPath: citation.headingPath,
      quote: citation.quote,
      source: citation.source,
      language: citation.language,
    })),
    grounding: answer.grounding,
    decision: answer.decision,
    ...(answer.reason && { reason: answer.reason }),
    model: answer.model,
    fallback: answer.fallback,
    snapshot: answer.snapshot,
    promptVersion: answer.promptVersion,
    locale: answer.locale,
    ...(answer.table && { table: answer.table }),
    followUps: answer.followUps,
    question: answer.trace.standaloneQuestion,
    usage: answer.usage,
    latencyMs: answer.latencyMs,
  });
}

/** Terminal colours, or none. */
export interface Paint {
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
}

export function paintFor(stream: { readonly isTTY?: boolean }): Paint {
  const code = (open: number, close: number) => (text: string) =>
    stream.isTTY ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return { dim: code(2, 22), bold: code(1, 22) };
}

/** Table, sources and what comes next, below an answer's text. */
export function renderAnswerFoot(answer: ShownAnswer, paint: Paint): string {
  const texts = TERMINAL_TEXTS[answer.locale];
  return [
    ...tableLines(answer, paint),
    ...(answer.fallback ? ["", paint.dim(texts.fallback)] : []),
    ...sourceLines(answer, paint),
    ...(answer.decision === "answer" ? [] : ["", paint.dim(`→ ${texts.decision[answer.decision]}`)]),
  ].join("\n");
}

function tableLines({ table }: ShownAnswer, paint: Paint): string[] {
  if (!table) return [];
  const [, ...columns] = table.header;
  return table.rows.flatMap(([label = "", ...cells]) => [
    "",
    paint.bold(`■ ${label}`),
    ...cells.map((cell, at) => `  ${columns[at] ?? ""}: ${cell}`),
  ]);
}

function sourceLines({ citations, locale }: ShownAnswer, paint: Paint): string[] {
  if (citations.length === 0) return [];
  const sources = new Set(citations.flatMap(({ source }) => source ?? []));
  const texts = TERMINAL_TEXTS[locale];
  return [
    "",
    paint.dim(`── ${texts.sources}`),
    ...citations.map(({ number, headingPath, quote }) =>
      paint.dim(`[${number}] ${headingPath.join(" › ")}\n    「${quote}」`),
    ),
    ...[...sources].map((source) => paint.dim(fill(texts.from, { source }))),
  ];
}
