import { AppError } from "../errors.ts";
import type { HoursSettings } from "../handoff/hours.ts";
import type { LogLevel } from "../log.ts";
import { type LimitConfig, type LimitValues, toLimits } from "./limits.ts";
import { readSecretFiles } from "./secret-files.ts";
import type { Setting } from "./setting.ts";
import { SETTINGS } from "./settings.ts";
import { type SlackConfig, slackPairProblems, toSlackConfig } from "./slack.ts";

/** Everything an operator can set, parsed once; nothing downstream reads the environment. */
export interface Config {
  /** Folder of all state: database, snapshots. */
  readonly dataDir: string;
  /** PostgreSQL server shared by several processes; absent keeps an embedded database in `dataDir`. */
  readonly databaseUrl?: string;
  /** How long conversations are kept. */
  readonly retentionDays: number;
  /** Folder of the documents to answer from. */
  readonly knowledgeDir: string;
  readonly logLevel: LogLevel;
  readonly slack: SlackConfig | undefined;
  readonly model: ModelConfig | undefined;
  readonly retrieval: RetrievalConfig;
  readonly advisors: HoursSettings | undefined;
  readonly limits: LimitConfig;
  /** Where health and metrics are served; absent serves none. */
  readonly operations: { readonly port: number; readonly host: string } | undefined;
  readonly playground: { readonly port: number; readonly host: string };
}

export interface ModelConfig {
  readonly apiKey: string;
  readonly baseUrl?: string;
  readonly chatModel: string;
  /** Milliseconds a whole answer may take before the extractive model takes over. */
  readonly deadlineMs: number;
  /** What the model may use; the prices are for a million tokens, in the operator's currency. */
  readonly budget: { readonly perTurn: number; readonly perDay: number; readonly costPerDay?: number };
  readonly prices?: { readonly input: number; readonly output: number };
}

/** How the knowledge is indexed; empty is what needs no key, no network and no dictionary. */
export interface RetrievalConfig {
  /** An embedding model on this machine. */
  readonly onnx?: {
    readonly model: string;
    readonly dimensions: number;
    readonly weightsDir?: string;
    readonly download: boolean;
  };
  /** An embedding model behind an API. */
  readonly openAi?: { readonly apiKey: string; readonly baseUrl?: string; readonly model: string };
  readonly dictionary?: "ipadic";
}

type SettingName = (typeof SETTINGS)[number]["name"];
type Values = { readonly [K in SettingName]: string | undefined } & {
  readonly MODEL_DEADLINE_SECONDS: number;
  readonly MODEL_TOKENS_PER_TURN: number;
  readonly MODEL_TOKENS_PER_DAY: number;
  readonly MODEL_PRICE_INPUT: number | undefined;
  readonly MODEL_PRICE_OUTPUT: number | undefined;
  readonly MODEL_COST_PER_DAY: number | undefined;
  readonly PLAYGROUND_PORT: number;
  readonly RETENTION_DAYS: number;
  readonly OPERATIONS_PORT: number | undefined;
  readonly LOCAL_EMBEDDING_DIMENSIONS: number;
} & LimitValues;

/**
 * Environment → Config, or one error that lists every problem with its fix.
 * @throws AppError `config_invalid`; values of secret settings never appear in it.
 */
export function parseConfig(given: Readonly<Record<string, string | undefined>>): Config {
  const { env, problems: unread } = readSecretFiles(given, SETTINGS);
  const problems: string[] = [...unread];
  const entries = SETTINGS.map((setting: Setting) => {
    const raw = env[setting.name]?.trim();
    const result = setting.schema.safeParse(raw === "" ? undefined : raw);
    if (!result.success) {
      const shown = setting.secret ? "the value given" : JSON.stringify(raw?.slice(0, 80));
      problems.push(`${setting.name}: ${shown} is not usable. ${setting.fix}`);
    }
    return [setting.name, result.data] as const;
  });
  const values = Object.fromEntries(entries) as unknown as Values;
  problems.push(...pairProblems(env));
  if (problems.length > 0) {
    throw new AppError(
      "config_invalid",
      `${problems.length} setting${problems.length > 1 ? "s need" : " needs"} attention:\n${problems.map((p) => `  - ${p}`).join("\n")}`,
      "Correct them in the environment or in .env (.env.example explains each) and start again.",
    );
  }
  return toConfig(values);
}

