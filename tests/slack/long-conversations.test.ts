import { expect, test } from "vitest";
import { startTestBot, type TestBot } from "../support/bot.ts";
import { answerOf, type ScriptedAgent, scriptedAgent } from "../support/scripted-agent.ts";

/** More than Slack gives on one page. */
const MUCH = 250;
const options = { workspace: { delivery: { ackTimeoutMs: 50, retryDelaysMs: [] } } };
const agent = () => scriptedAgent(({ question }) => answerOf(`${question}への答えです。`));
const questions = ({ requests }: ScriptedAgent) => requests.map(({ question }) => question);

/** Nobody hears what happens; afterwards a process has been away for `absentMs`. */
async function unheard(bot: TestBot, absentMs: number, happenings: () => void): Promise<void> {
  bot.workspace.sockets.disableLink();
  await bot.workspace.waitFor(() => bot.workspace.sockets.connections() === 0);
  happenings();
  await bot.workspace.settled();
  await bot.database.query(
    `INSERT INTO presence (name, at) VALUES ('slack', $1) ON CONFLICT (name) DO UPDATE SET at = excluded.at`,
    [Date.now() - absentMs],
  );
  bot.workspace.sockets.restoreLink();
  await bot.restart();
}

test("questions missed before pages of talk are answered, in the channel and at the end of a long thread", async () => {
  const asked = agent();
  await using bot = await startTestBot(asked, options);
  const { workspace } = bot;
  const general = workspace.generalChannelId;
  const [ana, mei] = [workspace.person("requester"), workspace.person("advisor")];
  await unheard(bot, 600_000, () => {
    ana.mention(general, "違いは?");
    const thread = mei.say(general, "今日のお昼は?").ts;
    for (let n = 0; n < MUCH; n += 1) mei.replyInThread(general, thread, `おにぎり${n}`);
    ana.mention(general, "年収は?", { thread_ts: thread });
    for (let n = 0; n < MUCH; n += 1) mei.say(general, `雑談${n}`);
  });
  await workspace.waitFor(() => asked.requests.length === 2, { timeoutMs: 20_000, what: "both questions" });
  await workspace.settled();
  await bot.slack.idle();
  expect(questions(asked).sort()).toEqual(["年収は?", "違いは?"]);
});

test("words missed behind pages of a thread go before the words after them", async () => {
  const asked = agent();
  await using bot = await startTestBot(asked, options);
  const { workspace } = bot;
  const general = workspace.generalChannelId;
  const [ana, mei] = [workspace.person("requester"), workspace.person("advisor")];
  const thread = mei.say(general, "今日のお昼は?").ts;
  for (let n = 0; n < MUCH; n += 1) mei.replyInThread(general, thread, `おにぎり${n}`);
  await unheard(bot, 1_000, () => ana.mention(general, "一つ目は?", { thread_ts: thread }));
  ana.mention(general, "二つ目は?", { thread_ts: thread });
  await workspace.waitFor(() => questions(asked).includes("二つ目は?"), { timeoutMs: 20_000 });
  await bot.slack.idle();
  expect(questions(asked)).toEqual(["一つ目は?", "二つ目は?"]);
});
