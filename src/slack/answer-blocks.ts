import type { KnownBlock } from "@slack/types";
import type { Answer } from "../agent/answer.ts";
import { type Citation, isLesson, type Locale } from "../conversation/conversation.ts";
import { HANDOFF_TEXTS } from "../texts/handoff.ts";
import { SLACK_TEXTS } from "../texts/slack.ts";
import { cut, LIMITS } from "./limits.ts";
import type { Message } from "./posting.ts";
import { escapeMrkdwn, plainText, safeMarkdown, withoutMentions } from "./safe-text.ts";

/** Action ids of an answer's controls; the turn id travels as their value. */
export const ANSWER_ACTIONS = {
  followUp: /^answer_follow_up_\d$/,
  followUpId: (index: number) => `answer_follow_up_${index}`,
  talkToAdvisor: "answer_talk_to_advisor",
  feedback: "answer_feedback",
} as const;

export interface AnswerView {
  readonly turnId: string;
  /** False when no advisors' channel is configured. */
  readonly canEscalate: boolean;
  /** Opens the conversation, and so says what is answering. @default false */
  readonly isFirst?: boolean;
}

/** A finished answer as a whole message. */
export function renderAnswer(answer: Answer, view: AnswerView): Message {
  const body: KnownBlock = { type: "markdown", text: cut(safeMarkdown(answer.text), LIMITS.markdown) };
  return {
    text: plainText(answer.text),
    blocks: [body, ...renderAnswerEnd(answer, view)],
    alone: inWords(answer, view),
  };
}

/** Everything the blocks say, for a place that shows text only. */
function inWords({ text, table, citations, locale }: Answer, { isFirst }: AnswerView): string {
  const rows = (table?.rows ?? []).map(([name, ...cells]) => {
    const lines = cells.map((cell, index) => `${table?.header[index + 1] ?? ""}: ${cell || "—"}`);
    return [`• ${name}`, ...lines].join("\n");
  });
  const texts = SLACK_TEXTS[locale];
  const sources = citations.map(({ number, quote }) => `[${number}] ${texts.quote(quote)}`);
  const parts = [
    plainText(text),
    ...(table ? [table.caption, ...rows] : []),
    ...(sources.length > 0 ? [[texts.sources, ...sources, ...fromOf(citations, texts)].join("\n")] : []),
    ...(isFirst ? [texts.automated] : []),
  ];
  return withoutMentions(parts.filter(Boolean).join("\n\n"));
}

/** What follows an answer's text: table, sources, next questions, controls. */
export function renderAnswerEnd(answer: Answer, view: AnswerView): KnownBlock[] {
  const texts = SLACK_TEXTS[answer.locale];
  return [
    ...tableOf(answer),
    ...sourcesOf(answer.citations, answer.locale),
    ...(answer.fallback ? [context(texts.fallbackLabel)] : []),
    ...(view.isFirst ? [context(texts.automated)] : []),
    ...nextSteps(answer, view),
    feedbackRow(answer.locale, view.turnId),
  ];
}

function context(text: string): KnownBlock {
  return {
    type: "context",
    elements: [{ type: "mrkdwn", text: cut(text, LIMITS.contextText), verbatim: true }],
  };
}

/** Where the quoted words come from, in one line or none. */
function fromOf(citations: readonly Citation[], texts: (typeof SLACK_TEXTS)[Locale]): string[] {
  const sources = [...new Set(citations.flatMap(({ source }) => source ?? []))];
  return sources.length > 0 ? [texts.from(sources.join(" / "))] : [];
}

/** One line a source: its number, its section, its words; below them, where the words come from. */
function sourcesOf(citations: readonly Citation[], locale: Locale): KnownBlock[] {
  if (citations.length === 0) return [];
  const texts = SLACK_TEXTS[locale];
  const lines = citations.slice(0, LIMITS.contextElements - 2).map((citation) => {
    const section = escapeMrkdwn(withoutMentions(sectionOf(citation, texts.fromAdvisors)));
    const quote = escapeMrkdwn(withoutMentions(texts.quote(citation.quote)));
    const text = cut(`*[${citation.number}]* ${section}\n${quote}`, LIMITS.contextText);
    return { type: "mrkdwn" as const, text, verbatim: true };
  });
  const title = { type: "mrkdwn" as const, text: `*${texts.sources}*`, verbatim: true };
  const from = fromOf(citations, texts).map((line) => ({
    type: "mrkdwn" as const,
    text: cut(escapeMrkdwn(withoutMentions(line)), LIMITS.contextText),
    verbatim: true,
  }));
  return [{ type: "context", elements: [title, ...lines, ...from] }];
}

/** Advisors' own knowledge is told apart from the article's. */
function sectionOf({ documentId, headingPath }: Citation, fromAdvisors: string): string {
  const section = headingPath.slice(-2).join(" › ");
  return isLesson(documentId) ? `${fromAdvisors} › ${section}` : section;
}

function tableOf({ table, locale }: Answer): KnownBlock[] {
  if (!table) return [];
  const cell = (text: string) => ({ type: "raw_text" as const, text: withoutMentions(text) || "—" });
  const [corner = "", ...roles] = table.header;
  const header = [corner || SLACK_TEXTS[locale].tableCorner, ...roles];
  const rows = [header, ...table.rows]
    .slice(0, LIMITS.table.rows)
    .map((row) => row.slice(0, LIMITS.table.columns).map(cell));
  const caption = withoutMentions(table.caption);
  return [
    {
      type: "data_table",
      caption,
      rows,
      row_header_column_index: 0,
      page_size: Math.max(1, rows.length - 1),
    },
  ];
}

function nextSteps(answer: Answer, { turnId, canEscalate }: AnswerView): KnownBlock[] {
  const followUps = answer.followUps.map((question, index) => ({
    type: "button" as const,
    action_id: ANSWER_ACTIONS.followUpId(index),
    text: { type: "plain_text" as const, text: cut(question, LIMITS.buttonText), emoji: false },
    value: cut(question, LIMITS.buttonValue),
  }));
  const advisor = {
    type: "button" as const,
    action_id: ANSWER_ACTIONS.talkToAdvisor,
    text: { type: "plain_text" as const, text: HANDOFF_TEXTS[answer.locale].talkToAdvisor, emoji: false },
    value: turnId,
    ...(answer.decision === "offer" && { style: "primary" as const }),
  };
  const offersAdvisor = canEscalate && answer.decision !== "escalate";
  const elements = [...followUps, ...(offersAdvisor ? [advisor] : [])];
  return elements.length > 0 ? [{ type: "actions", elements }] : [];
}

function feedbackRow(locale: Locale, turnId: string): KnownBlock {
  const { feedback } = SLACK_TEXTS[locale];
  const option = (text: string, value: "good" | "bad") => ({
    text: { type: "plain_text" as const, text },
    value: `${value}:${turnId}`,
    accessibility_label: text,
  });
  return {
    type: "context_actions",
    elements: [
      {
        type: "feedback_buttons",
        action_id: ANSWER_ACTIONS.feedback,
        positive_button: option(feedback.good, "good"),
        negative_button: option(feedback.bad, "bad"),
      },
    ],
  };
}
