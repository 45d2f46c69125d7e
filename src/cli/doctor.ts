import { parseArgs } from "node:util";
import { operatorChecks } from "../operator-checks.ts";
import type { Command } from "./command.ts";

const HELP = `shirube doctor [--slack] [--json]

Checks the database, the knowledge and the index, and says what to do about anything that is not well.

  --slack   also the tokens, the scopes and the advisors' channel
  --json    print JSON only

Exits 1 when anything is not well.
`;

export const doctorCommand: Command = {
  name: "doctor",
  summary: "Check the set-up and say what to do",
  help: HELP,
  async run(args, io, config) {
    const { values } = parseArgs({
      args: [...args],
      options: { slack: { type: "boolean", default: false }, json: { type: "boolean", default: false } },
    });
    const results = await operatorChecks(config(), values.slack);
    const lines = results.map(
      ({ name, ok, detail, hint }) => `${ok ? "✓" : "✗"} ${name}: ${detail}${hint ? `\n    ${hint}` : ""}`,
    );
    io.stdout.write(values.json ? `${JSON.stringify(results)}\n` : `${lines.join("\n")}\n`);
    return results.every(({ ok }) => ok) ? 0 : 1;
  },
};
