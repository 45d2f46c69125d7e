import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { messageOf } from "../errors.ts";
import { checkKnowledge, type Finding } from "../indexing/check-knowledge.ts";
import { type IngestOptions, type IngestProgress, type IngestReport, ingest } from "../indexing/ingest.ts";
import { openRetrievalTools } from "../indexing/retrieval-tools.ts";
import { watchKnowledge } from "../indexing/watch-knowledge.ts";
import { checkGuidance, GUIDANCE_FILE } from "../served-guidance.ts";
import type { Command, CommandIo } from "./command.ts";

const HELP = `shirube ingest [path…] [--out dir] [--check] [--watch] [--json]

Reads documents (Markdown, text, HTML, PDF, Word) and publishes them as the snapshot that answers
are drawn from. A running bot takes it up by itself.

  path…       files and folders (default: the knowledge folder and what advisors have taught)
  --out dir   index folder (default: <data>/index)
  --check     publish nothing; report missing metadata, stale reviews, duplicates, contradictions,
              sentences that read like orders to software and guidance that quotes what is not there,
              and end with code 1 when there is an error
  --watch     publish again whenever a document changes
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
      options: {
        out: { type: "string" },
        check: { type: "boolean", default: false },
        watch: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
      },
    });
    const { dataDir, knowledgeDir, retrieval } = config();
    const lessons = join(dataDir, "lessons");
    const served = [knowledgeDir, ...(existsSync(lessons) ? [lessons] : [])];
    const paths = positionals.length > 0 ? positionals : served;
    if (values.check) return check(paths, io, values.json);
    const options = {
      paths,
      outDir: values.out ?? join(dataDir, "index"),
      tools: openRetrievalTools(retrieval),
      onProgress: progressBar(io),
    };
    if (values.watch) await watchAndPublish(options, io, values.json);
    else await publish(options, io, values.json);
    return 0;
  },
};

async function publish(options: IngestOptions, io: CommandIo, json: boolean): Promise<void> {
  const report = await ingest(options);
  io.stdout.write(json ? `${JSON.stringify(report)}\n` : renderReport(report));
}

async function watchAndPublish(options: IngestOptions, io: CommandIo, json: boolean): Promise<void> {
  io.stderr.write("Watching for changes; Ctrl-C ends.\n");
  const again = async () => {
    try {
      await publish(options, io, json);
    } catch (error) {
      // A half-written document must not end the watch; the last good snapshot serves on.
      io.stderr.write(`Not published: ${messageOf(error)}\n`);
    }
  };
  await watchKnowledge(options.paths, again, io.signal);
}

async function check(paths: readonly string[], io: CommandIo, json: boolean): Promise<number> {
  const guidance = (await checkGuidance(paths)).map(
    (message): Finding => ({ level: "error", kind: "guidance", id: GUIDANCE_FILE, message }),
  );
  const findings = [...(await checkKnowledge({ paths, now: Date.now() })), ...guidance];
  io.stdout.write(json ? `${JSON.stringify(findings)}\n` : renderFindings(findings));
  return findings.some(({ level }) => level === "error") ? 1 : 0;
}

/** One line on a terminal, rewritten as the work goes on; silent where nobody is looking. */
function progressBar(io: CommandIo): (progress: IngestProgress) => void {
  if (!io.stderr.isTTY) return () => undefined;
  return ({ step, done, of }) => {
    const filled = Math.round((20 * done) / Math.max(1, of));
    const bar = "█".repeat(filled).padEnd(20, "░");
    io.stderr.write(`\r\u001b[K${step.padEnd(10)} ${bar} ${done}/${of}${step === "publishing" ? "\n" : ""}`);
  };
}

function renderReport(report: IngestReport): string {
  const lines = [
    `${report.documents} documents, ${report.sections} sections, ${report.chunks} chunks`,
    ...report.added.map((id) => `  + ${id}`),
    ...report.changed.map((id) => `  ~ ${id}`),
    ...report.removed.map((id) => `  - ${id}`),
    ...report.skipped.map(({ id, why }) => `  ! ${id} skipped: ${why}`),
    ...report.unquotable.map(
      ({ id, text }) => `  ! ${id}: never quoted, it reads like an order to software: ${text}`,
    ),
    ...(report.unchanged > 0 ? [`  ${report.unchanged} unchanged`] : []),
    ...(report.embedded > 0 ? [`  ${report.embedded} texts embedded`] : []),
    `Snapshot ${report.snapshotId} serves now.`,
  ];
  return `${lines.join("\n")}\n`;
}

function renderFindings(findings: readonly Finding[]): string {
  if (findings.length === 0) return "Nothing to mend.\n";
  return findings.map(({ level, kind, id, message }) => `${level} ${kind}: ${id}: ${message}\n`).join("");
}
