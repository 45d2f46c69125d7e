import { expect, test } from "vitest";
import { createLogger } from "../../src/log.ts";
import { startWorkspace } from "../../src/playground/workspace.ts";
import { createReach } from "../../src/slack/reach.ts";
import { createSocketReceiver } from "../../src/slack/receiver.ts";
import { startTestBot, type TestBot } from "../support/bot.ts";

import { answerOf, scriptedAgent } from "../support/scripted-agent.ts";
import { quietLogger } from "../support/workspace-app.ts";

const answering = () => startTestBot(scriptedAgent(() => answerOf("答えです。")));
const connections = (bot: TestBot) => bot.workspace.sockets.connections();

async function isAnsweredOnce(bot: TestBot): Promise<void> {
  const ana = bot.workspace.person("requester");
  const { ts } = ana.dm("違いは?");
  const answers = () => bot.workspace.thread(ana.dmChannelId, ts).filter(({ bot_id }) => bot_id);
  await bot.workspace.waitFor(() => answers().length > 0, { timeoutMs: 15_000 });
  await bot.workspace.settled();
  await bot.slack.idle();
  expect(answers()).toHaveLength(1);
}

test("when Slack renews one socket the other is still open", async () => {
  await using bot = await answering();
  await bot.workspace.waitFor(() => connections(bot) === 2);
  bot.workspace.sockets.refresh({ warning: true });
  const fewest: number[] = [];
  await bot.workspace.waitFor(() => {
    fewest.push(connections(bot));
    return fewest.includes(1) && connections(bot) === 2;
  });
  expect(Math.min(...fewest)).toBe(1);
  expect(bot.slack.connected()).toBe(true);
  await isAnsweredOnce(bot);
});

test("every socket cut while Slack opens no other is outlasted", async () => {
  await using bot = await answering();
  await bot.workspace.waitFor(() => connections(bot) === 2);
  bot.workspace.faults.fail("apps.connections.open", { status: 500, times: 4 });
  bot.workspace.sockets.cut();
  await bot.workspace.waitFor(() => !bot.slack.connected());
  await isAnsweredOnce(bot);
});

test("Socket Mode switched off is said in the log, and switched on again is noticed", async () => {
  await using bot = await answering();
  await bot.workspace.waitFor(() => connections(bot) === 2);
  bot.workspace.sockets.disableLink();
  await bot.workspace.waitFor(() => connections(bot) === 0);
  expect(bot.slack.connected()).toBe(false);
  bot.workspace.sockets.restoreLink();
  await isAnsweredOnce(bot);
  expect(bot.log.join("\n")).toContain("Socket Mode was switched off");
});

test("an app token that Slack refuses ends the start with Slack's word for it", async () => {
  const workspace = await startWorkspace({});
  const receiver = createSocketReceiver({
    appToken: "xapp-1-not-this-one",
    apiUrl: workspace.apiUrl,
    sockets: 2,
    reach: createReach(),
    logger: createLogger("silent"),
    boltLogger: quietLogger,
  });
  await expect(receiver.start()).rejects.toThrow(/invalid_auth/);
  await receiver.stop();
  await workspace.close();
});
