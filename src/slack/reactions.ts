import { z } from "zod";
import type { PostStore } from "../handoff/handoff-store.ts";
import type { Handoffs } from "../handoff/handoffs.ts";
import type { RelaySource } from "../handoff/outbox.ts";

const event = z.object({
  type: z.literal("event_callback"),
  event_id: z.string(),
  event: z.object({
    type: z.enum(["reaction_added", "reaction_removed"]),
    user: z.string(),
    reaction: z.string(),
    item: z.object({ type: z.literal("message"), channel: z.string(), ts: z.string() }),
  }),
});

const SOURCE = /^relay:([^:]+):([^:]+)$/;

/** The message on the other side of the relay: of a mirror its source, of a source its mirror. */
export async function counterpart(posts: PostStore, at: RelaySource): Promise<RelaySource | undefined> {
  const mirror = await posts.find(`relay:${at.channel}:${at.ts}`);
  if (mirror) return mirror;
  const [, channel, ts] = SOURCE.exec((await posts.keyAt(at.channel, at.ts)) ?? "") ?? [];
  return channel && ts ? { channel, ts } : undefined;
}

/**
 * Stores a reaction to a relayed message for the other side; any other reaction is none of our business.
 * The event id is its key, so retries and doubles change nothing.
 */
export async function relayReaction(
  body: unknown,
  { posts, handoffs }: { readonly posts: PostStore; readonly handoffs: Handoffs },
): Promise<boolean> {
  const parsed = event.safeParse(body);
  if (!parsed.success) return false;
  const { user, reaction, item, type } = parsed.data.event;
  const key = (await posts.find(`relay:${item.channel}:${item.ts}`))
    ? await mirrorOwner(posts, item)
    : await posts.ownerAt(item.channel, item.ts);
  const handoff = key ? await handoffs.get(key) : undefined;
  if (!handoff) return false;
  await handoffs.react(handoff, user, {
    key: `reaction:${parsed.data.event_id}`,
    source: { channel: item.channel, ts: item.ts },
    name: reaction,
    added: type === "reaction_added",
  });
  return true;
}

async function mirrorOwner(posts: PostStore, source: RelaySource): Promise<string | undefined> {
  const mirror = await posts.find(`relay:${source.channel}:${source.ts}`);
  return mirror && posts.ownerAt(mirror.channel, mirror.ts);
}
