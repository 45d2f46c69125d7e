import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type App, createApp } from "../../src/app.ts";
import { parseConfig } from "../../src/config/config.ts";
import { silentLogger } from "../../src/log.ts";
import { parseManifest } from "../../src/playground/manifest.ts";
import { startPlayground } from "../../src/playground/playground.ts";
import type { Workspace } from "../../src/playground/workspace.ts";
import { temporaryFolder } from "./databases.ts";

const ROOT = join(import.meta.dirname, "..", "..");

/** The whole product as `npm start` shows it: page, workspace and the real bot, no key, no network. */
export interface Shop extends AsyncDisposable {
  readonly workspace: Workspace;
  /** Ends the bot and starts it again on the same data, the page staying open. */
  restartBot(): Promise<void>;
  /** Lets the bot's clock, not the page's, run ahead by so many days. */
  daysPass(days: number): void;
}

export async function openShop(): Promise<Shop> {
  const folder = temporaryFolder();
  const manifest = parseManifest(readFileSync(join(ROOT, "manifest.json"), "utf8"));
  const workspace = await startPlayground({ manifest });
  const config = parseConfig({
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_APP_TOKEN: workspace.appToken,
    SLACK_API_URL: workspace.apiUrl,
    ADVISOR_CHANNEL: workspace.advisorChannelId,
    SHIRUBE_DATA: folder.path,
  });
  let ahead = 0;
  const open = async (): Promise<App> => {
    const app = await createApp(config, { logger: silentLogger, now: () => Date.now() + ahead });
    await app.start();
    return app;
  };
  let app = await open();
  return {
    workspace,
    async restartBot() {
      await app.stop(5_000);
      app = await open();
    },
    daysPass(days) {
      ahead += days * 24 * 60 * 60 * 1000;
    },
    async [Symbol.asyncDispose]() {
      await app.stop(5_000);
      await workspace.close();
      folder[Symbol.dispose]();
    },
  };
}

/** Every sentence of the knowledge folder as one text, for checking that a quotation stands there. */
export function knowledgeText(): string {
  const folder = join(ROOT, "knowledge");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .map((path) => readFileSync(join(folder, path), "utf8"))
    .join("\n");
}
