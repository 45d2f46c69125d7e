import type { App } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Locale } from "../conversation/conversation.ts";
import type { Logger } from "../log.ts";
import { GUIDANCE_TEXTS } from "../texts/guidance.ts";
import { HOME_TEXTS } from "../texts/home.ts";
import type { AdvisorRoom } from "./advisor-room.ts";
import type { CareerMaps } from "./career-map.ts";
import type { DirectThreads } from "./direct-threads.ts";
import type { FitCheck } from "./fit-check.ts";
import { dataControls, HOME_ACTIONS } from "./home.ts";
import { LIMITS } from "./limits.ts";
import { openModal } from "./modals.ts";
import type { People } from "./people.ts";
import type { PrivateAnswers } from "./private-answers.ts";
import type { Requests } from "./requests.ts";
import { unescapeSlack } from "./safe-text.ts";
import type { Workspaces } from "./workspaces.ts";

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
  readonly requests: Requests;
  readonly fitCheck: FitCheck;
  readonly careerMaps: CareerMaps;
  readonly privateAnswers: PrivateAnswers;
  readonly advisorRoom: AdvisorRoom;
  readonly workspaces: Workspaces;
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
    close: plain(askModal.close),
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
  const { people, threads, requests, fitCheck, careerMaps, privateAnswers, advisorRoom, workspaces } =
    options;

  const openAskModal = async (triggerId: string, userId: string): Promise<void> => {
    const { locale } = await people.find(userId);
    await openModal(options, { triggerId, view: renderAskModal(locale) });
  };

  const guides = new Map([
    ["fit", fitCheck],
    ["map", careerMaps],
  ]);

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
    const { team_id: team, user_id: asker, trigger_id: triggerId } = command;
    if (word === "advisor") return requests.start({ team, userId: asker, triggerId });
    const guide = guides.get(word);
    if (guide) {
      const opened = await guide.open(asker, triggerId);
      if (!opened) await respond({ response_type: "ephemeral", text: GUIDANCE_TEXTS[locale].unavailable });
      return;
    }
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
      await threads.ask(workspaces.current().teamId, shortcut.user.id, text, HOME_TEXTS[locale].quoted);
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
    await requests.start({
      team: workspaces.current().teamId,
      userId: body.user.id,
      triggerId: body.trigger_id,
    });
  });

  app.view(ENTRANCES.askModal, async ({ ack, body, view }) => {
    const question = view.state.values[FIELD]?.[FIELD]?.value?.trim() ?? "";
    const { locale } = await people.find(body.user.id);
    if (question === "") {
      return ack({ response_action: "errors", errors: { [FIELD]: HOME_TEXTS[locale].askModal.empty } });
    }
    await threads.ask(workspaces.current().teamId, body.user.id, question);
    return ack();
  });
}
