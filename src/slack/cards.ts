import type { WebClient } from "@slack/web-api";
import type { PostStore } from "../handoff/handoff-store.ts";
import { asRetry } from "./web-client.ts";
import type { Workspaces } from "./workspaces.ts";

const PREFIX = "card:";

/** The message map's key for a handoff's card. */
export const cardKey = (handoffId: string) => `${PREFIX}${handoffId}`;

export interface CardsOptions {
  readonly client: WebClient;
  readonly posts: PostStore;
  readonly workspaces: Workspaces;
  readonly now: () => number;
}

/** Which handoff's card a thread in the advisors' channel hangs under. */
export interface Cards {
  /** @throws when Slack must be asked and does not answer */
  handoffAt(channel: string, threadTs: string): Promise<string | undefined>;
}

/** After this long the process that posted a card, or the next one, has written down where it is. */
const FRESH_MS = 10 * 60 * 1000;
/** Forgetting which threads are not ours costs one look each. */
const MOST_KNOWN = 1_000;

/** Cards by their place; one that Slack shows before we know where it stands is recognised by its marker. */
export function createCards({ client, posts, workspaces, now }: CardsOptions): Cards {
  const others = new Set<string>();

  const markerAt = async (channel: string, ts: string): Promise<string | undefined> => {
    const page = { channel, ts, limit: 1, include_all_metadata: true };
    const { messages = [] } = await client.conversations.replies(page).catch((error) => {
      throw asRetry(error);
    });
    const [first] = messages as { bot_id?: string; metadata?: { event_payload?: { key?: string } } }[];
    return first?.bot_id === workspaces.current().botId ? first.metadata?.event_payload?.key : undefined;
  };

  return {
    async handoffAt(channel, threadTs) {
      if (channel !== workspaces.current().advisorChannel) return undefined;
      const known = await posts.ownerAt(channel, threadTs);
      if (known !== undefined || others.has(threadTs)) return known;
      if (now() - Number(threadTs) * 1000 > FRESH_MS) return undefined;
      const key = await markerAt(channel, threadTs);
      if (key?.startsWith(PREFIX)) {
        const handoffId = key.slice(PREFIX.length);
        await posts.save(key, handoffId, channel, threadTs);
        return handoffId;
      }
      if (others.size >= MOST_KNOWN) others.clear();
      others.add(threadTs);
      return undefined;
    },
  };
}
