import { expect, test } from "vitest";
import { startTestBot } from "../support/bot.ts";
import { answerOf, type ScriptedAgent, scriptedAgent } from "../support/scripted-agent.ts";
import { unheard } from "../support/unheard.ts";

/** More than Slack gives on one page. */
const MUCH = 250;
const options = { workspace: { delivery: { ackTimeoutMs: 50, retryDelaysMs: [] } } };
const agent = () => scriptedAgent(({ question }) => answerOf(`${question}への答えです。`));
const questions = ({ requests }: ScriptedAgent) => requests.map(({ question }) => question);

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
