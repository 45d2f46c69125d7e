import { once } from "node:events";
import { createReadStream, existsSync } from "node:fs";
import { AppError } from "../errors.ts";
import { backupData, exportData, importData } from "../operator-data.ts";
import type { Command } from "./command.ts";

export const exportCommand: Command = {
  name: "export",
  summary: "Write all data as JSON lines, to move between databases",
  help: `shirube export > file.jsonl

Writes everything as JSON lines, the same from SQLite and PostgreSQL.
While the bot runs, this is what was there at the beginning. To move, stop the bot first: what it stores later is not in the file.
`,
  async run(_args, io, config) {
    const count = await exportData(config(), async (line) => {
      if (!io.stdout.write(line)) await once(io.stdout, "drain");
    });
    io.stderr.write(`${count} rows\n`);
    return 0;
  },
};

export const importCommand: Command = {
  name: "import",
  summary: "Read an export into an empty database",
  help: `shirube import file.jsonl

Reads what \`shirube export\` wrote into the configured database, which must be empty; all of it or nothing.
`,
  async run([file], io, config) {
    if (!file || !existsSync(file)) {
      throw new AppError(
        "import_file",
        `There is no file "${file ?? ""}".`,
        "Try: shirube import file.jsonl",
      );
    }
    const count = await importData(config(), readLines(file));
    io.stderr.write(`${count} rows\n`);
    return 0;
  },
};

export const backupCommand: Command = {
  name: "backup",
  summary: "Copy the embedded database while the bot runs",
  help: `shirube backup file.db

Copies the embedded database to a new file, whole and consistent, while the bot runs.
`,
  async run([file], io, config) {
    if (!file || existsSync(file)) {
      throw new AppError(
        "backup_file",
        "Name a file that does not exist yet.",
        "Try: shirube backup backup.db",
      );
    }
    await backupData(config(), file);
    io.stderr.write(`Copied to ${file}\n`);
    return 0;
  },
};

async function* readLines(file: string): AsyncGenerator<unknown> {
  let rest = "";
  for await (const chunk of createReadStream(file, { encoding: "utf8" })) {
    // Only a newline ends a line here: Node's readline also breaks one at U+2028, which people's words may hold.
    const lines = `${rest}${chunk}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.trim() !== "") yield parsed(line);
  }
  if (rest.trim() !== "") yield parsed(rest);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
