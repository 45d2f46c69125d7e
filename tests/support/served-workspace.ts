import { join } from "node:path";
import type { Message } from "../../src/playground/records.ts";
import { startWorkspace, type Workspace, type WorkspaceOptions } from "../../src/playground/workspace.ts";
import { temporaryFolder } from "./databases.ts";
import { type RunningProcess, runShirube } from "./process.ts";

/** A workspace, and `shirube start` as an operator runs it there, again and again on the same data. */
export interface ServedWorkspace extends AsyncDisposable {
  readonly workspace: Workspace;
  /** The file the processes keep everything in. */
  readonly databasePath: string;
  start(): RunningProcess;
  connected(): Promise<void>;
  /** The first message in the channel that shows these words. */
  read(channel: string, words: string): Promise<Message>;
}

/** Long enough for a process to start on a busy machine. */
const TIMEOUT_MS = 60_000;

/** Everything a reader of the message sees, and the ids of what can be pressed. */
export const shownIn = (message: Message): string =>
  [message.text, message.markdown, JSON.stringify(message.blocks ?? [])].join(" ");

export async function startServedWorkspace(options: WorkspaceOptions = {}): Promise<ServedWorkspace> {
  const folder = temporaryFolder();
  const workspace = await startWorkspace(options);
  const env = {
    SHIRUBE_DATA: folder.path,
    SHIRUBE_LOG: "warn",
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_APP_TOKEN: workspace.appToken,
    SLACK_API_URL: workspace.apiUrl,
    ADVISOR_CHANNEL: workspace.advisorChannelId,
  };
  const running = new Set<RunningProcess>();
  /** Ends once the workspace has noticed too: a press sent down a dead process's socket is lost, and nobody sends it again. */
  const killed = async (process: RunningProcess, signal?: NodeJS.Signals) => {
    await process.kill(signal);
    running.delete(process);
    if (running.size > 0) return;
    await workspace.waitFor(() => workspace.sockets.connections() === 0, { timeoutMs: TIMEOUT_MS });
  };
  return {
    workspace,
    databasePath: join(folder.path, "shirube.db"),
    start() {
      const process = runShirube(["start"], env);
      running.add(process);
      return { ...process, kill: (signal) => killed(process, signal) };
    },
    async connected() {
      await workspace.waitFor(() => workspace.sockets.connections() > 0, { timeoutMs: TIMEOUT_MS });
    },
    read: (channel, words) =>
      workspace.waitFor(
        () => workspace.messages(channel).find((message) => shownIn(message).includes(words)),
        { timeoutMs: TIMEOUT_MS, what: `"${words}"` },
      ),
    async [Symbol.asyncDispose]() {
      await workspace.close();
      folder[Symbol.dispose]();
    },
  };
}
