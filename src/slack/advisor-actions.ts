import type { App } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import type { TransitionResult } from "../handoff/handoff.ts";
import type { DraftStore } from "../handoff/handoff-store.ts";
import type { Handoffs } from "../handoff/handoffs.ts";
import type { Logger } from "../log.ts";
import { ADVISOR_TEXTS } from "../texts/handoff.ts";
import { CARD_ACTIONS, REPLY_FIELD, renderReplyModal } from "./handoff-card.ts";
import type { People } from "./people.ts";
import { type Press, parsePress, whisper } from "./presses.ts";
import { slackErrorOf } from "./web-client.ts";

export interface AdvisorActionsOptions {
  readonly client: WebClient;
  readonly handoffs: Handoffs;
  readonly drafts: DraftStore;
  readonly people: People;
  readonly advisorChannel: string;
  readonly logger: Logger;
}

/** The buttons on the card and under words in its thread; only presses in the advisors' channel count. */
export function registerAdvisorActions(app: App, options: AdvisorActionsOptions): void {
  const { client, handoffs, drafts, people, advisorChannel, logger } = options;

  const pressOf = (body: unknown): Press | undefined => {
    const press = parsePress(body);
    return press?.channel === advisorChannel ? press : undefined;
  };

  /** Why it did not work, in words, with the owner's name where that is the reason. */
  const whyNot = async (result: Exclude<TransitionResult, { ok: true }>): Promise<string> => {
    if (result.reason === "owned" && result.handoff.ownerId) {
      return ADVISOR_TEXTS.ownedBy((await people.find(result.handoff.ownerId)).name);
    }
    return result.reason === "not_allowed" ? ADVISOR_TEXTS.notYours : ADVISOR_TEXTS.tooLate;
  };

  const act = (actionId: string, event: "claim" | "release" | "resolve" | "return_to_agent") =>
    app.action(actionId, async ({ ack, body }) => {
      const press = pressOf(body);
      const result = press && (await handoffs.act(press.value, event, { role: "advisor", id: press.userId }));
      await ack();
      if (press && result && !result.ok) await whisper(client, press, await whyNot(result));
    });
  act(CARD_ACTIONS.claim, "claim");
  act(CARD_ACTIONS.release, "release");
  act(CARD_ACTIONS.resolve, "resolve");
  act(CARD_ACTIONS.returnToAgent, "return_to_agent");

  app.action(CARD_ACTIONS.reply, async ({ ack, body }) => {
    await ack();
    const press = pressOf(body);
    const handoff = press && (await handoffs.get(press.value));
    if (!press || !handoff) return;
    if (handoff.ownerId !== press.userId) {
      await whisper(client, press, await whyNot({ ok: false, reason: "owned", handoff }));
      return;
    }
    try {
      await client.views.open({ trigger_id: press.triggerId, view: renderReplyModal(handoff.id) });
    } catch (error) {
      logger.warn("the reply modal could not be opened", { reason: slackErrorOf(error) ?? "no answer" });
      await whisper(client, press, ADVISOR_TEXTS.claimedHint);
    }
  });

  app.view(CARD_ACTIONS.replyModal, async ({ ack, body, view }) => {
    const text = view.state.values[REPLY_FIELD]?.[REPLY_FIELD]?.value?.trim() ?? "";
    if (text === "") {
      return ack({ response_action: "errors", errors: { [REPLY_FIELD]: ADVISOR_TEXTS.modalEmpty } });
    }
    const source = { channel: advisorChannel, ts: view.id };
    const result = await handoffs.fromAdvisor(view.private_metadata, body.user.id, {
      text,
      source,
      copied: true,
    });
    if (result.ok) return ack();
    return ack({ response_action: "errors", errors: { [REPLY_FIELD]: await whyNot(result) } });
  });

  const draftValue = z.object({ handoffId: z.string(), ts: z.string() });
  const draftOf = (press: Press | undefined) => {
    try {
      return press ? draftValue.parse(JSON.parse(press.value)) : undefined;
    } catch {
      return undefined;
    }
  };

  app.action(CARD_ACTIONS.sendDraft, async ({ ack, body, respond }) => {
    const press = pressOf(body);
    const value = draftOf(press);
    const draft = press && value && (await drafts.find(press.channel, value.ts));
    const mine = draft && value && press.userId === draft.authorId;
    if (mine) await drafts.markSent(draft.channel, draft.ts);
    const result = mine
      ? await handoffs.fromAdvisor(value.handoffId, press.userId, {
          text: draft.text,
          source: { channel: draft.channel, ts: draft.ts },
        })
      : undefined;
    await ack();
    if (!press) return;
    const text = result?.ok
      ? ADVISOR_TEXTS.draftSent
      : result
        ? await whyNot(result)
        : ADVISOR_TEXTS.draftNotYours;
    await replace(respond, text);
  });

  app.action(CARD_ACTIONS.keepDraft, async ({ ack, respond }) => {
    await ack();
    await replace(respond, ADVISOR_TEXTS.draftKept);
  });

  /** The prompt was ephemeral: only its response URL can change it, and losing that harms nothing. */
  const replace = async (
    respond: (message: { text: string; replace_original: boolean }) => Promise<unknown>,
    text: string,
  ): Promise<void> => {
    await respond({ text, replace_original: true }).catch(() =>
      logger.warn("an ephemeral prompt could not be replaced"),
    );
  };
}
