import { parseArgs } from "node:util";
import { parkedWork, retryParkedWork } from "../operator-data.ts";
import type { Command } from "./command.ts";

export const parkedCommand: Command = {
  name: "parked",
  summary: "Show work that was given up on, and try it again",
  help: `shirube parked [--json] [--retry id ... | --retry-all]

Lists deliveries and messages that were set aside after too many failures: where, since when and why,
never what they say. Their askers have been told. Once the cause is mended, --retry puts them back in line.
`,
  async run(args, io, config) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        json: { type: "boolean", default: false },
        retry: { type: "string", multiple: true },
        "retry-all": { type: "boolean", default: false },
      },
    });
    const parked = await parkedWork(config());
    if (values["retry-all"] || values.retry) {
      const ids = values["retry-all"] ? parked.map(({ id }) => id) : (values.retry ?? []).map(Number);
      io.stderr.write(`${await retryParkedWork(config(), ids)} put back in line\n`);
      return 0;
    }
    if (values.json) io.stdout.write(`${JSON.stringify(parked)}\n`);
    else {
      for (const { id, queue, lane, attempts, parkedAt, error } of parked)
        io.stdout.write(
          `${id}  ${new Date(parkedAt).toISOString()}  ${queue}  ${lane}  ${attempts} tries  ${error}\n`,
        );
      if (parked.length === 0) io.stderr.write("Nothing is parked.\n");
    }
    return 0;
  },
};
