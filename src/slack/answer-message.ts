import type { WebClient } from "@slack/web-api";
import type { Answer } from "../agent/answer.ts";
import type { PostStore } from "../handoff/handoff-store.ts";
import type { Logger } from "../log.ts";
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
  /** Says that there will be no answer: in the message an attempt began, else in a new one. */
  giveUp(at: AnswerPlace, text: string): Promise<void>;
  /** Removes a message whose answer must not be shown after all. */
  takeBack(at: AnswerPlace, ts: string | undefined): Promise<void>;
}

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
    async makeWhole({ questionId, conversationId, place, attempt }, answer, ts) {
      const view = { turnId: answerTurnId(questionId), canEscalate: canEscalate() };
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
    async giveUp({ questionId, conversationId, place, attempt }, text) {
      const known = await posts.find(answerKey(questionId));
      if (!known) {
        await poster.once(`parked:${questionId}`, conversationId, place, { text }, attempt);
        return;
      }
      await endStream(place.channel, known.ts);
      await poster.update(place.channel, known.ts, { text });
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
