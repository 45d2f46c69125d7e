import type { App } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { ConversationStore } from "../conversation/conversation-store.ts";
import type { CheckIns } from "../handoff/check-in.ts";
import { type Handoff, isInLine, isWithPerson } from "../handoff/handoff.ts";
import type { Handoffs } from "../handoff/handoffs.ts";
import { CHECK_IN_TEXTS } from "../texts/check-in.ts";
import { HANDOFF_TEXTS } from "../texts/handoff.ts";
import { CHECK_IN_ACTIONS, parseOutcome, parsePlan, renderAnswered } from "./check-in-views.ts";
import type { Escalation } from "./escalation.ts";
import type { Home } from "./home.ts";
import type { Poster } from "./posting.ts";
import { type Press, parsePress, whisper } from "./presses.ts";

export interface CheckInOptions {
  readonly client: WebClient;
  readonly conversations: ConversationStore;
  readonly handoffs: Handoffs;
  readonly checkIns: CheckIns;
  readonly escalation: Escalation;
  readonly poster: Poster;
  readonly canEscalate: () => boolean;
  readonly home: Home;
}

/** Being asked later how things went: planned, cancelled and answered by the requester alone. */
export function registerCheckIns(app: App, options: CheckInOptions): void {
  const { client, conversations, handoffs, checkIns, escalation, poster, canEscalate, home } = options;

  const localeOf = async ({ conversationId }: Handoff) =>
    (await conversations.get(conversationId))?.locale ?? "ja";

  /** A new request in the same thread, for the requester to check before anything is shared. */
  const talk = async (press: Press, answered: Handoff): Promise<void> => {
    const conversation = await conversations.get(answered.conversationId);
    if (!conversation) return;
    const texts = HANDOFF_TEXTS[conversation.locale];
    if (!canEscalate()) return whisper(client, press, texts.notConfigured);
    const { handoff, conversation: goesOn } = await escalation.begin(
      conversation,
      press.userId,
      "explicit_request",
    );
    if (isInLine(handoff.state) || isWithPerson(handoff.state))
      return whisper(client, press, texts.alreadyOpen);
    await escalation.openForm(handoff, goesOn, { triggerId: press.triggerId });
  };

  app.action(new RegExp(`^${CHECK_IN_ACTIONS.plan}:`), async ({ ack, body, action }) => {
    const press = parsePress(body);
    const days = parsePlan((action as { action_id?: string }).action_id ?? "");
    const handoff = press && (await handoffs.get(press.value));
    const planned = handoff && days && (await checkIns.plan(handoff, press.userId, days));
    await ack();
    if (!press || !handoff || planned) return;
    await whisper(client, press, CHECK_IN_TEXTS[await localeOf(handoff)].alreadyPlanned);
  });

  app.action({ action_id: CHECK_IN_ACTIONS.cancel, type: "block_actions" }, async ({ ack, body, action }) => {
    const handoff = await handoffs.get("value" in action ? (action.value ?? "") : "");
    const cancelled = handoff && (await checkIns.cancel(handoff, body.user.id));
    await ack();
    const press = parsePress(body);
    if (!press) return home.publish(body.user.id);
    if (!handoff || cancelled) return;
    await whisper(client, press, CHECK_IN_TEXTS[await localeOf(handoff)].nothingToCancel);
  });

  app.action(new RegExp(`^${CHECK_IN_ACTIONS.answer}:`), async ({ ack, body, action }) => {
    const press = parsePress(body);
    const outcome = parseOutcome((action as { action_id?: string }).action_id ?? "");
    const handoff = press && (await handoffs.get(press.value));
    const taken = handoff && outcome && (await checkIns.answer(handoff, press.userId, outcome));
    await ack();
    if (!press || !handoff || !outcome || !taken) return;
    if (outcome === "talk") await talk(press, handoff);
    await poster.update(press.channel, press.messageTs, renderAnswered(outcome, await localeOf(handoff)));
  });
}
