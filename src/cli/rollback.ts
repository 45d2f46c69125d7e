import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { rollback } from "../indexing/snapshot-history.ts";
import type { Command } from "./command.ts";

const HELP = `shirube rollback [--out dir]

Serves the snapshot that served before the last ingest; running replicas follow by themselves.

  --out dir   index folder (default: <data>/index)
`;

export const rollbackCommand: Command = {
  name: "rollback",
  summary: "Serve the snapshot from before the last ingest",
  help: HELP,
  async run(args, io, config) {
    const { values } = parseArgs({ args: [...args], options: { out: { type: "string" } } });
    const folder = rollback(values.out ?? join(config().dataDir, "index"));
    io.stdout.write(`Snapshot ${basename(folder)} serves now.\n`);
    return 0;
  },
};
