import type { App } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import { maskPersonalData } from "../agent/privacy/mask.ts";
import type { Locale } from "../conversation/conversation.ts";
import type { ConversationStore } from "../conversation/conversation-store.ts";
import type { Logger } from "../log.ts";
import { SLACK_TEXTS } from "../texts/slack.ts";
import { ANSWER_ACTIONS } from "./answer-blocks.ts";
import { LIMITS } from "./limits.ts";
import { openModal } from "./modals.ts";
import { type Press, parsePress, whisper } from "./presses.ts";

export interface FeedbackOptions {
  readonly client: WebClient;
  readonly conversations: ConversationStore;
  readonly now: () => number;
  readonly logger: Logger;
}

const MODAL = "feedback_reason";
const FIELD = "reason";

function renderReasonModal(turnId: string, locale: Locale): ModalView {
  const { feedback } = SLACK_TEXTS[locale];
  const plain = (text: string) => ({ type: "plain_text" as const, text });
  return {
    type: "modal",
    callback_id: MODAL,
    private_metadata: turnId,
    title: plain(feedback.reasonTitle),
    submit: plain(feedback.reasonSubmit),
    close: plain(feedback.reasonClose),
    blocks: [
      {
        type: "input",
        block_id: FIELD,
        optional: true,
        label: plain(feedback.reasonLabel),
        element: { type: "plain_text_input", action_id: FIELD, multiline: true, max_length: LIMITS.inputMax },
      },
    ],
  };
}

/** The vote is stored at the press; a reason, for a bad one, may follow. */
export function registerFeedback(app: App, options: FeedbackOptions): void {
  const { client, conversations, now } = options;

  const localeOf = async (turnId: string): Promise<Locale> => {
    const turn = await conversations.turn(turnId);
    return (turn && (await conversations.get(turn.conversationId))?.locale) ?? "ja";
  };

  const askReason = async (press: Press, turnId: string, locale: Locale): Promise<void> => {
    const { triggerId } = press;
    const opened = await openModal(options, { triggerId, view: renderReasonModal(turnId, locale) });
    if (opened === undefined) await whisper(client, press, SLACK_TEXTS[locale].feedback.thanks);
  };

  app.action(ANSWER_ACTIONS.feedback, async ({ ack, body }) => {
    const press = parsePress(body);
    const [, value, turnId] = /^(good|bad):(.+)$/.exec(press?.value ?? "") ?? [];
    const turn = turnId ? await conversations.turn(turnId) : undefined;
    if (press && turn) {
      const vote = { turnId: turn.id, userId: press.userId, value: value as "good" | "bad", at: now() };
      await conversations.saveFeedback(vote);
    }
    await ack();
    if (!press || !turn) return;
    const locale = await localeOf(turn.id);
    if (value === "bad") await askReason(press, turn.id, locale);
    else await whisper(client, press, SLACK_TEXTS[locale].feedback.thanks);
  });

  app.view(MODAL, async ({ ack, body, view }) => {
    const reason = maskPersonalData(view.state.values[FIELD]?.[FIELD]?.value?.trim() ?? "").text;
    if (reason) {
      const vote = { turnId: view.private_metadata, userId: body.user.id, value: "bad" as const, at: now() };
      await conversations.saveFeedback({ ...vote, reason });
    }
    await ack();
  });
}
