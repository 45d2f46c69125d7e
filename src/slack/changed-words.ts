import { maskPersonalData } from "../agent/privacy/mask.ts";
import type { Conversation, Turn } from "../conversation/conversation.ts";
import type { ConversationStore } from "../conversation/conversation-store.ts";
import type { LaneContext } from "../conversation/lane-worker.ts";
import { isWithPerson } from "../handoff/handoff.ts";
import type { Handoffs } from "../handoff/handoffs.ts";
import { SLACK_TEXTS } from "../texts/slack.ts";
import type { AnswerMessages } from "./answer-message.ts";
import { type Delivery, deliveryKey, originalKey, spokenKeys } from "./deliveries.ts";
import type { Escalation } from "./escalation.ts";
import { conversationIdOf } from "./thread.ts";

type Edited = Extract<Delivery, { kind: "edited" }>;
type Deleted = Extract<Delivery, { kind: "deleted" }>;

export interface ChangedWordsOptions {
  readonly conversations: ConversationStore;
  readonly handoffs: Handoffs;
  readonly messages: AnswerMessages;
  readonly escalation: Escalation;
  readonly now: () => number;
}

/** Answers a question that now reads differently, in the message that showed the answer before. */
export type AnswerAgain = (
  turn: Turn,
  conversation: Conversation,
  edited: Edited,
  attempt: number,
  context: LaneContext,
) => Promise<void>;

/**
 * Lets everything that was made of somebody's words go when they take them back; when they change them, the answer and
 * the mirrors follow.
 */
export function createChangedWords(options: ChangedWordsOptions, answerAgain: AnswerAgain) {
  const { conversations, handoffs, messages, escalation, now } = options;

  const relay = async (change: Edited | Deleted) => {
    const handoff = await handoffs.latest(conversationIdOf(change));
    if (!handoff || change.userId !== handoff.requesterId) return undefined;
    const isEdit = change.kind === "edited";
    await handoffs.fromRequester(handoff, {
      text: isEdit ? change.raw : "",
      files: isEdit ? (change.files ?? []) : [],
      source: { channel: change.channel, ts: change.ts, revision: isEdit ? change.revision : "deleted" },
      change: change.kind,
    });
    return handoff;
  };

  const placeOf = ({ channel, threadTs, ts }: Delivery, conversation: Conversation, attempt: number) => {
    const place = { channel, threadTs };
    return { conversationId: conversation.id, place, askedTs: ts, attempt };
  };

  /** The turn as it was first said stays, in the history and in a brief; the new words are a turn of their own after it. */
  const onEdited = async (
    edited: Edited,
    conversation: Conversation,
    original: Turn,
    attempt: number,
    context: LaneContext,
  ): Promise<void> => {
    const handoff = await relay(edited);
    if (handoff && isWithPerson(handoff.state)) return;
    const at = placeOf(edited, conversation, attempt);
    const shown = await messages.begun({ ...at, questionId: original.id });
    if (!shown) return;
    const text = maskPersonalData(edited.text).text;
    const turn: Turn = { ...original, id: deliveryKey(edited), text, at: now() };
    await messages.started({ ...at, questionId: turn.id }, shown);
    await conversations.append(turn);
    await answerAgain(turn, conversation, edited, attempt, context);
  };

  /** Words that are gone are read by nobody any more: not by the agent, not in a brief, not in a mirror. */
  const onDeleted = async (deleted: Deleted, conversation: Conversation, original: Turn, attempt: number) => {
    const turnIds = await conversations.blank(conversation.id, spokenKeys(deleted));
    for (const turnId of turnIds) await handoffs.forgetTurn(turnId);
    await relay(deleted);
    // Slack comes last, and all of it again after a fault: what an earlier try had changed nobody knows any more.
    for (const handoff of await handoffs.unsent(deleted)) await escalation.refreshPreview(handoff);
    const at = { ...placeOf(deleted, conversation, attempt), questionId: original.id };
    await messages.withdraw(at, SLACK_TEXTS[conversation.locale].withdrawn);
  };

  return async (change: Edited | Deleted, attempt: number, context: LaneContext): Promise<void> => {
    const conversation = await conversations.get(conversationIdOf(change));
    const original = await conversations.turn(originalKey(change));
    if (!conversation || !original) return;
    if (change.kind === "edited") await onEdited(change, conversation, original, attempt, context);
    else await onDeleted(change, conversation, original, attempt);
  };
}
