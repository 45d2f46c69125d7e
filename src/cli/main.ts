import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";
import { type Config, parseConfig } from "../config/config.ts";
import { AppError } from "../errors.ts";
import type { Command, CommandIo } from "./command.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** Each command is loaded only when it is run: starting fast matters to every one of them. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import("./start.ts")).startCommand,
  ask: async () => (await import("./ask.ts")).askCommand,
  chat: async () => (await import("./chat.ts")).chatCommand,
  search: async () => (await import("./search.ts")).searchCommand,
  ingest: async () => (await import("./ingest.ts")).ingestCommand,
  export: async () => (await import("./data.ts")).exportCommand,
  import: async () => (await import("./data.ts")).importCommand,
  parked: async () => (await import("./parked.ts")).parkedCommand,
  backup: async () => (await import("./data.ts")).backupCommand,
  doctor: async () => (await import("./doctor.ts")).doctorCommand,
  eval: async () => (await import("./eval.ts")).evalCommand,
  rollback: async () => (await import("./rollback.ts")).rollbackCommand,
  bench: async () => (await import("./bench-retrieval.ts")).benchCommand,
};

async function overview(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  const width = Math.max(...commands.map(({ name }) => name.length));
  return `shirube <command> [options]

${commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join("\n")}

shirube <command> --help tells more.
`;
}

/** `.env` beside package.json fills in what the environment leaves open. */
function environment(): Record<string, string | undefined> {
  const file = join(ROOT, ".env");
  return existsSync(file) ? { ...parseEnv(readFileSync(file, "utf8")), ...process.env } : { ...process.env };
}

/** Relative folders are relative to the project, so that every command finds the same data. */
function configFrom(env: Record<string, string | undefined>): Config {
  const config = parseConfig(env);
  const inProject = (path: string, isDefault: boolean) => (isDefault ? join(ROOT, path) : path);
  return {
    ...config,
    dataDir: inProject(config.dataDir, !env.SHIRUBE_DATA?.trim()),
    knowledgeDir: inProject(config.knowledgeDir, !env.SHIRUBE_KNOWLEDGE?.trim()),
  };
}

function explain(error: unknown, debug: boolean): string {
  if (error instanceof AppError) return `${error.message}\n${error.hint}\n`;
  if (isArgumentError(error)) return `${error.message}\nRun the command with --help to see its options.\n`;
  const detail = error instanceof Error ? (debug ? error.stack : error.message) : String(error);
  return `Something went wrong: ${detail}\nSet SHIRUBE_LOG=debug and run the command again to see where.\n`;
}

function isArgumentError(error: unknown): error is Error {
  return error instanceof Error && String((error as { code?: string }).code).startsWith("ERR_PARSE_ARGS");
}

async function main(): Promise<number> {
  const [name, ...args] = process.argv.slice(2);
  const load = name === undefined ? undefined : COMMANDS[name];
  if (!load || name === undefined) {
    const wantsHelp = name === undefined || name === "help" || name === "--help" || name === "-h";
    const text = await overview();
    if (wantsHelp) process.stdout.write(text);
    else process.stderr.write(`There is no command "${name}".\n\n${text}`);
    return wantsHelp ? 0 : 1;
  }
  const command = await load();
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(command.help);
    return 0;
  }
  const controller = new AbortController();
  const stop = () => controller.abort();
  process.once("SIGINT", stop).once("SIGTERM", stop);
  const env = environment();
  const io: CommandIo = {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env,
    signal: controller.signal,
  };
  return command.run(args, io, () => configFrom(env));
}

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // The reader of a pipe has left (`| head`): nothing is wrong and nobody is listening.
  if (error.code === "EPIPE") process.exit(0);
  process.stderr.write(`The output could not be written: ${error.message}\n`, () => process.exit(1));
});

/** Ends once everything is written: a library's forgotten timer must not keep a finished command alive. */
function exit(code: number): void {
  process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));
}

try {
  exit(await main());
} catch (error) {
  process.stderr.write(explain(error, process.env.SHIRUBE_LOG === "debug"));
  exit(1);
}
