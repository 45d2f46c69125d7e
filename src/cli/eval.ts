import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { openAnswering } from "../answering.ts";
import { AppError } from "../errors.ts";
import { evaluate } from "../evaluation/evaluate.ts";
import { GOLDEN_SETS, type GoldenSet } from "../evaluation/golden.ts";
import { measureRows, renderReport, reportJson } from "../evaluation/report.ts";
import { createLogger } from "../log.ts";
import type { Command } from "./command.ts";

const HELP = `shirube eval [set…] [--golden dir] [--snapshot dir] [--failures] [--json] [--gate]

Asks every golden question and measures the answers.

  set…             ${GOLDEN_SETS.join(", ")} (default: all)
  --golden dir     folder of the golden sets (default: tests/golden)
  --snapshot dir   another index folder or snapshot (default: <data>/index)
  --failures       also list what failed in the half used for tuning; the other half stays unseen
  --json           print the run with its measures as JSON
  --gate           exit code 1 when a measure misses its goal
`;

export const evalCommand: Command = {
  name: "eval",
  summary: "Measure the answers against the golden questions",
  help: HELP,
  async run(args, io, config) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        golden: { type: "string", default: "tests/golden" },
        snapshot: { type: "string" },
        failures: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        gate: { type: "boolean", default: false },
      },
    });
    const sets = positionals.map(parseSet);
    if (!existsSync(values.golden)) {
      throw new AppError("golden_missing", `there is no folder ${values.golden}`, "Name one with --golden.");
    }
    const answering = await openAnswering(config(), {
      logger: createLogger("error"),
      ...(values.snapshot !== undefined && { snapshotDir: values.snapshot }),
    });
    try {
      const run = await evaluate({
        agent: answering.agent,
        retriever: answering.retriever(),
        folder: values.golden,
        ...(sets.length > 0 && { sets }),
        onCase: (set, done, total) => {
          if (io.stderr.isTTY)
            io.stderr.write(`\r\u001b[K${set} ${done}/${total}${done === total ? "\n" : ""}`);
        },
      });
      io.stdout.write(
        values.json ? `${reportJson(run)}\n` : renderReport(run, { failures: values.failures }),
      );
      const missed = measureRows(run).some(({ share, goal }) => goal !== undefined && share < goal);
      return values.gate && missed ? 1 : 0;
    } finally {
      await answering.close();
    }
  },
};

function parseSet(name: string): GoldenSet {
  const set = GOLDEN_SETS.find((known) => known === name);
  if (set) return set;
  throw new AppError(
    "golden_unknown",
    `there is no golden set "${name}"`,
    `Choose from ${GOLDEN_SETS.join(", ")}.`,
  );
}
