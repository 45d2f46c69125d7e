import type { WebClient } from "@slack/web-api";
import type { Logger } from "../log.ts";
import type { Abilities } from "./abilities.ts";
import { cut, LIMITS } from "./limits.ts";
import type { Place } from "./posting.ts";
import type { StreamCall } from "./stream-budget.ts";
import { slackErrorOf } from "./web-client.ts";

/** How Slack shows where a conversation with an agent stands. */
export type SessionStatus = "active" | "processing" | "suspended" | "closed";

/** The sign is a courtesy: it is left out where Slack does not know it or its rate is spent, and never fails. */
export interface Sessions {
  show(place: Place, status: SessionStatus, title?: string): Promise<void>;
  /** While `work` runs the session is processing, afterwards active again, or suspended when a person holds it. */
  during<T>(
    place: Place,
    title: string | undefined,
    work: () => Promise<T | undefined>,
  ): Promise<T | undefined>;
}

export function createSessions(options: {
  readonly client: WebClient;
  readonly abilities: Abilities;
  readonly maySpend: (call: StreamCall, times?: number) => boolean;
  readonly logger: Logger;
}): Sessions {
  const { client, abilities, maySpend, logger } = options;

  const set = async ({ channel, threadTs }: Place, status: SessionStatus, title?: string): Promise<void> => {
    if (!threadTs || !abilities.has("sessions")) return;
    try {
      await client.agents.sessions.setStatus({
        channel_id: channel,
        thread_ts: threadTs,
        status,
        ...(title && { title: cut(title, LIMITS.sessionTitle) }),
      });
    } catch (error) {
      abilities.lack("sessions", error);
      logger.debug("the session's status could not be set", { reason: slackErrorOf(error) ?? "no answer" });
    }
  };

  return {
    async show(place, status, title) {
      if (maySpend("session")) await set(place, status, title);
    },
    async during(place, title, work) {
      // Both ends or none: a session must not stay in processing for want of one more call.
      if (!maySpend("session", 2)) return work();
      const begun = set(place, "processing", title);
      let after: SessionStatus = "active";
      try {
        const result = await work();
        if (result === undefined) after = "suspended";
        return result;
      } finally {
        await begun;
        await set(place, after);
      }
    },
  };
}
