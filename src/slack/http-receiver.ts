import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type App, type Logger as BoltLogger, HTTPReceiver, type HTTPReceiverOptions } from "@slack/bolt";
import { AppError, messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import { within } from "./patience.ts";
import type { ConnectedReceiver } from "./receiver.ts";

export interface HttpReceiverOptions {
  readonly signingSecret: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  readonly logger: Logger;
  readonly boltLogger: BoltLogger;
  /** Pages by which other workspaces install the app. */
  readonly install?: Partial<HTTPReceiverOptions>;
}

export interface HttpReceiver extends ConnectedReceiver {
  /** Where it listens; undefined while it does not. */
  address(): AddressInfo | undefined;
}

/** Slack's largest payloads, a modal with its whole view, stay well below this, bytes. */
const BODY_LIMIT = 1024 * 1024;
/** Slack gives up after three seconds, and so do we, milliseconds. */
const ACK_WITHIN_MS = 3_000;
/** A timestamp may be off by this much in either direction, seconds (docs.slack.dev, verifying requests). */
const REPLAY_WINDOW_S = 5 * 60;
/** How long a request may take to arrive, milliseconds. */
const REQUEST_WITHIN_MS = 10_000;
/** How long requests under way may take to end at a stop, milliseconds. */
const CLOSE_WITHIN_MS = 5_000;

/**
 * Slack's Events API over HTTP at `POST /slack/events`, with `GET /healthz` beside it. Bolt's own receiver
 * reads and verifies each request; what could not be stored is answered 500, so that Slack sends it again.
 */
export function createHttpReceiver(options: HttpReceiverOptions): HttpReceiver {
  const { logger } = options;
  const bolt = new HTTPReceiver({
    signingSecret: options.signingSecret,
    logger: options.boltLogger,
    bodyLimit: BODY_LIMIT,
    unhandledRequestTimeoutMillis: ACK_WITHIN_MS,
    unhandledRequestHandler: ({ response }) => {
      if (!response.headersSent) response.writeHead(503).end();
    },
    processEventErrorHandler: async ({ error, response }) => {
      logger.warn("an event was not taken and will come again", { reason: messageOf(error) });
      if (!response.headersSent) response.writeHead(500).end();
      return false;
    },
    customRoutes: [
      {
        path: "/healthz",
        method: ["GET"],
        handler: (_request, response) => response.writeHead(200, { "Content-Type": "text/plain" }).end("ok"),
      },
    ],
    ...options.install,
  });
  let server: Server | undefined;

  const listen = () =>
    new Promise<Server>((resolve, reject) => {
      const opening = createServer({ requestTimeout: REQUEST_WITHIN_MS }, (request, response) => {
        // A body refused for its size is left unread, and would block the next request on this connection.
        response.once("finish", () => request.resume());
        if (isFarFromNow(request)) return void response.writeHead(401).end();
        try {
          bolt.requestListener(request, response);
        } catch {
          // Bolt throws for an address it does not serve.
          response.writeHead(404).end();
        }
      });
      opening.once("error", (cause) => reject(portTaken(options, cause)));
      opening.listen(options.port, options.host, () => resolve(opening));
    });

  return {
    init(app) {
      bolt.init(withRateWarnings(app, logger));
    },
    async start() {
      server = await listen();
    },
    async stop() {
      const closing = server;
      server = undefined;
      if (!closing) return;
      await within(new Promise((resolve) => closing.close(resolve)), CLOSE_WITHIN_MS).catch(() =>
        closing.closeAllConnections(),
      );
    },
    connected: () => server?.listening ?? false,
    address: () => (server?.address() as AddressInfo | null) ?? undefined,
  };
}

/** Bolt turns old requests away; one from the future could be replayed until its time has passed. */
function isFarFromNow(request: IncomingMessage): boolean {
  const header = request.headers["x-slack-request-timestamp"];
  return header !== undefined && Math.abs(Date.now() / 1000 - Number(header)) > REPLAY_WINDOW_S;
}

/** Slack says in an envelope of its own, which Bolt does not know, that a workspace sends too much. */
function withRateWarnings(app: App, logger: Logger): App {
  const processEvent: App["processEvent"] = async (event) => {
    if (event.body.type !== "app_rate_limited") return app.processEvent(event);
    logger.warn("Slack holds events back: a workspace sent more than 30,000 within an hour", {
      team: event.body.team_id,
    });
    await event.ack();
  };
  return { processEvent } as App;
}

function portTaken({ port, host }: HttpReceiverOptions, cause: Error): AppError {
  return new AppError(
    "slack_port_unusable",
    `Cannot listen for Slack on ${host}:${port}: ${cause.message}`,
    "Choose another SLACK_PORT or SLACK_HOST, or stop what uses it.",
    { cause },
  );
}
