import { expect, test } from "vitest";
import type { Citation } from "../../src/conversation/conversation.ts";
import { HANDOFF_TEXTS } from "../../src/texts/handoff.ts";
import { RELAY_TEXTS } from "../../src/texts/relay.ts";
import { SLACK_TEXTS } from "../../src/texts/slack.ts";
import { startTestBot } from "../support/bot.ts";
import { claimed, consultingAgent, read, textOf } from "../support/consultation.ts";
import { answerOf, citationOf, scriptedAgent } from "../support/scripted-agent.ts";

test("the first answer of a conversation says that it is automated, the next ones need not", async () => {
  await using bot = await startTestBot(consultingAgent());
  const ana = bot.workspace.person("requester");
  const { ts } = ana.dm("違いは?");
  await read(bot, ana.dmChannelId, SLACK_TEXTS.ja.automated);
  await bot.slack.idle();
  ana.replyInThread(ana.dmChannelId, ts, "年収は?");
  await read(bot, ana.dmChannelId, "自動の答え:年収は?");
  await bot.slack.idle();
  const saying = ana.messages().filter((message) => textOf(message).includes(SLACK_TEXTS.ja.automated));
  expect(saying).toHaveLength(1);
  ana.openHome();
  await bot.workspace.waitFor(() =>
    JSON.stringify(ana.home()?.blocks ?? "").includes(SLACK_TEXTS.ja.automated),
  );
});

test("another thread begun within the half hour says so too, and bears its own question's name", async () => {
  await using bot = await startTestBot(consultingAgent());
  const ana = bot.workspace.person("requester");
  for (const question of ["違いは?", "年収は?"]) {
    ana.dm(question);
    const answer = await read(bot, ana.dmChannelId, `自動の答え:${question}`);
    await bot.slack.idle();
    const whole = ana.messages().find(({ ts }) => ts === answer.ts);
    expect(textOf(whole)).toContain(SLACK_TEXTS.ja.automated);
  }
  expect(bot.workspace.store.list("sessions").map(({ title }) => title)).toEqual(["違いは?", "年収は?"]);
});

test("a first question that is corrected keeps the line below its answer, and no other answer gets it", async () => {
  await using bot = await startTestBot(consultingAgent());
  const ana = bot.workspace.person("requester");
  const asked = ana.dm("違いは?");
  await read(bot, ana.dmChannelId, SLACK_TEXTS.ja.automated);
  const next = ana.replyInThread(ana.dmChannelId, asked.ts, "年収は?");
  await read(bot, ana.dmChannelId, "自動の答え:年収は?");
  await bot.slack.idle();
  ana.edit(asked, "役割の違いは?");
  await read(bot, ana.dmChannelId, "自動の答え:役割の違いは?");
  ana.edit(next, "年収の違いは?");
  await read(bot, ana.dmChannelId, "自動の答え:年収の違いは?");
  await bot.slack.idle();
  const saying = ana.messages().filter((message) => textOf(message).includes(SLACK_TEXTS.ja.automated));
  expect(saying.map(({ text }) => text)).toEqual([expect.stringContaining("役割の違いは?")]);
});

test("below what is quoted stands whose words they are and that they are a summary", async () => {
  const [one, other] = [
    citationOf("年収の違い", "年収の文です。"),
    citationOf("役割の違い", "役割の文です。"),
  ];
  await using bot = await startTestBot(
    scriptedAgent(() =>
      answerOf("年収の文です。[1]役割の文です。[2]", { citations: [one, { ...other, number: 2 }] }),
    ),
  );
  const ana = bot.workspace.person("requester");
  ana.dm("違いは?");
  const answer = await read(bot, ana.dmChannelId, SLACK_TEXTS.ja.sources);
  expect(textOf(answer).match(/出典：発行元の記事をもとにした要約/g)).toHaveLength(1);
});

test("what advisors have taught is cited in the reader's language", async () => {
  const taught: Citation = {
    ...citationOf("Night shifts", "Ask first."),
    documentId: "learned/1",
    language: "en",
  };
  await using bot = await startTestBot(
    scriptedAgent(() => answerOf("Ask first. [1]", { locale: "en", citations: [taught] })),
  );
  const ana = bot.workspace.person("requester");
  ana.dm("How about night shifts?");
  const answer = await read(bot, ana.dmChannelId, SLACK_TEXTS.en.fromAdvisors);
  expect(textOf(answer)).not.toContain("アドバイザー");
});

test("an advisor whose name Slack does not tell is spoken of in the requester's language", async () => {
  await using bot = await startTestBot(consultingAgent());
  bot.workspace.faults.fail("users.info", { error: "user_not_found", times: 20 });
  const { ana } = await claimed(bot, { words: "I would like to talk to a person" });
  await read(bot, ana.dmChannelId, HANDOFF_TEXTS.en.claimed(undefined));
  expect(RELAY_TEXTS.en.advisorSays(undefined)).toBe("Your advisor");
  expect(ana.messages().map(textOf).join()).not.toContain("メンバー");
});

test("a draft answers what the requester said last, and an agent that fails leaves the form to be written in", async () => {
  const agent = scriptedAgent(({ question }) => {
    if (question === "人と話したい") return answerOf("おつなぎします。", { decision: "escalate" });
    if (question === "壊れる質問") throw new Error("broken");
    return answerOf(`自動の答え:${question}`);
  });
  await using bot = await startTestBot(agent);
  const { workspace, ana, mei, channel, asked } = await claimed(bot);
  const draft = async (words: string, shown: string) => {
    ana.replyInThread(ana.dmChannelId, asked.ts, words);
    await read(bot, channel, words);
    await mei.press(await read(bot, channel, "handoff_draft_reply"), "handoff_draft_reply");
    const modal = await workspace.waitFor(() =>
      JSON.stringify(mei.modal()?.blocks ?? []).includes(shown) ? mei.modal() : undefined,
    );
    expect(JSON.stringify(modal.blocks)).not.toContain("作っています");
    await mei.closeView(modal.id);
  };
  await draft("夜勤は減らせますか", "自動の答え:夜勤は減らせますか");
  await draft("壊れる質問", "下書きを作れませんでした");
});

test("the first of the two questions after a consultation is acknowledged as well", async () => {
  await using bot = await startTestBot(consultingAgent());
  const { workspace, ana } = await claimed(bot);
  await ana.press(await read(bot, ana.dmChannelId, "handoff_finish"), "handoff_finish");
  const closing = await read(bot, ana.dmChannelId, "handoff_csat");
  const { half, thanks } = HANDOFF_TEXTS.ja.csat;
  await ana.press(closing, "handoff_csat:rating:5");
  await workspace.waitFor(() => ana.ephemerals().find((e) => e.text === half));
  await ana.press(closing, "handoff_csat:solved:1");
  await workspace.waitFor(() => ana.ephemerals().find((e) => e.text === thanks));
});
