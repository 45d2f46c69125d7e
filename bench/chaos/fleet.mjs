import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startWorkspace } from "../../dist/playground/workspace.js";
import { openPostgres } from "../../dist/storage/postgres.js";
import { openSqlite } from "../../dist/storage/sqlite.js";
import { pause, until } from "./random.mjs";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
/** Each process opens two. */
const SOCKETS = 2;
/** Slack's schedule, shortened so that a run takes minutes: at once, then ever later. */
const RETRIES = [0, 500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000, 8_000, 8_000];

/**
 * A workspace and some real bot processes on one database, to be killed and restarted at will.
 * @param databaseUrl the same for all, or the address that the process with this index uses
 */
export async function startFleet({ processes, databaseUrl, random }) {
  const folder = mkdtempSync(join(tmpdir(), "shirube-chaos-"));
  const workspace = await startWorkspace({ delivery: { ackTimeoutMs: 3_000, retryDelaysMs: RETRIES } });
  const env = {
    PATH: process.env.PATH,
    SHIRUBE_DATA: folder,
    SHIRUBE_LOG: "error",
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_APP_TOKEN: workspace.appToken,
    SLACK_API_URL: workspace.apiUrl,
    ADVISOR_CHANNEL: workspace.advisorChannelId,
  };
  const urlOf = (index) => (typeof databaseUrl === "function" ? databaseUrl(index) : databaseUrl);
  const errors = [];
  const ended = new Set();
  let died = 0;
  const launch = (index) => {
    const child = spawn(process.execPath, [MAIN, "start"], {
      env: { ...env, ...(databaseUrl && { DATABASE_URL: urlOf(index) }) },
      stdio: ["ignore", "ignore", "pipe"],
    });
    child.stderr.setEncoding("utf8").on("data", (text) => errors.push(text));
    child.once("exit", () => {
      if (ended.has(child)) return;
      died += 1;
      process.stderr.write(`A process died by itself: ${errors.slice(-5).join("")}\n`);
    });
    return child;
  };
  const end = (child) => {
    ended.add(child);
    child.kill("SIGKILL");
  };
  const first = launch(0);
  const bots = [first];
  // The first one alone builds the index and the schema.
  if (!(await until(() => workspace.sockets.connections() > 0, 60_000))) {
    throw new Error(`no bot connected: ${errors.join("")}`);
  }
  while (bots.length < processes) bots.push(launch(bots.length));
  await until(() => workspace.sockets.connections() >= processes * SOCKETS, 60_000);

  let kills = 0;
  const killOne = async () => {
    const index = random.between(0, bots.length - 1);
    const dead = bots[index];
    const gone =
      dead.exitCode === null && dead.signalCode === null
        ? new Promise((resolve) => dead.once("exit", resolve))
        : Promise.resolve();
    end(dead);
    await gone;
    kills += 1;
    bots[index] = launch(index);
  };

  return {
    workspace,
    errors,
    kills: () => kills,
    /** Processes that ended though nobody killed them. */
    died: () => died,
    /** The inbox in the order in which it was accepted: the order that Slack's retries left. */
    async accepted() {
      const database = databaseUrl
        ? await openPostgres(urlOf(0))
        : await openSqlite(join(folder, "shirube.db"));
      const rows = await database.query(
        "SELECT key, parked_at, error FROM lane_items WHERE queue = 'inbox' ORDER BY id",
      );
      await database.close();
      return rows;
    },
    killOne,
    /** Kills at random moments until told to stop or `limit` is reached. */
    killer({ limit, minMs, maxMs }) {
      let running = true;
      const work = (async () => {
        while (running && kills < limit) {
          // A kill must hit somebody at work, however slow the machine starts, and leave nobody there no longer
          // than Slack goes on trying.
          await until(() => !running || workspace.sockets.connections() > 0, 60_000);
          await pause(random.between(minMs, maxMs));
          if (running) await killOne();
        }
      })();
      return async () => {
        running = false;
        await work;
      };
    },
    async close() {
      for (const bot of bots) end(bot);
      await workspace.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
