import type { WebClient } from "@slack/web-api";
import type { Agent, Answer } from "../agent/answer.ts";
import { type Conversation, recentTurns, type Turn } from "../conversation/conversation.ts";
import type { ConversationStore } from "../conversation/conversation-store.ts";
import type { LaneContext } from "../conversation/lane-worker.ts";
import { isWithPerson } from "../handoff/handoff.ts";
import type { PostStore } from "../handoff/handoff-store.ts";
import type { Handoffs } from "../handoff/handoffs.ts";
import type { Logger } from "../log.ts";
import { type AnswerView, renderAnswer, renderAnswerEnd } from "./answer-blocks.ts";
import { createAnswerStream } from "./answer-stream.ts";
import type { Place, Poster } from "./posting.ts";
import { withStatus } from "./status.ts";
import type { StreamCall } from "./stream-budget.ts";
import { slackErrorOf } from "./web-client.ts";

export interface AnsweringOptions {
  readonly client: WebClient;
  readonly agent: Agent;
  readonly conversations: ConversationStore;
  readonly handoffs: Handoffs;
  readonly posts: PostStore;
  readonly poster: Poster;
  readonly mayStream: (call: StreamCall) => boolean;
  readonly canEscalate: boolean;
  readonly now: () => number;
  readonly logger: Logger;
  /** Least time between two updates of one stream. @default 700 */
  readonly paceMs?: number;
}

export interface Question {
  /** The stored requester turn that asks. */
  readonly turn: Turn;
  readonly conversation: Conversation;
  readonly place: Required<Place>;
  readonly recipient: { readonly userId: string; readonly teamId: string };
  readonly attempt: number;
  /** Turns to read before the question, oldest first. */
  readonly earlier: readonly Turn[];
}

/** The agent's turn that answers a requester's turn. */
export const answerTurnId = (questionId: string): string => `${questionId}:answer`;
const postKey = (questionId: string): string => `answer:${questionId}`;

/**
 * Answers one question in its thread: exactly one message per question, whatever dies in between.
 * The answer is stored before its message is finished, so a later attempt only finishes the message.
 * @returns the answer, or undefined when a person took over meanwhile and nothing was said
 */
export function createAnswering(options: AnsweringOptions) {
  const { client, agent, conversations, handoffs, posts, poster, mayStream, canEscalate, now, logger } =
    options;

  const personHolds = async (conversation: Conversation): Promise<boolean> => {
    const handoff = await handoffs.open(conversation.id);
    return handoff !== undefined && isWithPerson(handoff.state);
  };

  const store = async ({ turn, conversation }: Question, answer: Answer): Promise<void> => {
    await conversations.append(
      {
        id: answerTurnId(turn.id),
        conversationId: conversation.id,
        role: "agent",
        authorId: "agent",
        text: answer.text,
        at: now(),
        citations: answer.citations,
        grounding: answer.grounding,
        decision: answer.decision,
        ...(answer.reason && { reason: answer.reason }),
      },
      JSON.stringify(answer),
    );
  };

  /** A message an earlier attempt began: known from its marker, or the bot's only unknown one in the thread. */
  const begun = async ({ turn, place, attempt }: Question): Promise<string | undefined> => {
    const known = await posts.find(postKey(turn.id));
    if (known) return known.ts;
    return attempt > 1 ? poster.search(postKey(turn.id), place) : undefined;
  };

  const makeWhole = async (question: Question, answer: Answer, ts: string | undefined): Promise<void> => {
    const { turn, conversation, place, attempt } = question;
    const message = renderAnswer(answer, viewOf(question));
    if (ts === undefined) {
      await poster.once(postKey(turn.id), conversation.id, place, message, attempt);
      return;
    }
    await client.chat.stopStream({ channel: place.channel, ts }).catch(() => undefined);
    try {
      await poster.update(place.channel, ts, message);
    } catch (error) {
      if (slackErrorOf(error) !== "message_not_found") throw error;
      await poster.once(`${postKey(turn.id)}:again`, conversation.id, place, message, attempt);
    }
  };

  const viewOf = ({ turn }: Question): AnswerView => ({ turnId: answerTurnId(turn.id), canEscalate });

  const takeBack = async (place: Place, ts: string | undefined): Promise<void> => {
    if (ts === undefined) return;
    await client.chat.stopStream({ channel: place.channel, ts }).catch(() => undefined);
    await client.chat.delete({ channel: place.channel, ts }).catch((error) => {
      logger.warn("a held-back answer could not be removed", { reason: slackErrorOf(error) ?? "no answer" });
    });
  };

  /** @param begunTs a message begun by a dead attempt, to be replaced rather than joined by a second one */
  const ask = async (
    question: Question,
    context: LaneContext,
    begunTs: string | undefined,
  ): Promise<Answer | undefined> => {
    const { turn, conversation, place, recipient, earlier } = question;
    const stream = createAnswerStream({
      client,
      place,
      recipient,
      mayCall: (call) => begunTs === undefined && mayStream(call),
      paceMs: options.paceMs ?? 700,
      logger,
      onStarted: (ts) => posts.save(postKey(turn.id), conversation.id, place.channel, ts),
    });
    let answer: Answer | undefined;
    const request = { question: turn.text, turns: recentTurns(earlier), conversationId: conversation.id };
    for await (const event of agent.answer({ ...request, signal: context.signal })) {
      if (event.kind === "delta") stream.push(event.text);
      else if (event.kind === "reset") stream.reset();
      else if (event.kind === "answer") answer = event.answer;
    }
    if (!answer) throw new Error("the agent ended without an answer");
    if (await personHolds(conversation)) {
      const shown = await stream.finish("", []);
      await takeBack(place, shown?.ts ?? begunTs);
      return undefined;
    }
    await store(question, answer);
    const shown = await stream.finish(answer.text, renderAnswerEnd(answer, viewOf(question)));
    if (!shown?.complete) await makeWhole(question, answer, shown?.ts ?? begunTs);
    return answer;
  };

  return async (question: Question, context: LaneContext): Promise<Answer | undefined> => {
    const { turn, conversation, place } = question;
    const stored = await conversations.record(answerTurnId(turn.id));
    const ts = await begun(question);
    if (await personHolds(conversation)) {
      await takeBack(place, ts);
      return undefined;
    }
    return withStatus(client, place, conversation.locale, logger, async () => {
      if (stored) {
        const answer = JSON.parse(stored) as Answer;
        await makeWhole(question, answer, ts);
        return answer;
      }
      return ask(question, context, ts);
    });
  };
}

export type Answering = ReturnType<typeof createAnswering>;
