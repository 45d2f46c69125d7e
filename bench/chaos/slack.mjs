import { startFleet } from "./fleet.mjs";
import { createRandom, pause, until } from "./random.mjs";

export const options = { questions: { type: "string", default: "200" } };

/** Every way Slack is known to fail, each ordered by name and counted. */
const FAULTS = {
  duplicateDelivery: ({ workspace }) => workspace.faults.duplicateEnvelopes(100),
  lostAcknowledgement: ({ workspace }) => workspace.faults.dropAcks(3),
  refreshDuringBurst: ({ workspace }) => workspace.sockets.refresh(),
  socketCut: ({ workspace }) => workspace.sockets.cut(),
  connectionsOpenFailing: ({ workspace }) =>
    workspace.faults.fail("apps.connections.open", { status: 500, times: 5 }),
  rateLimitStorm: ({ workspace }) => workspace.faults.fail("*", { retryAfter: 1, times: 10 }),
  streamRefused: ({ workspace }) =>
    workspace.faults.fail("chat.startStream", { error: "unknown_method", times: 3 }),
  streamDies: ({ workspace }) =>
    workspace.faults.fail("chat.appendStream", { error: "message_not_in_streaming_state", times: 3 }),
  stopFails: ({ workspace }) => workspace.faults.fail("chat.stopStream", { status: 500, times: 2 }),
  errorAfterCommit: ({ workspace }) =>
    workspace.faults.fail("chat.postMessage", { status: 500, afterCommit: true, times: 2 }),
  updateRefused: ({ workspace }) => workspace.faults.fail("chat.update", { status: 500, times: 2 }),
  // For a time, not for a number of calls: a bot that waits ever longer would need minutes to use them up.
  hangUps: async ({ workspace }) => {
    workspace.faults.fail("*", { hangUp: true, times: 10_000 });
    await pause(800);
    workspace.faults.clear();
  },
  linkDisabled: async ({ workspace }) => {
    workspace.sockets.disableLink();
    await pause(1_500);
    workspace.sockets.restoreLink();
  },
  channelArchived: async ({ workspace }) => {
    workspace.setChannel(workspace.generalChannelId, { archived: true });
    await pause(1_500);
    workspace.setChannel(workspace.generalChannelId, { archived: false });
  },
  botRemoved: async ({ workspace }) => {
    const { members } = workspace.store.get("channels", workspace.generalChannelId);
    const others = members.filter((id) => id !== workspace.botUserId);
    workspace.setChannel(workspace.generalChannelId, { members: others });
    await pause(1_500);
    workspace.setChannel(workspace.generalChannelId, { members });
  },
  statusRefused: ({ workspace }) =>
    workspace.faults.fail("assistant.threads.setStatus", { error: "missing_scope", times: 5 }),
  killed: ({ killOne }) => killOne(),
};

/** Once a run: no socket opens for a whole minute. */
async function minuteWithoutSockets({ workspace }) {
  workspace.sockets.disableLink();
  await pause(60_000);
  workspace.sockets.restoreLink();
}

const TOLD = /お答えできませんでした/;
/** Share of the questions that are asked in a channel. */
const IN_CHANNEL = 0.15;

/** Questions from fifty people while everything above happens: each is answered once, or its asker is told. */
export async function run({ questions, seed }) {
  const total = Number(questions);
  const random = createRandom(seed);
  const fleet = await startFleet({ processes: 1, random });
  const { workspace } = fleet;
  const faults = Object.fromEntries(Object.keys(FAULTS).map((name) => [name, 0]));
  try {
    const people = Array.from({ length: 50 }, (_, index) =>
      workspace.addPerson({ key: `q${index}`, name: `質問${index}`, role: "requester" }),
    );
    const asked = [];
    let outage;
    for (let index = 0; index < total; index += 1) {
      const person = random.pick(people);
      const words = random.pick([
        "違いは?",
        "インフラエンジニアのキャリアパスを教えて",
        "運用ばかりで不安です",
      ]);
      const inChannel = random.next() < IN_CHANNEL;
      const { channel, ts } = inChannel
        ? person.mention(workspace.generalChannelId, words)
        : person.dm(words);
      asked.push({ channel, ts, person });
      if (index === Math.floor(total / 2)) {
        faults.minuteWithoutSockets = 1;
        outage = minuteWithoutSockets(fleet);
      }
      if (random.next() < 0.2) {
        const name = random.pick(Object.keys(FAULTS));
        faults[name] += 1;
        await FAULTS[name](fleet);
      }
      await pause(random.between(20, 300));
    }
    const replies = ({ channel, ts }) => workspace.thread(channel, ts).filter(({ bot_id }) => bot_id);
    await outage;
    const isAnswer = (message) => JSON.stringify(message.blocks ?? "").includes("answer_feedback");
    await until(() => asked.every((question) => replies(question).some(isAnswer)), 120_000, 500);
    workspace.faults.clear();
    await pause(3_000);
    const counts = asked.map((question) => replies(question).filter(isAnswer).length);
    const isTold = (question) =>
      [...replies(question), ...question.person.messages()].some(({ text }) => TOLD.test(text));
    const told = asked.filter((question, index) => counts[index] === 0 && isTold(question)).length;
    return {
      questions: total,
      answeredOnce: counts.filter((n) => n === 1).length,
      answeredTwice: counts.filter((n) => n > 1).length,
      told,
      silent: counts.filter((n) => n === 0).length - told,
      faults,
    };
  } finally {
    await fleet.close();
  }
}

export const isGood = ({ answeredTwice, silent }) => answeredTwice + silent === 0;
