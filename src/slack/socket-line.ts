import type { Logger as BoltLogger } from "@slack/bolt";
import { SocketModeClient } from "@slack/socket-mode";
import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import { pause, waitBefore, within } from "./patience.ts";
import type { Reach } from "./reach.ts";
import { slackErrorOf } from "./web-client.ts";

/** How long one attempt to connect may take, milliseconds. */
const CONNECT_WITHIN_MS = 15_000;
/** How long the other side may take to close, milliseconds. */
const CLOSE_WITHIN_MS = 2_000;
/** A connection that stayed this long counts as good, and the next attempt after it is immediate. */
const GOOD_AFTER_MS = 5_000;
/** A socket on which nothing was said for this long is replaced: some stay open and deliver nothing. */
const SILENCE_MS = 15 * 60_000;
/** Slack allows ten connections to one app. */
const CROWDED = 8;

/** What Slack says when trying again cannot help until a person changes something. */
const CONFIGURATION_ERRORS = ["invalid_auth", "not_authed", "not_allowed_token_type", "account_inactive"];

/** What the client hands over for each envelope. */
export interface SocketEvent {
  readonly body: Record<string, unknown>;
  ack(response?: Record<string, unknown>): Promise<void>;
  readonly retry_num?: number;
  readonly retry_reason?: string;
}

export interface SocketLineOptions {
  readonly name: string;
  readonly appToken: string;
  readonly apiUrl?: string;
  readonly onEvent: (event: SocketEvent) => void;
  readonly reach: Reach;
  readonly logger: Logger;
  readonly boltLogger: BoltLogger;
}

/** One connection to Slack, kept open: however it ends, another takes its place until `stop`. */
export interface SocketLine {
  /** Resolves with the first connection. @throws what Slack answered when no retry can help */
  start(): Promise<void>;
  stop(): Promise<void>;
  isOpen(): boolean;
}

/**
 * Slack's own client opens each single connection; when and how often to try again is decided here,
 * because that client's reconnecting ends for good on an HTTP error (@slack/socket-mode 3, retrieveWSSURL).
 */
export function createSocketLine(options: SocketLineOptions): SocketLine {
  const { name, logger } = options;
  const leaving = new AbortController();
  let open = false;
  let running: Promise<void> = Promise.resolve();

  /** One connection from its opening to its end. */
  const connectOnce = async (onOpen: () => void): Promise<void> => {
    const client = newClient(options);
    // One length for a connection's whole life: Node keeps a list for every length of timer, to the end of each.
    const silenceMs = Math.round(SILENCE_MS * (0.8 + 0.4 * Math.random()));
    let silence: NodeJS.Timeout | undefined;
    const ended = new Promise<void>((resolve) => client.once("disconnected", () => resolve()));
    const leave = () => void client.disconnect().catch(() => {});
    const heard = () => {
      clearTimeout(silence);
      silence = setTimeout(leave, silenceMs).unref();
    };
    client.on("ws_message", (data: unknown) => remark(String(data), options));
    client.on("slack_event", (event: SocketEvent) => {
      heard();
      options.onEvent(event);
    });
    leaving.signal.addEventListener("abort", leave);
    try {
      await within(started(client), CONNECT_WITHIN_MS);
      open = true;
      options.reach.reached();
      heard();
      onOpen();
      await ended;
    } finally {
      open = false;
      clearTimeout(silence);
      leaving.signal.removeEventListener("abort", leave);
      client.removeAllListeners("slack_event");
      // An attempt given up on may still come to life: it is then told to go.
      client.on("connected", leave);
      leave();
    }
  };

  /** One connection, told as how long it lasted and what ended it. */
  const attempt = async (onOpen: () => void): Promise<{ lastedMs: number; fault?: unknown }> => {
    let openedAt: number | undefined;
    const lasted = () => (openedAt === undefined ? 0 : Date.now() - openedAt);
    try {
      await connectOnce(() => {
        openedAt = Date.now();
        onOpen();
      });
      return { lastedMs: lasted() };
    } catch (fault) {
      options.reach.failed(fault);
      return { lastedMs: lasted(), fault };
    }
  };

  const keepOpen = async (first: { resolve: () => void; reject: (error: unknown) => void }) => {
    let failures = 0;
    let begun = false;
    const onOpen = () => {
      if (failures > 0) logger.info("Slack can be reached again", { line: name, failures });
      begun = true;
      first.resolve();
    };
    while (!leaving.signal.aborted) {
      const { lastedMs, fault } = await attempt(onOpen);
      if (!begun && CONFIGURATION_ERRORS.includes(slackErrorOf(fault) ?? "")) return first.reject(fault);
      failures = lastedMs > GOOD_AFTER_MS ? 0 : failures + 1;
      const waitMs = failures === 0 ? 0 : waitBefore(failures, fault);
      if (fault) logger.warn("Slack cannot be reached", { line: name, failures, waitMs, ...because(fault) });
      await pause(waitMs, leaving.signal);
    }
    first.resolve();
  };

  return {
    start: () =>
      new Promise<void>((resolve, reject) => {
        running = keepOpen({ resolve, reject });
      }),
    async stop() {
      leaving.abort();
      await within(running, CLOSE_WITHIN_MS).catch(() => {});
    },
    isOpen: () => open,
  };
}

function newClient({ appToken, apiUrl, boltLogger }: SocketLineOptions): SocketModeClient {
  return new SocketModeClient({
    appToken,
    logger: boltLogger,
    autoReconnectEnabled: false,
    clientPingTimeout: 5_000,
    clientOptions: {
      ...(apiUrl && { slackApiUrl: apiUrl }),
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: 10_000,
    },
  });
}

/** The client rejects with nothing at all when the socket closes before Slack's greeting. */
const started = (client: SocketModeClient) =>
  client.start().catch((fault: unknown) => {
    throw fault ?? new Error("the socket was closed before Slack's greeting");
  });

/** Looks at what Slack says about the connection itself. */
function remark(data: string, { name, logger }: SocketLineOptions): void {
  if (!data.startsWith("{") || !/"type":\s*"(hello|disconnect)"/.test(data.slice(0, 200))) return;
  const { num_connections: connections, reason } = JSON.parse(data);
  if (connections >= CROWDED) {
    logger.warn("Slack allows ten connections to one app; use fewer processes, SLACK_SOCKETS=1 or HTTP", {
      line: name,
      connections,
    });
  }
  if (reason === "link_disabled") {
    logger.error("Socket Mode was switched off; switch it on again on the app's Socket Mode page");
  }
}

const because = (fault: unknown) => ({ reason: slackErrorOf(fault) ?? messageOf(fault) });
