import type { ConversationStore } from "../conversation/conversation-store.ts";
import type { LaneItem } from "../conversation/lanes.ts";
import { SLACK_TEXTS } from "../texts/slack.ts";
import type { Delivery } from "./deliveries.ts";
import type { Poster } from "./posting.ts";
import { conversationIdOf } from "./thread.ts";
import type { Workspaces } from "./workspaces.ts";

/** Tells the requester, once, that a question could not be answered after all attempts. */
export function createParking(options: {
  readonly conversations: ConversationStore;
  readonly poster: Poster;
  readonly workspaces: Workspaces;
}): (item: LaneItem) => Promise<void> {
  return async (item) => {
    const delivery = JSON.parse(item.payload) as Delivery;
    const conversation = await options.conversations.get(conversationIdOf(delivery));
    if (delivery.kind !== "said" || !conversation) return;
    const place = { channel: delivery.channel, threadTs: delivery.threadTs };
    const text = SLACK_TEXTS[conversation.locale].failed;
    await options.workspaces.on(delivery.team, async () => {
      await options.poster.once(`parked:${item.key}`, conversation.id, place, { text }, 1);
    });
  };
}
