import type { ServerResponse } from "node:http";
import type { HTTPReceiverOptions, Installation as SlackInstallation } from "@slack/bolt";
import type { Installation, Installations } from "../conversation/installations.ts";
import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import { INSTALL_TEXTS } from "../texts/install.ts";
import { BOT_SCOPES } from "./scopes.ts";
import { clientOptions } from "./web-client.ts";

export interface InstallPagesOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where people reach this server, without a slash at the end. */
  readonly publicUrl: string;
  readonly store: Installations;
  readonly apiUrl?: string;
  readonly logger: Logger;
}

const REDIRECT_PATH = "/slack/oauth_redirect";

/**
 * `GET /slack/install` and the page Slack sends people back to, both Bolt's own, with our store behind them:
 * a state works once and in the browser that asked for it.
 */
export function createInstallPages(options: InstallPagesOptions): Partial<HTTPReceiverOptions> {
  const { store, apiUrl, logger } = options;
  return {
    clientId: options.clientId,
    clientSecret: options.clientSecret,
    scopes: [...BOT_SCOPES],
    redirectUri: `${options.publicUrl}${REDIRECT_PATH}`,
    installationStore: {
      storeInstallation: async (installation) => {
        await store.save(toInstallation(installation));
        logger.info("a workspace installed the app", { workspace: toInstallation(installation).id });
      },
      fetchInstallation: async () => Promise.reject(new Error("tokens are read elsewhere")),
    },
    installerOptions: {
      redirectUriPath: REDIRECT_PATH,
      clientOptions: clientOptions(apiUrl),
      ...(apiUrl && { authorizationUrl: new URL("../oauth/v2/authorize", apiUrl).href }),
      stateStore: {
        generateStateParam: () => store.makeState(),
        verifyStateParam: async (_now, state) => {
          if (!(await store.takeState(state))) throw new Error("the state is unknown, used or too old");
          return { scopes: [...BOT_SCOPES], redirectUri: `${options.publicUrl}${REDIRECT_PATH}` };
        },
      },
      renderHtmlForInstallPath: (url) => page(INSTALL_TEXTS.invite, link(url, INSTALL_TEXTS.button)),
      callbackOptions: {
        success: (_installation, _options, _request, response) => {
          show(response, 200, page(INSTALL_TEXTS.done));
        },
        failure: (error, _options, _request, response) => {
          logger.warn("an installation failed", { reason: messageOf(error) });
          show(
            response,
            400,
            page(INSTALL_TEXTS.failed, link(`${options.publicUrl}/slack/install`, INSTALL_TEXTS.again)),
          );
        },
      },
    },
  };
}

function toInstallation({
  isEnterpriseInstall,
  enterprise,
  team,
  bot,
}: SlackInstallation): Omit<Installation, "advisorChannel"> {
  const wholeOrganisation = isEnterpriseInstall === true;
  const id = wholeOrganisation ? enterprise?.id : team?.id;
  if (!id || !bot) throw new Error("Slack named no workspace or gave no bot token");
  return {
    id,
    wholeOrganisation,
    botToken: bot.token,
    botId: bot.id,
    botUserId: bot.userId,
    ...(bot.refreshToken &&
      bot.expiresAt && { renewal: { refreshToken: bot.refreshToken, expiresAt: bot.expiresAt * 1000 } }),
  };
}

const escapeHtml = (text: string) =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

const link = (url: string, text: string) => `<p><a href="${escapeHtml(url)}">${escapeHtml(text)}</a></p>`;

function page(paragraphs: readonly string[], more = ""): string {
  return `<!doctype html><html lang="ja"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Shirube</title>
<style>:root{color-scheme:light dark}body{font:16px/1.8 system-ui,sans-serif;max-width:36em;margin:12vh auto;padding:0 1.5em}
a{display:inline-block;padding:.6em 1.2em;border:1px solid;border-radius:.4em}</style>
<main><h1>Shirube</h1>${paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join("")}${more}</main></html>`;
}

function show(response: ServerResponse, status: number, html: string): void {
  response
    .writeHead(status, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
      "Referrer-Policy": "no-referrer",
    })
    .end(html);
}
