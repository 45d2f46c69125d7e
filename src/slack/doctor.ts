import { messageOf } from "../errors.ts";
import type { Check } from "../operations/checks.ts";
import { createWebClient, slackErrorOf } from "./web-client.ts";

export interface DoctorOptions {
  readonly botToken: string;
  readonly appToken: string;
  readonly apiUrl?: string;
  readonly advisorChannel?: string;
  /** Scopes that the manifest asks for. */
  readonly scopes: readonly string[];
}

/** What has to be right in Slack, each with the fix. */
export function slackChecks(options: DoctorOptions): readonly Check[] {
  const bot = createWebClient(options.botToken, options.apiUrl);
  const app = createWebClient(options.appToken, options.apiUrl);
  const said = (error: unknown) => new Error(slackErrorOf(error) ?? messageOf(error));

  const checks: Check[] = [
    {
      name: "bot token",
      hint: "Copy SLACK_BOT_TOKEN again from OAuth & Permissions; reinstall the app if it was revoked.",
      run: async () => {
        const me = await bot.auth.test().catch((error) => Promise.reject(said(error)));
        return `${me.user} in ${me.team}`;
      },
    },
    {
      name: "scopes",
      hint: "Paste manifest.json again under App Manifest, save, and reinstall the app to the workspace.",
      run: async () => {
        const { response_metadata } = await bot.auth.test().catch((error) => Promise.reject(said(error)));
        const granted = response_metadata?.scopes;
        if (!granted) return "this server does not tell";
        const missing = options.scopes.filter((scope) => !granted.includes(scope));
        if (missing.length > 0) throw new Error(`missing: ${missing.join(", ")}`);
        return `${options.scopes.length} granted`;
      },
    },
    {
      name: "app token",
      hint: "Create SLACK_APP_TOKEN under Basic Information, App-Level Tokens, with connections:write; switch Socket Mode on.",
      run: async () => {
        await app.apps.connections.open({}).catch((error) => Promise.reject(said(error)));
        return "Socket Mode opens";
      },
    },
  ];
  const { advisorChannel } = options;
  return [
    ...checks,
    {
      name: "advisors' channel",
      hint: advisorChannel
        ? "Invite the bot there (/invite @しるべ) and check ADVISOR_CHANNEL: it is an id, not a name."
        : "Set ADVISOR_CHANNEL, or nobody can be handed over to a person.",
      run: async () => {
        if (!advisorChannel) throw new Error("not set");
        await bot.conversations
          .history({ channel: advisorChannel, limit: 1 })
          .catch((error) => Promise.reject(said(error)));
        return `reading ${advisorChannel}`;
      },
    },
  ];
}
