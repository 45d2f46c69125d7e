import { type AgentDeps, createCareerAgent } from "./agent/agent.ts";
import type { Agent } from "./agent/answer.ts";
import type { Config } from "./config/config.ts";
import type { LessonFile } from "./lesson-publisher.ts";
import { createLogger, type Logger } from "./log.ts";
import type { Retriever } from "./retrieval/retriever.ts";
import { openServedKnowledge } from "./served-knowledge.ts";

/** The agent with its knowledge, for anything that asks without Slack. */
export interface OpenAnswering {
  readonly agent: Agent;
  readonly retriever: () => Retriever;
  /** What is wrong with the configured model, in words for the operator. */
  readonly modelTrouble: () => string | undefined;
  /** Makes exactly these lessons part of the knowledge. */
  teach(lessons: readonly LessonFile[]): Promise<void>;
  close(): Promise<void>;
}

export interface AnsweringOverrides {
  /** Another index than `<data>/index`. */
  readonly snapshotDir?: string;
  readonly logger?: Logger;
  /** Opens the configured chat model; tests pass their own. */
  readonly openModel?: AgentDeps["openModel"];
  readonly now?: () => number;
  /** Ends the waiting for a database or an embedding model that cannot be reached. */
  readonly signal?: AbortSignal;
}

/** Opens the knowledge, building its index when there is none yet, and the agent that answers from it. */
export async function openAnswering(
  config: Config,
  overrides: AnsweringOverrides = {},
): Promise<OpenAnswering> {
  const logger = overrides.logger ?? createLogger(config.logLevel);
  const knowledge = await openServedKnowledge(config, overrides.snapshotDir, logger, overrides.signal);
  let modelTrouble = (): string | undefined => undefined;
  const agent = createCareerAgent({
    watchModel: (trouble) => {
      modelTrouble = trouble;
    },
    retriever: () => knowledge,
    logger,
    ...(overrides.now && { now: overrides.now }),
    ...(config.model && { model: config.model }),
    ...(overrides.openModel && { openModel: overrides.openModel }),
  });
  return {
    agent,
    modelTrouble: () => modelTrouble(),
    retriever: () => knowledge,
    teach: knowledge.teach,
    close: async () => knowledge.close(),
  };
}
