import type { App } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { Conversation } from "../conversation/conversation.ts";
import type { ConversationStore } from "../conversation/conversation-store.ts";
import type { Lanes } from "../conversation/lanes.ts";
import { withoutHistory } from "../handoff/brief.ts";
import { type Handoff, isInLine, isWithPerson, type TransitionResult } from "../handoff/handoff.ts";
import type { Handoffs } from "../handoff/handoffs.ts";
import { HANDOFF_TEXTS } from "../texts/handoff.ts";
import { ANSWER_ACTIONS } from "./answer-blocks.ts";
import { type Delivery, inboxItem } from "./deliveries.ts";
import type { Escalation } from "./escalation.ts";
import {
  asOfBlock,
  parseCsat,
  parseRequestModal,
  REQUEST_ACTIONS,
  tooLateErrors,
} from "./handoff-request.ts";
import { type Press, parsePress, whisper } from "./presses.ts";
import { conversationIdOf } from "./thread.ts";

export interface RequesterActionsOptions {
  readonly client: WebClient;
  readonly conversations: ConversationStore;
  readonly handoffs: Handoffs;
  readonly escalation: Escalation;
  readonly inbox: Lanes;
  readonly wake: () => void;
}

/** The requester's buttons and the consent modal. */
export function registerRequesterActions(app: App, options: RequesterActionsOptions): void {
  const { client, conversations, handoffs, escalation, inbox, wake } = options;

  const localeOf = async (handoff: Handoff) =>
    (await conversations.get(handoff.conversationId))?.locale ?? "ja";
  const handoffOf = async (press: Press): Promise<Handoff | undefined> => {
    const handoff = await handoffs.get(press.value);
    return handoff?.requesterId === press.userId ? handoff : undefined;
  };
  const openForm = ({ triggerId }: Press, handoff: Handoff, conversation: Conversation) =>
    escalation.openForm(handoff, conversation, { triggerId });

  app.action(ANSWER_ACTIONS.followUp, async ({ ack, body }) => {
    const press = parsePress(body);
    if (press) {
      const delivery: Delivery = {
        kind: "said",
        team: press.team,
        channel: press.channel,
        threadTs: press.threadTs,
        ts: press.actionTs,
        userId: press.userId,
        direct: press.channel.startsWith("D"),
        text: press.value,
        raw: press.value,
        mentioned: true,
        files: [],
        pressed: true,
      };
      await inbox.enqueue(inboxItem(delivery));
      wake();
    }
    await ack();
  });

  app.action(ANSWER_ACTIONS.talkToAdvisor, async ({ ack, body }) => {
    await ack();
    const press = parsePress(body);
    const asked = press && (await conversations.get(conversationIdOf(press)));
    if (!press || !asked) return;
    const { handoff, conversation } = await escalation.begin(asked, press.userId, "explicit_request");
    const texts = HANDOFF_TEXTS[conversation.locale];
    const isOpen = isInLine(handoff.state) || isWithPerson(handoff.state);
    if (!isOpen) await openForm(press, handoff, conversation);
    if (conversation.id !== asked.id) await whisper(client, press, texts.goesOnInDirect);
    else if (isOpen) await whisper(client, press, texts.alreadyOpen);
  });

  app.action(REQUEST_ACTIONS.edit, async ({ ack, body }) => {
    await ack();
    const press = parsePress(body);
    const handoff = press && (await handoffOf(press));
    const conversation = handoff && (await conversations.get(handoff.conversationId));
    if (press && handoff && conversation) await openForm(press, handoff, conversation);
  });

  app.view(REQUEST_ACTIONS.modal, async ({ ack, body, view }) => {
    const handoff = await handoffs.get(view.private_metadata);
    if (!handoff) return ack();
    const locale = await localeOf(handoff);
    const refuse = (errors: Record<string, string>) => ack({ response_action: "errors", errors });
    const asOf = view.blocks.map(({ block_id }) => asOfBlock(block_id ?? "")).find((at) => at !== undefined);
    // Drawn anew since the form was opened, perhaps on another device: only what stands in it is sent.
    const drawnFrom = ({ brief, updatedAt }: Handoff) =>
      asOf === undefined || asOf === updatedAt ? brief : withoutHistory(brief);
    const parsed = parseRequestModal(view.state.values, locale);
    if (!parsed.ok) return refuse(parsed.errors);
    const result = await handoffs.submit(handoff.id, body.user.id, {
      brief: (stored) => parsed.brief(drawnFrom(stored)),
      named: parsed.named,
    });
    // The form stays open: what was typed is nowhere else.
    if (!result.ok) return refuse(tooLateErrors(locale));
    await ack();
    await escalation.closePreview(handoff, HANDOFF_TEXTS[locale].previewDone);
  });

  const explain = async (
    { reason, handoff }: Extract<TransitionResult, { ok: false }>,
    press: Press,
    texts: { readonly notNow: string; readonly previewRedrawn: string },
  ): Promise<void> => {
    if (reason !== "outdated") return whisper(client, press, texts.notNow);
    if (await escalation.redrawPreview(handoff, press)) await whisper(client, press, texts.previewRedrawn);
  };

  const decide = (
    actionId: string,
    apply: (handoff: Handoff, press: Press) => Promise<TransitionResult>,
    closing?: "previewDone" | "previewCancelled",
  ) =>
    app.action(actionId, async ({ ack, body }) => {
      const press = parsePress(body);
      const handoff = press && (await handoffOf(press));
      const result = handoff && press && (await apply(handoff, press));
      await ack();
      if (!handoff || !press || !result) return;
      const texts = HANDOFF_TEXTS[await localeOf(handoff)];
      if (result.ok && closing) await escalation.closePreview(handoff, texts[closing], press);
      else if (!result.ok) await explain(result, press, texts);
    });

  const act =
    (event: "cancel" | "return_to_agent" | "resolve" | "reopen" | "reveal") =>
    (handoff: Handoff, { userId }: Press) =>
      handoffs.act(handoff.id, event, { role: "requester", id: userId });
  const submit = ({ id }: Handoff, { userId, blockId }: Press) => {
    const asOf = asOfBlock(blockId);
    return handoffs.submit(id, userId, asOf === undefined ? {} : { asOf });
  };
  decide(REQUEST_ACTIONS.submit, submit, "previewDone");
  decide(REQUEST_ACTIONS.dismiss, act("cancel"), "previewCancelled");
  decide(REQUEST_ACTIONS.cancel, act("cancel"));
  decide(REQUEST_ACTIONS.backToAgent, act("return_to_agent"));
  decide(REQUEST_ACTIONS.finish, act("resolve"));
  decide(REQUEST_ACTIONS.reopen, act("reopen"));
  decide(REQUEST_ACTIONS.reveal, act("reveal"));

  app.action(new RegExp(`^${REQUEST_ACTIONS.csat}:`), async ({ ack, body, action }) => {
    const press = parsePress(body);
    const handoff = press && (await handoffOf(press));
    const answer = parseCsat((action as { action_id?: string }).action_id ?? "");
    const csat = handoff && answer && (await handoffs.rate(handoff, answer));
    await ack();
    if (!press || !handoff || !csat) return;
    const { thanks, half } = HANDOFF_TEXTS[await localeOf(handoff)].csat;
    const isWhole = csat.rating !== undefined && csat.solved !== undefined;
    await whisper(client, press, isWhole ? thanks : half);
  });
}
