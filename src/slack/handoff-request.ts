import type { KnownBlock, ModalView } from "@slack/types";
import type { Locale } from "../conversation/conversation.ts";
import type { Brief } from "../handoff/brief.ts";
import { type Handoff, isInLine, isWithPerson } from "../handoff/handoff.ts";
import type { CsatAnswer } from "../handoff/handoff-store.ts";
import { HANDOFF_TEXTS } from "../texts/handoff.ts";
import { briefParagraphs, historyLines } from "./brief-blocks.ts";
import { checkInOffer } from "./check-in-views.ts";
import { cut, LIMITS } from "./limits.ts";
import type { Message } from "./posting.ts";

/** Action and field ids of the requester's side of a handoff. */
export const REQUEST_ACTIONS = {
  submit: "handoff_submit",
  edit: "handoff_edit",
  dismiss: "handoff_dismiss",
  cancel: "handoff_cancel",
  backToAgent: "handoff_back_to_agent",
  finish: "handoff_finish",
  reopen: "handoff_reopen",
  reveal: "handoff_reveal",
  csat: "handoff_csat",
  modal: "handoff_request_modal",
} as const;

const FIELDS = {
  goal: "goal",
  situation: "situation",
  time: "time",
  urgency: "urgency",
  history: "history",
  identity: "identity",
} as const;
/** Which version of the brief is shown: in the id of a preview's block of buttons, and of the form's first. */
const AS_OF = "as_of:";
const FIELD_MAX = 1_500;

const button = (text: string, action_id: string, value: string, style?: "primary" | "danger") => ({
  type: "button" as const,
  action_id,
  value,
  text: { type: "plain_text" as const, text: cut(text, LIMITS.buttonText), emoji: false },
  ...(style && { style }),
});

/** Shows the requester exactly what would be shared, before anything is. */
export function renderPreview(handoff: Handoff, locale: Locale): Message {
  const texts = HANDOFF_TEXTS[locale];
  const lines = briefParagraphs(handoff.brief, locale).join("\n\n");
  const blocks: KnownBlock[] = [
    { type: "section", text: { type: "mrkdwn", text: texts.previewIntro } },
    { type: "section", text: { type: "mrkdwn", text: cut(lines, LIMITS.section), verbatim: true } },
    { type: "context", elements: [{ type: "mrkdwn", text: texts.previewNote }] },
    {
      type: "actions",
      block_id: `${AS_OF}${handoff.updatedAt}`,
      elements: [
        button(texts.previewSubmit, REQUEST_ACTIONS.submit, handoff.id, "primary"),
        button(texts.previewEdit, REQUEST_ACTIONS.edit, handoff.id),
        button(texts.previewCancel, REQUEST_ACTIONS.dismiss, handoff.id),
      ],
    },
  ];
  return { text: texts.previewIntro, blocks };
}

/** The version of the brief that somebody read; undefined where none is named, as in what was shown before this was so. */
export function asOfBlock(blockId: string): number | undefined {
  return blockId.startsWith(AS_OF) ? Number(blockId.slice(AS_OF.length)) : undefined;
}

/** The preview after a decision: no buttons left to press. */
export function renderPreviewDone(text: string): Message {
  return { text, blocks: [{ type: "context", elements: [{ type: "mrkdwn", text }] }] };
}

/** A line to the requester, with the ways out that the state allows. */
export function renderRequesterLine(text: string, handoff: Handoff, locale: Locale): Message {
  const exits = exitsOf(handoff, locale);
  const blocks: KnownBlock[] = [
    { type: "section", text: { type: "mrkdwn", text: cut(text, LIMITS.section) } },
    ...(handoff.state === "resolved" ? csatBlocks(handoff, locale) : []),
    ...(exits.length > 0 ? [{ type: "actions" as const, elements: exits }] : []),
    ...(handoff.state === "resolved" ? checkInOffer(handoff.id, locale) : []),
  ];
  return { text, blocks };
}

