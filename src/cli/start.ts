import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type App, createApp } from "../app.ts";
import type { Config } from "../config/config.ts";
import { messageOf } from "../errors.ts";
import { createLogger } from "../log.ts";
import { parseManifest } from "../playground/manifest.ts";
import { startPlayground } from "../playground/playground.ts";
import { CLI_TEXTS } from "../texts/cli.ts";
import type { Command, CommandIo } from "./command.ts";

const HELP = `shirube start [--port n] [--host address] [--expose]

Runs the bot: in Slack when SLACK_BOT_TOKEN and SLACK_APP_TOKEN are set,
otherwise in the playground, a Slack-compatible workspace on this machine with a page to try it.

  --port n        port of the playground page (default 4321, 0 for a free one)
  --host address  address of the playground page (default 127.0.0.1)
  --expose        allow an address other machines can reach
`;

export const startCommand: Command = {
  name: "start",
  summary: "Run the bot: in Slack when configured, else in the playground",
  help: HELP,
  async run(args, io, config) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: "string" },
        host: { type: "string" },
        expose: { type: "boolean", default: false },
      },
    });
    const settings = config();
    surviveStrayRejections(settings);
    if (settings.slack) return runUntilStopped(io, await createApp(settings, { signal: io.signal }));
    const host = values.host ?? settings.playground.host;
    const port = values.port === undefined ? settings.playground.port : Number(values.port);
    return runPlayground(io, settings, { host, port, exposed: values.expose });
  },
};

async function runPlayground(
  io: CommandIo,
  config: Config,
  place: { readonly host: string; readonly port: number; readonly exposed: boolean },
): Promise<number> {
  const manifest = parseManifest(readFileSync(new URL("../../manifest.json", import.meta.url), "utf8"));
  const workspace = await startPlayground({
    ...place,
    journal: join(config.dataDir, "playground.jsonl"),
    manifest,
  });
  try {
    const app = await createApp(
      {
        ...config,
        slack: {
          botToken: workspace.botToken,
          appToken: workspace.appToken,
          apiUrl: workspace.apiUrl,
          advisorChannel: workspace.advisorChannelId,
        },
      },
      { signal: io.signal, logger: createLogger(config.logLevel === "info" ? "warn" : config.logLevel) },
    );
    return await runUntilStopped(io, app, () => io.stderr.write(CLI_TEXTS.playgroundReady(workspace.origin)));
  } finally {
    await workspace.close();
  }
}

/** A library's forgotten promise (a socket closed while reconnecting) must not end the process and its work. */
function surviveStrayRejections(config: Config): void {
  const logger = createLogger(config.logLevel);
  process.on("unhandledRejection", (reason) => {
    logger.error("a promise was rejected unseen", { reason: messageOf(reason) });
  });
}

async function runUntilStopped(io: CommandIo, app: App, onReady?: () => void): Promise<number> {
  try {
    const asked = new Promise<void>((resolve) => {
      if (io.signal.aborted) resolve();
      io.signal.addEventListener("abort", () => resolve(), { once: true });
    });
    // A start may wait long for a Slack that cannot be reached; it too ends when asked to.
    await Promise.race([app.start(), asked]);
    if (!io.signal.aborted) onReady?.();
    await asked;
  } finally {
    await app.stop();
  }
  return 0;
}
