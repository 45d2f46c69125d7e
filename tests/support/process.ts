import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { expectPrivate } from "./private-log.ts";

const ROOT = resolve(import.meta.dirname, "..", "..");

export interface RunningProcess extends AsyncDisposable {
  readonly child: ChildProcess;
  /** Everything written so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves with the exit code (null when killed). */
  readonly exited: Promise<number | null>;
  kill(signal?: NodeJS.Signals): Promise<void>;
}

/** Runs `shirube …` as an operator would, with only the environment given. */
export function runShirube(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  input?: string,
): RunningProcess {
  const child = spawn(process.execPath, [join(ROOT, "dist/cli/main.js"), ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    stderr += chunk;
  });
  child.stdin.end(input ?? "");
  const exited = once(child, "close").then(([code]) => {
    expectPrivate(stderr.split("\n"));
    return code as number | null;
  });
  const kill = async (signal: NodeJS.Signals = "SIGKILL") => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
  };
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    exited,
    kill,
    [Symbol.asyncDispose]: () => kill(),
  };
}
