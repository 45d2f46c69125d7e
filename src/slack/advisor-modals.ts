import type { KnownBlock, ModalView } from "@slack/types";
import type { Answer } from "../agent/answer.ts";
import type { Outcome } from "../handoff/handoff.ts";
import { ADVISOR_TEXTS } from "../texts/advisor.ts";
import { CARD_ACTIONS } from "./handoff-card.ts";
import { cut, LIMITS } from "./limits.ts";
import { escapeMrkdwn, withoutMentions } from "./safe-text.ts";

/** Field ids of the advisors' modals. */
export const FIELDS = { reply: "reply", reason: "reason", outcome: "outcome", note: "note" } as const;

const plain = (text: string, limit = 75) => ({ type: "plain_text" as const, text: cut(text, limit) });
const mrkdwn = (text: string) => ({
  type: "section" as const,
  text: { type: "mrkdwn" as const, text: cut(text, LIMITS.section), verbatim: true },
});
const safe = (text: string) => escapeMrkdwn(withoutMentions(text));

interface Frame {
  readonly id: string;
  readonly handoffId: string;
  readonly title: string;
  readonly submit: string;
}

function modal({ id, handoffId, title, submit }: Frame, blocks: KnownBlock[]): ModalView {
  return {
    type: "modal",
    callback_id: id,
    private_metadata: handoffId,
    title: plain(title, LIMITS.modalTitle),
    submit: plain(submit, LIMITS.modalTitle),
    close: plain(ADVISOR_TEXTS.modalCancel, LIMITS.modalTitle),
    blocks,
  };
}

function textField(
  id: string,
  label: string,
  options: { hint?: string; optional?: boolean; initial?: string },
) {
  return {
    type: "input" as const,
    block_id: id,
    optional: options.optional ?? false,
    label: plain(label),
    ...(options.hint && { hint: plain(options.hint, 150) }),
    element: {
      type: "plain_text_input" as const,
      action_id: id,
      multiline: true,
      max_length: LIMITS.inputMax,
      ...(options.initial && { initial_value: cut(options.initial, LIMITS.inputMax) }),
    },
  };
}

/** @param draft words to begin with; `drafting` shows that they are still being written, `failed` that there will be none */
export function renderReplyModal(
  handoffId: string,
  draft?: { readonly text: string } | "drafting" | "failed",
): ModalView {
  const frame = {
    id: CARD_ACTIONS.replyModal,
    handoffId,
    title: ADVISOR_TEXTS.modalTitle,
    submit: ADVISOR_TEXTS.modalSubmit,
  };
  const initial = typeof draft === "object" ? draft.text : undefined;
  const field = textField(FIELDS.reply, ADVISOR_TEXTS.modalLabel, {
    hint: ADVISOR_TEXTS.modalHint,
    ...(initial && { initial }),
  });
  // Another block id makes Slack take the new initial value.
  const drafted = initial ? { ...field, block_id: `${FIELDS.reply}-${initial.length}` } : field;
  const notes = { drafting: ADVISOR_TEXTS.drafting, failed: ADVISOR_TEXTS.draftFailed };
  const note = typeof draft === "string" ? [mrkdwn(notes[draft])] : [];
  return modal(frame, [...note, cannedReplies(), drafted]);
}

/** Choosing one redraws the modal with its words, to be edited before sending. */
function cannedReplies(): KnownBlock {
  const options = ADVISOR_TEXTS.cannedReplies.map(({ name }, index) => ({
    text: plain(name),
    value: String(index),
  }));
  return {
    type: "section",
    text: { type: "mrkdwn", text: ADVISOR_TEXTS.canned },
    accessory: {
      type: "static_select",
      action_id: CARD_ACTIONS.canned,
      placeholder: plain(ADVISOR_TEXTS.cannedChoose),
      options,
    },
  };
}

export function renderDeclineModal(handoffId: string): ModalView {
  const { title, submit, label, hint } = ADVISOR_TEXTS.declineModal;
  const frame = { id: CARD_ACTIONS.declineModal, handoffId, title, submit };
  return modal(frame, [textField(FIELDS.reason, label, { hint })]);
}

export function renderResolveModal(handoffId: string): ModalView {
  const { title, submit, outcome, note, outcomes } = ADVISOR_TEXTS.resolveModal;
  const options = (Object.keys(outcomes) as Outcome[]).map((value) => ({
    text: plain(outcomes[value]),
    value,
  }));
  const choice: KnownBlock = {
    type: "input",
    block_id: FIELDS.outcome,
    label: plain(outcome),
    element: {
      type: "radio_buttons",
      action_id: FIELDS.outcome,
      options,
      ...(options[0] && { initial_option: options[0] }),
    },
  };
  const frame = { id: CARD_ACTIONS.resolveModal, handoffId, title, submit };
  return modal(frame, [choice, textField(FIELDS.note, note, { optional: true })]);
}

/** How the automated answers of this case came about, newest last. */
export function renderWhyModal(answers: readonly Answer[]): ModalView {
  const texts = ADVISOR_TEXTS.whyModal;
  const blocks = answers.slice(-3).flatMap(whyBlocks);
  return {
    type: "modal",
    title: plain(texts.title, LIMITS.modalTitle),
    close: plain(texts.close, LIMITS.modalTitle),
    blocks: blocks.length > 0 ? blocks : [mrkdwn(texts.empty)],
  };
}

const inWords = (words: Readonly<Record<string, string>>, code: string): string | undefined => words[code];

function whyBlocks(answer: Answer): KnownBlock[] {
  const { trace, model, promptVersion, snapshot } = answer;
  const texts = ADVISOR_TEXTS.whyModal;
  const passages = trace.passages
    .slice(0, 5)
    .map(({ headingPath, score }) => `• ${safe(headingPath.slice(-2).join(" › "))} (${score.toFixed(2)})`);
  const kept = trace.sentences
    .filter(({ verdict }) => verdict === "kept")
    .map(({ text, nearness }) => `• ${safe(text)}${nearness === undefined ? "" : ` — ${near(nearness)}`}`);
  const dropped = trace.sentences
    .filter(({ verdict }) => verdict === "dropped")
    .map(({ text, why }) => `• ${safe(text)}${why ? ` — ${safe(inWords(texts.reasons, why) ?? why)}` : ""}`);
  const parts = [
    [
      `*${texts.read(safe(trace.standaloneQuestion))}*`,
      texts.answerability(Math.round(trace.answerability * 100)),
      ...(trace.rule ? [inWords(texts.rules, trace.rule) ?? texts.otherRule(safe(trace.rule))] : []),
      ...(passages.length > 0 ? [`*${texts.passages}*`, ...passages] : []),
    ],
    dropped.length > 0 ? [`*${texts.dropped}*`, ...dropped] : [],
    kept.length > 0 ? [`*${texts.checked}*`, ...kept] : [],
    trace.likeness?.failed ? [texts.likenessFailed] : [],
  ].filter((lines) => lines.length > 0);
  const origin = [
    texts.model(model, promptVersion, snapshot.slice(0, 12)),
    texts.cost(
      texts.tokens(answer.usage.inputTokens, answer.usage.outputTokens),
      (answer.latencyMs / 1000).toFixed(1),
    ),
    ...(answer.fallback ? [texts.fallback] : []),
  ].join("\n");
  return [
    ...parts.map((lines) => mrkdwn(lines.join("\n"))),
    { type: "context", elements: [{ type: "mrkdwn", text: safe(origin), verbatim: true }] },
    { type: "divider" },
  ];

  function near(value: number): string {
    return texts.nearness(value.toFixed(2), (trace.likeness?.bar ?? 0).toFixed(2));
  }
}
