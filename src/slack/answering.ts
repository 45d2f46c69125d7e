import type { WebClient } from "@slack/web-api";
import type { Agent, Answer } from "../agent/answer.ts";
import { type Conversation, recentTurns, type Turn } from "../conversation/conversation.ts";
import type { ConversationStore } from "../conversation/conversation-store.ts";
import type { LaneContext } from "../conversation/lane-worker.ts";
import { isWithPerson } from "../handoff/handoff.ts";
import type { Handoffs } from "../handoff/handoffs.ts";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import type { Abilities } from "./abilities.ts";
import { renderAnswerEnd } from "./answer-blocks.ts";
import { type AnswerMessages, answerKey, answerTurnId } from "./answer-message.ts";
import { createAnswerStream } from "./answer-stream.ts";
import { knownBlocks } from "./block-fallbacks.ts";
import type { Place } from "./posting.ts";
import { withoutMentions } from "./safe-text.ts";
import type { Sessions } from "./sessions.ts";
import type { StreamCall } from "./stream-budget.ts";

export interface AnsweringOptions {
  readonly client: WebClient;
  readonly agent: Agent;
  readonly conversations: ConversationStore;
  readonly handoffs: Handoffs;
  readonly messages: AnswerMessages;
  readonly abilities: Abilities;
  readonly sessions: Sessions;
  readonly mayStream: (call: StreamCall) => boolean;
  readonly canEscalate: () => boolean;
  readonly now: () => number;
  readonly logger: Logger;
  readonly metrics?: Metrics;
  /** Least time between two updates of one stream. @default 700 */
  readonly paceMs?: number;
}

export interface Question {
  /** The stored requester turn that asks. */
  readonly turn: Turn;
  readonly conversation: Conversation;
  readonly place: Required<Place>;
  /** The question's own message. */
  readonly askedTs: string;
  readonly recipient: { readonly userId: string; readonly teamId: string };
  readonly attempt: number;
  /** Turns to read before the question, oldest first; those of the thread before where this one has none. */
  readonly earlier: readonly Turn[];
  /** Its conversation has no answer yet, other than to an earlier wording of the question. */
  readonly isFirst: boolean;
}

/** @returns the answer, or undefined when a person took over meanwhile and nothing was said */
export type Answering = (question: Question, context: LaneContext) => Promise<Answer | undefined>;

/**
 * Answers one question in its thread: exactly one message per question, whatever dies in between.
 * The answer is stored before its message is finished, so a later attempt only finishes the message.
 */
export function createAnswering(options: AnsweringOptions): Answering {
  const { conversations, handoffs, messages } = options;

  const personHolds = async (conversation: Conversation): Promise<boolean> => {
    const handoff = await handoffs.open(conversation.id);
    return handoff !== undefined && isWithPerson(handoff.state);
  };

  /** @param begunTs a message begun by a dead attempt, to be replaced rather than joined by a second one */
  const ask = async (question: Question, context: LaneContext, begunTs: string | undefined) => {
    const { turn, conversation } = question;
    const at = placeOf(question);
    const stream = openStream(options, question, begunTs);
    context.signal.addEventListener("abort", stream.reset, { once: true });
    const answer = await context.aside(() => readAnswer(options.agent, question, context, stream));
    if (await personHolds(conversation)) {
      const shown = await stream.finish("", [], []);
      await messages.takeBack(at, shown?.ts ?? begunTs);
      return undefined;
    }
    await conversations.append(agentTurn(question, answer, options.now()), JSON.stringify(answer));
    options.metrics?.answered({ ...answer, seconds: answer.latencyMs / 1000 });
    const { isFirst } = at;
    const view = { turnId: answerTurnId(turn.id), canEscalate: options.canEscalate(), isFirst };
    const shown = await stream.finish(
      answer.text,
      answer.citations,
      knownBlocks(renderAnswerEnd(answer, view), options.abilities),
    );
    if (!shown?.complete) {
      const lost = stream.mayBeThere() ? await messages.begun({ ...at, attempt: at.attempt + 1 }) : undefined;
      await messages.makeWhole(at, answer, shown?.ts ?? begunTs ?? lost);
    }
    return answer;
  };

  return async (question, context) => {
    const at = placeOf(question);
    const stored = await conversations.record(answerTurnId(question.turn.id));
    const ts = await messages.begun(at);
    if (await personHolds(question.conversation)) {
      await messages.takeBack(at, ts);
      return undefined;
    }
    const work = async () => {
      if (!stored) return ask(question, context, ts);
      const answer = JSON.parse(stored) as Answer;
      await messages.makeWhole(at, answer, ts);
      return answer;
    };
    const title = question.isFirst ? withoutMentions(question.turn.text) : undefined;
    return options.sessions.during(question.place, title, work);
  };
}

function placeOf({ turn, conversation, place, askedTs, attempt, isFirst }: Question) {
  return { questionId: turn.id, conversationId: conversation.id, place, askedTs, attempt, isFirst };
}

function openStream(options: AnsweringOptions, question: Question, begunTs: string | undefined) {
  const { client, abilities, messages, mayStream, paceMs = 700, logger } = options;
  return createAnswerStream({
    client,
    abilities,
    locale: question.conversation.locale,
    place: question.place,
    recipient: question.recipient,
    mayCall: (call) => begunTs === undefined && mayStream(call),
    paceMs,
    key: answerKey(question.turn.id),
    logger,
    onStarted: (ts) => messages.started(placeOf(question), ts),
  });
}

async function readAnswer(
  agent: Agent,
  { turn, conversation, earlier }: Question,
  { signal }: LaneContext,
  stream: ReturnType<typeof createAnswerStream>,
): Promise<Answer> {
  const request = {
    question: turn.text,
    turns: recentTurns(earlier),
    conversationId: conversation.id,
    signal,
  };
  for await (const event of agent.answer(request)) {
    if (event.kind === "delta") stream.push(event.text);
    else if (event.kind === "reset") stream.reset();
    else if (event.kind === "status") stream.step(event.step, event.sections);
    else if (event.kind === "answer") return event.answer;
  }
  throw new Error("the agent ended without an answer");
}

function agentTurn({ turn, conversation }: Question, answer: Answer, at: number): Turn {
  return {
    id: answerTurnId(turn.id),
    conversationId: conversation.id,
    role: "agent",
    authorId: "agent",
    text: answer.text,
    at,
    citations: answer.citations,
    grounding: answer.grounding,
    decision: answer.decision,
    ...(answer.reason && { reason: answer.reason }),
  };
}
