import { type Logger, SocketModeReceiver } from "@slack/bolt";

/** How long the other side may take to close the socket, milliseconds. */
const CLOSE_WITHIN_MS = 2_000;

/**
 * Socket Mode with settings of its own: given the app's client options it would change their retry policy
 * to a hundred tries, and a failed authorization must stay unacknowledged so that Slack delivers again.
 */
export function createReceiver(
  appToken: string,
  apiUrl: string | undefined,
  logger: Logger,
  connection: { open: boolean },
): SocketModeReceiver {
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    clientPingTimeout: 5_000,
    installerOptions: { clientOptions: apiUrl ? { slackApiUrl: apiUrl } : {} },
    processEventErrorHandler: async () => false,
  });
  receiver.client.on("connected", () => {
    connection.open = true;
  });
  for (const event of ["disconnected", "reconnecting", "close"]) {
    receiver.client.on(event, () => {
      connection.open = false;
    });
  }
  const disconnect = receiver.stop.bind(receiver);
  // Bolt's own stop returns before the socket is closed, and whatever closes next would cut it.
  receiver.stop = async () => {
    const closed = new Promise<void>((resolve) => {
      receiver.client.once("disconnected", () => resolve());
      setTimeout(resolve, CLOSE_WITHIN_MS).unref();
    });
    await disconnect();
    await closed;
  };
  return receiver;
}
