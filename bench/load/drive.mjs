import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { startWorkspace } from "../../dist/playground/workspace.js";
import { until } from "../chaos/random.mjs";

const scriptOf = (name) => fileURLToPath(new URL(name, import.meta.url));
const SOCKETS = { "bot.mjs": 2, "plain-bot.mjs": 1, "soak-bot.mjs": 2 };

/**
 * Starts a workspace with `processes` of one bot in it.
 * @param now the workspace's clock
 * @param env settings besides the usual ones, from the workspace
 * @param flags for Node; a bot with any can be sent messages
 */
export async function startBots({
  script,
  processes,
  modelMs,
  databaseUrl,
  profile,
  now,
  env: more = () => ({}),
  flags = [],
}) {
  const folder = mkdtempSync(join(tmpdir(), "shirube-load-"));
  const workspace = await startWorkspace({ ...(now && { now }) });
  const env = {
    PATH: process.env.PATH,
    SHIRUBE_DATA: folder,
    SHIRUBE_LOG: "warn",
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_APP_TOKEN: workspace.appToken,
    SLACK_API_URL: workspace.apiUrl,
    LOAD_MODEL_MS: String(modelMs),
    PERSON_QUESTIONS_PER_MINUTE: "10000",
    PERSON_QUESTIONS_PER_DAY: "100000",
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    ...more(workspace),
  };
  const profiling = profile ? ["--cpu-prof", `--cpu-prof-dir=${resolve(profile)}`] : [];
  const bots = [];
  for (let index = 0; index < processes; index += 1) {
    bots.push(
      spawn(process.execPath, [...flags, ...profiling, scriptOf(script)], {
        env,
        stdio: ["ignore", "ignore", "inherit", ...(flags.length > 0 ? ["ipc"] : [])],
      }),
    );
    // The first one alone builds the index and the schema.
    const sockets = (index + 1) * SOCKETS[script];
    if (!(await until(() => workspace.sockets.connections() >= sockets, 60_000)))
      throw new Error("no bot connected");
  }
  let closing = false;
  return {
    workspace,
    folder,
    processes: bots,
    closing: () => closing,
    async close() {
      closing = true;
      for (const bot of bots) bot.kill(profile ? "SIGTERM" : "SIGKILL");
      await Promise.all(bots.map((bot) => bot.exitCode ?? once(bot, "exit")));
      await workspace.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Notes when each thread got its first sign of life (a status or words) and its answer, milliseconds after it was asked. */
export function observe(workspace) {
  const open = new Map();
  const signs = [];
  const answers = [];
  const seen = (thread, isAnswer) => {
    const asked = open.get(thread);
    if (!asked) return;
    const ms = performance.now() - asked.at;
    if (!asked.signed) signs.push(ms);
    asked.signed = true;
    if (!isAnswer) return;
    answers.push(ms);
    open.delete(thread);
    asked.resolve();
  };
  const stop = workspace.store.subscribe(({ collection, record }) => {
    if (collection === "statuses" && record) seen(`${record.channel}:${record.thread_ts}`, false);
    if (collection === "messages" && record?.bot_id)
      seen(`${record.channel}:${record.thread_ts ?? record.ts}`, true);
  });
  return {
    signs,
    answers,
    stop,
    waiting: () => open.size,
    /** Sends one question in its person's thread; resolves when it is answered. */
    ask(person, threads, text) {
      const at = performance.now();
      const thread = threads.get(person.id);
      const message = thread ? person.replyInThread(person.dmChannelId, thread, text) : person.dm(text);
      threads.set(person.id, thread ?? message.ts);
      return new Promise((resolve) => {
        open.set(`${person.dmChannelId}:${thread ?? message.ts}`, { at, resolve, signed: false });
      });
    },
  };
}

/** Nearest-rank percentile, rounded. */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN);
}
