import { parseArgs } from "node:util";
import { ensureReady } from "../../src/cli/setup.mjs";

const HELP = `npm run audit -- licences --json
npm run audit -- regexes --json

What the product is made of: the licences of every package that runs in production, and how the time of every
regular expression grows with its input. Exits 1 when a licence asks for more than its text to be kept, or an
expression grows exponentially.
`;
const KINDS = ["licences", "regexes"];

ensureReady();
const [kind, ...args] = process.argv.slice(2);
if (!KINDS.includes(kind)) {
  process.stderr.write(HELP);
  process.exit(1);
}
const audit = await import(`./${kind}.mjs`);
const { values } = parseArgs({
  args,
  options: { ...audit.options, json: { type: "boolean", default: false } },
});
const result = await audit.run(values);
if (values.json) process.stdout.write(`${JSON.stringify(result)}\n`);
else console.dir(result, { depth: 3, maxArrayLength: null });
process.exit(audit.isGood(result) ? 0 : 1);
