import type { WebClient } from "@slack/web-api";
import type { Logger } from "../log.ts";
import { HANDOFF_TEXTS } from "../texts/handoff.ts";
import { HOME_TEXTS } from "../texts/home.ts";
import type { DirectThreads } from "./direct-threads.ts";
import type { Escalation } from "./escalation.ts";
import { renderRequestModal } from "./handoff-request.ts";
import type { People } from "./people.ts";
import { threadOf } from "./thread.ts";
import { slackErrorOf } from "./web-client.ts";

export interface RequestsOptions {
  readonly client: WebClient;
  readonly people: People;
  readonly threads: DirectThreads;
  readonly escalation: Escalation;
  readonly canEscalate: () => boolean;
  readonly logger: Logger;
}

export interface RequestStart {
  readonly team: string;
  readonly userId: string;
  readonly triggerId: string;
  /** Put into the brief for the requester to change or remove; nothing is shared before they agree. */
  readonly situation?: string;
  /** The press was in a modal: the new one is laid over it. */
  readonly overModal?: boolean;
}

/** Requests for a person that begin outside a conversation. */
export interface Requests {
  /** A thread in the person's direct messages, and the consent modal over it. */
  start(request: RequestStart): Promise<void>;
}

export function createRequests(options: RequestsOptions): Requests {
  const { client, people, threads, escalation, canEscalate, logger } = options;
  return {
    async start({ team, userId, triggerId, situation, overModal }) {
      const { locale } = await people.find(userId);
      if (!canEscalate()) {
        await threads.begin(team, userId, HANDOFF_TEXTS[locale].notConfigured);
        return;
      }
      const conversation = await threads.begin(team, userId, HOME_TEXTS[locale].beginHere);
      const begun = await escalation.begin(conversation, userId, "explicit_request");
      const brief = { ...begun.brief, ...(situation && { situation: { text: situation } }) };
      const handoff = { ...begun, brief };
      const call = { trigger_id: triggerId, view: renderRequestModal(handoff, locale) };
      const opened = overModal ? client.views.push(call) : client.views.open(call);
      await opened.catch(async (error) => {
        logger.warn("the request modal could not be opened", {
          reason: slackErrorOf(error) ?? "no answer",
        });
        const { channel, threadTs } = threadOf(conversation.id);
        // The preview sends what is stored, so it shows no more than that.
        await escalation.preview(begun, conversation, { channel, threadTs }, 1);
      });
    },
  };
}
