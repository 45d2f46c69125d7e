import { App, LogLevel, SocketModeReceiver } from "@slack/bolt";
import type { Workspace } from "../../src/playground/workspace.ts";

/** A Bolt app on a workspace, silent and closed with `await using`. */
export interface ConnectedApp extends AsyncDisposable {
  readonly app: App;
}

/** A logger for Bolt that says nothing. */
export const quietLogger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

/** A real Bolt app over real http and ws; `register` adds its listeners before it starts. */
export async function connectApp(workspace: Workspace, register: (app: App) => void): Promise<ConnectedApp> {
  const receiver = new SocketModeReceiver({
    appToken: workspace.appToken,
    logger: quietLogger,
    clientPingTimeout: 200,
    installerOptions: { clientOptions: { slackApiUrl: workspace.apiUrl } },
  });
  const app = new App({
    token: workspace.botToken,
    receiver,
    logger: quietLogger,
    clientOptions: {
      slackApiUrl: workspace.apiUrl,
      retryConfig: { retries: 1, minTimeout: 20, maxTimeout: 50 },
      timeout: 10_000,
    },
  });
  register(app);
  await app.start();
  return { app, [Symbol.asyncDispose]: async () => void (await app.stop()) };
}
