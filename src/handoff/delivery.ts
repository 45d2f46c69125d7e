import type { ConversationStore } from "../conversation/conversation-store.ts";
import type { LaneHandler } from "../conversation/lane-worker.ts";
import type { LaneItem } from "../conversation/lanes.ts";
import { leftToNewer } from "../conversation/newer-work.ts";
import { type CheckInStore, mayAsk } from "./check-in.ts";
import type { Actor, Handoff } from "./handoff.ts";
import type { HandoffStore } from "./handoff-store.ts";
import type { Handoffs } from "./handoffs.ts";
import { isKnown, type OutboxEntry, type OutboxMessage, type RequesterLine } from "./outbox.ts";

/** Carries one stored message to where people read it, at most once per key. */
export interface Courier {
  /**
   * Delivers the message unless its key has been delivered already.
   * @throws RetryLater or any error when it should be tried again
   */
  send(parcel: {
    readonly key: string;
    readonly message: OutboxMessage;
    readonly handoff: Handoff;
    /** Above 1, an earlier attempt may have arrived without an answer: look before sending. */
    readonly attempt: number;
  }): Promise<void>;
}

type ToRequester = Extract<OutboxMessage, { kind: "to_requester" }>;

export interface OutboxDeliveryOptions {
  readonly store: HandoffStore;
  readonly checkInStore: CheckInStore;
  readonly conversations: ConversationStore;
  readonly courier: Courier;
  readonly now: () => number;
}

/** Handles outbox items: the owner and epoch are checked now, when the words leave, not when they were written. */
export function createOutboxDelivery({
  store,
  checkInStore,
  conversations,
  courier,
  now,
}: OutboxDeliveryOptions): LaneHandler {
  /** An advisor's words leave only while they are theirs to send; what they took back goes whoever holds it now. */
  const toRequester = async (item: LaneItem, handoff: Handoff, message: ToRequester): Promise<void> => {
    const isOwners = handoff.epoch === message.epoch && handoff.ownerId === message.advisorId;
    if (message.change !== "deleted" && !isOwners) return store.enqueue([failureNotice(item, message)]);
    await courier.send({ key: item.key, message, handoff, attempt: item.attempts });
    const { conversationId } = handoff;
    const { channel, ts } = message.source;
    if (message.change === "deleted") await conversations.blank(conversationId, [`relay:${channel}:${ts}:`]);
    if (message.change !== "new") return;
    await conversations.append({
      id: message.turnId,
      conversationId,
      role: "advisor",
      authorId: message.advisorId,
      text: message.text,
      at: now(),
    });
  };

  return async (item) => {
    const message = knownMessage(item);
    const handoff = await store.get(message.handoffId);
    if (!handoff || handoff.state === "erased") return;
    if (message.kind === "to_requester") return toRequester(item, handoff, message);
    if (message.kind === "requester_line" && isOvertaken(message.line, handoff)) return;
    if (message.kind === "check_in" && message.line === "question") {
      const isHeld = (await store.open(handoff.conversationId)) !== undefined;
      if (!(await mayAsk(checkInStore, handoff.id, { isHeld, attempt: item.attempts, now: now() }))) return;
    }
    await courier.send({ key: item.key, message, handoff, attempt: item.attempts });
  };
}

/** Whoever has written meanwhile is not told that their silence ends the consultation. */
function isOvertaken(line: RequesterLine, { state }: Handoff): boolean {
  return line === "idle_warning" && state !== "waiting";
}

function knownMessage(item: LaneItem): OutboxMessage {
  const message = JSON.parse(item.payload) as { readonly kind: string };
  if (!isKnown(message)) throw leftToNewer(item);
  return message;
}

const OUTBOX: Actor = { role: "system", id: "outbox" };

/**
 * What the sender is told when their words could not be delivered; nothing is swallowed.
 * Whoever waits in line for advisors who cannot be shown the card is told so and goes back to the agent.
 */
export function createOutboxParking(
  store: HandoffStore,
  handoffs: Pick<Handoffs, "act">,
): (item: LaneItem) => Promise<void> {
  return async (item) => {
    const message = JSON.parse(item.payload) as OutboxMessage;
    const handoff = await store.get(message.handoffId);
    if (!handoff) return;
    if (message.kind === "card") await handoffs.act(handoff.id, "undelivered", OUTBOX);
    // Told already that advisors cannot be reached: sending the words again would not help.
    const isTold = message.kind === "to_advisors" && handoff.state === "returned";
    if ((message.kind === "to_requester" || message.kind === "to_advisors") && !isTold) {
      await store.enqueue([failureNotice(item, message)]);
    }
  };
}

function failureNotice(
  item: LaneItem,
  message: Extract<OutboxMessage, { kind: "to_requester" | "to_advisors" }>,
): OutboxEntry {
  const { handoffId } = message;
  return {
    key: `${item.key}:failed`,
    message:
      message.kind === "to_requester"
        ? { kind: "advisor_line", handoffId, line: "relay_failed", actorId: message.advisorId }
        : { kind: "requester_line", handoffId, line: "relay_failed" },
  };
}
