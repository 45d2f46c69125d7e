import { expect, test } from "vitest";
import { startTestBot, type TestBot } from "../support/bot.ts";
import { answerOf, scriptedAgent } from "../support/scripted-agent.ts";
import { unheard } from "../support/unheard.ts";

const DAY_MS = 86_400_000;

/** Far longer than Slack tries. */
const LONG_MS = 600_000;
const options = { workspace: { delivery: { ackTimeoutMs: 50, retryDelaysMs: [1] } } };

test("what was asked while nobody was there is answered on return, in its thread and once", async () => {
  const agent = scriptedAgent(({ question }) => answerOf(`${question}への答えです。`));
  await using bot = await startTestBot(agent, options);
  const ana = bot.workspace.person("requester");
  const mei = bot.workspace.person("advisor");
  const replies = (channel: string, ts: string) =>
    bot.workspace.thread(channel, ts).filter(({ bot_id }) => bot_id);
  const before = ana.dm("違いは?");
  await bot.workspace.waitFor(() => replies(ana.dmChannelId, before.ts).length === 1);
  await bot.slack.idle();

  let firstTime = "";
  await unheard(bot, LONG_MS, () => {
    ana.replyInThread(ana.dmChannelId, before.ts, "じゃあ年収は?");
    firstTime = mei.dm("はじめての質問です").ts;
  });
  await bot.workspace.waitFor(() => replies(ana.dmChannelId, before.ts).length === 2);
  await bot.workspace.waitFor(() => replies(mei.dmChannelId, firstTime).length === 1);
  await bot.workspace.settled();
  await bot.slack.idle();
  expect(agent.requests.map(({ question }) => question).sort()).toEqual(
    ["はじめての質問です", "じゃあ年収は?", "違いは?"].sort(),
  );
});

test("a rate limit while reading up is waited out", async () => {
  await using bot = await startTestBot(
    scriptedAgent(() => answerOf("答えです。")),
    options,
  );
  const ana = bot.workspace.person("requester");
  let missed = "";
  await unheard(bot, LONG_MS, () => {
    missed = ana.dm("違いは?").ts;
    bot.workspace.faults.fail("users.conversations", { retryAfter: 0, times: 2 });
    bot.workspace.faults.fail("conversations.history", { retryAfter: 0, times: 1 });
  });
  await bot.workspace.waitFor(() => bot.workspace.thread(ana.dmChannelId, missed).length === 2);
});

test("a mention nobody was there to hear is answered on return, in a channel and inside a thread of others", async () => {
  await using bot = await startTestBot(
    scriptedAgent(({ question }) => answerOf(`${question}への答えです。`)),
    options,
  );
  const { workspace } = bot;
  const [ana, mei] = [workspace.person("requester"), workspace.person("advisor")];
  const bots = (ts: string) =>
    workspace.thread(workspace.generalChannelId, ts).filter(({ bot_id }) => bot_id);
  let [mention, thread] = ["", ""];
  await unheard(bot, LONG_MS, () => {
    mention = ana.mention(workspace.generalChannelId, "違いは?").ts;
    thread = mei.say(workspace.generalChannelId, "今日のお昼は?").ts;
    ana.mention(workspace.generalChannelId, "年収は?", { thread_ts: thread });
  });
  await workspace.waitFor(() => bots(mention).length > 0 && bots(thread).length > 0);
  await workspace.settled();
  await bot.slack.idle();
  expect([bots(mention).length, bots(thread).length]).toEqual([1, 1]);
  const stored = await bot.database.query("SELECT payload FROM lane_items");
  expect(JSON.stringify(stored)).not.toContain("お昼");
});

test("without the scopes to list channels, direct messages are read up on all the same", async () => {
  await using bot = await startTestBot(
    scriptedAgent(() => answerOf("答えです。")),
    options,
  );
  const ana = bot.workspace.person("requester");
  let missed = "";
  await unheard(bot, LONG_MS, () => {
    missed = ana.dm("違いは?").ts;
    bot.workspace.faults.fail("users.conversations", { error: "missing_scope" });
  });
  await bot.workspace.waitFor(() => bot.workspace.thread(ana.dmChannelId, missed).length === 2);
});

test("a process that ends soon after its start does not hide how long nobody was there", async () => {
  await using bot = await startTestBot(
    scriptedAgent(() => answerOf("答えです。")),
    options,
  );
  const at = Date.now() - 25_000;
  await bot.slack.stop();
  await bot.database.query("UPDATE presence SET at = $1 WHERE name = 'slack'", [at]);
  for (let lives = 0; lives < 3; lives += 1) await bot.restart();
  expect(await bot.database.query("SELECT at FROM presence WHERE name = 'slack'")).toEqual([{ at }]);
});

test.each([
  ["in direct messages", (bot: TestBot) => bot.workspace.person("requester").dm("人と話したい")],
  [
    "in a channel",
    ({ workspace }: TestBot) =>
      workspace.person("requester").mention(workspace.generalChannelId, "人と話したい"),
  ],
])(
  "an advisor's last words under the card of a request %s, written while nobody was there, are offered for sending on return",
  async (_, ask) => {
    const agent = scriptedAgent(() =>
      answerOf("おつなぎできます。", { decision: "escalate", reason: "explicit_request" }),
    );
    // The bot looks back one day; by this clock the card is older than that and what is written under it is not.
    let clock: number | undefined;
    const now = () => clock ?? Date.now();
    await using bot = await startTestBot(agent, { ...options, now });
    const { workspace } = bot;
    const [ana, mei] = [workspace.person("requester"), workspace.person("advisor")];
    const shown = (channel: string, words: string) =>
      workspace.waitFor(() =>
        workspace.messages(channel).find((message) => JSON.stringify(message).includes(words)),
      );
    ask(bot);
    await ana.press(await shown(ana.dmChannelId, "handoff_submit"), "handoff_submit");
    const card = await shown(workspace.advisorChannelId, "handoff_claim");
    await mei.press(card, "handoff_claim");
    await shown(ana.dmChannelId, "加わりました");
    await bot.slack.idle();

    const writes = () => {
      clock = Date.now() + DAY_MS - 1;
      mei.replyInThread(workspace.advisorChannelId, card.ts, "お待たせしました");
    };
    await unheard(bot, 2 * DAY_MS, writes);
    await workspace.waitFor(() => JSON.stringify(mei.ephemerals()).includes("handoff_draft_send"));
  },
);
