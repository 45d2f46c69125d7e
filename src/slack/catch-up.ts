import type { WebClient } from "@slack/web-api";
import type { ConversationId } from "../conversation/conversation.ts";
import type { ConversationStore } from "../conversation/conversation-store.ts";
import type { Presence } from "../conversation/presence.ts";
import { messageOf } from "../errors.ts";
import { type HandoffState, isInLine, isWithPerson, TRANSITIONS } from "../handoff/handoff.ts";
import type { HandoffStore, PostStore } from "../handoff/handoff-store.ts";
import type { Handoffs } from "../handoff/handoffs.ts";
import type { Logger } from "../log.ts";
import { cardKey } from "./cards.ts";
import { asDelivered } from "./deliveries.ts";
import { readPages } from "./pages.ts";
import { pause, waitBefore } from "./patience.ts";
import { threadOf } from "./thread.ts";
import { asRetry } from "./web-client.ts";
import type { Workspaces } from "./workspaces.ts";

export interface CatchUpOptions {
  readonly client: WebClient;
  readonly conversations: ConversationStore;
  readonly handoffs: Pick<Handoffs, "open">;
  readonly handoffStore: Pick<HandoffStore, "lasting">;
  readonly posts: PostStore;
  readonly presence: Presence;
  /** True while events can come in. */
  readonly connected: () => boolean;
  /** Takes an Events API body as if it had just been delivered; one taken before changes nothing. */
  readonly take: (body: unknown) => Promise<void>;
  readonly workspaces: Workspaces;
  readonly leaving: AbortSignal;
  readonly now: () => number;
  readonly logger: Logger;
}

/** States in which words below the card are somebody's business. */
const UNDER_WAY = (Object.keys(TRANSITIONS) as HandoffState[]).filter(
  (state) => isInLine(state) || isWithPerson(state),
);

/** How often this process says that it is there. */
const MARK_EVERY_MS = 5_000;
/**
 * A process says so only once it has heard Slack for this long, so that one which keeps dying early
 * does not hide the whole of its absence behind many short ones.
 */
const STEADY_AFTER_MS = 15_000;
/** A shorter absence, one restart for example, is covered by Slack's own retries (at once, after one minute, after five). */
const ABSENT_AFTER_MS = 30_000;
/** Asked longer ago than this, a question has found its answer elsewhere. */
const LOOK_BACK_MS = 24 * 60 * 60 * 1000;
/** Messages that were on their way when the last mark was made. */
const MARGIN_MS = 60_000;
/** Threads somebody may have gone on in. */
const RECENT_MS = 7 * LOOK_BACK_MS;
const MOST_THREADS = 200;
const PAGE = 200;
/** Between the pages of one conversation: Slack lets the app read some fifty a minute (tier 3). */
const BETWEEN_PAGES_MS = 1_200;

interface Said {
  readonly ts?: string;
  readonly [field: string]: unknown;
}

interface Page {
  readonly messages?: readonly unknown[];
  readonly response_metadata?: { readonly next_cursor?: string };
}

/** A thread as Slack's methods name it. */
interface Place {
  readonly channel: string;
  readonly ts: string;
}

/**
 * Reads up on what people wrote while no process was there to hear: Slack gives a delivery up after a few
 * tries (docs.slack.dev, Events API, retries), and a question must not be lost with it.
 */
