import type { KnownBlock } from "@slack/types";
import { type Handoff, isInLine, isWithPerson } from "../handoff/handoff.ts";
import { ADVISOR_TEXTS } from "../texts/advisor.ts";
import { LESSON_TEXTS } from "../texts/lessons.ts";
import { briefParagraphs, type LinkOf } from "./brief-blocks.ts";
import { LESSON_ACTIONS } from "./lesson-views.ts";
import { cut, LIMITS } from "./limits.ts";
import type { Message } from "./posting.ts";
import { escapeMrkdwn, withoutMentions } from "./safe-text.ts";

/** Action and field ids of the advisors' side of a handoff. */
export const CARD_ACTIONS = {
  claim: "handoff_claim",
  reply: "handoff_reply",
  release: "handoff_release",
  resolve: "handoff_resolve",
  returnToAgent: "handoff_return",
  transfer: "handoff_transfer",
  decline: "handoff_decline",
  declineModal: "handoff_decline_modal",
  resolveModal: "handoff_resolve_modal",
  why: "handoff_why",
  draft: "handoff_draft_reply",
  canned: "handoff_canned_reply",
  replyModal: "handoff_reply_modal",
  sendDraft: "handoff_draft_send",
  keepDraft: "handoff_draft_keep",
  takeAndSend: "handoff_take_and_send",
} as const;

export interface CardNames {
  /** The requester's name if they agreed to share it, else their alias. */
  readonly requester: string;
  readonly owner: string | undefined;
  /** True where advisors may turn what they said into knowledge. */
  readonly teaches: boolean;
  /** Where in the thread a line of the brief can be read in full. */
  readonly linkOf?: LinkOf;
}

const button = (text: string, action_id: string, value: string, style?: "primary" | "danger") => ({
  type: "button" as const,
  action_id,
  value,
  text: { type: "plain_text" as const, text, emoji: false },
  ...(style && { style }),
});

const context = (text: string): KnownBlock => ({
  type: "context",
  elements: [{ type: "mrkdwn", text: cut(text, LIMITS.contextText), verbatim: true }],
});

/** Named, so that a press counts although the card was brought up to date in the same moment. */
const ACTIONS_BLOCK = "handoff_actions";

/** The card that advisors see: who, what about, how far, and what can be done now. */
export function renderCard(handoff: Handoff, names: CardNames): Message {
  const title = ADVISOR_TEXTS.cardTitle(names.requester);
  const state = ADVISOR_TEXTS.states[handoff.state];
  const owner = names.owner ? ` · ${ADVISOR_TEXTS.owner(escapeMrkdwn(withoutMentions(names.owner)))}` : "";
  const actions = actionsOf(handoff, names.teaches);
  const blocks: KnownBlock[] = [
    { type: "header", text: { type: "plain_text", text: cut(title, 150), emoji: false } },
    context(`*${state}*${owner}`),
    ...briefParagraphs(handoff.brief, "ja", names.linkOf).map((text) => ({
      type: "section" as const,
      text: { type: "mrkdwn" as const, text: cut(text, LIMITS.section), verbatim: true },
    })),
    ...(actions.length > 0 ? [{ type: "actions" as const, block_id: ACTIONS_BLOCK, elements: actions }] : []),
    ...(isWithPerson(handoff.state) ? [context(ADVISOR_TEXTS.claimedHint)] : []),
  ];
  return { text: `${title}(${state})`, blocks };
}

/** What stays of a card whose requester had everything deleted: the words of advisors hang below it. */
export function renderErasedCard(alias: string): Message {
  const title = ADVISOR_TEXTS.cardTitle(ADVISOR_TEXTS.requester(alias));
  const state = ADVISOR_TEXTS.states.erased;
  const header = {
    type: "header" as const,
    text: { type: "plain_text" as const, text: title, emoji: false },
  };
  return { text: `${title}(${state})`, blocks: [header, context(`*${state}*`)] };
}

function actionsOf(handoff: Handoff, teaches: boolean) {
  const why = button(ADVISOR_TEXTS.why, CARD_ACTIONS.why, handoff.id);
  if (isInLine(handoff.state)) {
    return [
      button(ADVISOR_TEXTS.claim, CARD_ACTIONS.claim, handoff.id, "primary"),
      button(ADVISOR_TEXTS.decline, CARD_ACTIONS.decline, handoff.id),
      why,
    ];
  }
  if (handoff.state === "resolved") {
    return teaches ? [button(LESSON_TEXTS.learn, LESSON_ACTIONS.learn, handoff.id), why] : [why];
  }
  if (!isWithPerson(handoff.state)) return [why];
  return [
    button(ADVISOR_TEXTS.reply, CARD_ACTIONS.reply, handoff.id, "primary"),
    button(ADVISOR_TEXTS.draft, CARD_ACTIONS.draft, handoff.id),
    why,
    button(ADVISOR_TEXTS.resolve, CARD_ACTIONS.resolve, handoff.id),
    button(ADVISOR_TEXTS.release, CARD_ACTIONS.release, handoff.id),
    button(ADVISOR_TEXTS.returnToAgent, CARD_ACTIONS.returnToAgent, handoff.id),
    {
      type: "users_select" as const,
      action_id: `${CARD_ACTIONS.transfer}:${handoff.id}`,
      placeholder: { type: "plain_text" as const, text: ADVISOR_TEXTS.transfer },
    },
  ];
}

/**
 * Asks an advisor, privately, whether words written in the thread should go out;
 * while nobody owns the handoff, that means to take it first.
 */
export function renderDraftPrompt(handoff: Handoff, ts: string): Message {
  const value = JSON.stringify({ handoffId: handoff.id, ts });
  const isFree = isInLine(handoff.state);
  const text = isFree ? ADVISOR_TEXTS.takePrompt : ADVISOR_TEXTS.draftPrompt;
  return {
    text,
    blocks: [
      { type: "section", text: { type: "mrkdwn", text } },
      {
        type: "actions",
        elements: [
          isFree
            ? button(ADVISOR_TEXTS.takeAndSend, CARD_ACTIONS.takeAndSend, value, "primary")
            : button(ADVISOR_TEXTS.draftSend, CARD_ACTIONS.sendDraft, value, "primary"),
          button(ADVISOR_TEXTS.draftKeep, CARD_ACTIONS.keepDraft, value),
        ],
      },
    ],
  };
}
