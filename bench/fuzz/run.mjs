import { parseArgs } from "node:util";
import { ensureReady } from "../../src/cli/setup.mjs";

const HELP = `npm run fuzz -- --runs 100000 --seed 1 --json

Random and mutated Slack payloads, knowledge files of every format, front matters and JSON bodies.
Nothing may crash, take more than a second of processor or ten seconds in all, reach an object's prototype
or leave half of anything behind.
Exits 1 when something did, with the smallest input that shows it.
`;

ensureReady();
const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    only: { type: "string" },
    "slowest-ms": { type: "string", default: "1000" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const { fuzz } = await import("./fuzz.mjs");
const result = await fuzz({
  runs: Number(values.runs),
  seed: Number(values.seed),
  only: values.only,
  slowestMs: Number(values["slowest-ms"]),
});
if (values.json) process.stdout.write(`${JSON.stringify(result)}\n`);
else console.dir(result, { depth: 4 });
process.exit(result.faults.length === 0 ? 0 : 1);
