import { z } from "zod";
import { AppError } from "./errors.ts";
import { type HoursSettings, parseHours } from "./handoff/hours.ts";
import type { LogLevel } from "./log.ts";

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
  readonly advisors: HoursSettings | undefined;
  /** Where health and metrics are served; absent serves none. */
  readonly operations: { readonly port: number; readonly host: string } | undefined;
  readonly playground: { readonly port: number; readonly host: string };
}

export interface SlackConfig {
  readonly botToken: string;
  readonly appToken: string;
  /** Base of the Web API, ending in `/api/`; absent for Slack itself. */
  readonly apiUrl?: string;
  /** Channel id of the advisors' private channel; absent switches the handoff off. */
  readonly advisorChannel?: string;
}

export interface ModelConfig {
  readonly apiKey: string;
  readonly baseUrl?: string;
  readonly chatModel: string;
  /** Absent keeps the training-free embedder. */
  readonly embeddingModel?: string;
  /** Milliseconds a whole answer may take before the extractive model takes over. */
  readonly deadlineMs: number;
}

/** One row of the table the operator sees in `.env.example` and in errors. */
export interface Setting {
  readonly name: string;
  readonly meaning: string;
  readonly fix: string;
  readonly secret?: true;
  readonly schema: z.ZodType<string | number | undefined>;
}

function isReadable(settings: HoursSettings): boolean {
  try {
    parseHours(settings);
    return true;
  } catch {
    return false;
  }
}

const optional = <T extends z.ZodType>(schema: T) => schema.optional();
const token = (prefix: string) => optional(z.string().regex(new RegExp(`^${prefix}-[\\w.-]{8,}$`)));
const url = optional(z.url({ protocol: /^https?$/ }));
const integer = (fallback: number, min: number, max: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback);

export const SETTINGS = [
  {
    name: "SLACK_BOT_TOKEN",
    meaning: "Bot token of your Slack app (OAuth & Permissions page).",
    fix: "It starts with xoxb-. Copy it from OAuth & Permissions after installing the app.",
    secret: true,
    schema: token("xoxb"),
  },
  {
    name: "SLACK_APP_TOKEN",
    meaning: "App-level token with the scope connections:write (Basic Information page).",
    fix: "It starts with xapp-. Create it under Basic Information, App-Level Tokens.",
    secret: true,
    schema: token("xapp"),
  },
  {
    name: "SLACK_API_URL",
    meaning: "Another Slack-compatible server; leave empty for Slack itself.",
    fix: "Give a full address such as http://localhost:4000/api/.",
    schema: url,
  },
  {
    name: "ADVISOR_CHANNEL",
    meaning: "Id of the private channel where your advisors take over.",
    fix: "Open the channel's details in Slack; the id at the bottom looks like C0123ABCD.",
    schema: optional(z.string().regex(/^[CG][A-Z0-9_]{2,}$/)),
  },
  {
    name: "ADVISOR_HOURS",
    meaning:
      "When advisors are there, for example: mon-fri 10:00-19:00, sat 10:00-13:00; empty means always.",
    fix: "Write days and times like mon-fri 10:00-19:00, several separated by commas.",
    schema: optional(
      z.string().refine((hours) => isReadable({ hours, timeZone: "UTC", japaneseHolidays: false })),
    ),
  },
  {
    name: "ADVISOR_TIME_ZONE",
    meaning: "Time zone of those hours.",
    fix: "Give an IANA time zone such as Asia/Tokyo.",
    schema: z
      .string()
      .refine((timeZone) => isReadable({ hours: "mon 9:00-10:00", timeZone, japaneseHolidays: false }))
      .default("Asia/Tokyo"),
  },
  {
    name: "ADVISOR_HOLIDAYS",
    meaning: "Public holidays on which advisors are away: jp or none.",
    fix: "Choose jp or none.",
    schema: z.enum(["jp", "none"]).default("jp"),
  },
  {
    name: "OPENAI_API_KEY",
    meaning: "Answers are written by this model when set; without it, quoted straight from the knowledge.",
    fix: "Paste the key without spaces or line breaks.",
    secret: true,
    schema: optional(z.string().regex(/^\S+$/)),
  },
  {
    name: "OPENAI_BASE_URL",
    meaning: "An OpenAI-compatible server of your own (no key needed if it asks for none).",
    fix: "Give a full address such as http://localhost:11434/v1.",
    schema: url,
  },
  {
    name: "OPENAI_MODEL",
    meaning: "Chat model to use.",
    fix: "Give the model's name as its provider writes it.",
    schema: z.string().min(1).default("gpt-5.4-mini"),
  },
  {
    name: "OPENAI_EMBEDDING_MODEL",
    meaning: "Embedding model for the index; empty keeps the built-in one that needs no network.",
    fix: "Give the model's name, for example text-embedding-3-small.",
    schema: optional(z.string().min(1)),
  },
  {
    name: "MODEL_DEADLINE_SECONDS",
    meaning: "How long a model may take for one answer before a quoted answer is given instead.",
    fix: "Give a whole number from 1 to 300.",
    schema: integer(30, 1, 300),
  },
  {
    name: "SHIRUBE_DATA",
    meaning: "Folder for all state.",
    fix: "Give a folder that can be created or written to.",
    schema: z.string().min(1).default("data"),
  },
  {
    name: "DATABASE_URL",
    meaning:
      "PostgreSQL 15 or newer, for several processes; empty keeps an embedded database in SHIRUBE_DATA.",
    fix: "Give an address such as postgres://user:password@host:5432/shirube.",
    secret: true,
    schema: optional(z.url({ protocol: /^postgres(ql)?$/ })),
  },
  {
    name: "RETENTION_DAYS",
    meaning: "How long conversations are kept, days.",
    fix: "Give a whole number from 1 to 3650.",
    schema: integer(365, 1, 3_650),
  },
  {
    name: "SHIRUBE_KNOWLEDGE",
    meaning: "Folder of the documents to answer from.",
    fix: "Give a folder that exists.",
    schema: z.string().min(1).default("knowledge"),
  },
  {
    name: "SHIRUBE_LOG",
    meaning: "How much to log: debug, info, warn, error or silent.",
    fix: "Choose one of debug, info, warn, error, silent.",
    schema: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  },
  {
    name: "OPERATIONS_PORT",
    meaning: "Port of /healthz, /readyz and /metrics; empty serves none.",
    fix: "Give a whole number from 0 to 65535.",
    schema: optional(z.coerce.number().int().min(0).max(65_535)),
  },
  {
    name: "OPERATIONS_HOST",
    meaning: "Address they listen on; they are not authenticated, so keep it inside your network.",
    fix: "Give a host name or address, for example 127.0.0.1.",
    schema: z.string().min(1).default("127.0.0.1"),
  },
  {
    name: "PLAYGROUND_PORT",
    meaning: "Port of the playground page; 0 picks a free one.",
    fix: "Give a whole number from 0 to 65535.",
    schema: integer(4321, 0, 65_535),
  },
  {
    name: "PLAYGROUND_HOST",
    meaning: "Address the playground listens on; anything but localhost also needs --expose.",
    fix: "Give a host name or address, for example 127.0.0.1.",
    schema: z.string().min(1).default("127.0.0.1"),
  },
] as const satisfies readonly Setting[];