function exitsOf(handoff: Handoff, locale: Locale) {
  const texts = HANDOFF_TEXTS[locale];
  if (isInLine(handoff.state)) return [button(texts.cancelRequest, REQUEST_ACTIONS.cancel, handoff.id)];
  if (handoff.state === "resolved") return [button(texts.reopen, REQUEST_ACTIONS.reopen, handoff.id)];
  if (!isWithPerson(handoff.state)) return [];
  return [
    button(texts.finish, REQUEST_ACTIONS.finish, handoff.id),
    button(texts.backToAgent, REQUEST_ACTIONS.backToAgent, handoff.id),
    ...(handoff.named ? [] : [button(texts.reveal, REQUEST_ACTIONS.reveal, handoff.id)]),
  ];
}

/** Two questions, one press each. */
function csatBlocks(handoff: Handoff, locale: Locale): KnownBlock[] {
  const { csat } = HANDOFF_TEXTS[locale];
  const ask = (text: string): KnownBlock => ({ type: "section", text: { type: "mrkdwn", text } });
  const stars = [1, 2, 3, 4, 5].map((value) =>
    button("★".repeat(value), `${REQUEST_ACTIONS.csat}:rating:${value}`, handoff.id),
  );
  const solved = [
    button(csat.yes, `${REQUEST_ACTIONS.csat}:solved:1`, handoff.id),
    button(csat.no, `${REQUEST_ACTIONS.csat}:solved:0`, handoff.id),
  ];
  return [
    ask(csat.rating),
    { type: "actions", elements: stars },
    ask(csat.solved),
    { type: "actions", elements: solved },
  ];
}

/** The action id of a pressed star or of yes or no → the answer it stands for. */
export function parseCsat(actionId: string): CsatAnswer | undefined {
  const [, question, digit] = /:(rating|solved):(\d)$/.exec(actionId) ?? [];
  const value = Number(digit);
  if (question === "rating" && value >= 1 && value <= 5)
    return { question, value: value as 1 | 2 | 3 | 4 | 5 };
  if (question === "solved" && value <= 1) return { question, value: value as 0 | 1 };
  return undefined;
}

/** The editable brief; what stands in it at submission is all that advisors get. */
export function renderRequestModal(handoff: Handoff, locale: Locale): ModalView {
  const texts = HANDOFF_TEXTS[locale];
  const { modal } = texts;
  const input = (
    id: string,
    label: string,
    hint: string,
    initial: string | undefined,
    required: boolean,
  ) => ({
    type: "input" as const,
    block_id: id,
    optional: !required,
    label: { type: "plain_text" as const, text: label },
    element: {
      type: "plain_text_input" as const,
      action_id: id,
      multiline: id !== FIELDS.time,
      max_length: FIELD_MAX,
      placeholder: { type: "plain_text" as const, text: cut(hint, 150) },
      ...(initial && { initial_value: cut(initial, FIELD_MAX) }),
    },
  });
  const option = (text: string, value: string) => ({
    text: { type: "plain_text" as const, text: cut(text, 75) },
    value,
  });
  const anonymous = option(modal.anonymous(handoff.alias), "anonymous");
  const named = option(modal.named, "named");
  const normal = option(modal.urgencies.normal, "normal");
  const soon = option(modal.urgencies.soon, "soon");
  const choice = (id: string, label: string, options: (typeof normal)[], initial_option: typeof normal) => ({
    type: "input" as const,
    block_id: id,
    label: { type: "plain_text" as const, text: label },
    element: { type: "radio_buttons" as const, action_id: id, options, initial_option },
  });
  return {
    type: "modal",
    callback_id: REQUEST_ACTIONS.modal,
    private_metadata: handoff.id,
    title: { type: "plain_text", text: cut(modal.title, LIMITS.modalTitle) },
    submit: { type: "plain_text", text: cut(modal.submit, LIMITS.modalTitle) },
    close: { type: "plain_text", text: cut(modal.cancel, LIMITS.modalTitle) },
    blocks: [
      {
        type: "context",
        block_id: `${AS_OF}${handoff.updatedAt}`,
        elements: [{ type: "mrkdwn", text: modal.intro }],
      },
      input(FIELDS.goal, modal.goal, modal.goalHint, handoff.brief.goal.text, true),
      input(FIELDS.situation, modal.situation, modal.situationHint, handoff.brief.situation?.text, false),
      input(FIELDS.time, modal.time, modal.timeHint, handoff.brief.preferredTime, false),
      choice(FIELDS.urgency, modal.urgency, [normal, soon], handoff.brief.urgency === "soon" ? soon : normal),
      ...historyChoice(handoff.brief, locale),
      choice(FIELDS.identity, modal.identity, [anonymous, named], handoff.named ? named : anonymous),
    ],
  };
}

