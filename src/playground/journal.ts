import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** One record put, or removed when `record` is null. */
export interface JournalEntry {
  readonly collection: string;
  readonly id: string;
  readonly record: unknown;
}

/** Where the workspace's changes are kept, so that a killed process finds its conversations again. */
export interface Journal {
  entries(): readonly JournalEntry[];
  append(entry: JournalEntry): void;
  /** Replaces the history by what is true now. */
  compact(entries: readonly JournalEntry[]): void;
}

/**
 * A journal of one JSON object a line. Each change is handed to the operating system before the caller goes
 * on, so kill -9 loses nothing; a last line cut short by a crash is dropped.
 */
export function createJournal(path: string): Journal {
  mkdirSync(dirname(path), { recursive: true });
  return {
    entries() {
      if (!existsSync(path)) return [];
      const lines = readFileSync(path, "utf8").split("\n");
      return lines.filter(Boolean).flatMap((line) => {
        try {
          return [JSON.parse(line) as JournalEntry];
        } catch {
          return [];
        }
      });
    },
    append(entry) {
      appendFileSync(path, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
    },
    compact(entries) {
      const next = `${path}.next`;
      writeFileSync(next, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""), { mode: 0o600 });
      renameSync(next, path);
    },
  };
}
