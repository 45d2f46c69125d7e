import type { App } from "@slack/bolt";
import type { KnownBlock } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import type { Agent, Answer, AnswerRequest } from "../agent/answer.ts";
import { maskPersonalData } from "../agent/privacy/mask.ts";
import type { ConversationStore } from "../conversation/conversation-store.ts";
import {
  createLaneWorker,
  type LaneContext,
  type LaneWorker,
  type LaneWorkerOptions,
  RetryLater,
} from "../conversation/lane-worker.ts";
import type { LaneItem, Lanes } from "../conversation/lanes.ts";
import type { Logger } from "../log.ts";
import { HOME_TEXTS } from "../texts/home.ts";
import { SLACK_TEXTS } from "../texts/slack.ts";
import type { Admission } from "./admission.ts";
import { renderAnswer } from "./answer-blocks.ts";
import { answerTurnId } from "./answer-message.ts";
import type { Escalation } from "./escalation.ts";
import { languageOf, type People } from "./people.ts";
import type { Poster } from "./posting.ts";
import { parsePress, whisper } from "./presses.ts";
import { conversationIdOf, privateThread } from "./thread.ts";
import { slackErrorOf } from "./web-client.ts";
import type { Workspaces } from "./workspaces.ts";

/** A question whose answer only its asker sees. */
export interface PrivateQuestion {
  readonly team: string;
  readonly channel: string;
  readonly userId: string;
  readonly text: string;
  readonly responseUrl: string;
  /** Unique per question. */
  readonly id: string;
}

export interface PrivateAnswers {
  /** Stores the question; call before acknowledging. */
  accept(question: PrivateQuestion): Promise<void>;
  readonly worker: LaneWorker;
  /** The button that shows an answer to the channel after all. */
  register(app: App): void;
}

export interface PrivateAnswersOptions {
  readonly client: WebClient;
  readonly agent: Agent;
  readonly conversations: ConversationStore;
  readonly people: People;
  readonly poster: Poster;
  readonly escalation: Escalation;
  readonly workspaces: Workspaces;
  readonly privately: Lanes;
  readonly apiUrl?: string;
  readonly admission: Admission;
  /** Names this process in leases. */
  readonly processId: string;
  readonly now: () => number;
  readonly logger: Logger;
  readonly work?: Partial<Pick<LaneWorkerOptions, "leaseMs" | "pollMs" | "backoffMs">>;
}

/** Where Slack's response URLs point. */
const SLACK_RESPONSES = "https://hooks.slack.com/";

const SHARE = "private_share";
const schema = z.object({
  team: z.string(),
  channel: z.string(),
  userId: z.string(),
  text: z.string(),
  responseUrl: z.string(),
  id: z.string(),
});

