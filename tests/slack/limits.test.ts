import { expect, test } from "vitest";
import type { Message } from "../../src/playground/records.ts";
import { createAdmission, DEFAULT_LIMITS } from "../../src/slack/admission.ts";
import { SLACK_TEXTS } from "../../src/texts/slack.ts";
import { startTestBot } from "../support/bot.ts";
import { answerOf, scriptedAgent } from "../support/scripted-agent.ts";

const texts = (messages: readonly Message[]) =>
  messages.filter(({ bot_id }) => bot_id).map(({ text }) => text);

test.each([
  ["a person's minute", { perMinute: 2 }, SLACK_TEXTS.ja.tooMany.minute],
  ["a person's day", { perDay: 2 }, SLACK_TEXTS.ja.tooMany.day],
  ["a workspace's day", { workspacePerDay: 2 }, SLACK_TEXTS.ja.tooMany.workspace],
])(
  "when %s is used up, the asker is told so once, kindly, and the model is spared",
  async (_, limit, told) => {
    const agent = scriptedAgent(() => answerOf("答えです。"));
    await using bot = await startTestBot(agent, { limits: { ...DEFAULT_LIMITS, ...limit } });
    const ana = bot.workspace.person("requester");
    const first = ana.dm("違いは?");
    for (const question of ["年収は?", "将来は?", "資格は?"])
      ana.replyInThread(ana.dmChannelId, first.ts, question);
    await bot.workspace.waitFor(() => texts(ana.messages()).includes(told));
    await bot.workspace.settled();
    await bot.slack.idle();
    expect(agent.requests).toHaveLength(2);
    expect(texts(ana.messages()).filter((text) => text === told)).toHaveLength(1);
  },
);

test("outside the allowed channels a mention is shown the way to a direct message, and nothing is stored", async () => {
  const agent = scriptedAgent(() => answerOf("答えです。"));
  await using bot = await startTestBot(agent, { limits: { ...DEFAULT_LIMITS, channels: ["C0ELSEWHERE"] } });
  const { workspace } = bot;
  const ana = workspace.person("requester");
  ana.mention(workspace.generalChannelId, "違いは?");
  await workspace.waitFor(() =>
    texts(workspace.messages(workspace.generalChannelId)).includes(SLACK_TEXTS.ja.closedChannel),
  );
  ana.dm("違いは?");
  await workspace.waitFor(() => agent.requests.length === 1);
  await bot.slack.idle();
  expect(await bot.database.query("SELECT id FROM turns WHERE role = 'requester'")).toHaveLength(1);
});

test("only the advisors the operator has named can take a request over; anybody else is told why not", async () => {
  const agent = scriptedAgent(() =>
    answerOf("アドバイザーにおつなぎできます。", { decision: "escalate", reason: "explicit_request" }),
  );
  await using bot = await startTestBot(agent, { advisors: ["U0NOBODY"] });
  const { workspace } = bot;
  const [ana, mei] = [workspace.person("requester"), workspace.person("advisor")];
  const find = (channel: string, words: string) =>
    workspace.waitFor(() =>
      workspace.messages(channel).find((message) => JSON.stringify(message.blocks ?? "").includes(words)),
    );
  ana.dm("人と話したい");
  await ana.press(await find(ana.dmChannelId, "handoff_submit"), "handoff_submit");
  await mei.press(await find(workspace.advisorChannelId, "handoff_claim"), "handoff_claim");
  await workspace.waitFor(() => mei.ephemerals().find(({ text }) => text.includes("管理者が決めています")));
  expect(await bot.database.query("SELECT id FROM handoffs WHERE owner_id IS NOT NULL")).toEqual([]);
});

test("a workspace far from its limit is counted again after a while, and at once when the clock was set back", async () => {
  let [clock, counts] = [1_000_000, 0];
  const store = {
    spokenSince: async () => 1,
    askedSince: async () => {
      counts += 1;
      return counts;
    },
  };
  const admission = createAdmission(store, DEFAULT_LIMITS, () => clock);
  const countsAt = async (at: number) => {
    clock = at;
    await admission.excess({ team: "T", userId: "U" });
    return counts;
  };
  expect([await countsAt(1_000_000), await countsAt(1_009_999)]).toEqual([1, 1]);
  expect(await countsAt(1_010_000)).toBe(2);
  expect(await countsAt(10_000)).toBe(3);
});
