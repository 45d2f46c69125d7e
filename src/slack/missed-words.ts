import type { WebClient } from "@slack/web-api";
import { PutOff } from "../conversation/lane-worker.ts";
import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import { asDelivered, type Delivery } from "./deliveries.ts";
import { readPages } from "./pages.ts";

export interface MissedWordsOptions {
  readonly client: WebClient;
  /** Takes an Events API body as if it had just been delivered; one taken before changes nothing. */
  readonly take: (body: unknown) => Promise<void>;
  readonly now: () => number;
  readonly logger: Logger;
}

/** Slack tries a delivery again at once, after one minute and after five (docs.slack.dev, Events API, retries). */
const RETRIED_WITHIN_MS = 10 * 60 * 1000;
const PAGE = 200;
/** Of some minutes of one thread. */
const MOST_PAGES = 5;
/** Forgetting where was looked costs one more look. */
const MOST_LOOKED = 10_000;

/**
 * Keeps a thread's words in order over the end of a process: what was on its way to the process that ended
 * comes again within minutes, and the words after it must not overtake it.
 */
export function createMissedWords(options: MissedWordsOptions) {
  const { client, take, now, logger } = options;
  const startedAt = now();
  const looked = new Set<string>();

  return {
    /**
     * Looks once per thread, in the first minutes of a process, for words before these.
     * @throws PutOff when there are any, so that the lane hands out the earliest of them first
     */
    async before(delivery: Delivery): Promise<void> {
      const { channel, threadTs, ts } = delivery;
      const thread = `${channel} ${threadTs}`;
      if (delivery.kind !== "said" || delivery.pressed || ts === threadTs || looked.has(thread)) return;
      if (now() - startedAt > RETRIED_WITHIN_MS) return looked.clear();
      if (looked.size >= MOST_LOOKED) looked.clear();
      looked.add(thread);
      const oldest = ((startedAt - RETRIED_WITHIN_MS) / 1000).toFixed(6);
      const page = { channel, ts: threadTs, oldest, latest: ts, limit: PAGE };
      const read = readPages(
        (cursor) => client.conversations.replies({ ...page, ...cursor }),
        ({ messages = [] }) => messages,
        { most: MOST_PAGES, logger },
      ).catch((error) => {
        // The order is worth one look, not a delay: the words themselves come by Slack's own retries.
        logger.debug("a thread could not be read for missed words", { reason: messageOf(error) });
        return [];
      });
      const earlier = (await read).filter(
        (message) => message.user === delivery.userId && isBetween(message.ts, oldest, ts),
      );
      for (const message of earlier) await take(asDelivered(delivery, message));
      if (earlier.length > 0) throw new PutOff(0, "earlier words of this thread go first");
    },
  };
}

export type MissedWords = ReturnType<typeof createMissedWords>;

const isBetween = (ts: string | undefined, after: string, before: string) =>
  ts !== undefined && ts > after && ts < before;