/** Answers from the slash command, over Slack's response URL. */
export function createPrivateAnswers(options: PrivateAnswersOptions): PrivateAnswers {
  const { client, agent, conversations, people, poster, privately, now } = options;
  const responseOrigin = new URL(options.apiUrl ?? SLACK_RESPONSES).origin;

  const conversationOf = ({ team, channel, id }: PrivateQuestion) =>
    conversationIdOf({ team, channel, threadTs: privateThread(id) });

  const answer = async (question: PrivateQuestion, context: LaneContext): Promise<Answer> => {
    const conversationId = conversationOf(question);
    const turnId = `private:${question.id}`;
    const stored = await conversations.record(answerTurnId(turnId));
    if (stored) return JSON.parse(stored) as Answer;
    const person = await people.find(question.userId);
    const text = maskPersonalData(question.text).text;
    const locale = languageOf(text, person.locale);
    await conversations.open({ id: conversationId, requesterId: question.userId, locale, startedAt: now() });
    const turn = { conversationId, text, at: now() };
    await conversations.append({ ...turn, id: turnId, role: "requester", authorId: question.userId });
    const request = { question: text, turns: [], conversationId, signal: context.signal };
    const given = await context.aside(() => readAnswer(agent, request));
    const { citations, grounding, decision } = given;
    await conversations.append(
      {
        ...turn,
        id: answerTurnId(turnId),
        role: "agent",
        authorId: "agent",
        text: given.text,
        citations,
        grounding,
        decision,
      },
      JSON.stringify(given),
    );
    return given;
  };

  /** A request for a person goes on in the asker's own messages; the answer says so. */
  const requestLines = async (
    question: PrivateQuestion,
    result: Answer,
    attempt: number,
  ): Promise<readonly string[]> => {
    const conversation = await conversations.get(conversationOf(question));
    const asked = await conversations.turn(`private:${question.id}`);
    if (result.decision !== "escalate" || !conversation || !asked) return [];
    const lines: string[] = [];
    const tell = async (_: string, line: string) => void lines.push(line);
    await options.escalation.fromAnswer(result, asked, conversation, tell, attempt);
    return lines;
  };

  const reply = async (question: PrivateQuestion, item: LaneItem, context: LaneContext): Promise<void> => {
    const excess = await options.admission.excess(question);
    if (excess) {
      const text = SLACK_TEXTS[languageOf(question.text, "ja")].tooMany[excess];
      await respondTo(question.responseUrl, responseOrigin, { response_type: "ephemeral", text });
      return;
    }
    const result = await answer(question, context);
    const turnId = answerTurnId(`private:${question.id}`);
    const { text, blocks = [] } = renderAnswer(
      { ...result, followUps: [] },
      { turnId, canEscalate: false, isFirst: true },
    );
    const share = shareButton(HOME_TEXTS[result.locale].share, turnId);
    const lines = await requestLines(question, result, item.attempts);
    const message = {
      text: [text, ...lines].join("\n"),
      blocks: [...blocks, ...lines.map(lineBlock), share],
    };
    if (await respondTo(question.responseUrl, responseOrigin, { response_type: "ephemeral", ...message }))
      return;
    // The URL has expired: the answer goes where only its asker reads.
    const { channel } = await client.conversations.open({ users: question.userId });
    const place = { channel: channel?.id ?? "" };
    await poster.once(item.key, conversationOf(question), place, message, item.attempts);
  };

  const worker = createLaneWorker({
    lanes: privately,
    owner: options.processId,
    logger: options.logger,
    async handle(item, context) {
      const question = schema.parse(JSON.parse(item.payload));
      await options.workspaces.on(question.team, () => reply(question, item, context));
    },
    ...options.work,
  });

  return {
    worker,
    async accept(question) {
      const lane = conversationOf(question);
      await privately.enqueue({ lane, key: `private:${question.id}`, payload: JSON.stringify(question) });
      worker.wake();
    },
    register(app) {
      app.action(SHARE, async ({ ack, body }) => {
        await ack();
        const press = parsePress(body);
        const record = press && (await conversations.record(press.value));
        const turn = press && (await conversations.turn(press.value));
        const conversation = turn && (await conversations.get(turn.conversationId));
        if (!press || !record || !conversation || conversation.requesterId !== press.userId) return;
        const shown = JSON.parse(record) as Answer;
        const question = (await conversations.turns(conversation.id, 2))[0]?.text ?? "";
        const message = renderAnswer(
          { ...shown, followUps: [] },
          { turnId: press.value, canEscalate: false },
        );
        const lead: KnownBlock = {
          type: "context",
          elements: [{ type: "plain_text", text: question.slice(0, 300) }],
        };
        try {
          const place = { channel: press.channel };
          const blocks = [lead, ...(message.blocks ?? [])];
          await poster.once(
            `share:${press.value}`,
            conversation.id,
            place,
            { text: message.text, blocks },
            1,
          );
          await whisper(client, press, HOME_TEXTS[shown.locale].shared);
        } catch (error) {
          if (slackErrorOf(error) === undefined) throw error;
          await whisper(client, press, HOME_TEXTS[shown.locale].notShared);
        }
      });
    },
  };
}

function lineBlock(text: string): KnownBlock {
  return { type: "section", text: { type: "plain_text", text } };
}

function shareButton(text: string, value: string): KnownBlock {
  return {
    type: "actions",
    elements: [{ type: "button", action_id: SHARE, value, text: { type: "plain_text", text } }],
  };
}

/**
 * @returns false when Slack no longer takes the URL (five uses, thirty minutes)
 * @throws Error when it is not Slack's own, RetryLater when Slack had a fault
 */
async function respondTo(url: string, origin: string, body: object): Promise<boolean> {
  if (new URL(url).origin !== origin) throw new Error("a response URL from elsewhere was refused");
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json; charset=utf-8" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
  if (response.status >= 500) throw new RetryLater(undefined, `the response URL answered ${response.status}`);
  return response.ok;
}

async function readAnswer(agent: Agent, request: AnswerRequest): Promise<Answer> {
  for await (const event of agent.answer(request)) if (event.kind === "answer") return event.answer;
  throw new Error("the agent ended without an answer");
}