function pairProblems(env: Readonly<Record<string, string | undefined>>): string[] {
  const has = (name: SettingName) => Boolean(env[name]?.trim());
  return [
    ...slackPairProblems(has),
    ...(has("OPENAI_EMBEDDING_MODEL") && !has("OPENAI_API_KEY") && !has("OPENAI_BASE_URL")
      ? [
          "OPENAI_EMBEDDING_MODEL: set without OPENAI_API_KEY or OPENAI_BASE_URL. Set one of them, or clear it.",
        ]
      : []),
    ...(has("MODEL_PRICE_INPUT") !== has("MODEL_PRICE_OUTPUT")
      ? ["MODEL_PRICE_INPUT, MODEL_PRICE_OUTPUT: only one is set. Set both, or clear it."]
      : []),
    ...(has("MODEL_COST_PER_DAY") && !has("MODEL_PRICE_INPUT")
      ? ["MODEL_COST_PER_DAY: set without prices. Set MODEL_PRICE_INPUT and MODEL_PRICE_OUTPUT, or clear it."]
      : []),
    ...(has("OPENAI_EMBEDDING_MODEL") && has("LOCAL_EMBEDDING_MODEL")
      ? ["LOCAL_EMBEDDING_MODEL: set beside OPENAI_EMBEDDING_MODEL. Only one can be used; clear the other."]
      : []),
  ];
}

function toConfig(values: Values): Config {
  const { OPENAI_BASE_URL: baseUrl } = values;
  const apiKey = values.OPENAI_API_KEY ?? (baseUrl ? "no-key-needed" : undefined);
  return {
    dataDir: values.SHIRUBE_DATA as string,
    ...(values.DATABASE_URL && { databaseUrl: values.DATABASE_URL }),
    retentionDays: values.RETENTION_DAYS,
    knowledgeDir: values.SHIRUBE_KNOWLEDGE as string,
    logLevel: values.SHIRUBE_LOG as LogLevel,
    slack: toSlackConfig(values),
    model: apiKey
      ? {
          apiKey,
          ...(baseUrl && { baseUrl }),
          chatModel: values.OPENAI_MODEL as string,
          deadlineMs: values.MODEL_DEADLINE_SECONDS * 1000,
          ...toSpending(values),
        }
      : undefined,
    retrieval: toRetrieval(values, apiKey),
    advisors: values.ADVISOR_HOURS
      ? {
          hours: values.ADVISOR_HOURS,
          timeZone: values.ADVISOR_TIME_ZONE as string,
          japaneseHolidays: values.ADVISOR_HOLIDAYS === "jp",
        }
      : undefined,
    limits: toLimits(values),
    operations:
      values.OPERATIONS_PORT === undefined
        ? undefined
        : { port: values.OPERATIONS_PORT, host: values.OPERATIONS_HOST as string },
    playground: { port: values.PLAYGROUND_PORT, host: values.PLAYGROUND_HOST as string },
  };
}

function toSpending(values: Values): Pick<ModelConfig, "budget" | "prices"> {
  const { MODEL_PRICE_INPUT: input, MODEL_PRICE_OUTPUT: output, MODEL_COST_PER_DAY: costPerDay } = values;
  return {
    budget: {
      perTurn: values.MODEL_TOKENS_PER_TURN,
      perDay: values.MODEL_TOKENS_PER_DAY,
      ...(costPerDay !== undefined && { costPerDay }),
    },
    ...(input !== undefined && output !== undefined && { prices: { input, output } }),
  };
}

function toRetrieval(values: Values, apiKey: string | undefined): RetrievalConfig {
  const { LOCAL_EMBEDDING_MODEL: local, OPENAI_EMBEDDING_MODEL: model, OPENAI_BASE_URL: baseUrl } = values;
  return {
    ...(local && {
      onnx: {
        model: local,
        dimensions: values.LOCAL_EMBEDDING_DIMENSIONS,
        ...(values.LOCAL_EMBEDDING_FOLDER && { weightsDir: values.LOCAL_EMBEDDING_FOLDER }),
        download: values.LOCAL_EMBEDDING_DOWNLOAD === "yes",
      },
    }),
    ...(model && apiKey && { openAi: { apiKey, model, ...(baseUrl && { baseUrl }) } }),
    ...(values.SHIRUBE_DICTIONARY === "ipadic" && { dictionary: "ipadic" }),
  };
}
