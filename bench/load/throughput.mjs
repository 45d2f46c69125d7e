import { withDatabase } from "../chaos/postgres.mjs";
import { observe, percentile, startBots } from "./drive.mjs";

export const options = {
  deliveries: { type: "string", default: "1000" },
  /** Questions that wait for their answer at any time. */
  window: { type: "string", default: "100" },
};

const VARIANTS = [
  { name: "plain Bolt, in memory", script: "plain-bot.mjs", engine: "sqlite", processes: 1 },
  { name: "SQLite, 1 process", script: "bot.mjs", engine: "sqlite", processes: 1 },
  { name: "PostgreSQL, 1 process", script: "bot.mjs", engine: "postgres", processes: 1 },
  { name: "PostgreSQL, 2 processes", script: "bot.mjs", engine: "postgres", processes: 2 },
  { name: "PostgreSQL, 4 processes", script: "bot.mjs", engine: "postgres", processes: 4 },
];

/** Deliveries a second from the event to the post, with a model that takes no time. */
export async function run(settings) {
  const rows = [];
  for (const variant of VARIANTS) {
    if (!variant.name.includes(settings.only)) continue;
    if (variant.engine === "postgres" && !process.env.TEST_DATABASE_URL) continue;
    rows.push(await withDatabase(variant.engine, (databaseUrl) => measure(variant, databaseUrl, settings)));
  }
  return rows;
}

async function measure({ name, script, processes }, databaseUrl, settings) {
  const { profile } = settings;
  const bots = await startBots({ script, processes, modelMs: 0, databaseUrl, profile });
  try {
    const { workspace } = bots;
    const people = Array.from({ length: Number(settings.window) }, (_, index) =>
      workspace.addPerson({ key: `p${index}`, name: `相談${index}`, role: "requester" }),
    );
    const watch = observe(workspace);
    const threads = new Map();
    let left = Number(settings.deliveries);
    const began = performance.now();
    await Promise.all(
      people.map(async (person) => {
        while (left > 0) {
          left -= 1;
          await watch.ask(person, threads, "インフラエンジニアの仕事は?");
        }
      }),
    );
    const seconds = (performance.now() - began) / 1000;
    watch.stop();
    return {
      bot: name,
      deliveries: watch.answers.length,
      perSecond: Math.round((watch.answers.length / seconds) * 10) / 10,
      answerP50: percentile(watch.answers, 0.5),
      answerP95: percentile(watch.answers, 0.95),
    };
  } finally {
    await bots.close();
  }
}
