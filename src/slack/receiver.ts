import { type Logger, SocketModeReceiver } from "@slack/bolt";

/**
 * Socket Mode with settings of its own: given the app's client options it would change their retry policy
 * to a hundred tries, and a failed authorization must stay unacknowledged so that Slack delivers again.
 */
export function createReceiver(
  appToken: string,
  apiUrl: string | undefined,
  logger: Logger,
): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken,
    logger,
    clientPingTimeout: 5_000,
    installerOptions: { clientOptions: apiUrl ? { slackApiUrl: apiUrl } : {} },
    processEventErrorHandler: async () => false,
  });
}
