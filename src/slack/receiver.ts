import type { App, Logger as BoltLogger, Receiver } from "@slack/bolt";
import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Reach } from "./reach.ts";
import { createSocketLine, type SocketEvent } from "./socket-line.ts";

export interface SocketReceiverOptions {
  readonly appToken: string;
  readonly apiUrl?: string;
  /** Connections to keep: with two, one is open while Slack renews the other. */
  readonly sockets: number;
  readonly reach: Reach;
  readonly logger: Logger;
  readonly boltLogger: BoltLogger;
}

/** A way for events to come in that knows whether they can. */
export interface ConnectedReceiver extends Receiver {
  connected(): boolean;
}

/**
 * Socket Mode over lines that never give up. What could not be stored is left unacknowledged,
 * so that Slack delivers it again.
 */
export function createSocketReceiver(options: SocketReceiverOptions): ConnectedReceiver {
  let app: App | undefined;
  const onEvent = async ({ body, ack, retry_num, retry_reason }: SocketEvent) => {
    let acknowledged = false;
    try {
      await app?.processEvent({
        body,
        ack: async (response) => {
          if (acknowledged) return;
          acknowledged = true;
          await ack(typeof response === "string" ? { text: response } : (response ?? {}));
        },
        ...(retry_num !== undefined && { retryNum: retry_num }),
        ...(retry_reason !== undefined && { retryReason: retry_reason }),
        customProperties: {},
      });
    } catch (error) {
      options.logger.warn("an event was not taken and will come again", { reason: messageOf(error) });
    }
  };
  const lines = Array.from({ length: options.sockets }, (_, index) =>
    createSocketLine({ ...options, name: `socket ${index + 1}`, onEvent: (event) => void onEvent(event) }),
  );
  return {
    init(bolt) {
      app = bolt;
    },
    /** Resolves with the first connection; the others follow. */
    async start() {
      await Promise.any(lines.map((line) => line.start())).catch((error: AggregateError) => {
        throw error.errors[0];
      });
    },
    async stop() {
      await Promise.all(lines.map((line) => line.stop()));
    },
    connected: () => lines.some((line) => line.isOpen()),
  };
}
