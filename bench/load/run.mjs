import { parseArgs } from "node:util";
import { ensureReady } from "../../src/cli/setup.mjs";

const HELP = `npm run load -- throughput --deliveries 1000 --window 100 --json
npm run load -- conversations --conversations 1000 --model-ms 5000 --json
npm run load -- soak --hours 24 --conversations 100000 --engine sqlite --json

The whole bot against a Slack-compatible workspace on this machine; the first two beside a plain Bolt bot in the same run.
The soak lets a day pass while that many people talk with the bot, and says whether its memory stayed bounded.
With TEST_DATABASE_URL, a server on which databases may be created, PostgreSQL is measured too.
`;
const KINDS = ["throughput", "conversations", "soak"];

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
const judged = scenario.judge?.(rows);
if (values.json) process.stdout.write(`${JSON.stringify(judged ? { samples: rows, ...judged } : rows)}\n`);
else {
  console.table(rows);
  if (judged) process.stdout.write(`${judged.verdict}\n`);
}
process.exit(judged?.isGood === false ? 1 : 0);
