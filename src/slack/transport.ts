import type { Logger as BoltLogger } from "@slack/bolt";
import type { Installations } from "../conversation/installations.ts";
import type { Logger } from "../log.ts";
import { createHttpReceiver } from "./http-receiver.ts";
import { createInstallPages } from "./install-pages.ts";
import type { Reach } from "./reach.ts";
import { type ConnectedReceiver, createSocketReceiver } from "./receiver.ts";

/** Where Slack is and how its events come in. */
export interface TransportOptions {
  /** For Socket Mode. */
  readonly appToken?: string;
  /** For the Events API over HTTP, instead. */
  readonly http?: { readonly signingSecret: string; readonly port: number; readonly host: string };
  /** For workspaces that install the app by themselves. */
  readonly install?: {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly publicUrl: string;
    readonly store: Installations;
  };
  readonly apiUrl?: string;
  /** Connections in Socket Mode. @default 2 */
  readonly sockets?: number;
  readonly reach: Reach;
  readonly logger: Logger;
}

/** Bolt's app does not know through which of the two its events come. */
export function createReceiver(options: TransportOptions, boltLogger: BoltLogger): ConnectedReceiver {
  const { http, install, appToken, apiUrl, logger } = options;
  const api = apiUrl ? { apiUrl } : {};
  if (http) {
    const pages = install && createInstallPages({ ...install, ...api, logger });
    return createHttpReceiver({ ...http, logger, boltLogger, ...(pages && { install: pages }) });
  }
  return createSocketReceiver({
    appToken: appToken ?? "",
    ...api,
    sockets: options.sockets ?? 2,
    reach: options.reach,
    logger,
    boltLogger,
  });
}
