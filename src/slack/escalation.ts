import type { WebClient } from "@slack/web-api";
import type { Answer } from "../agent/answer.ts";
import type { Conversation, DecisionReason, Turn } from "../conversation/conversation.ts";
import type { ConversationStore } from "../conversation/conversation-store.ts";
import { type Handoff, isInLine, isWithPerson } from "../handoff/handoff.ts";
import type { PostStore } from "../handoff/handoff-store.ts";
import type { Handoffs } from "../handoff/handoffs.ts";
import type { Logger } from "../log.ts";
import { HANDOFF_TEXTS } from "../texts/handoff.ts";
import type { DirectThreads } from "./direct-threads.ts";
import { renderPreview, renderPreviewDone, renderRequestModal } from "./handoff-request.ts";
import { type Opening, openModal } from "./modals.ts";
import type { Message, Place, Poster } from "./posting.ts";
import type { Press } from "./presses.ts";
import { plainText } from "./safe-text.ts";
import { isDirect, threadOf } from "./thread.ts";
import { slackErrorOf } from "./web-client.ts";

export interface EscalationOptions {
  readonly client: WebClient;
  readonly conversations: Pick<ConversationStore, "get">;
  readonly handoffs: Handoffs;
  readonly poster: Poster;
  readonly posts: PostStore;
  readonly threads: Pick<DirectThreads, "continuing">;
  /** False where there is no advisors' channel: then nothing is promised. */
  readonly available: () => boolean;
  readonly logger: Logger;
}

/** How a request's form is opened. */
export interface FormOpening extends Omit<Opening, "view"> {
  /** Written into the form for the requester to change or remove; it is nowhere else until they send it. */
  readonly situation?: string;
}

/** A request, and the conversation in which it is read, sent and talked about. */
export interface Request {
  readonly handoff: Handoff;
  readonly conversation: Conversation;
}

/** From an answer or a button to a request that waits for the requester's consent. */
export interface Escalation {
  /** @param tell says a line where the answer stands, once for each key */
  fromAnswer(
    answer: Answer,
    asked: Turn,
    conversation: Conversation,
    tell: (key: string, line: string) => Promise<void>,
    attempt: number,
  ): Promise<void>;
  /**
   * Starts a request, or returns the one under way. Outside direct messages everybody in the channel reads along,
   * so there it lives in the requester's own, with the words from the channel for its brief.
   */
  begin(
    conversation: Conversation,
    requesterId: string,
    reason: DecisionReason,
    attempt?: number,
  ): Promise<Request>;
  /** Opens the form to read and send; where Slack will not open one, shows what would be shared in the thread. */
  openForm(handoff: Handoff, conversation: Conversation, at: FormOpening): Promise<void>;
  /** Shows in the preview what would be shared now, while it is still to be decided on. */
  refreshPreview(handoff: Handoff): Promise<void>;
  /**
   * Makes a preview that was pressed too late show what would be shared now, or say that a newer one stands below.
   * @returns whether it can be pressed again
   */
  redrawPreview(handoff: Handoff, pressed: Pick<Press, "channel" | "messageTs">): Promise<boolean>;
  /** Replaces a preview once it has been decided on: the one that was pressed, else the latest. */
  closePreview(handoff: Handoff, text: string, pressed?: Pick<Press, "channel" | "messageTs">): Promise<void>;
}

/** Whoever asks for a person with one of these needs the words of the answer where they go on, help lines included. */
const TAKES_WORDS_ALONG: ReadonlySet<DecisionReason> = new Set(["crisis", "sensitive"]);

/** Where the latest preview stands; each has a key of its own as well, by what it answers. */
const previewKey = (handoff: Handoff) => `preview:${handoff.id}`;

