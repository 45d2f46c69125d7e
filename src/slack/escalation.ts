import type { Answer } from "../agent/answer.ts";
import type { Conversation, DecisionReason } from "../conversation/conversation.ts";
import { type Handoff, isInLine, isWithPerson } from "../handoff/handoff.ts";
import type { PostStore } from "../handoff/handoff-store.ts";
import type { Handoffs } from "../handoff/handoffs.ts";
import { HANDOFF_TEXTS } from "../texts/handoff.ts";
import { renderPreview, renderPreviewDone } from "./handoff-request.ts";
import type { Place, Poster } from "./posting.ts";

export interface EscalationOptions {
  readonly handoffs: Handoffs;
  readonly poster: Poster;
  readonly posts: PostStore;
  /** False where there is no advisors' channel: then nothing is promised. */
  readonly available: () => boolean;
}

/** From an answer or a button to a request that waits for the requester's consent. */
export interface Escalation {
  fromAnswer(
    answer: Answer,
    turnId: string,
    conversation: Conversation,
    place: Place,
    attempt: number,
  ): Promise<void>;
  /** Starts a request, or returns the one under way. */
  begin(conversation: Conversation, requesterId: string, reason: DecisionReason): Promise<Handoff>;
  /** Shows in the thread what would be shared, with the button that shares it. */
  preview(handoff: Handoff, conversation: Conversation, place: Place, attempt: number): Promise<void>;
  /** Replaces the preview once it has been decided on. */
  closePreview(handoff: Handoff, text: string): Promise<void>;
}

const previewKey = (handoff: Handoff) => `preview:${handoff.id}`;

export function createEscalation({ handoffs, poster, posts, available }: EscalationOptions): Escalation {
  const begin: Escalation["begin"] = (conversation, requesterId, reason) =>
    handoffs.begin({ conversationId: conversation.id, requesterId, reason });

  const preview: Escalation["preview"] = async (handoff, conversation, place, attempt) => {
    const message = renderPreview(handoff, conversation.locale);
    await poster.once(previewKey(handoff), handoff.id, place, message, attempt);
  };

  return {
    begin,
    preview,
    async fromAnswer(answer, turnId, conversation, place, attempt) {
      const texts = HANDOFF_TEXTS[conversation.locale];
      const say = async (key: string, text: string) => {
        await poster.once(`${key}:${turnId}`, conversation.id, place, { text }, attempt);
      };
      if (answer.decision === "offer") {
        if (!available()) return;
        const { id: conversationId, requesterId } = conversation;
        await handoffs.begin({
          conversationId,
          requesterId,
          reason: answer.reason ?? "low_confidence",
          offered: true,
        });
        return;
      }
      if (!available()) return say("no-advisors", texts.notConfigured);
      const handoff = await begin(
        conversation,
        conversation.requesterId,
        answer.reason ?? "explicit_request",
      );
      if (isInLine(handoff.state) || isWithPerson(handoff.state))
        return say("already-open", texts.alreadyOpen);
      await preview(handoff, conversation, place, attempt);
    },
    async closePreview(handoff, text) {
      const known = await posts.find(previewKey(handoff));
      if (known) await poster.update(known.channel, known.ts, renderPreviewDone(text));
    },
  };
}
