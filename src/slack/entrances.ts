import type { App } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Locale } from "../conversation/conversation.ts";
import type { Logger } from "../log.ts";
import { HANDOFF_TEXTS } from "../texts/handoff.ts";
import { HOME_TEXTS } from "../texts/home.ts";
import type { AdvisorRoom } from "./advisor-room.ts";
import type { DirectThreads } from "./direct-threads.ts";
import type { Escalation } from "./escalation.ts";
import { renderRequestModal } from "./handoff-request.ts";
import { dataControls, HOME_ACTIONS } from "./home.ts";
import { LIMITS } from "./limits.ts";
import type { People } from "./people.ts";
import type { PrivateAnswers } from "./private-answers.ts";
import { unescapeSlack } from "./safe-text.ts";
import { threadOf } from "./thread.ts";
import { slackErrorOf } from "./web-client.ts";

/** The names in the manifest. */
export const ENTRANCES = {
  command: "/career",
  askAboutMessage: "ask_about_message",
  askAnything: "ask_anything",
  askModal: "ask_modal",
} as const;

const FIELD = "question";

export interface EntrancesOptions {
  readonly client: WebClient;
  readonly people: People;
  readonly threads: DirectThreads;
  readonly escalation: Escalation;
  readonly privateAnswers: PrivateAnswers;
  readonly advisorRoom: AdvisorRoom;
  readonly canEscalate: () => boolean;
  readonly logger: Logger;
}

function renderAskModal(locale: Locale): ModalView {
  const { askModal } = HOME_TEXTS[locale];
  const plain = (text: string) => ({ type: "plain_text" as const, text });
  return {
    type: "modal",
    callback_id: ENTRANCES.askModal,
    title: plain(askModal.title),
    submit: plain(askModal.submit),
    blocks: [
      {
        type: "input",
        block_id: FIELD,
        label: plain(askModal.label),
        element: { type: "plain_text_input", action_id: FIELD, multiline: true, max_length: LIMITS.inputMax },
      },
    ],
  };
}

/** Every way in besides writing to the bot: the slash command, the shortcuts, the Home tab's buttons. */
export function registerEntrances(app: App, options: EntrancesOptions): void {
  const { client, people, threads, escalation, privateAnswers, advisorRoom, canEscalate, logger } = options;

  const openAskModal = async (triggerId: string, userId: string): Promise<void> => {
    const { locale } = await people.find(userId);
    await client.views.open({ trigger_id: triggerId, view: renderAskModal(locale) }).catch((error) => {
      logger.warn("the question modal could not be opened", { reason: slackErrorOf(error) ?? "no answer" });
    });
  };

  /** A thread in the person's direct messages, and the consent modal over it. */
  const startRequest = async (team: string, userId: string, triggerId: string): Promise<void> => {
    const { locale } = await people.find(userId);
    if (!canEscalate()) {
      await threads.begin(team, userId, HANDOFF_TEXTS[locale].notConfigured);
      return;
    }
    const conversation = await threads.begin(team, userId, HOME_TEXTS[locale].beginHere);
    const handoff = await escalation.begin(conversation, userId, "explicit_request");
    const view = renderRequestModal(handoff, locale);
    await client.views.open({ trigger_id: triggerId, view }).catch(async (error) => {
      logger.warn("the request modal could not be opened", { reason: slackErrorOf(error) ?? "no answer" });
      const { channel, threadTs } = threadOf(conversation.id);
      await escalation.preview(handoff, conversation, { channel, threadTs }, 1);
    });
  };

  app.command(ENTRANCES.command, async ({ ack, command, respond }) => {
    const { locale } = await people.find(command.user_id);
    const texts = HOME_TEXTS[locale];
    const [, word = "", rest = ""] = /^\s*(\S*)\s*([\s\S]*)$/.exec(command.text) ?? [];
    if (word === "ask" && rest.trim() !== "") {
      await privateAnswers.accept({
        team: command.team_id,
        channel: command.channel_id,
        userId: command.user_id,
        text: unescapeSlack(rest.trim()),
        responseUrl: command.response_url,
        id: command.trigger_id,
      });
      return ack();
    }
    await ack();
    if (word === "advisor") return startRequest(command.team_id, command.user_id, command.trigger_id);
    if (word === "mydata") {
      await respond({ response_type: "ephemeral", text: texts.dataNote, blocks: dataControls(locale) });
      return;
    }
    if (word === "advisors-here") {
      const { user_id: userId, channel_id: channel, channel_name: channelName } = command;
      const text = await advisorRoom.choose({ userId, channel, channelName });
      await respond({ response_type: "ephemeral", text });
      return;
    }
    await respond({ response_type: "ephemeral", text: word === "ask" ? texts.askHint : texts.help });
  });

  app.shortcut(
    { callback_id: ENTRANCES.askAboutMessage, type: "message_action" },
    async ({ ack, shortcut }) => {
      await ack();
      const { locale } = await people.find(shortcut.user.id);
      const text = unescapeSlack(String(shortcut.message.text ?? "")).slice(0, LIMITS.inputMax);
      if (text.trim() === "") return openAskModal(shortcut.trigger_id, shortcut.user.id);
      await threads.ask(shortcut.team?.id ?? "", shortcut.user.id, text, HOME_TEXTS[locale].quoted);
    },
  );

  app.shortcut({ callback_id: ENTRANCES.askAnything, type: "shortcut" }, async ({ ack, shortcut }) => {
    await ack();
    await openAskModal(shortcut.trigger_id, shortcut.user.id);
  });

  app.action({ action_id: HOME_ACTIONS.ask, type: "block_actions" }, async ({ ack, body }) => {
    await ack();
    await openAskModal(body.trigger_id, body.user.id);
  });

  app.action({ action_id: HOME_ACTIONS.talkToAdvisor, type: "block_actions" }, async ({ ack, body }) => {
    await ack();
    await startRequest(body.team?.id ?? "", body.user.id, body.trigger_id);
  });

  app.view(ENTRANCES.askModal, async ({ ack, body, view }) => {
    const question = view.state.values[FIELD]?.[FIELD]?.value?.trim() ?? "";
    const { locale } = await people.find(body.user.id);
    if (question === "") {
      return ack({ response_action: "errors", errors: { [FIELD]: HOME_TEXTS[locale].askModal.empty } });
    }
    await threads.ask(body.team?.id ?? "", body.user.id, question);
    return ack();
  });
}
