import { parseArgs } from "node:util";
import { ensureReady } from "../../src/cli/setup.mjs";

const HELP = `npm run chaos -- inbox --engine sqlite|postgres --deliveries 1000 --kills 20 --seed 1 --json
npm run chaos -- relay --relays 1000 --seed 1 --json
npm run chaos -- slack --questions 200 --seed 1 --json
npm run chaos -- database --fault restart|cut|pool|partition --times 5 --deliveries 300 --seed 1 --json
npm run chaos -- power --rounds 10 --seed 1 --json

Runs real processes against a Slack-compatible workspace on this machine, kills them with kill -9
and makes Slack misbehave, then counts what was lost, doubled or out of order. Exits 1 when anything was.
--engine postgres needs TEST_DATABASE_URL, a server on which databases may be created.
\`database\` starts a PostgreSQL server of its own (Debian's package); a partition also needs Linux and root,
as does \`power\`, which loses what had not reached the disk and counts accepted deliveries that are gone.
`;
const KINDS = ["inbox", "relay", "slack", "database", "power"];

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
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});
const result = await scenario.run({ ...values, seed: Number(values.seed) });
if (values.json) process.stdout.write(`${JSON.stringify(result)}\n`);
else
  for (const [name, value] of Object.entries(result))
    process.stdout.write(`${name.padEnd(16)}${JSON.stringify(value)}\n`);
process.exit(scenario.isGood(result) ? 0 : 1);
