import { z } from "zod";
import { integer, optional, type Setting, token, url } from "./setting.ts";

/** How Shirube reaches Slack. */
export const SLACK_SETTINGS = [
  {
    name: "SLACK_BOT_TOKEN",
    meaning: "Bot token of your Slack app (OAuth & Permissions page).",
    fix: "It starts with xoxb-. Copy it from OAuth & Permissions after installing the app.",
    secret: true,
    schema: token("xoxb"),
  },
  {
    name: "SLACK_APP_TOKEN",
    meaning: "App-level token with the scope connections:write (Basic Information page), for Socket Mode.",
    fix: "It starts with xapp-. Create it under Basic Information, App-Level Tokens.",
    secret: true,
    schema: token("xapp"),
  },
  {
    name: "SLACK_SIGNING_SECRET",
    meaning:
      "Signing secret (Basic Information page): Slack then sends to https://your-address/slack/events instead of Socket Mode.",
    fix: "Copy it from Basic Information, App Credentials.",
    secret: true,
    schema: optional(z.string().regex(/^[\w-]{16,}$/)),
  },
  {
    name: "SLACK_PORT",
    meaning: "Port on which Slack's requests arrive, behind your TLS proxy.",
    fix: "Give a whole number from 0 to 65535.",
    schema: integer(3000, 0, 65_535),
  },
  {
    name: "SLACK_HOST",
    meaning: "Address to listen on for them; 0.0.0.0 in a container.",
    fix: "Give a host name or address, for example 127.0.0.1.",
    schema: z.string().min(1).default("127.0.0.1"),
  },
  {
    name: "SLACK_CLIENT_ID",
    meaning: "Client id (Basic Information page), to let other workspaces install the app.",
    fix: "Copy it from Basic Information, App Credentials; it looks like 1234567890.1234567890.",
    schema: optional(z.string().regex(/^\d+\.\d+$/)),
  },
  {
    name: "SLACK_CLIENT_SECRET",
    meaning: "Client secret that goes with it.",
    fix: "Copy it from Basic Information, App Credentials.",
    secret: true,
    schema: optional(z.string().regex(/^[\w-]{16,}$/)),
  },
  {
    name: "SLACK_PUBLIC_URL",
    meaning:
      "Address under which this server is reached over HTTP: people install the app at <address>/slack/install, and the doctor asks it.",
    fix: "Give the full public address, for example https://shirube.example.com.",
    schema: url,
  },
  {
    name: "SHIRUBE_ENCRYPTION_KEYS",
    meaning:
      "Keys that installed workspaces' tokens are stored under, separated by commas: the first encrypts, all decrypt (make one with: openssl rand -base64 32).",
    fix: "Each key is 32 bytes in base64, as openssl rand -base64 32 prints it. To change the key put a new one first and keep the old one until all processes have started with both.",
    secret: true,
    schema: optional(z.string().refine((keys) => parseKeys(keys).every((key) => key.length === 32))),
  },
  {
    name: "SLACK_OUTSIDERS",
    meaning: "Guests and people of other companies (Slack Connect): refuse or allow.",
    fix: "Choose refuse or allow.",
    schema: z.enum(["refuse", "allow"]).default("refuse"),
  },
  {
    name: "SLACK_CONFIG_TOKEN",
    meaning:
      "Configuration token (api.slack.com/apps, at the bottom; it lives twelve hours). Only `shirube doctor --slack` uses it, to compare the app's settings with the manifest.",
    fix: "It starts with xoxe.xoxp-. Generate one under Your App Configuration Tokens.",
    secret: true,
    schema: token("xoxe\\.xoxp"),
  },
  {
    name: "SLACK_API_URL",
    meaning: "Another Slack-compatible server; leave empty for Slack itself.",
    fix: "Give a full address such as http://localhost:4000/api/.",
    schema: url,
  },
] as const satisfies readonly Setting[];

