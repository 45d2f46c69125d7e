import type { KnownBlock } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { PostStore } from "../handoff/handoff-store.ts";
import type { Logger } from "../log.ts";
import { cut, LIMITS } from "./limits.ts";
import { asRetry, slackErrorOf } from "./web-client.ts";

export interface Message {
  /** For notifications and screen readers; always set. */
  readonly text: string;
  readonly blocks?: readonly KnownBlock[];
}

export interface Place {
  readonly channel: string;
  readonly threadTs?: string;
}

export interface Poster {
  /**
   * Posts at most once per key, in this process or any other, and remembers where.
   * @param attempt above 1, the thread is searched for the key before anything is posted
   * @returns the message's ts
   */
  once(key: string, owner: string, place: Place, message: Message, attempt: number): Promise<string>;
  /** Replaces a message; its blocks are dropped when Slack refuses them. */
  update(channel: string, ts: string, message: Message): Promise<void>;
  /** The message that carries this key, if it ever arrived. */
  search(key: string, place: Place): Promise<string | undefined>;
}

/** Errors that blame the blocks: the text alone is worth another try. */
const BLOCK_ERRORS = new Set([
  "invalid_blocks",
  "invalid_blocks_format",
  "msg_blocks_too_long",
  "invalid_attachments",
  "unsupported_block_type",
]);
const EVENT_TYPE = "shirube_post";
/** Messages looked through for a lost post; the thread's newest come last. */
const SEARCH_LIMIT = 100;

/** Posts with a send-once marker, stored here and in the message's metadata. */
export function createPoster(client: WebClient, posts: PostStore, logger: Logger): Poster {
  const search = async (key: string, { channel, threadTs }: Place): Promise<string | undefined> => {
    try {
      const page = threadTs
        ? await client.conversations.replies({
            channel,
            ts: threadTs,
            limit: SEARCH_LIMIT,
            include_all_metadata: true,
          })
        : await client.conversations.history({ channel, limit: SEARCH_LIMIT, include_all_metadata: true });
      const found = (page.messages ?? []).find((message) => {
        const metadata = (message as { metadata?: { event_payload?: { key?: string } } }).metadata;
        return metadata?.event_payload?.key === key;
      });
      return found?.ts;
    } catch (error) {
      logger.warn("a thread could not be searched for a lost post", {
        reason: slackErrorOf(error) ?? "no answer",
      });
      throw asRetry(error);
    }
  };

  const post = async (key: string, { channel, threadTs }: Place, message: Message): Promise<string> => {
    const body = {
      channel,
      ...(threadTs && { thread_ts: threadTs }),
      text: cut(message.text, LIMITS.text),
      unfurl_links: false,
      unfurl_media: false,
      metadata: { event_type: EVENT_TYPE, event_payload: { key } },
    };
    try {
      const blocks = message.blocks?.slice(0, LIMITS.blocks) as KnownBlock[] | undefined;
      const result = await client.chat.postMessage(blocks ? { ...body, blocks } : body);
      return result.ts as string;
    } catch (error) {
      if (!BLOCK_ERRORS.has(slackErrorOf(error) ?? "")) throw asRetry(error);
      logger.warn("Slack refused the blocks; posting text alone", { reason: slackErrorOf(error) });
      return (await client.chat.postMessage(body)).ts as string;
    }
  };

  return {
    search,
    async once(key, owner, place, message, attempt) {
      const known = (await posts.find(key))?.ts ?? (attempt > 1 ? await search(key, place) : undefined);
      const ts = known ?? (await post(key, place, message));
      await posts.save(key, owner, place.channel, ts);
      return ts;
    },
    async update(channel, ts, message) {
      const body = { channel, ts, text: cut(message.text, LIMITS.text) };
      try {
        await client.chat.update({
          ...body,
          blocks: (message.blocks ?? []).slice(0, LIMITS.blocks) as KnownBlock[],
        });
      } catch (error) {
        if (!BLOCK_ERRORS.has(slackErrorOf(error) ?? "")) throw asRetry(error);
        await client.chat.update({ ...body, blocks: [] });
      }
    },
  };
}
