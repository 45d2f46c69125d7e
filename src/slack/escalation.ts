import type { WebClient } from "@slack/web-api";
import type { Answer } from "../agent/answer.ts";
import type { Conversation, DecisionReason } from "../conversation/conversation.ts";
import { type Handoff, isInLine, isWithPerson } from "../handoff/handoff.ts";
import type { PostStore } from "../handoff/handoff-store.ts";
import type { Handoffs } from "../handoff/handoffs.ts";
import type { Logger } from "../log.ts";
import { HANDOFF_TEXTS } from "../texts/handoff.ts";
import { renderPreview, renderPreviewDone, renderRequestModal } from "./handoff-request.ts";
import { type Opening, openModal } from "./modals.ts";
import type { Place, Poster } from "./posting.ts";

export interface EscalationOptions {
  readonly client: WebClient;
  readonly handoffs: Handoffs;
  readonly poster: Poster;
  readonly posts: PostStore;
  /** False where there is no advisors' channel: then nothing is promised. */
  readonly available: () => boolean;
  readonly logger: Logger;
}

/** How a request's form is opened. */
export interface FormOpening extends Omit<Opening, "view"> {
  /** The thread of the request. */
  readonly place: Place;
  /** Written into the form for the requester to change or remove; it is nowhere else until they send it. */
  readonly situation?: string;
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
  /** Opens the form to read and send; where Slack will not open one, shows what would be shared in the thread. */
  openForm(handoff: Handoff, conversation: Conversation, at: FormOpening): Promise<void>;
  /** Replaces the preview once it has been decided on. */
  closePreview(handoff: Handoff, text: string): Promise<void>;
}

const previewKey = (handoff: Handoff) => `preview:${handoff.id}`;

export function createEscalation(options: EscalationOptions): Escalation {
  const { handoffs, poster, posts, available } = options;
  const begin: Escalation["begin"] = (conversation, requesterId, reason) =>
    handoffs.begin({ conversationId: conversation.id, requesterId, reason });

  const preview = async (handoff: Handoff, conversation: Conversation, place: Place, attempt: number) => {
    const message = renderPreview(handoff, conversation.locale);
    await poster.once(previewKey(handoff), handoff.id, place, message, attempt);
  };

  return {
    begin,
    async openForm(handoff, conversation, { place, situation, ...opening }) {
      const brief = { ...handoff.brief, ...(situation && { situation: { text: situation } }) };
      const view = renderRequestModal({ ...handoff, brief }, conversation.locale);
      const opened = await openModal(options, { ...opening, view });
      // The preview sends what is stored, so it shows no more than that.
      if (opened === undefined) await preview(handoff, conversation, place, 1);
    },
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
