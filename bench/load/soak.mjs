import { withDatabase } from "../chaos/postgres.mjs";
import { createRandom } from "../chaos/random.mjs";
import { startBots } from "./drive.mjs";
import { createDay } from "./soak-day.mjs";
import { storedIn } from "./soak-storage.mjs";

export const options = {
  hours: { type: "string", default: "24" },
  conversations: { type: "string", default: "100000" },
  engine: { type: "string", default: "sqlite" },
  /** Conversations at once. */
  window: { type: "string", default: "24" },
};

const HOUR_MS = 60 * 60 * 1000;
const inMb = (bytes) => Math.round((bytes / 1024 / 1024) * 10) / 10;
/** Growth above which memory does not count as bounded, MB over 10,000 conversations. */
const BARS = { heapMb: 2, rssMb: 5 };

/** A simulated day in one process: what is alive in it, what is on disk and what is open, hour by hour. */
export function run(settings) {
  return withDatabase(settings.engine, (databaseUrl) => soak(databaseUrl, settings));
}

async function soak(databaseUrl, { hours, conversations, window, seed, profile }) {
  const total = Number(conversations);
  const lengthMs = Number(hours) * HOUR_MS;
  const startsAt = Date.now();
  const clock = { at: startsAt };
  const bots = await startBots({
    script: "soak-bot.mjs",
    processes: 1,
    modelMs: 0,
    databaseUrl,
    profile,
    flags: ["--expose-gc"],
    now: () => clock.at,
    env: (workspace) => ({
      ADVISOR_CHANNEL: workspace.advisorChannelId,
      WORKSPACE_QUESTIONS_PER_DAY: "10000000",
      SOAK_STARTS_AT: String(startsAt),
    }),
  });
  const [bot] = bots.processes;
  bot.once("exit", (code, signal) => {
    if (!bots.closing()) process.stderr.write(`The bot ended by itself: ${code ?? signal}\n`);
  });
  const day = createDay(bots.workspace, createRandom(seed), total);
  const samples = [];

  const tell = (measured) => bot.send({ at: clock.at, measured });
  const sample = async (hour) => {
    const measured = new Promise((resolve) => bot.once("message", resolve));
    tell(true);
    const { rss, heapUsed, external, handles } = await measured;
    const { database, wal, ...rows } = await storedIn(bots.folder, databaseUrl);
    const row = {
      hour,
      conversations: day.held(),
      questions: day.asked(),
      unanswered: day.unanswered(),
      rssMb: inMb(rss),
      heapMb: inMb(heapUsed),
      externalMb: inMb(external),
      handles,
      databaseMb: inMb(database),
      walMb: inMb(wal),
      ...rows,
      workspaceMb: inMb(process.memoryUsage().heapUsed),
      seconds: Math.round(performance.now() / 1000),
    };
    samples.push(row);
    process.stderr.write(`${JSON.stringify(row)}\n`);
  };

  let begun = 0;
  const converseUntil = async (last) => {
    while (begun < last && bot.connected) {
      begun += 1;
      await day.converse(begun);
      clock.at = startsAt + Math.round((day.held() / total) * lengthMs);
      if (bot.connected) tell(false);
    }
  };

  try {
    await sample(0);
    for (let hour = 1; hour <= Number(hours) && bot.connected; hour += 1) {
      const last = Math.round((total * hour) / Number(hours));
      await Promise.all(Array.from({ length: Number(window) }, () => converseUntil(last)));
      // Slack renews its sockets every few hours.
      bots.workspace.sockets.refresh({ warning: true });
      if (bot.connected) await sample(hour);
    }
    return samples;
  } finally {
    await bots.close();
  }
}

/**
 * Growth in the last half of the day, by the straight line that fits its samples best, with twice its standard error:
 * what a size wavers by from sample to sample is no growth, and no proof that there is none.
 */
export function judge(samples) {
  const later = samples.slice(Math.floor(samples.length / 2));
  const growth = Object.fromEntries(Object.keys(BARS).map((size) => [size, lineThrough(later, size)]));
  const sizes = Object.entries(BARS).map(([size, bar]) => ({ ...growth[size], bar }));
  const isBounded = sizes.every(({ slope, bar }) => slope <= bar);
  const hasGrown = sizes.some(({ slope, error, bar }) => slope - error > bar);
  const { conversations = 0, unanswered = 0, hour = 0 } = samples.at(-1) ?? {};
  const told = ({ slope, error }) => `${slope.toFixed(2)} ± ${error.toFixed(2)} MB`;
  return {
    isGood: isBounded && unanswered === 0,
    verdict: `Memory ${isBounded ? "stayed bounded" : hasGrown ? "GREW" : "wavers too much to tell"}: over the last half of ${hour} hours and ${conversations} conversations, ${told(growth.heapMb)} of heap and ${told(growth.rssMb)} of RSS per 10,000 conversations; ${unanswered} unanswered.`,
  };
}

/** Slope per 10,000 conversations of the least-squares line, and twice its standard error. */
function lineThrough(samples, size) {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const points = samples.map((sample) => ({ x: sample.conversations / 10_000, y: sample[size] }));
  const [x, y] = [mean(points.map((point) => point.x)), mean(points.map((point) => point.y))];
  const across = points.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
  const slope = points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0) / across;
  const left = points.reduce((sum, point) => sum + (point.y - y - slope * (point.x - x)) ** 2, 0);
  return { slope, error: 2 * Math.sqrt(left / (points.length - 2) / across) };
}
