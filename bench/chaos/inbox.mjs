import { startFleet } from "./fleet.mjs";
import { withDatabase } from "./postgres.mjs";
import { sayProgress } from "./progress.mjs";
import { createRandom, pause, until, untilSettled } from "./random.mjs";

export const options = {
  engine: { type: "string", default: "sqlite" },
  deliveries: { type: "string", default: "1000" },
  kills: { type: "string", default: "20" },
};

const QUESTIONS = [
  "違いは?",
  "インフラエンジニアの仕事は?",
  "バックエンドエンジニアの年収は?",
  "将来性は?",
  "ありがとう",
];

/** Questions in many conversations while processes die; each must be answered once, in order. */
export async function run({ engine, deliveries, kills, seed }) {
  const total = Number(deliveries);
  const random = createRandom(seed);
  return withDatabase(engine, async (databaseUrl) => {
    const started = Date.now();
    const processes = engine === "postgres" ? 4 : 1;
    const fleet = await startFleet({ processes, databaseUrl, random });
    try {
      const { workspace } = fleet;
      const limit = Number(kills);
      const stopKilling = fleet.killer({ limit, minMs: 1_500, maxMs: 4_000 });
      const endProgress = sayProgress(() => `${fleet.kills()} of ${limit} kills`);
      const asked = await askAll(workspace, total, random, Math.ceil((limit * 5_500) / total));
      await until(() => fleet.kills() >= limit, 600_000);
      await stopKilling();
      endProgress();
      const answers = () => answersByQuestion(workspace);
      await untilSettled(() => answered(asked, answers()), asked.length);
      await pause(3_000);
      return {
        deliveries: total,
        kills: fleet.kills(),
        ...judge(asked, answers(), await fleet.accepted()),
        seconds: Math.round((Date.now() - started) / 1000),
      };
    } finally {
      await fleet.close();
    }
  });
}

/** One question after the other, from many people, with up to `pauseMs` in between. */
export async function askAll(workspace, total, random, pauseMs) {
  const people = Array.from({ length: Math.max(4, Math.ceil(total / 25)) }, (_, index) =>
    workspace.addPerson({ key: `p${index}`, name: `相談${index}`, role: "requester" }),
  );
  const threads = new Map();
  const asked = [];
  for (let index = 0; index < total; index += 1) {
    const person = random.pick(people);
    const thread = threads.get(person.id);
    const text = random.pick(QUESTIONS);
    const message = thread ? person.replyInThread(person.dmChannelId, thread, text) : person.dm(text);
    if (!thread) threads.set(person.id, message.ts);
    const key = `answer:said:${workspace.teamId}:${person.dmChannelId}:${message.ts}`;
    asked.push({ key, conversation: person.id, ts: message.ts });
    await pause(random.between(0, pauseMs));
  }
  return asked;
}

export const answered = (asked, answers) => asked.filter(({ key }) => answers.has(key)).length;

/** Messages of the bot by the question they answer; the key is in their metadata. */
export function answersByQuestion(workspace) {
  const found = new Map();
  for (const message of workspace.store.list("messages")) {
    const key = message.metadata?.event_payload?.key;
    if (!key?.startsWith("answer:")) continue;
    const question = key.replace(/:again$/, "");
    found.set(question, [...(found.get(question) ?? []), message.ts]);
  }
  return found;
}

/** Out of order is what was written and accepted later but answered earlier: while every process was down, Slack's retries decide what arrives first. */
export function judge(asked, answers, inbox) {
  const accepted = inbox.map(({ key }) => key);
  const unanswered = asked.filter(({ key }) => !answers.has(key));
  const known = new Set(accepted.map((item) => `answer:${item}`));
  const lost = unanswered.length;
  for (const { key, error } of inbox.filter(({ parked_at }) => parked_at !== null))
    process.stderr.write(`parked ${key}: ${error}\n`);
  const neverAccepted = unanswered.filter(({ key }) => !known.has(key)).length;
  if (neverAccepted > 0)
    process.stderr.write(
      `${neverAccepted} of the lost were never accepted: Slack gave up before a process was there\n`,
    );
  const answeredTwice = asked.filter(({ key }) => (answers.get(key)?.length ?? 0) > 1).length;
  const acceptedAs = new Map(accepted.map((item, index) => [`answer:${item}`, index]));
  const placed = asked.flatMap(({ key, conversation, ts }) => {
    const answer = answers.get(key)?.[0];
    return answer && acceptedAs.has(key) ? [{ conversation, ts, answer, accepted: acceptedAs.get(key) }] : [];
  });
  const isOvertaken = (earlier, later) =>
    earlier.conversation === later.conversation &&
    earlier.ts < later.ts &&
    earlier.accepted < later.accepted &&
    earlier.answer > later.answer;
  const outOfOrder = placed.filter((later) => placed.some((earlier) => isOvertaken(earlier, later))).length;
  return { lost, answeredTwice, outOfOrder };
}

export const isGood = ({ lost, answeredTwice, outOfOrder }) => lost + answeredTwice + outOfOrder === 0;
