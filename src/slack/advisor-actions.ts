import type { App } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import type { Actor, Handoff, TransitionResult } from "../handoff/handoff.ts";
import type { DraftStore } from "../handoff/handoff-store.ts";
import type { Handoffs } from "../handoff/handoffs.ts";
import type { Logger } from "../log.ts";
import { ADVISOR_TEXTS } from "../texts/advisor.ts";
import { renderDeclineModal, renderReplyModal, renderResolveModal } from "./advisor-modals.ts";
import { CARD_ACTIONS } from "./handoff-card.ts";
import { openModal } from "./modals.ts";
import type { People } from "./people.ts";
import { type Press, parsePress, whisper } from "./presses.ts";
import type { Workspaces } from "./workspaces.ts";

export interface AdvisorActionsOptions {
  readonly client: WebClient;
  readonly handoffs: Handoffs;
  readonly drafts: DraftStore;
  readonly people: People;
  readonly workspaces: Workspaces;
  readonly logger: Logger;
}

/** What the advisors' listeners share: only presses in their channel count, and a refusal says why. */
export interface AdvisorDesk {
  pressOf(body: unknown): Press | undefined;
  advisor(userId: string): Actor;
  whyNot(result: Exclude<TransitionResult, { ok: true }>): Promise<string>;
  /** Opens a modal for the owner; anybody else is told who owns it. */
  openForOwner(
    body: unknown,
    view: (handoff: Handoff) => ModalView,
  ): Promise<{ viewId: string; handoff: Handoff } | undefined>;
  /** Opens a modal for any advisor. */
  open(press: Press, view: ModalView): Promise<string | undefined>;
}

export function createAdvisorDesk(options: AdvisorActionsOptions): AdvisorDesk {
  const { client, handoffs, people, workspaces } = options;
  const desk: AdvisorDesk = {
    pressOf(body) {
      const press = parsePress(body);
      return press && press.channel === workspaces.current().advisorChannel ? press : undefined;
    },
    advisor: (id) => ({ role: "advisor", id }),
    async whyNot(result) {
      if (result.reason === "owned" && result.handoff.ownerId) {
        const { name = ADVISOR_TEXTS.someone } = await people.find(result.handoff.ownerId);
        return ADVISOR_TEXTS.ownedBy(name);
      }
      if (result.reason === "at_capacity") return ADVISOR_TEXTS.atCapacity;
      if (result.reason === "away") return ADVISOR_TEXTS.colleagueAway;
      if (result.reason === "not_an_advisor") return ADVISOR_TEXTS.notAnAdvisor;
      return result.reason === "not_allowed" ? ADVISOR_TEXTS.notYours : ADVISOR_TEXTS.tooLate;
    },
    async open(press, view) {
      const opened = await openModal(options, { triggerId: press.triggerId, view });
      if (opened === undefined) await whisper(client, press, ADVISOR_TEXTS.claimedHint);
      return opened;
    },
    async openForOwner(body, view) {
      const press = desk.pressOf(body);
      const handoff = press && (await handoffs.get(press.value));
      if (!press || !handoff) return undefined;
      if (handoff.ownerId !== press.userId) {
        await whisper(client, press, await desk.whyNot({ ok: false, reason: "owned", handoff }));
        return undefined;
      }
      const viewId = await desk.open(press, view(handoff));
      return viewId === undefined ? undefined : { viewId, handoff };
    },
  };
  return desk;
}

/** The buttons on the card and under words in its thread. */
export function registerAdvisorActions(app: App, desk: AdvisorDesk, options: AdvisorActionsOptions): void {
  const { client, handoffs, drafts, logger } = options;
  const { pressOf, advisor, whyNot } = desk;

  const act = (actionId: string, event: "claim" | "release" | "return_to_agent") =>
    app.action(actionId, async ({ ack, body }) => {
      const press = pressOf(body);
      const result = press && (await handoffs.act(press.value, event, advisor(press.userId)));
      await ack();
      if (press && result && !result.ok) await whisper(client, press, await whyNot(result));
    });
  act(CARD_ACTIONS.claim, "claim");
  act(CARD_ACTIONS.release, "release");
  act(CARD_ACTIONS.returnToAgent, "return_to_agent");

  app.action(new RegExp(`^${CARD_ACTIONS.transfer}:`), async ({ ack, body, action }) => {
    const press = pressOf(body);
    const chosen = z.object({ action_id: z.string(), selected_user: z.string() }).safeParse(action);
    const id = chosen.data?.action_id.slice(CARD_ACTIONS.transfer.length + 1);
    const newOwnerId = chosen.data?.selected_user;
    const result =
      press && id && newOwnerId
        ? await handoffs.act(id, "transfer", advisor(press.userId), { newOwnerId })
        : undefined;
    await ack();
    if (press && result && !result.ok) await whisper(client, press, await whyNot(result));
  });

  app.action(CARD_ACTIONS.reply, async ({ ack, body }) => {
    await ack();
    await desk.openForOwner(body, ({ id }) => renderReplyModal(id));
  });

  app.action(CARD_ACTIONS.resolve, async ({ ack, body }) => {
    await ack();
    await desk.openForOwner(body, ({ id }) => renderResolveModal(id));
  });

  app.action(CARD_ACTIONS.decline, async ({ ack, body }) => {
    await ack();
    const press = pressOf(body);
    if (press) await desk.open(press, renderDeclineModal(press.value));
  });

  const draftValue = z.object({ handoffId: z.string(), ts: z.string() });
  const draftOf = (press: Press | undefined) => {
    try {
      return press ? draftValue.parse(JSON.parse(press.value)) : undefined;
    } catch {
      return undefined;
    }
  };

  const sendDraft = async (press: Press): Promise<string> => {
    const value = draftOf(press);
    const draft = value && (await drafts.find(press.channel, value.ts));
    if (!draft || press.userId !== draft.authorId) return ADVISOR_TEXTS.draftNotYours;
    // A second press has no new words, and must not make the requester the one who is to reply.
    if (draft.sent) return ADVISOR_TEXTS.draftSent;
    const source = { channel: draft.channel, ts: draft.ts };
    const { handoffId, text, files } = draft;
    const result = await handoffs.fromAdvisor(handoffId, press.userId, { text, files, source });
    if (!result.ok) return whyNot(result);
    // What was refused stays a draft: nothing of it has gone out that an edit could follow.
    await drafts.markSent(draft.channel, draft.ts);
    return ADVISOR_TEXTS.draftSent;
  };

  app.action(CARD_ACTIONS.sendDraft, async ({ ack, body, respond }) => {
    const press = pressOf(body);
    const text = press && (await sendDraft(press));
    await ack();
    if (text) await replace(respond, text);
  });

  app.action(CARD_ACTIONS.takeAndSend, async ({ ack, body, respond }) => {
    const press = pressOf(body);
    const value = draftOf(press);
    const claimed = press && value && (await handoffs.act(value.handoffId, "claim", advisor(press.userId)));
    const text = press && claimed && (claimed.ok ? await sendDraft(press) : await whyNot(claimed));
    await ack();
    if (text) await replace(respond, text);
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
