import type { KnownBlock } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { PostStore } from "../handoff/handoff-store.ts";
import type { Logger } from "../log.ts";
import type { Abilities } from "./abilities.ts";
import { hasNewerBlocks, knownBlocks, olderBlocks } from "./block-fallbacks.ts";
import { cut, LIMITS } from "./limits.ts";
import { readPages } from "./pages.ts";
import { removeIfPossible } from "./removed-posts.ts";
import { asRetry, slackErrorOf } from "./web-client.ts";
import type { Workspaces } from "./workspaces.ts";

export interface Message {
  /** For notifications and screen readers; always set. */
  readonly text: string;
  readonly blocks?: readonly KnownBlock[];
  /** What to post where no blocks are taken. @default text */
  readonly alone?: string;
  /** In a thread: shown in the channel as well. @default false */
  readonly broadcast?: boolean;
}

export interface Place {
  readonly channel: string;
  readonly threadTs?: string;
}

export interface Poster {
  /**
   * Posts at most once per key, in this process or any other, and remembers where.
   * @param owner whose message it is; a function where that is named after the message itself
   * @param attempt above 1, the thread is searched for the key before anything is posted
   * @returns the message's ts
   */
  once(
    key: string,
    owner: string | ((ts: string) => string),
    place: Place,
    message: Message,
    attempt: number,
  ): Promise<string>;
  /** Replaces a message, marking it with the key when one is given; its blocks are dropped when Slack refuses them. */
  update(channel: string, ts: string, message: Message, key?: string): Promise<void>;
  /**
   * The message that carries this key, or, since a stream gets its key only at its end,
   * one of ours after `afterTs` that was begun and then forgotten by a process that died.
   */
  search(key: string, place: Place, afterTs?: string): Promise<string | undefined>;
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

/** The marker by which a post is found again; ids only, since every app in the channel can read it. */
export const markerOf = (key: string) => ({ event_type: EVENT_TYPE, event_payload: { key } });

/** Messages of one page of a search for a lost post. */
const SEARCH_PAGE = 200;

interface Found {
  readonly ts: string;
  readonly bot_id?: string;
  readonly metadata?: { readonly event_payload?: { readonly key?: string } };
}

/** Posts with a send-once marker, stored here and in the message's metadata. */
export function createPoster(
  client: WebClient,
  posts: PostStore,
  workspaces: Workspaces,
  abilities: Abilities,
  logger: Logger,
): Poster {
  const messagesAt = async ({ channel, threadTs }: Place): Promise<readonly Found[]> => {
    const wanted = { channel, limit: SEARCH_PAGE, include_all_metadata: true };
    if (!threadTs) return ((await client.conversations.history(wanted)).messages ?? []) as readonly Found[];
    // A thread's newest messages come last, so all of its pages are read.
    return readPages(
      (cursor) => client.conversations.replies({ ...wanted, ts: threadTs, ...cursor }),
      ({ messages = [] }) => messages as readonly Found[],
      { logger },
    );
  };

  const forgotten = async (found: readonly Found[], channel: string, afterTs: string) => {
    const { botId } = workspaces.current();
    for (const { ts, bot_id, metadata } of found) {
      const ours = bot_id === botId && !metadata?.event_payload?.key && ts > afterTs;
      if (ours && (await posts.ownerAt(channel, ts)) === undefined) return ts;
    }
    return undefined;
  };

  const search: Poster["search"] = async (key, place, afterTs) => {
    try {
      const found = await messagesAt(place);
      const marked = found.find(({ metadata }) => metadata?.event_payload?.key === key);
      if (marked || afterTs === undefined) return marked?.ts;
      return await forgotten(found, place.channel, afterTs);
    } catch (error) {
      logger.warn("a thread could not be searched for a lost post", {
        reason: slackErrorOf(error) ?? "no answer",
      });
      // Where nothing can ever be looked up, an answer that may come twice is better than none.
      if (abilities.lack("search", error)) return undefined;
      throw asRetry(error);
    }
  };

  /** Sends with the blocks, else with older ones, else the text alone; any other refusal is the caller's. */
  const sending = async <T>(
    { text, alone = text, blocks = [] }: Message,
    send: (content: { text: string; blocks: KnownBlock[] }) => Promise<T>,
  ): Promise<T> => {
    const shown = knownBlocks(blocks.slice(0, LIMITS.blocks), abilities);
    const attempt = (content: KnownBlock[], words: string) =>
      send({ text: cut(words, LIMITS.text), blocks: content }).catch((error) => {
        throw asRetry(error);
      });
    const isRefused = (error: unknown) => shown.length > 0 && BLOCK_ERRORS.has(slackErrorOf(error) ?? "");
    let refusal: unknown;
    try {
      return await attempt(shown, text);
    } catch (error) {
      if (!isRefused(error)) throw error;
      refusal = error;
    }
    if (hasNewerBlocks(shown)) {
      try {
        const result = await attempt(olderBlocks(shown), text);
        abilities.lack("dataTable", refusal);
        return result;
      } catch (error) {
        if (!isRefused(error)) throw error;
      }
    }
    logger.warn("Slack refused the blocks; posting text alone", { reason: slackErrorOf(refusal) });
    return attempt([], alone);
  };

  const post = async (key: string, { channel, threadTs }: Place, message: Message): Promise<string> => {
    const reply = threadTs ? { thread_ts: threadTs } : {};
    const thread = threadTs && message.broadcast ? { thread_ts: threadTs, reply_broadcast: true } : reply;
    const result = await sending(message, ({ text, blocks }) =>
      client.chat.postMessage({
        channel,
        ...thread,
        text,
        ...(blocks.length > 0 && { blocks }),
        unfurl_links: false,
        unfurl_media: false,
        metadata: markerOf(key),
      }),
    );
    return result.ts as string;
  };

  return {
    search,
    async once(key, owner, place, message, attempt) {
      const known = await posts.find(key);
      if (known) return known.ts;
      const ts = (attempt > 1 ? await search(key, place) : undefined) ?? (await post(key, place, message));
      const kept = await posts.keep(key, typeof owner === "string" ? owner : owner(ts), place.channel, ts);
      if (kept.ts === ts) return ts;
      // Another process was posting the same; what it wrote down first is what everybody goes by.
      await removeIfPossible(client, { channel: place.channel, ts }, logger);
      return kept.ts;
    },
    async update(channel, ts, message, key) {
      const metadata = key ? { metadata: markerOf(key) } : {};
      await sending(message, (content) => client.chat.update({ channel, ts, ...content, ...metadata }));
    },
  };
}
