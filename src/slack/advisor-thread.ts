import type { WebClient } from "@slack/web-api";
import { type Handoff, isInLine, isWithPerson } from "../handoff/handoff.ts";
import type { DraftStore } from "../handoff/handoff-store.ts";
import type { Handoffs } from "../handoff/handoffs.ts";
import { ADVISOR_TEXTS } from "../texts/advisor.ts";
import type { Cards } from "./cards.ts";
import type { Delivery } from "./deliveries.ts";
import { renderDraftPrompt } from "./handoff-card.ts";
import { asRetry } from "./web-client.ts";

export interface AdvisorThreadOptions {
  readonly client: WebClient;
  readonly cards: Cards;
  readonly drafts: DraftStore;
  readonly handoffs: Handoffs;
}

/** Words under a card: private until their author, the owner, presses send. */
export interface AdvisorThread {
  /** True when this place is under a card, so that its words may be stored at all. */
  owns(channel: string, threadTs: string): Promise<boolean>;
  /** @returns true when the delivery was the advisors' business */
  take(delivery: Delivery): Promise<boolean>;
}

/** Forgetting who was asked costs one more question. */
const MOST_ASKED = 10_000;

export function createAdvisorThread(options: AdvisorThreadOptions): AdvisorThread {
  const { client, cards, drafts, handoffs } = options;

  const handoffAt = async (channel: string, threadTs: string) => {
    const owner = await cards.handoffAt(channel, threadTs);
    return owner === undefined ? undefined : handoffs.get(owner);
  };

  const asked = new Set<string>();
  /** Colleagues may talk about a request that waits; each is asked once whether they mean to take it. */
  const mayTake = ({ id, state }: Handoff, userId: string): boolean =>
    isInLine(state) && !asked.has(`${id} ${userId}`);
  const rememberAsked = ({ id }: Handoff, userId: string): void => {
    if (asked.size >= MOST_ASKED) asked.clear();
    asked.add(`${id} ${userId}`);
  };

  const onSaid = async (handoff: Handoff, said: Extract<Delivery, { kind: "said" }>): Promise<void> => {
    const { channel, ts, userId, threadTs, raw, files } = said;
    if (raw === "" && files.length === 0) return;
    if (isWithPerson(handoff.state) ? handoff.ownerId !== userId : !mayTake(handoff, userId)) return;
    await drafts.save({ channel, ts, handoffId: handoff.id, authorId: userId, text: raw, files });
    const { text, blocks } = renderDraftPrompt(handoff, ts);
    const prompt = client.chat.postEphemeral({
      channel,
      user: userId,
      thread_ts: threadTs,
      text,
      ...(blocks && { blocks: [...blocks] }),
    });
    await prompt.catch((error) => Promise.reject(asRetry(error)));
    // Only now: until the question is there, another attempt has to ask it.
    if (isInLine(handoff.state)) rememberAsked(handoff, userId);
  };

  /** Losing it harms nothing. */
  const tell = async ({ channel, threadTs, userId }: Delivery, text: string): Promise<void> => {
    await client.chat
      .postEphemeral({ channel, thread_ts: threadTs, user: userId, text })
      .catch(() => undefined);
  };

  /** What has been sent follows its source; what has not stays private and is merely kept up to date. */
  const onChanged = async (handoff: Handoff, change: Exclude<Delivery, { kind: "said" }>): Promise<void> => {
    const { channel, ts, userId } = change;
    const draft = await drafts.find(channel, ts);
    if (!draft) return;
    const text = change.kind === "edited" ? change.raw : "";
    const revision = change.kind === "edited" ? change.revision : "deleted";
    if (draft.sent) {
      const files = change.kind === "edited" ? draft.files : [];
      const words = { text, files, source: { channel, ts, revision }, change: change.kind };
      const result = await handoffs.fromAdvisor(handoff.id, userId, words);
      if (!result.ok) await tell(change, ADVISOR_TEXTS.editNotSent);
    }
    if (change.kind === "edited") await drafts.save({ ...draft, text });
    else await drafts.remove(channel, ts);
  };

  return {
    owns: async (channel, threadTs) => (await handoffAt(channel, threadTs)) !== undefined,
    async take(delivery) {
      const handoff = await handoffAt(delivery.channel, delivery.threadTs);
      if (!handoff) return false;
      if (delivery.kind === "said") await onSaid(handoff, delivery);
      else await onChanged(handoff, delivery);
      return true;
    },
  };
}
