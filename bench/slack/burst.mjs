// 200 questions in one minute from 50 people in one workspace that holds its apps to Slack's rates.
// Run after `npm run build`: node bench/slack/burst.mjs [--questions 200] [--people 50] [--seconds 60] [--seed 1] [--json]
// Our bot as it is started in production, then the bot of bench/slack/plain-bot.mjs, each in a process of its own.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startWorkspace } from "../../dist/playground/workspace.js";
import { createRandom, pause, until, untilSettled } from "../chaos/random.mjs";

const { values } = parseArgs({
  options: {
    questions: { type: "string", default: "200" },
    people: { type: "string", default: "50" },
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});
const QUESTIONS = Number(values.questions);
const EVERY_MS = (Number(values.seconds) * 1000) / QUESTIONS;
const WORDS = [
  "インフラエンジニアとバックエンドエンジニアの違いは?",
  "インフラエンジニアのキャリアパスを教えて",
  "年収はどう決まりますか?",
  "バックエンドエンジニアに必要なスキルは?",
];
const BOTS = {
  "Bolt + createAgent": [fileURLToPath(new URL("./plain-bot.mjs", import.meta.url))],
  Shirube: [fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url)), "start"],
};
const VISIBLE = ["assistant.threads.setStatus", "chat.startStream", "chat.postMessage"];

const at = (numbers, share) => {
  const sorted = numbers.sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN);
};

/** Milliseconds of processor time a process has used, where /proc tells; it does not depend on what else runs. */
function processorMs(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
}

async function measure(bot) {
  const folder = mkdtempSync(join(tmpdir(), "shirube-bench-"));
  const workspace = await startWorkspace({ rateLimits: true });
  const env = {
    PATH: process.env.PATH,
    SHIRUBE_DATA: folder,
    SHIRUBE_LOG: "error",
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_APP_TOKEN: workspace.appToken,
    SLACK_API_URL: workspace.apiUrl,
    ADVISOR_CHANNEL: workspace.advisorChannelId,
  };
  const child = spawn(process.execPath, bot, { env, stdio: ["ignore", "ignore", "inherit"] });
  try {
    await until(() => workspace.sockets.connections() > 0, 120_000);
    const random = createRandom(Number(values.seed));
    const people = Array.from({ length: Number(values.people) }, (_, index) =>
      workspace.addPerson({ key: `q${index}`, name: `質問${index}`, role: "requester" }),
    );
    // A bot that has just started compiles as it goes: the minute is measured on one that has answered before.
    for (const word of WORDS) {
      const first = workspace.person("requester").dm(word);
      await until(
        () => workspace.thread(workspace.person("requester").dmChannelId, first.ts).length > 1,
        60_000,
      );
    }
    await pause(1_000);
    const deliveriesBefore = workspace.store.list("deliveries").length;
    const processorBefore = processorMs(child.pid);
    const started = Date.now();
    const asked = [];
    for (let index = 0; index < QUESTIONS; index += 1) {
      await pause(Math.max(0, started + index * EVERY_MS - Date.now()));
      const person = people[index % people.length];
      const { ts } = person.dm(random.pick(WORDS));
      asked.push({ channel: person.dmChannelId, ts, at: Date.now() });
    }
    const answersTo = ({ channel, ts }) =>
      workspace
        .thread(channel, ts)
        .filter(({ bot_id, stream }) => bot_id && (!stream || stream.state === "stopped"));
    await untilSettled(() => asked.filter((question) => answersTo(question).length > 0).length, QUESTIONS);
    const lastAnswerMs = Date.now() - (asked.at(-1)?.at ?? 0);
    await pause(2_000);
    const signs = asked.map((question) => {
      const sign = workspace.calls.find(
        ({ method, fields, outcome }) =>
          outcome === "ok" && VISIBLE.includes(method) && fields.thread_ts === question.ts,
      );
      return sign ? sign.at - question.at : Number.POSITIVE_INFINITY;
    });
    const counts = asked.map((question) => answersTo(question).length);
    const deliveries = workspace.store.list("deliveries").slice(deliveriesBefore);
    const acks = deliveries.flatMap(({ ackMs }) => ackMs ?? []);
    return {
      answeredOnce: counts.filter((n) => n === 1).length,
      answeredTwice: counts.filter((n) => n > 1).length,
      unanswered: counts.filter((n) => n === 0).length,
      firstSignP95Ms: at(signs, 0.95),
      ackP95Ms: at(acks, 0.95),
      rateLimited: workspace.calls.filter(({ outcome }) => outcome === "ratelimited").length,
      streamed: workspace.calls.filter((call) => call.method === "chat.startStream" && call.outcome === "ok")
        .length,
      lastAnswerAfterMs: lastAnswerMs,
      processorMsEach: Math.round((processorMs(child.pid) - processorBefore) / QUESTIONS),
    };
  } finally {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    if (child.exitCode === null) {
      child.kill("SIGKILL");
      await gone;
    }
    await workspace.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const results = {};
for (const [name, bot] of Object.entries(BOTS)) results[name] = await measure(bot);
if (values.json) console.log(JSON.stringify(results));
else console.table(results);
process.exit(results.Shirube.answeredOnce === QUESTIONS ? 0 : 1);
