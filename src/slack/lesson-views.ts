import type { KnownBlock, ModalView } from "@slack/types";
import type { Gaps, Lesson } from "../handoff/lesson.ts";
import { LESSON_TEXTS } from "../texts/lessons.ts";
import { cut, LIMITS } from "./limits.ts";
import type { Message } from "./posting.ts";
import { escapeMrkdwn, withoutMentions } from "./safe-text.ts";

export const LESSON_ACTIONS = {
  learn: "lesson_learn",
  modal: "lesson_modal",
  approve: "lesson_approve",
  edit: "lesson_edit",
  withdraw: "lesson_withdraw",
  writeGap: "lesson_write_gap",
} as const;

export const LESSON_FIELDS = { question: "question", answer: "answer", expiry: "expiry" } as const;

const EXPIRIES = [90, 180, 365] as const;
const DEFAULT_EXPIRY = 180;
const MOST_GAPS = 10;

const plain = (text: string, limit = 150) => ({ type: "plain_text" as const, text: cut(text, limit) });
const button = (text: string, action_id: string, value: string, style?: "primary") => ({
  type: "button" as const,
  action_id,
  value: cut(value, LIMITS.buttonValue),
  text: plain(text, LIMITS.buttonText),
  ...(style && { style }),
});
const section = (text: string): KnownBlock => ({
  type: "section",
  text: { type: "mrkdwn", text: cut(text, LIMITS.section), verbatim: true },
});
const safe = (text: string) => escapeMrkdwn(withoutMentions(text));

export interface LessonDraft {
  readonly lessonId: string;
  readonly handoffId?: string;
  readonly question: string;
  readonly answer: string;
}

/** The form in which advice becomes knowledge; what is in it comes back with the submission. */
export function renderLessonModal({ lessonId, handoffId, question, answer }: LessonDraft): ModalView {
  const { modal } = LESSON_TEXTS;
  const field = (id: string, label: string, hint: string, initial: string) => ({
    type: "input" as const,
    block_id: id,
    label: plain(label, 75),
    hint: plain(hint),
    element: {
      type: "plain_text_input" as const,
      action_id: id,
      multiline: true,
      max_length: LIMITS.inputMax,
      ...(initial && { initial_value: cut(initial, LIMITS.inputMax) }),
    },
  });
  const option = (days: number) => ({ text: plain(modal.days(days), 75), value: String(days) });
  return {
    type: "modal",
    callback_id: LESSON_ACTIONS.modal,
    private_metadata: JSON.stringify({ lessonId, ...(handoffId && { handoffId }) }),
    title: plain(modal.title, LIMITS.modalTitle),
    submit: plain(modal.submit, LIMITS.modalTitle),
    close: plain(modal.close, LIMITS.modalTitle),
    blocks: [
      field(LESSON_FIELDS.question, modal.question, modal.questionHint, question),
      field(LESSON_FIELDS.answer, modal.answer, modal.answerHint, answer),
      {
        type: "input",
        block_id: LESSON_FIELDS.expiry,
        label: plain(modal.expiry, 75),
        element: {
          type: "static_select",
          action_id: LESSON_FIELDS.expiry,
          options: EXPIRIES.map(option),
          initial_option: option(DEFAULT_EXPIRY),
        },
      },
    ],
  };
}

export interface LessonNames {
  readonly author: string;
  readonly approver: string;
}

/** The draft in the advisors' channel, with what can still be done to it. */
export function renderLessonCard(lesson: Lesson, { author, approver }: LessonNames): Message {
  const { card } = LESSON_TEXTS;
  const until = new Date(lesson.expiresAt).toISOString().slice(0, 10);
  const states = { draft: card.waiting, approved: card.approved(safe(approver)), withdrawn: card.withdrawn };
  const withdraw = button(card.withdraw, LESSON_ACTIONS.withdraw, lesson.id);
  const actions = {
    draft: [
      button(card.approve, LESSON_ACTIONS.approve, lesson.id, "primary"),
      button(card.edit, LESSON_ACTIONS.edit, lesson.id),
      withdraw,
    ],
    approved: [withdraw],
    withdrawn: [],
  }[lesson.state];
  const blocks: KnownBlock[] = [
    section(
      `*${card.title}*\n*${card.question}* ${safe(lesson.question)}\n*${card.answer}*\n${safe(lesson.answer)}`,
    ),
    {
      type: "context",
      elements: [{ type: "mrkdwn", text: card.facts(safe(author), until), verbatim: true }],
    },
    section(states[lesson.state]),
    ...(actions.length > 0 ? [{ type: "actions" as const, elements: actions }] : []),
  ];
  return { text: `${card.title}: ${withoutMentions(lesson.question)}`, blocks };
}

/** What the knowledge could not answer in a week, each with a press to write the answer. */
export function renderGaps({ shared, single }: Gaps): Message {
  const { gaps: texts } = LESSON_TEXTS;
  if (shared.length === 0 && single === 0) return { text: texts.none };
  const rows = shared.slice(0, MOST_GAPS).map(
    ({ question, count }): KnownBlock => ({
      type: "section",
      text: { type: "mrkdwn", text: cut(texts.line(safe(question), count), LIMITS.section), verbatim: true },
      accessory: button(texts.write, LESSON_ACTIONS.writeGap, question),
    }),
  );
  if (single > 0) rows.push(section(texts.single(single, shared.length > 0)));
  return { text: texts.title, blocks: [section(`*${texts.title}*`), ...rows] };
}
