import { withDatabase } from "../chaos/postgres.mjs";
import { createRandom, pause } from "../chaos/random.mjs";
import { observe, percentile, startBots } from "./drive.mjs";

export const options = {
  conversations: { type: "string", default: "1000" },
  turns: { type: "string", default: "3" },
  "model-ms": { type: "string", default: "5000" },
  /** Mean time a person reads and types before asking on, milliseconds. */
  "think-ms": { type: "string", default: "30000" },
};

const VARIANTS = [
  { name: "plain Bolt, in memory", script: "plain-bot.mjs", engine: "sqlite", processes: 1 },
  { name: "SQLite, 1 process", script: "bot.mjs", engine: "sqlite", processes: 1 },
  { name: "PostgreSQL, 2 processes", script: "bot.mjs", engine: "postgres", processes: 2 },
];

/** How soon a thousand people in conversation at once see that they were heard, with a model that takes seconds. */
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
  const random = createRandom(settings.seed);
  const thinkMs = Number(settings["think-ms"]);
  const bots = await startBots({
    script,
    processes,
    modelMs: Number(settings["model-ms"]),
    databaseUrl,
    profile: settings.profile,
  });
  try {
    const { workspace } = bots;
    const people = Array.from({ length: Number(settings.conversations) }, (_, index) =>
      workspace.addPerson({ key: `p${index}`, name: `相談${index}`, role: "requester" }),
    );
    const watch = observe(workspace);
    const threads = new Map();
    let most = 0;
    const sampling = setInterval(() => {
      most = Math.max(most, watch.waiting());
    }, 100);
    const began = performance.now();
    await Promise.all(
      people.map(async (person) => {
        for (let turn = 0; turn < Number(settings.turns); turn += 1) {
          await pause(random.between(0, 2 * thinkMs));
          await watch.ask(person, threads, "インフラエンジニアの仕事は?");
        }
      }),
    );
    clearInterval(sampling);
    watch.stop();
    return {
      bot: name,
      conversations: people.length,
      questions: watch.answers.length,
      mostAtOnce: most,
      firstSignP50: percentile(watch.signs, 0.5),
      firstSignP95: percentile(watch.signs, 0.95),
      answerP95: percentile(watch.answers, 0.95),
      seconds: Math.round((performance.now() - began) / 1000),
    };
  } finally {
    await bots.close();
  }
}
