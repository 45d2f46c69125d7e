import { expect, test } from "vitest";
import type { TestBot } from "../support/bot.ts";
import { startTestBot } from "../support/bot.ts";
import { all, claimed, consultingAgent, read, says, textOf } from "../support/consultation.ts";

const SECRET = "うつで休職していました。復帰できますか";
const gone = (bot: TestBot, channel: string, words: string) =>
  bot.workspace.waitFor(() => !all(bot, channel).includes(words), { what: `"${words}" to go` });

/** A question of Ana's that was answered and then stands in a brief she has not sent. */
async function briefed(bot: TestBot) {
  const { workspace } = bot;
  const [ana, mei] = [workspace.person("requester"), workspace.person("advisor")];
  const asked = ana.dm(SECRET);
  await read(bot, ana.dmChannelId, "自動の答え");
  ana.replyInThread(ana.dmChannelId, asked.ts, "人と話したい");
  const preview = await read(bot, ana.dmChannelId, "handoff_submit");
  expect(textOf(preview)).toContain(SECRET);
  await bot.slack.idle();
  return { workspace, ana, mei, asked, preview, channel: workspace.advisorChannelId };
}

test("a deleted question is kept nowhere and stands in no brief that is sent afterwards", async () => {
  const agent = consultingAgent();
  await using bot = await startTestBot(agent);
  const { ana, asked, preview, channel } = await briefed(bot);
  ana.delete(asked);
  await read(bot, ana.dmChannelId, "取り下げました");
  await gone(bot, ana.dmChannelId, SECRET);
  await ana.press(preview, "handoff_submit");
  await read(bot, channel, "handoff_claim");
  ana.replyInThread(ana.dmChannelId, asked.ts, "年収は?");
  await read(bot, ana.dmChannelId, "自動の答え:年収は?");
  await bot.slack.idle();
  expect(all(bot, channel)).not.toContain("休職");
  expect(JSON.stringify(agent.requests.at(-1)?.turns)).not.toContain("休職");
  const kept = [
    await bot.database.query("SELECT text, detail, trace FROM turns"),
    await bot.database.query("SELECT brief FROM handoffs"),
  ];
  expect(JSON.stringify(kept)).not.toContain("休職");
});

test("a deletion that fails half-way, in the database or in Slack, is finished when it is tried again", async () => {
  await using bot = await startTestBot(consultingAgent());
  const { ana, workspace, asked } = await briefed(bot);
  await bot.database.query(
    `CREATE TRIGGER full_disk BEFORE UPDATE OF brief ON handoffs
     WHEN EXISTS (SELECT 1 FROM lane_items WHERE key LIKE 'deleted:%' AND attempts = 1)
     BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`,
  );
  workspace.faults.fail("chat.update", { retryAfter: 0, times: 1 });
  ana.delete(asked);
  await read(bot, ana.dmChannelId, "取り下げました");
  await bot.slack.idle();
  expect(all(bot, ana.dmChannelId)).not.toContain("休職");
  expect(JSON.stringify(await bot.database.query("SELECT brief FROM handoffs"))).not.toContain("休職");
});

test("a question deleted after its brief was sent goes from the card and from below it", async () => {
  await using bot = await startTestBot(consultingAgent());
  const { ana, asked, preview, channel } = await briefed(bot);
  await ana.press(preview, "handoff_submit");
  await read(bot, channel, "相談前の質問");
  await bot.slack.idle();
  expect(all(bot, channel)).toContain("休職");
  ana.delete(asked);
  await gone(bot, channel, "休職");
});

test("words and their file that the requester deletes after the consultation go from the advisors' side too", async () => {
  await using bot = await startTestBot(consultingAgent());
  const { ana, workspace, asked, channel } = await claimed(bot);
  const files = [{ name: "経歴.txt", content: "運用3年" }];
  const words = ana.replyInThread(ana.dmChannelId, asked.ts, "まちがって送った話", { files });
  await read(bot, channel, "まちがって送った話");
  await workspace.waitFor(() => workspace.messages(channel).some((message) => message.files?.length));
  await ana.press(await read(bot, ana.dmChannelId, "handoff_finish"), "handoff_finish");
  await read(bot, ana.dmChannelId, "一区切り");
  ana.delete(words);
  await read(bot, channel, "相談者が削除しました");
  await bot.slack.idle();
  expect(all(bot, channel)).not.toContain("まちがって送った");
  expect(workspace.messages(channel).flatMap((message) => message.files ?? [])).toEqual([]);
});

test("a wrong reply can be taken back after the advisor has handed over, and leaves the agent's memory", async () => {
  await using bot = await startTestBot(consultingAgent());
  const stage = await claimed(bot);
  const { ana, mei, channel } = stage;
  const wrong = await says(bot, stage, "別の方への返事です");
  await mei.press(await read(bot, channel, "handoff_release"), "handoff_release");
  await read(bot, channel, "handoff_claim");
  mei.delete(wrong);
  await read(bot, ana.dmChannelId, "アドバイザーが削除しました");
  await bot.slack.idle();
  expect(all(bot, ana.dmChannelId)).not.toContain("別の方への返事");
  expect(JSON.stringify(await bot.database.query("SELECT text FROM turns"))).not.toContain("別の方への返事");
});

test("an advisor who corrects a reply that is no longer theirs is told that it did not arrive", async () => {
  await using bot = await startTestBot(consultingAgent());
  const stage = await claimed(bot);
  const { ana, mei, channel } = stage;
  const reply = await says(bot, stage, "月曜です");
  await mei.press(await read(bot, channel, "handoff_release"), "handoff_release");
  await read(bot, channel, "handoff_claim");
  mei.edit(reply, "火曜です");
  await bot.workspace.waitFor(() => mei.ephemerals().find((e) => e.text.includes("届いていません")));
  expect(all(bot, ana.dmChannelId)).not.toContain("火曜です");
});

test("what an English requester reads about an edited or deleted reply is in English", async () => {
  await using bot = await startTestBot(consultingAgent());
  const stage = await claimed(bot, { words: "I would like to talk to a person" });
  const { ana, mei } = stage;
  const reply = await says(bot, stage, "On Monday");
  mei.edit(reply, "On Tuesday");
  await read(bot, ana.dmChannelId, "On Tuesday");
  expect(textOf(await read(bot, ana.dmChannelId, "On Tuesday"))).toContain("(edited)");
  mei.delete(reply);
  await read(bot, ana.dmChannelId, "(deleted by the advisor)");
});
