import { createHmac, randomUUID } from "node:crypto";
import type { WebClient } from "@slack/web-api";
import { messageOf } from "../errors.ts";
import type { Check } from "../operations/checks.ts";
import { missingSettings } from "./app-settings.ts";
import { BOT_SCOPES } from "./scopes.ts";
import { createWebClient, slackErrorOf } from "./web-client.ts";

export interface DoctorOptions {
  readonly botToken?: string;
  readonly appToken?: string;
  readonly http?: { readonly signingSecret: string };
  /** Where Slack reaches the server, without a slash at the end. */
  readonly publicUrl?: string;
  /** Lets the app's own settings be read. */
  readonly configToken?: string;
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
    ...(options.http ? [requestUrlCheck(options.http.signingSecret, options.publicUrl)] : []),
    ...(bot ? [advisorsCheck(bot, options.advisorChannel), settingsCheck(bot, options)] : []),
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

/** Asks the running server what Slack asks it when the request URL is saved. */
const requestUrlCheck = (signingSecret: string, publicUrl: string | undefined): Check => ({
  name: "request URL",
  hint: "Start Shirube first, with this SLACK_SIGNING_SECRET, and let your proxy pass /slack/events to SLACK_PORT unchanged.",
  run: async () => {
    if (!publicUrl) return "not checked; set SLACK_PUBLIC_URL to have it checked";
    const challenge = randomUUID();
    const body = JSON.stringify({ type: "url_verification", challenge });
    const at = Math.floor(Date.now() / 1000);
    const signature = createHmac("sha256", signingSecret).update(`v0:${at}:${body}`).digest("hex");
    const response = await fetch(`${publicUrl}/slack/events`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": String(at),
        "X-Slack-Signature": `v0=${signature}`,
      },
      body,
      signal: AbortSignal.timeout(5_000),
    });
    if (response.status === 401)
      throw new Error("the server has another signing secret, or its clock is off");
    if (!response.ok || !(await response.text()).includes(challenge)) {
      throw new Error(`answered ${response.status} without Slack's challenge`);
    }
    return `${publicUrl}/slack/events answers`;
  },
});

/** Events, commands and switches can only be read with a configuration token. */
const settingsCheck = (bot: WebClient, { configToken, apiUrl, http }: DoctorOptions): Check => ({
  name: "events and settings",
  hint: `Paste ${http ? "manifest.http.json" : "manifest.json"} again under App Manifest, save, and reinstall the app to the workspace.`,
  run: async () => {
    if (!configToken) return "not checked; set SLACK_CONFIG_TOKEN to have them compared with the manifest";
    const { bot_id } = await bot.auth.test().catch(said);
    const { bot: about } = await bot.bots.info({ bot: bot_id ?? "" }).catch(said);
    const client = createWebClient(configToken, apiUrl);
    const { manifest } = await client.apps.manifest.export({ app_id: about?.app_id ?? "" }).catch(said);
    const missing = missingSettings(manifest, http ? "http" : "socket");
    if (missing.length > 0) throw new Error(`missing: ${missing.join(", ")}`);
    return "as in the manifest";
  },
});
