import type { WebClient } from "@slack/web-api";
import type { Answer } from "../agent/answer.ts";
import type { Conversation } from "../conversation/conversation.ts";
import type { PostStore } from "../handoff/handoff-store.ts";
import type { Logger } from "../log.ts";
import { SLACK_TEXTS } from "../texts/slack.ts";
import { renderAnswer } from "./answer-blocks.ts";
import type { Place, Poster } from "./posting.ts";
import { slackErrorOf } from "./web-client.ts";

/** Which question's answer a message shows. */
export interface AnswerPlace {
  readonly questionId: string;
  readonly conversationId: string;
  readonly place: Required<Place>;
  /** The question's own message. */
  readonly askedTs: string;
  readonly attempt: number;
  /** No answer stands before it in the conversation. @default false */
  readonly isFirst?: boolean;
}

/** The agent's turn that answers a requester's turn. */
export const answerTurnId = (questionId: string): string => `${questionId}:answer`;

/** The send-once key of the message that shows it. */
export const answerKey = (questionId: string): string => `answer:${questionId}`;

/** The one message that shows a question's answer, across attempts and processes. */
export interface AnswerMessages {
  /** Remembers a message as soon as Slack has made it. */
  started(at: AnswerPlace, ts: string): Promise<void>;
  /** The message an earlier attempt began, if any. */
  begun(at: AnswerPlace): Promise<string | undefined>;
  /** Makes the message show the whole answer, or posts it when there is none yet. */
  makeWhole(at: AnswerPlace, answer: Answer, ts: string | undefined): Promise<void>;
  /** Replaces a shown answer by a line that says why it is gone. */
  withdraw(at: AnswerPlace, text: string): Promise<void>;
  /**
   * Says that there will be no answer: in the message an attempt began, else in a new one, or,
   * where the channel takes no words of ours any more, in the person's direct messages.
   */
  giveUp(at: AnswerPlace, conversation: Conversation): Promise<void>;
  /** Removes a message whose answer must not be shown after all. */
  takeBack(at: AnswerPlace, ts: string | undefined): Promise<void>;
}

/** What Slack says about a channel that is archived, or that we were removed from. */
const CLOSED_TO_US = new Set(["is_archived", "not_in_channel", "channel_not_found", "restricted_action"]);

export interface AnswerMessagesOptions {
  readonly client: WebClient;
  readonly posts: PostStore;
  readonly poster: Poster;
  readonly canEscalate: () => boolean;
  readonly logger: Logger;
}

export function createAnswerMessages(options: AnswerMessagesOptions): AnswerMessages {
  const { client, posts, poster, canEscalate, logger } = options;
  /** A stream left open by a dead attempt has to end before the message can be replaced. */
  const endStream = (channel: string, ts: string) =>
    client.chat.stopStream({ channel, ts }).catch(() => undefined);

  return {
    started: ({ questionId, conversationId, place }, ts) =>
      posts.save(answerKey(questionId), conversationId, place.channel, ts),
    async begun({ questionId, place, askedTs, attempt }) {
      const known = await posts.find(answerKey(questionId));
      if (known) return known.ts;
      return attempt > 1 ? poster.search(answerKey(questionId), place, askedTs) : undefined;
    },
    async makeWhole({ questionId, conversationId, place, attempt, isFirst = false }, answer, ts) {
      const view = { turnId: answerTurnId(questionId), canEscalate: canEscalate(), isFirst };
      const message = renderAnswer(answer, view);
      if (ts === undefined) {
        await poster.once(answerKey(questionId), conversationId, place, message, attempt);
        return;
      }
      await endStream(place.channel, ts);
      try {
        await poster.update(place.channel, ts, message, answerKey(questionId));
      } catch (error) {
        if (slackErrorOf(error) !== "message_not_found") throw error;
        await poster.once(`${answerKey(questionId)}:again`, conversationId, place, message, attempt);
      }
    },
    async withdraw({ questionId, place }, text) {
      const known = await posts.find(answerKey(questionId));
      if (known) await poster.update(place.channel, known.ts, { text });
    },
    async giveUp({ questionId, conversationId, place, attempt }, { requesterId, locale }) {
      const texts = SLACK_TEXTS[locale];
      const known = await posts.find(answerKey(questionId));
      const say = (at: Place, text: string) =>
        poster.once(`parked:${questionId}:${at.channel}`, conversationId, at, { text }, attempt);
      try {
        if (!known) return void (await say(place, texts.failed));
        await endStream(place.channel, known.ts);
        await poster.update(place.channel, known.ts, { text: texts.failed });
      } catch (error) {
        if (!CLOSED_TO_US.has(slackErrorOf(error) ?? "")) throw error;
        const { channel } = await client.conversations.open({ users: requesterId });
        await say({ channel: channel?.id ?? "" }, texts.channelClosed);
      }
    },
    async takeBack({ place }, ts) {
      if (ts === undefined) return;
      await endStream(place.channel, ts);
      await client.chat.delete({ channel: place.channel, ts }).catch((error) => {
        logger.warn("a held-back answer could not be removed", {
          reason: slackErrorOf(error) ?? "no answer",
        });
      });
    },
  };
}
