import type { WebClient } from "@slack/web-api";
import { messageOf } from "../errors.ts";
import type { Check } from "../operations/checks.ts";
import { BOT_SCOPES } from "./scopes.ts";
import { createWebClient, slackErrorOf } from "./web-client.ts";

export interface DoctorOptions {
  readonly botToken?: string;
  readonly appToken?: string;
  readonly http?: { readonly signingSecret: string };
  readonly install?: { readonly publicUrl: string };
  readonly apiUrl?: string;
  readonly advisorChannel?: string;
}

const said = (error: unknown) => Promise.reject(new Error(slackErrorOf(error) ?? messageOf(error)));

/** What has to be right in Slack, each with the fix. */
export function slackChecks(options: DoctorOptions): readonly Check[] {
  const { botToken, appToken, apiUrl } = options;
  const bot = botToken ? createWebClient(botToken, apiUrl) : undefined;
  return [
    ...(bot ? [botCheck(bot), scopesCheck(bot)] : []),
    ...(appToken ? [socketCheck(createWebClient(appToken, apiUrl))] : []),
    ...(bot ? [advisorsCheck(bot, options.advisorChannel)] : []),
  ];
}

const botCheck = (bot: WebClient): Check => ({
  name: "bot token",
  hint: "Copy SLACK_BOT_TOKEN again from OAuth & Permissions; reinstall the app if it was revoked.",
  run: async () => {
    const me = await bot.auth.test().catch(said);
    return `${me.user} in ${me.team}`;
  },
});

const scopesCheck = (bot: WebClient): Check => ({
  name: "scopes",
  hint: "Paste manifest.json again under App Manifest, save, and reinstall the app to the workspace.",
  run: async () => {
    const { response_metadata } = await bot.auth.test().catch(said);
    const granted = response_metadata?.scopes;
    if (!granted) return "this server does not tell";
    const missing = BOT_SCOPES.filter((scope) => !granted.includes(scope));
    if (missing.length > 0) throw new Error(`missing: ${missing.join(", ")}`);
    return `${BOT_SCOPES.length} granted`;
  },
});

const socketCheck = (app: WebClient): Check => ({
  name: "app token",
  hint: "Create SLACK_APP_TOKEN under Basic Information, App-Level Tokens, with connections:write; switch Socket Mode on.",
  run: async () => {
    await app.apps.connections.open({}).catch(said);
    return "Socket Mode opens";
  },
});

const advisorsCheck = (bot: WebClient, channel: string | undefined): Check => ({
  name: "advisors' channel",
  hint: channel
    ? "Invite the bot there (/invite @しるべ) and check ADVISOR_CHANNEL: it is an id, not a name."
    : "Set ADVISOR_CHANNEL, or nobody can be handed over to a person.",
  run: async () => {
    if (!channel) throw new Error("not set");
    await bot.conversations.history({ channel, limit: 1 }).catch(said);
    return `reading ${channel}`;
  },
});
