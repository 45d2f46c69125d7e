import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import type { Locale } from "../conversation/conversation.ts";
import { networkFaultOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import { silentLogger } from "../log.ts";
import type { Retriever } from "../retrieval/retriever.ts";
import { AGENT_TEXTS } from "../texts/agent.ts";
import type { Agent, Answer, AnswerEvent, AnswerRequest } from "./answer.ts";
import { type Attempt, attempt } from "./attempt.ts";
import { EXTRACTIVE, ExtractiveChatModel } from "./extractive/model.ts";
import { finish, hasWords, ruledAnswer, traceOf } from "./finish.ts";
import { costOf, type Prices } from "./model/cost.ts";
import type { ModelSettings } from "./model/openai.ts";
import { createPrimary, type PrimaryOptions } from "./model/primary.ts";
import { createRunner, type Runner, type Usage } from "./model/runner.ts";
import { boundTokens, loadTokenCounter, type TokenCounter } from "./model/tokens.ts";
import { turnMessages } from "./model/turn-messages.ts";
import { loadPrompts, promptOf } from "./prompts.ts";
import { type Reading, readRequest } from "./reading.ts";
import { learntNeed } from "./rules/learnt-need.ts";
import { createTools, type Wishes } from "./tools.ts";

export interface AgentDeps {
  /** Given the way to ask how the configured model is doing. */
  readonly watchModel?: PrimaryOptions["watch"];
  /** The snapshot to answer from, asked for once a turn, so that a new one can take its place between turns. */
  readonly retriever: () => Retriever;
  readonly logger?: Logger;
  /** @default Date.now */
  readonly now?: () => number;
  /** The model that writes the answers; absent, they are quoted straight from the knowledge. */
  readonly model?: ModelSettings;
  /** Opens the configured model. @default ChatOpenAI */
  readonly openModel?: (settings: ModelSettings) => Promise<BaseChatModel>;
  /** Limits on the configured model; each has a default. */
  readonly limits?: Pick<PrimaryOptions, "budget" | "concurrency" | "breaker">;
}

type DropFirst<T extends readonly unknown[]> = T extends readonly [unknown, ...infer Rest] ? Rest : never;
type Question = Extract<Reading, { kind: "question" }>;

/** Wires models, tools and prompts into the software that answers. */
export function createCareerAgent(deps: AgentDeps): Agent {
  const { logger = silentLogger, now = Date.now } = deps;
  const prompts = loadPrompts();
  const tools = createTools(prompts);
  const instructions = promptOf(prompts, "career-agent");
  const wire = (name: string, model: BaseChatModel, count?: TokenCounter) =>
    createRunner({
      name,
      model,
      tools,
      systemPrompt: instructions.render(),
      ...(count && { count }),
      onToolFailed: (tool, error) => logger.warn("a tool failed", { tool, model: name, ...faultOf(error) }),
    });
  const extractive = wire(EXTRACTIVE, new ExtractiveChatModel());
  // Learnt while nobody waits.
  learntNeed("");
  // Read while nobody waits; what fails here fails again, and is heard, on the first turn.
  if (deps.model) loadTokenCounter().catch(() => {});
  const primary = deps.model
    ? createPrimary({
        settings: deps.model,
        wire,
        now,
        ...(deps.openModel && { openModel: deps.openModel }),
        ...(deps.watchModel && { watch: deps.watchModel }),
        ...deps.limits,
      })
    : undefined;

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
      try {
        const { result, runner } = yield* firstThatAnswers(reading, retriever, request);
        yield* concluded(reading, result, runner, base);
      } catch (error) {
        if (request.signal?.aborted) throw error;
        logger.error("no answer could be made", faultOf(error));
        yield { kind: "reset" };
        yield* apology(reading.locale, request, base);
      }
    },
  };

  /** The configured model, and when it fails the extractive one from the start. */
  async function* firstThatAnswers(
    reading: Question,
    retriever: Retriever,
    request: AnswerRequest,
  ): AsyncGenerator<AnswerEvent, { result: Attempt; runner: Runner }> {
    const count = primary ? await loadTokenCounter() : boundTokens;
    const messages = turnMessages(promptOf(prompts, "turn"), reading, count);
    const wishes: Wishes = {};
    if (primary) {
      const outcome = yield* tried(primary, reading.question, retriever, messages, wishes, request.signal);
      if (outcome) return { result: outcome, runner: primary };
    }
    const result = yield* attempt(extractive, reading.question, retriever, messages, wishes, request.signal);
    return { result, runner: extractive };
  }

  /** The model's attempt, or nothing when it failed or said nothing that holds; what was shown is then taken back. */
  async function* tried(
    runner: Runner,
    ...rest: DropFirst<Parameters<typeof attempt>>
  ): AsyncGenerator<AnswerEvent, Attempt | undefined> {
    const [question, , , , signal] = rest;
    const run = attempt(runner, ...rest);
    let shown = false;
    try {
      for (;;) {
        const step = await run.next();
        if (step.done) {
          if (hasWords(step.value, question.locale)) return step.value;
          logger.warn("the model said nothing that holds", { model: runner.name });
          return undefined;
        }
        shown ||= step.value.kind === "delta";
        yield step.value;
      }
    } catch (error) {
      if (signal?.aborted) throw error;
      logger.warn("the model failed", { model: runner.name, ...faultOf(error) });
      if (shown) yield { kind: "reset" };
      return undefined;
    } finally {
      // A listener may leave at any event; the model's place is then free for the next.
      await run.return(undefined as never);
    }
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
        snapshot: result.turn.outline.snapshotId,
        locale,
        text,
        citations: [...result.citations],
        model: runner.name,
        fallback: primary !== undefined && runner === extractive,
        usage: withCost(result.usage, runner === extractive ? undefined : deps.model?.prices),
        trace: traceOf(result, question),
      },
    };
  }
}

function withCost(usage: Usage, prices: Prices | undefined): Answer["usage"] {
  const cost = costOf(usage, prices);
  return cost === undefined ? usage : { ...usage, cost };
}

/** Even when nothing works the requester hears something true, and may turn to a person. */
function* apology(
  locale: Locale,
  request: AnswerRequest,
  base: () => Pick<Answer, "promptVersion" | "snapshot" | "latencyMs">,
): Generator<AnswerEvent> {
  const texts = AGENT_TEXTS[locale];
  const text = `${texts.broken}\n\n${texts.offer.low_confidence}`;
  yield { kind: "delta", text };
  yield {
    kind: "answer",
    answer: ruledAnswer(base(), {
      text,
      locale,
      decision: "offer",
      reason: "low_confidence",
      rule: "broken",
      question: request.question.slice(0, 200),
      followUps: [],
    }),
  };
}

/** What went wrong, without any words a provider may have echoed. */
function faultOf(error: unknown): Record<string, string | number> {
  const { name, status, code } = error as { name?: string; status?: number; code?: unknown };
  const network = networkFaultOf(error);
  return {
    fault: name ?? "unknown",
    ...(status !== undefined && { status }),
    ...(typeof code === "string" && { code }),
    ...(network && { reason: network }),
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
