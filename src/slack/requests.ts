import { HANDOFF_TEXTS } from "../texts/handoff.ts";
import { HOME_TEXTS } from "../texts/home.ts";
import type { DirectThreads } from "./direct-threads.ts";
import type { Escalation, FormOpening } from "./escalation.ts";
import type { People } from "./people.ts";

export interface RequestsOptions {
  readonly people: People;
  readonly threads: DirectThreads;
  readonly escalation: Escalation;
  readonly canEscalate: () => boolean;
}

export interface RequestStart extends FormOpening {
  readonly team: string;
  readonly userId: string;
}

/** Requests for a person that begin outside a conversation. */
export interface Requests {
  /** A thread in the person's direct messages, and the consent modal over it. */
  start(request: RequestStart): Promise<void>;
}

export function createRequests(options: RequestsOptions): Requests {
  const { people, threads, escalation, canEscalate } = options;
  return {
    async start({ team, userId, ...opening }) {
      const { locale } = await people.find(userId);
      if (!canEscalate()) {
        await threads.begin(team, userId, HANDOFF_TEXTS[locale].notConfigured);
        return;
      }
      const conversation = await threads.begin(team, userId, HOME_TEXTS[locale].beginHere);
      const { handoff } = await escalation.begin(conversation, userId, "explicit_request");
      await escalation.openForm(handoff, conversation, opening);
    },
  };
}