export function createCatchUp(options: CatchUpOptions) {
  const { client, conversations, handoffStore, presence, workspaces, leaving, now, logger } = options;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let hearingSince: number | undefined;

  /** Calls Slack, waiting out its rate limits and outages. */
  const patiently = async <T>(call: () => Promise<T>): Promise<T> => {
    for (let failures = 1; ; failures += 1) {
      try {
        return await call();
      } catch (error) {
        if (asRetry(error) === error || leaving.aborted) throw error;
        await pause(waitBefore(failures, error), leaving);
      }
    }
  };

  const takeAll = async (channel: string, messages: readonly Said[]) => {
    const { teamId: team, organisation } = workspaces.current();
    // One after the other: a lane hands out what it has, and an earlier word must not come in behind a later one.
    for (const message of messages) {
      await options.take(asDelivered({ team, channel, ...(organisation && { organisation }) }, message));
    }
  };

  /** A conversation Slack no longer shows (archived, left) has nothing to read up on. */
  const readable = async (read: () => Promise<void>) => {
    await read().catch((error) => {
      if (asRetry(error) !== error || leaving.aborted) throw error;
      logger.debug("a conversation cannot be read any more", { reason: messageOf(error) });
    });
  };

  /** Every page, oldest message first, whichever end Slack begins at. */
  const readAll = async (read: (cursor: { cursor?: string }) => Promise<Page>): Promise<Said[]> => {
    const messages = await readPages(
      (cursor) => patiently(() => read(cursor)),
      (page) => (page.messages ?? []) as Said[],
      { between: () => pause(BETWEEN_PAGES_MS, leaving), logger },
    );
    return messages.sort((a, b) => String(a.ts).localeCompare(String(b.ts)));
  };

  const sweep = async (since: number) => {
    // A request that came from a channel or a form has no words of its own yet.
    const underWay = await handoffStore.lasting(UNDER_WAY.map((state) => ({ state, since: now() })));
    const spoken = await conversations.active(now() - RECENT_MS, MOST_THREADS);
    const active = [...new Set([...spoken, ...underWay.map(({ conversationId }) => conversationId)])];
    for (const team of await workspaces.teams()) {
      const own = active.filter((id) => threadOf(id).team === team);
      await workspaces.on(team, () => readUp((since / 1000).toFixed(6), own));
    }
  };

  const readUp = async (oldest: string, active: readonly ConversationId[]) => {
    const read = new Set<string>();
    const readOnce = async (place: Place) => {
      const key = `${place.channel} ${place.ts}`;
      if (read.has(key)) return;
      read.add(key);
      await readThread(place, oldest);
    };
    for (const id of active) {
      const { channel, threadTs } = threadOf(id);
      await readOnce({ channel, ts: threadTs });
      const card = await cardOf(id);
      if (card) await readOnce(card);
    }
    for (const channel of await ourChannels()) {
      await readable(async () => {
        const messages = await readAll((more) =>
          client.conversations.history({ channel, oldest, limit: PAGE, ...more }),
        );
        await takeAll(channel, messages);
        for (const { ts = "", reply_count } of messages) if (reply_count) await readOnce({ channel, ts });
      });
    }
  };

  /** Where the advisor of an open handoff writes: a card is older than most of what is written under it. */
  const cardOf = async (id: ConversationId): Promise<Place | undefined> => {
    const handoff = await options.handoffs.open(id);
    return handoff && options.posts.find(cardKey(handoff.id));
  };

  const readThread = ({ channel, ts }: Place, oldest: string) =>
    readable(async () => {
      const messages = await readAll((more) =>
        client.conversations.replies({ channel, ts, oldest, limit: PAGE, ...more }),
      );
      // Slack returns the thread's first message whatever its age.
      await takeAll(
        channel,
        messages.filter((message) => (message.ts ?? "") > oldest),
      );
    });

  /** Direct messages, and channels we were invited to, where somebody may have mentioned us. */
  const ourChannels = async (): Promise<readonly string[]> => {
    for (const types of ["im,public_channel,private_channel", "im"]) {
      try {
        return await channelsOf(types);
      } catch (error) {
        if (leaving.aborted) throw error;
        // Without the scopes for channels, direct messages are read all the same.
        logger.debug("conversations cannot be listed", { types, reason: messageOf(error) });
      }
    }
    return [];
  };

  const channelsOf = async (types: string): Promise<readonly string[]> => {
    const channels = await readPages(
      (cursor) => patiently(() => client.users.conversations({ types, limit: PAGE, ...cursor })),
      (page) => page.channels ?? [],
      { most: Number.POSITIVE_INFINITY, logger },
    );
    return channels.flatMap(({ id }) => (id ? [id] : []));
  };

  /** Present only once everything missed is taken up: a crash in the middle begins again. */
  const tick = async () => {
    if (!options.connected()) {
      hearingSince = undefined;
      return;
    }
    hearingSince ??= performance.now();
    const absentMs = await presence.absentFor();
    // The very first process has missed nothing, and from here on something can be missed.
    if (absentMs === undefined) return presence.mark();
    if (absentMs > ABSENT_AFTER_MS) {
      logger.info("reading up on what was said meanwhile", { absentSeconds: Math.round(absentMs / 1000) });
      await sweep(now() - Math.min(absentMs + MARGIN_MS, LOOK_BACK_MS));
    } else if (performance.now() - hearingSince < STEADY_AFTER_MS) return;
    await presence.mark();
  };

  return {
    start() {
      let busy = false;
      const turn = () => {
        if (busy) return;
        busy = true;
        running = tick()
          .catch((error) => logger.warn("could not read up on what was missed", { reason: messageOf(error) }))
          .finally(() => {
            busy = false;
          });
      };
      turn();
      timer = setInterval(turn, MARK_EVERY_MS);
    },
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