export interface SlackConfig {
  /** Token of the one workspace an operator installed the app in by hand; absent when all install it themselves. */
  readonly botToken?: string;
  /** For Socket Mode. */
  readonly appToken?: string;
  /** For the Events API over HTTP. */
  readonly http?: { readonly signingSecret: string; readonly port: number; readonly host: string };
  /** Lets workspaces install the app by themselves; needs `http`. */
  readonly install?: InstallConfig;
  /** Where Slack reaches this server over HTTP, without a slash at the end. */
  readonly publicUrl?: string;
  /** For the doctor alone. */
  readonly configToken?: string;
  /** Answers guests and people of other companies too. */
  readonly allowOutsiders?: boolean;
  /** Base of the Web API, ending in `/api/`; absent for Slack itself. */
  readonly apiUrl?: string;
  /** Channel id of the advisors' private channel; absent switches the handoff off. */
  readonly advisorChannel?: string;
}

export interface InstallConfig {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  /** 32 bytes each; the first encrypts. */
  readonly keys: readonly Buffer[];
}

type SlackName = (typeof SLACK_SETTINGS)[number]["name"] | "ADVISOR_CHANNEL";
type SlackValues = { readonly [K in SlackName]: string | number | undefined };

const parseKeys = (keys: string): readonly Buffer[] =>
  keys.split(",").map((key) => Buffer.from(key.trim(), "base64"));

/** @returns undefined when nothing says how to reach Slack */
export function toSlackConfig(all: SlackValues): SlackConfig | undefined {
  const values = all as { readonly [K in SlackName]: string | undefined };
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken } = values;
  const { SLACK_SIGNING_SECRET: signingSecret, SLACK_CLIENT_ID: clientId } = values;
  const { SLACK_CLIENT_SECRET: clientSecret, SLACK_PUBLIC_URL: publicUrl } = values;
  if (!(botToken || clientId) || !(appToken || signingSecret)) return undefined;
  return {
    ...(botToken && { botToken }),
    ...(appToken && { appToken }),
    ...(signingSecret && {
      http: { signingSecret, port: Number(all.SLACK_PORT), host: String(all.SLACK_HOST) },
    }),
    ...(clientId &&
      clientSecret &&
      publicUrl && {
        install: {
          clientId,
          clientSecret,
          publicUrl: publicUrl.replace(/\/+$/, ""),
          keys: parseKeys(values.SHIRUBE_ENCRYPTION_KEYS ?? ""),
        },
      }),
    ...(publicUrl && { publicUrl: publicUrl.replace(/\/+$/, "") }),
    ...(values.SLACK_CONFIG_TOKEN && { configToken: values.SLACK_CONFIG_TOKEN }),
    ...(values.SLACK_OUTSIDERS === "allow" && { allowOutsiders: true }),
    ...(values.SLACK_API_URL && { apiUrl: values.SLACK_API_URL.replace(/\/*$/, "/") }),
    ...(values.ADVISOR_CHANNEL && { advisorChannel: values.ADVISOR_CHANNEL }),
  };
}

/** Settings that make sense together only. */
export function slackPairProblems(has: (name: SlackName) => boolean): readonly string[] {
  const fixOf = (name: SlackName) => SLACK_SETTINGS.find((setting) => setting.name === name)?.fix ?? "";
  const missing = (name: SlackName, because: SlackName) =>
    has(because) && !has(name) ? [`${name}: missing, though ${because} is set. ${fixOf(name)}`] : [];
  const transports = has("SLACK_APP_TOKEN") && has("SLACK_SIGNING_SECRET");
  const inviting = has("SLACK_CLIENT_ID");
  return [
    ...(has("SLACK_SIGNING_SECRET") ? [] : missing("SLACK_APP_TOKEN", "SLACK_BOT_TOKEN")),
    ...(inviting ? [] : missing("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")),
    ...(inviting ? [] : missing("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET")),
    ...(transports
      ? [
          "SLACK_APP_TOKEN and SLACK_SIGNING_SECRET: both are set. Keep the first for Socket Mode, or the second for requests to your own address.",
        ]
      : []),
    ...missing("SLACK_CLIENT_SECRET", "SLACK_CLIENT_ID"),
    ...missing("SLACK_PUBLIC_URL", "SLACK_CLIENT_ID"),
    ...missing("SHIRUBE_ENCRYPTION_KEYS", "SLACK_CLIENT_ID"),
    ...missing("SLACK_SIGNING_SECRET", "SLACK_CLIENT_ID"),
  ];
}
