import { join } from "node:path";
import { parseArgs } from "node:util";
import { createConfiguredEmbedder } from "../indexing/configured-embedder.ts";
import { type IngestReport, ingest } from "../indexing/ingest.ts";
import type { Command } from "./command.ts";

const HELP = `shirube ingest [path…] [--out dir] [--json]

Reads documents and publishes them as the snapshot that answers are drawn from.

  path…       files and folders (default: the knowledge folder)
  --out dir   index folder (default: <data>/index)
  --json      print the report as JSON
`;

export const ingestCommand: Command = {
  name: "ingest",
  summary: "Build the index from the knowledge folder",
  help: HELP,
  async run(args, io, config) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { out: { type: "string" }, json: { type: "boolean", default: false } },
    });
    const { dataDir, knowledgeDir, model } = config();
    const report = await ingest({
      paths: positionals.length > 0 ? positionals : [knowledgeDir],
      outDir: values.out ?? join(dataDir, "index"),
      embedder: createConfiguredEmbedder(model),
    });
    io.stdout.write(values.json ? `${JSON.stringify(report)}\n` : renderReport(report));
    return 0;
  },
};

function renderReport(report: IngestReport): string {
  const lines = [
    `${report.documents} documents, ${report.sections} sections, ${report.chunks} chunks`,
    ...report.added.map((id) => `  + ${id}`),
    ...report.changed.map((id) => `  ~ ${id}`),
    ...report.removed.map((id) => `  - ${id}`),
    ...report.skipped.map(({ id, why }) => `  ! ${id} skipped: ${why}`),
    `Snapshot ${report.snapshotId} serves now.`,
  ];
  return `${lines.join("\n")}\n`;
}
