import type { Readable, Writable } from "node:stream";
import type { Config } from "../config/config.ts";

/** What a command may touch of the process; tests pass their own. */
export interface CommandIo {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  /** The command's result, and nothing else. */
  readonly stdout: Writable & { readonly isTTY?: boolean };
  /** Progress, hints and errors. */
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal;
}

/** One word after `shirube`. */
export interface Command {
  readonly name: string;
  /** One line for the overview. */
  readonly summary: string;
  /** Usage and options, shown by `shirube <name> --help`. */
  readonly help: string;
  /**
   * Runs with the arguments after the command's name.
   * @returns the exit code
   * @throws AppError for anything the operator can mend; shown with its hint, exit code 1
   */
  run(args: readonly string[], io: CommandIo, config: () => Config): Promise<number>;
}
