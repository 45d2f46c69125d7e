import type { WebClient } from "@slack/web-api";
import type { Locale } from "../conversation/conversation.ts";
import type { Logger } from "../log.ts";
import { SLACK_TEXTS } from "../texts/slack.ts";
import type { Place } from "./posting.ts";
import { slackErrorOf } from "./web-client.ts";

/** Slack drops a status after two minutes; it is set again before. */
const REFRESH_MS = 90_000;

/** The sign that an answer is on its way. */
export interface Status {
  /** Shows it while `work` runs, and always takes it down again. */
  during<T>(place: Required<Place>, locale: Locale, work: () => Promise<T>): Promise<T>;
}

export function createStatus(client: WebClient, logger: Logger): Status {
  return { during: (place, locale, work) => withStatus(client, place, locale, logger, work) };
}

async function withStatus<T>(
  client: WebClient,
  place: Required<Place>,
  locale: Locale,
  logger: Logger,
  work: () => Promise<T>,
): Promise<T> {
  const set = async (status: string, loading: readonly string[] = []): Promise<void> => {
    try {
      await client.assistant.threads.setStatus({
        channel_id: place.channel,
        thread_ts: place.threadTs,
        status,
        ...(loading.length > 0 && { loading_messages: [...loading] }),
      });
    } catch (error) {
      // A sign is a courtesy: without the feature or the scope the answer still comes.
      logger.debug("the thinking status could not be set", { reason: slackErrorOf(error) ?? "no answer" });
    }
  };
  const show = () => set(SLACK_TEXTS[locale].thinking, SLACK_TEXTS[locale].loading);
  const shown = show();
  const refresh = setInterval(() => void show(), REFRESH_MS);
  try {
    return await work();
  } finally {
    clearInterval(refresh);
    await shown;
    await set("");
  }
}
