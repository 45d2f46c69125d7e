import { startFleet } from "./fleet.mjs";
import { requestHandoff, textOf } from "./handoff.mjs";
import { sayProgress } from "./progress.mjs";
import { createRandom, pause, until } from "./random.mjs";

export const options = { relays: { type: "string", default: "1000" } };

/** Words both ways over many handoffs while processes die and Slack misbehaves. */
export async function run({ relays, seed }) {
  const total = Number(relays);
  const random = createRandom(seed);
  const started = Date.now();
  const fleet = await startFleet({ processes: 1, random });
  const { workspace } = fleet;
  try {
    const count = Math.min(50, Math.max(2, Math.ceil(total / 20)));
    const handoffs = [];
    for (let index = 0; index < count; index += 1) handoffs.push(await openHandoff(workspace, index));
    const stopKilling = fleet.killer({ limit: Number.POSITIVE_INFINITY, minMs: 2_500, maxMs: 6_000 });
    const stopFaults = misbehave(workspace, random);
    const said = [];
    const endProgress = sayProgress(() => `${said.length} of ${total} words, ${fleet.kills()} kills`);
    const share = Math.ceil(total / count);
    await Promise.all(
      handoffs.map((handoff) =>
        talk(workspace, handoff, Math.min(share, total - handoff.index * share), random, said),
      ),
    );
    endProgress();
    await stopFaults();
    await stopKilling();
    await until(() => said.every((words) => arrivals(workspace, words).length > 0), 90_000, 500);
    await pause(3_000);
    return {
      relays: said.length,
      kills: fleet.kills(),
      ...judge(workspace, said, handoffs),
      seconds: Math.round((Date.now() - started) / 1000),
    };
  } finally {
    await fleet.close();
  }
}

async function openHandoff(workspace, index) {
  const { ana, mei, thread, card, find } = await requestHandoff(workspace, index);
  await mei.press(card, "handoff_claim");
  await find(ana.dmChannelId, "加わりました");
  return {
    index,
    ana,
    mei,
    thread,
    card: card.ts,
    claimedAt: workspace.messages(ana.dmChannelId).at(-1).ts,
  };
}

/** One handoff's two people writing in turn and at once; each person sends in order, as people do. */
async function talk(workspace, { index, ana, mei, thread, card }, count, random, said) {
  for (let n = 0; n < count; n += 1) {
    const words = `〔${index}-${n}〕`;
    if (random.next() < 0.5) {
      ana.replyInThread(ana.dmChannelId, thread, words);
      said.push({ words, lane: `${index}>`, n, channel: workspace.advisorChannelId, under: card });
    } else {
      const message = mei.replyInThread(workspace.advisorChannelId, card, words);
      await sendDraft(workspace, mei, message.ts);
      said.push({ words, lane: `${index}<`, n, channel: ana.dmChannelId, under: thread });
    }
    await pause(random.between(0, 400));
  }
}

/** Presses "send" as a person does: again when nothing seems to have happened. */
async function sendDraft(workspace, mei, ts) {
  const prompt = () => mei.ephemerals().find((e) => JSON.stringify(e.blocks ?? "").includes(`${ts}`));
  const marked = () =>
    workspace
      .messages(workspace.advisorChannelId)
      .find((message) => message.ts === ts)
      ?.reactions?.some(({ name }) => name === "white_check_mark");
  for (let attempt = 0; attempt < 40 && !marked(); attempt += 1) {
    const seen = await until(prompt, 30_000, 50);
    if (!seen) continue;
    await mei.press(seen, "handoff_draft_send").catch(() => undefined);
    await until(marked, 4_000, 50);
  }
}

/** Slack at its worst: lost answers after the deed, rate limits, duplicates, late deliveries, missing acknowledgements. */
function misbehave(workspace, random) {
  let running = true;
  const faults = [
    () => workspace.faults.fail("chat.postMessage", { status: 500, afterCommit: true }),
    () => workspace.faults.fail("chat.postMessage", { hangUp: true, afterCommit: true }),
    () => workspace.faults.fail("chat.postMessage", { status: 500 }),
    () => workspace.faults.fail("chat.postMessage", { retryAfter: 1 }),
    () => workspace.faults.fail("chat.update", { status: 500, afterCommit: true }),
    () => workspace.faults.duplicateEnvelopes(3),
    () => workspace.faults.delayEnvelopes(2, random.between(10, 200)),
    () => workspace.faults.dropAcks(2),
  ];
  const work = (async () => {
    while (running) {
      // Those that met nobody must not pile up: the last few words of a run would meet them all.
      workspace.faults.clear();
      random.pick(faults)();
      await pause(random.between(200, 1_200));
    }
    workspace.faults.clear();
  })();
  return async () => {
    running = false;
    await work;
  };
}

function arrivals(workspace, { words, channel, under }) {
  return workspace
    .thread(channel, under)
    .filter((message) => message.bot_id && textOf(message).includes(words))
    .map(({ ts }) => ts);
}

function judge(workspace, said, handoffs) {
  let lost = 0;
  let duplicated = 0;
  let outOfOrder = 0;
  const last = new Map();
  for (const words of said) {
    const found = arrivals(workspace, words);
    if (found.length === 0) lost += 1;
    if (found.length > 1) duplicated += 1;
    const [ts] = found;
    if (ts === undefined) continue;
    if (ts < (last.get(words.lane) ?? "")) outOfOrder += 1;
    last.set(words.lane, ts);
  }
  return { lost, duplicated, outOfOrder, stale: staleAnswers(workspace, handoffs) };
}

/** Automated answers that were posted after a person had taken over. */
function staleAnswers(workspace, handoffs) {
  return handoffs.flatMap(({ ana, claimedAt }) =>
    workspace
      .messages(ana.dmChannelId)
      .filter((m) => m.ts > claimedAt && textOf(m).includes("answer_feedback")),
  ).length;
}

export const isGood = ({ lost, duplicated, outOfOrder, stale }) =>
  lost + duplicated + outOfOrder + stale === 0;
