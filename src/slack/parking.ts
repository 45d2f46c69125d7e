import type { ConversationStore } from "../conversation/conversation-store.ts";
import type { LaneItem } from "../conversation/lanes.ts";
import type { AnswerMessages } from "./answer-message.ts";
import { type Delivery, deliveryKey } from "./deliveries.ts";
import { conversationIdOf } from "./thread.ts";
import type { Workspaces } from "./workspaces.ts";

/** Tells the requester, once, that a question could not be answered after all attempts. */
export function createParking(options: {
  readonly conversations: ConversationStore;
  readonly messages: AnswerMessages;
  readonly workspaces: Workspaces;
}): (item: LaneItem) => Promise<void> {
  return async (item) => {
    const delivery = JSON.parse(item.payload) as Delivery;
    const conversation = await options.conversations.get(conversationIdOf(delivery));
    if (delivery.kind !== "said" || !conversation) return;
    const at = {
      questionId: deliveryKey(delivery),
      conversationId: conversation.id,
      place: { channel: delivery.channel, threadTs: delivery.threadTs },
      askedTs: delivery.ts,
      attempt: 1,
    };
    await options.workspaces.on(delivery.team, () => options.messages.giveUp(at, conversation));
  };
}
