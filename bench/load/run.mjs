import { parseArgs } from "node:util";
import { ensureReady } from "../../src/cli/setup.mjs";

const HELP = `npm run load -- throughput --deliveries 1000 --window 100 --json
npm run load -- conversations --conversations 1000 --model-ms 5000 --json

The whole bot against a Slack-compatible workspace on this machine, beside a plain Bolt bot in the same run.
With TEST_DATABASE_URL, a server on which databases may be created, PostgreSQL is measured too.
`;
const KINDS = ["throughput", "conversations"];

ensureReady();
const [kind, ...args] = process.argv.slice(2);
if (!KINDS.includes(kind)) {
  process.stderr.write(HELP);
  process.exit(1);
}
const scenario = await import(`./${kind}.mjs`);
const { values } = parseArgs({
  args,
  options: {
    ...scenario.options,
    /** A folder for a CPU profile of every bot. */
    profile: { type: "string" },
    /** Only bots whose name contains this. */
    only: { type: "string", default: "" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});
const rows = await scenario.run({ ...values, seed: Number(values.seed) });
if (values.json) process.stdout.write(`${JSON.stringify(rows)}\n`);
else console.table(rows);
process.exit(0);
