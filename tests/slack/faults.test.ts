import { describe, expect, test } from "vitest";
import type { MethodFault } from "../../src/playground/faults.ts";
import type { Message } from "../../src/playground/records.ts";
import type { Workspace } from "../../src/playground/workspace.ts";
import { startTestBot, type TestBot, type TestBotOptions } from "../support/bot.ts";
import { answerOf, scriptedAgent } from "../support/scripted-agent.ts";

const agent = () => scriptedAgent(({ question }) => answerOf(`答え:${question}`));
const options: TestBotOptions = {
  // Slack goes on for minutes; here for seconds, longer than a line takes to come back on a busy machine.
  workspace: {
    delivery: { ackTimeoutMs: 300, retryDelaysMs: [0, 20, 50, 100, 200, 400, 800, 1_600, 3_200, 6_400] },
  },
};
const words = (message: Pick<Message, "text" | "blocks"> | undefined) =>
  [message?.text, JSON.stringify(message?.blocks ?? [])].join(" ");

async function settled(bot: TestBot): Promise<void> {
  await bot.workspace.settled();
  await bot.slack.idle();
}

/** Asks in a direct message while `fault` is on. @returns how often it was answered, once all is quiet */
async function answersUnder(bot: TestBot, fault: (workspace: Workspace) => void): Promise<number> {
  const { workspace } = bot;
  const ana = workspace.person("requester");
  await workspace.waitFor(() => workspace.sockets.connections() === 2);
  fault(workspace);
  const { ts } = ana.dm("違いは?");
  const answers = () => workspace.thread(ana.dmChannelId, ts).filter((m) => words(m).includes("答え:"));
  await workspace.waitFor(() => answers().length > 0, { timeoutMs: 15_000, what: "an answer" });
  workspace.faults.clear();
  await settled(bot);
  return answers().length;
}

const refuse = (method: string, fault: MethodFault) => (workspace: Workspace) =>
  workspace.faults.fail(method, fault);

describe("each question is answered exactly once", () => {
  test.each<[string, (workspace: Workspace) => void]>([
    ["its delivery comes a hundred times", (workspace) => workspace.faults.duplicateEnvelopes(100)],
    ["acknowledgements are lost", (workspace) => workspace.faults.dropAcks(3)],
    ["sockets are renewed in the middle", (workspace) => workspace.sockets.refresh({ all: true })],
    ["sockets are cut right after the envelope", (workspace) => workspace.faults.cutAfterSend(2)],
    ["every method is rate limited for a while", refuse("*", { retryAfter: 0, times: 25 })],
    [
      "a post arrives but its answer does not",
      refuse("chat.postMessage", { status: 500, afterCommit: true, times: 2 }),
    ],
    [
      "a stream begins but nobody hears of it",
      refuse("chat.startStream", { status: 500, afterCommit: true }),
    ],
    ["Slack hangs up on everything for a while", refuse("*", { hangUp: true, times: 10 })],
    ["profiles cannot be read", refuse("users.info", { error: "user_not_found", times: 9 })],
    [
      "connections open again only after a while",
      (workspace) => {
        workspace.faults.fail("apps.connections.open", { status: 500, times: 4 });
        workspace.sockets.cut();
      },
    ],
  ])("when %s", async (_why, fault) => {
    await using bot = await startTestBot(agent(), options);
    expect(await answersUnder(bot, fault)).toBe(1);
  });

  test("when Socket Mode is switched off and on again", async () => {
    await using bot = await startTestBot(agent(), options);
    await bot.workspace.waitFor(() => bot.workspace.sockets.connections() === 2);
    bot.workspace.sockets.disableLink();
    await bot.workspace.waitFor(() => bot.workspace.sockets.connections() === 0);
    bot.workspace.sockets.restoreLink();
    await bot.workspace.waitFor(() => bot.workspace.sockets.connections() > 0, { timeoutMs: 15_000 });
    expect(await answersUnder(bot, () => {})).toBe(1);
  });
});

describe("where no answer can be given the person is told, or nobody is left to tell", () => {
  const inChannel = async (bot: TestBot, change: (workspace: Workspace) => void) => {
    const { workspace } = bot;
    const ana = workspace.person("requester");
    ana.mention(workspace.generalChannelId, "違いは?");
    change(workspace);
    await workspace.waitFor(() => ana.messages().some((m) => words(m).includes("書き込めなくなって")), {
      timeoutMs: 15_000,
      what: "a word in the direct messages",
    });
    await settled(bot);
    expect(ana.messages().filter(({ bot_id }) => bot_id)).toHaveLength(1);
  };

  test("when the channel is archived under the question", async () => {
    await using bot = await startTestBot(agent(), options);
    await inChannel(bot, (workspace) => workspace.setChannel(workspace.generalChannelId, { archived: true }));
  });

  test("when the bot is removed from the channel under the question", async () => {
    await using bot = await startTestBot(agent(), options);
    await inChannel(bot, (workspace) =>
      workspace.setChannel(workspace.generalChannelId, { members: workspace.people.map(({ id }) => id) }),
    );
  });

  test("when the person is deactivated, the others are served as before", async () => {
    await using bot = await startTestBot(agent(), options);
    const { workspace } = bot;
    workspace.person("requester").dm("違いは?");
    workspace.setMember("requester", { deleted: true });
    await settled(bot);
    const mei = workspace.person("advisor");
    mei.dm("年収は?");
    await workspace.waitFor(() => mei.messages().some((m) => words(m).includes("答え:年収は?")));
  });

  test("when the private answer's address has expired, it comes in the direct messages, once", async () => {
    let clock = Date.now();
    let release = () => {};
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    const patient = scriptedAgent(() =>
      (async function* () {
        await slow;
        yield { kind: "answer" as const, answer: answerOf("答え:遅い") };
      })(),
    );
    await using bot = await startTestBot(patient, { workspace: { now: () => clock } });
    const ana = bot.workspace.person("requester");
    await ana.command("/career", "ask 違いは?", bot.workspace.generalChannelId);
    clock += 31 * 60_000;
    release();
    await bot.workspace.waitFor(() => ana.messages().some((m) => words(m).includes("答え:遅い")));
    await settled(bot);
    expect(ana.messages().filter(({ bot_id }) => bot_id)).toHaveLength(1);
    expect(ana.ephemerals()).toEqual([]);
  });

  test("when a button's trigger is too old for a modal, the same is offered in the thread", async () => {
    await using bot = await startTestBot(agent(), options);
    const ana = bot.workspace.person("requester");
    ana.dm("違いは?");
    const withButton = () => ana.messages().find((m) => words(m).includes("answer_talk_to_advisor"));
    const answer = await bot.workspace.waitFor(withButton);
    await bot.slack.idle();
    bot.workspace.faults.fail("views.open", { error: "expired_trigger_id" });
    await ana.press(answer, "answer_talk_to_advisor");
    await bot.workspace.waitFor(() => ana.messages().some((m) => words(m).includes("この内容で相談する")));
  });
});