/** Everything that goes along with the words above, shown whole, to be shared or left out. */
function historyChoice(brief: Brief, locale: Locale): KnownBlock[] {
  const lines = historyLines(brief, locale);
  if (lines.length === 0) return [];
  const { modal } = HANDOFF_TEXTS[locale];
  const share = { text: { type: "plain_text" as const, text: modal.shareHistory }, value: "share" };
  return [
    {
      type: "input",
      block_id: FIELDS.history,
      optional: true,
      label: { type: "plain_text", text: modal.history },
      element: { type: "checkboxes", action_id: FIELDS.history, options: [share], initial_options: [share] },
    },
    {
      type: "section",
      text: { type: "mrkdwn", text: cut(lines.join("\n\n"), LIMITS.section), verbatim: true },
    },
  ];
}

/** What the form shows when the request can no longer be sent from it. */
export const tooLateErrors = (locale: Locale): Record<string, string> => ({
  [FIELDS.goal]: HANDOFF_TEXTS[locale].modal.tooLate,
});

type ViewValues = Readonly<
  Record<
    string,
    Readonly<
      Record<
        string,
        {
          value?: string | null;
          selected_option?: { value?: string } | null;
          selected_options?: readonly { value?: string }[] | null;
        }
      >
    >
  >
>;

/** The modal's fields → how the brief to share is drawn from the stored one, or the field that needs attention. */
export function parseRequestModal(
  values: ViewValues,
  locale: Locale,
):
  | { readonly ok: true; readonly brief: (stored: Brief) => Brief; readonly named: boolean }
  | { readonly ok: false; readonly errors: Record<string, string> } {
  const text = (id: string) => values[id]?.[id]?.value?.trim() || undefined;
  const goal = text(FIELDS.goal);
  if (!goal) return { ok: false, errors: { [FIELDS.goal]: HANDOFF_TEXTS[locale].modal.goalMissing } };
  const shared = values[FIELDS.history]?.[FIELDS.history]?.selected_options ?? [];
  const sharesHistory = shared.some(({ value }) => value === "share");
  const situation = text(FIELDS.situation);
  const preferredTime = text(FIELDS.time);
  const isSoon = values[FIELDS.urgency]?.[FIELDS.urgency]?.selected_option?.value === "soon";
  return {
    ok: true,
    named: values[FIELDS.identity]?.[FIELDS.identity]?.selected_option?.value === "named",
    brief: (stored) => {
      const { situation: before, preferredTime: _time, urgency: _urgency, mood, ...rest } = stored;
      return {
        ...rest,
        ...(sharesHistory ? mood && { mood } : { answered: [], unanswered: [] }),
        goal: stored.goal.text === goal ? stored.goal : { text: goal },
        ...(situation && { situation: before?.text === situation ? before : { text: situation } }),
        ...(preferredTime && { preferredTime }),
        ...(isSoon && { urgency: "soon" as const }),
      };
    },
  };
}