type SettingName = (typeof SETTINGS)[number]["name"];
type Values = { readonly [K in SettingName]: string | undefined } & {
  readonly MODEL_DEADLINE_SECONDS: number;
  readonly PLAYGROUND_PORT: number;
  readonly RETENTION_DAYS: number;
  readonly OPERATIONS_PORT: number | undefined;
};

/**
 * Environment → Config, or one error that lists every problem with its fix.
 * @throws AppError `config_invalid`; values of secret settings never appear in it.
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  const entries = SETTINGS.map((setting: Setting) => {
    const raw = env[setting.name]?.trim();
    const result = setting.schema.safeParse(raw === "" ? undefined : raw);
    if (!result.success) {
      const shown = setting.secret ? "the value given" : JSON.stringify(raw?.slice(0, 80));
      problems.push(`${setting.name}: ${shown} is not usable. ${setting.fix}`);
    }
    return [setting.name, result.data] as const;
  });
  const values = Object.fromEntries(entries) as Values;
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
  const missing = (name: SettingName, because: SettingName) =>
    has(because) && !has(name)
      ? [`${name}: missing, though ${because} is set. ${SETTINGS.find((s) => s.name === name)?.fix ?? ""}`]
      : [];
  return [
    ...missing("SLACK_APP_TOKEN", "SLACK_BOT_TOKEN"),
    ...missing("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"),
    ...(has("OPENAI_EMBEDDING_MODEL") && !has("OPENAI_API_KEY") && !has("OPENAI_BASE_URL")
      ? [
          "OPENAI_EMBEDDING_MODEL: set without OPENAI_API_KEY or OPENAI_BASE_URL. Set one of them, or clear it.",
        ]
      : []),
  ];
}

function toConfig(values: Values): Config {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, OPENAI_BASE_URL: baseUrl } = values;
  const apiKey = values.OPENAI_API_KEY ?? (baseUrl ? "no-key-needed" : undefined);
  return {
    dataDir: values.SHIRUBE_DATA as string,
    ...(values.DATABASE_URL && { databaseUrl: values.DATABASE_URL }),
    retentionDays: values.RETENTION_DAYS,
    knowledgeDir: values.SHIRUBE_KNOWLEDGE as string,
    logLevel: values.SHIRUBE_LOG as LogLevel,
    slack:
      botToken && appToken
        ? {
            botToken,
            appToken,
            ...(values.SLACK_API_URL && { apiUrl: values.SLACK_API_URL.replace(/\/*$/, "/") }),
            ...(values.ADVISOR_CHANNEL && { advisorChannel: values.ADVISOR_CHANNEL }),
          }
        : undefined,
    model: apiKey
      ? {
          apiKey,
          ...(baseUrl && { baseUrl }),
          chatModel: values.OPENAI_MODEL as string,
          ...(values.OPENAI_EMBEDDING_MODEL && { embeddingModel: values.OPENAI_EMBEDDING_MODEL }),
          deadlineMs: values.MODEL_DEADLINE_SECONDS * 1000,
        }
      : undefined,
    advisors: values.ADVISOR_HOURS
      ? {
          hours: values.ADVISOR_HOURS,
          timeZone: values.ADVISOR_TIME_ZONE as string,
          japaneseHolidays: values.ADVISOR_HOLIDAYS === "jp",
        }
      : undefined,
    operations:
      values.OPERATIONS_PORT === undefined
        ? undefined
        : { port: values.OPERATIONS_PORT, host: values.OPERATIONS_HOST as string },
    playground: { port: values.PLAYGROUND_PORT, host: values.PLAYGROUND_HOST as string },
  };
}