export function createEscalation(options: EscalationOptions): Escalation {
  const { conversations, handoffs, poster, posts, threads, available } = options;
  const begin: Escalation["begin"] = async (asked, requesterId, reason, attempt = 1) => {
    if (isDirect(asked.id)) {
      const handoff = await handoffs.begin({ conversationId: asked.id, requesterId, reason });
      return { handoff, conversation: asked };
    }
    const conversation = await threads.continuing(asked, requesterId, attempt);
    const request = { conversationId: conversation.id, requesterId, reason, about: asked.id };
    return { handoff: await handoffs.begin(request), conversation };
  };

  const placeOf = ({ conversationId }: Handoff): Place => {
    const { channel, threadTs } = threadOf(conversationId);
    return { channel, threadTs };
  };

  const preview = async (handoff: Handoff, { locale }: Conversation, asked: string, attempt: number) => {
    const latest = previewKey(handoff);
    const place = placeOf(handoff);
    const message = renderPreview(handoff, locale);
    const ts = await poster.once(`${latest}:${asked}`, handoff.id, place, message, attempt);
    const other = await posts.find(latest);
    if (other && other.ts >= ts) return;
    if (other) await close(other.channel, other.ts, HANDOFF_TEXTS[locale].previewReplaced);
    await posts.save(latest, handoff.id, place.channel, ts);
  };

  const replace = async (channel: string, ts: string, message: Message): Promise<void> => {
    await poster.update(channel, ts, message).catch((error) => {
      // Deleted by hand: then there is nothing left to read or to press.
      if (slackErrorOf(error) === undefined) throw error;
    });
  };
  const close = (channel: string, ts: string, text: string) => replace(channel, ts, renderPreviewDone(text));

  return {
    begin,
    async openForm(handoff, conversation, { situation, ...opening }) {
      const brief = { ...handoff.brief, ...(situation && { situation: { text: situation } }) };
      const view = renderRequestModal({ ...handoff, brief }, conversation.locale);
      const opened = await openModal(options, { ...opening, view });
      // The preview sends what is stored, so it shows no more than that.
      if (opened === undefined) await preview(handoff, conversation, opening.triggerId, 1);
    },
    async fromAnswer(answer, asked, conversation, tell, attempt) {
      const texts = HANDOFF_TEXTS[conversation.locale];
      const say = async (key: string, { id }: Conversation, at: Place, text: string) => {
        await poster.once(`${key}:${asked.id}`, id, at, { text }, attempt);
      };
      const { id: conversationId } = conversation;
      const requesterId = asked.authorId;
      if (answer.decision === "offer") {
        if (!available() || !isDirect(conversationId)) return;
        const reason = answer.reason ?? "low_confidence";
        await handoffs.begin({ conversationId, requesterId, reason, offered: true });
        return;
      }
      if (!available()) return tell("no-advisors", texts.notConfigured);
      const reason = answer.reason ?? "explicit_request";
      const { handoff, conversation: home } = await begin(conversation, requesterId, reason, attempt);
      const movesOn = home.id !== conversationId;
      if (movesOn && TAKES_WORDS_ALONG.has(reason))
        await say("along", home, placeOf(handoff), plainText(answer.text));
      if (isInLine(handoff.state) || isWithPerson(handoff.state))
        await say("already-open", home, placeOf(handoff), texts.alreadyOpen);
      else await preview(handoff, home, asked.id, attempt);
      if (movesOn) await tell("goes-on", texts.goesOnInDirect);
    },
    async refreshPreview(handoff) {
      const known = handoff.state === "intake" ? await posts.find(previewKey(handoff)) : undefined;
      const conversation = known && (await conversations.get(handoff.conversationId));
      if (conversation) await replace(known.channel, known.ts, renderPreview(handoff, conversation.locale));
    },
    async redrawPreview(handoff, { channel, messageTs }) {
      const locale = (await conversations.get(handoff.conversationId))?.locale ?? "ja";
      const latest = await posts.find(previewKey(handoff));
      const isLatest = latest === undefined || latest.ts === messageTs;
      if (isLatest) await replace(channel, messageTs, renderPreview(handoff, locale));
      else await close(channel, messageTs, HANDOFF_TEXTS[locale].previewReplaced);
      return isLatest;
    },
    async closePreview(handoff, text, pressed) {
      if (pressed) return close(pressed.channel, pressed.messageTs, text);
      const known = await posts.find(previewKey(handoff));
      if (known) await close(known.channel, known.ts, text);
    },
  };
}
