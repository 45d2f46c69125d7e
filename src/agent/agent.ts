import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import { silentLogger } from "../log.ts";
import type { Retriever } from "../retrieval/retriever.ts";
import { AGENT_TEXTS } from "../texts/agent.ts";
import type { Agent, Answer, AnswerEvent, AnswerRequest } from "./answer.ts";
import { type Attempt, attempt } from "./attempt.ts";
import { EXTRACTIVE, ExtractiveChatModel } from "./extractive/model.ts";
import { finish, ruledAnswer, traceOf } from "./finish.ts";
import { type ModelSettings, openChatModel } from "./model/openai.ts";
import { createRunner, type Runner } from "./model/runner.ts";
import { turnMessages } from "./model/turn-messages.ts";
import { loadPrompts, promptOf } from "./prompts.ts";
import { type Reading, readRequest } from "./reading.ts";
import { createTools } from "./tools.ts";

export interface AgentDeps {
  /** The snapshot to answer from, asked for once a turn, so that a new one can take its place between turns. */
  readonly retriever: () => Retriever;
  readonly logger?: Logger;
  /** @default Date.now */
  readonly now?: () => number;
  /** The model that writes the answers; absent, they are quoted straight from the knowledge. */
  readonly model?: ModelSettings;
  /** Opens the configured model. @default ChatOpenAI */
  readonly openModel?: (settings: ModelSettings) => Promise<BaseChatModel>;
}

type Question = Extract<Reading, { kind: "question" }>;

/** Wires models, tools and prompts into the software that answers. */
export function createCareerAgent(deps: AgentDeps): Agent {
  const { logger = silentLogger, now = Date.now } = deps;
  const prompts = loadPrompts();
  const tools = createTools(prompts);
  const instructions = promptOf(prompts, "career-agent");
  const extractive = createRunner(EXTRACTIVE, new ExtractiveChatModel(), tools, instructions.render());
  const openPrimary = primaryOf(deps, (name, model) =>
    createRunner(name, model, tools, instructions.render()),
  );

  return {
    async *answer(request) {
      const started = now();
      const retriever = deps.retriever();
      const reading = readRequest(request);
      const base = () => ({
        promptVersion: instructions.version,
        snapshot: retriever.snapshotId,
        latencyMs: Math.max(0, now() - started),
      });
      if (reading.kind !== "question") {
        yield* settled(reading, request, base);
        return;
      }
      yield { kind: "status", step: "searching" };
      const { result, runner } = yield* firstThatAnswers(reading, retriever, request);
      yield* concluded(reading, result, runner, base);
    },
  };

  /** The configured model, and when it fails the extractive one from the start. */
  async function* firstThatAnswers(
    reading: Question,
    retriever: Retriever,
    request: AnswerRequest,
  ): AsyncGenerator<AnswerEvent, { result: Attempt; runner: Runner }> {
    const messages = turnMessages(promptOf(prompts, "turn"), reading);
    if (deps.model) {
      try {
        const primary = await openPrimary();
        const result = yield* attempt(primary, reading.question, retriever, messages, request.signal);
        if (result.text !== "") return { result, runner: primary };
        logger.warn("model said nothing that holds", { model: deps.model.chatModel });
      } catch (error) {
        if (request.signal?.aborted) throw error;
        logger.warn("model failed", { model: deps.model.chatModel, error: messageOf(error) });
      }
      yield { kind: "reset" };
    }
    const result = yield* attempt(extractive, reading.question, retriever, messages, request.signal);
    return { result, runner: extractive };
  }

  async function* concluded(
    reading: Question,
    result: Attempt,
    runner: Runner,
    base: () => Pick<Answer, "promptVersion" | "snapshot" | "latencyMs">,
  ): AsyncGenerator<AnswerEvent> {
    const { question, turns, askedBefore, locale } = reading;
    const { appended, ...conclusion } = finish(result, question, turns, askedBefore);
    let text = result.text;
    for (const paragraph of appended) {
      const piece = text === "" ? paragraph : `\n\n${paragraph}`;
      text += piece;
      yield { kind: "delta", text: piece };
    }
    yield {
      kind: "answer",
      answer: {
        ...base(),
        ...conclusion,
        locale,
        text,
        citations: [...result.citations],
        model: runner.name,
        fallback: deps.model !== undefined && runner === extractive,
        usage: result.usage,
        trace: traceOf(result, question),
      },
    };
  }
}

/** Opens the configured model on its first turn and keeps it; a failed opening is tried again. */
function primaryOf(
  deps: AgentDeps,
  wire: (name: string, model: BaseChatModel) => Runner,
): () => Promise<Runner> {
  let opened: Promise<Runner> | undefined;
  return () => {
    const { model: settings, openModel = openChatModel } = deps;
    if (!settings) throw new Error("no model is configured");
    opened ??= openModel(settings).then((model) => wire(settings.chatModel, model));
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  };
}

/** Faults, foreign languages and rules need no model. */
async function* settled(
  reading: Exclude<Reading, Question>,
  request: AnswerRequest,
  base: () => Pick<Answer, "promptVersion" | "snapshot" | "latencyMs">,
): AsyncGenerator<AnswerEvent> {
  const texts = AGENT_TEXTS[reading.locale];
  const { text, decision, rule, reason } =
    reading.kind === "ruled"
      ? { reason: undefined, ...reading.ruling }
      : {
          text: reading.kind === "fault" ? texts.faults[reading.fault] : texts.otherLanguage,
          decision: "answer" as const,
          rule: reading.kind === "fault" ? `fault:${reading.fault}` : "foreign_language",
          reason: undefined,
        };
  const inviting = rule.startsWith("small_talk") || rule.startsWith("fault") || rule === "foreign_language";
  yield { kind: "delta", text };
  yield {
    kind: "answer",
    answer: ruledAnswer(base(), {
      text,
      decision,
      rule,
      ...(reason && { reason }),
      locale: reading.locale,
      question: request.question.slice(0, 200),
      followUps: inviting ? texts.starters : [],
    }),
  };
}
