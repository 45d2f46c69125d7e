import { expect, test } from "vitest";
import type { Person } from "../../src/playground/person.ts";
import { ADVISOR_TEXTS } from "../../src/texts/advisor.ts";
import { HANDOFF_TEXTS } from "../../src/texts/handoff.ts";
import { RELAY_TEXTS } from "../../src/texts/relay.ts";
import { startTestBot, type TestBot } from "../support/bot.ts";
import { claimed, consultingAgent, read, requested, textOf } from "../support/consultation.ts";

const MB = 1024 * 1024;

/** Lets the consultation stand in a channel's thread, as those do that began before requests moved into direct messages. */
async function movedToChannel(bot: TestBot, ana: Person) {
  const general = bot.workspace.generalChannelId;
  const { ts } = ana.mention(general, "違いは?");
  await read(bot, general, "自動の答え");
  await bot.slack.idle();
  await bot.database.query(
    "UPDATE handoffs SET conversation_id = (SELECT id FROM conversations WHERE id LIKE $1)",
    [`%:${ts}`],
  );
  return { general, ts };
}

test("in a consultation in a channel, words that name a colleague reach the advisor as well", async () => {
  await using bot = await startTestBot(consultingAgent());
  const { ana, mei, channel } = await claimed(bot);
  const { general, ts } = await movedToChannel(bot, ana);
  ana.replyInThread(general, ts, `<@${mei.id}> さんに勧められました`, { raw: true });
  await read(bot, channel, "さんに勧められました");
});

test("a colleague's name in the line of a channel is passed on without an answer by the machine", async () => {
  const agent = consultingAgent();
  await using bot = await startTestBot(agent);
  const { ana, mei, channel } = await requested(bot);
  const { general, ts } = await movedToChannel(bot, ana);
  const before = agent.requests.length;
  ana.replyInThread(general, ts, `<@${mei.id}> さんはどう思いますか`, { raw: true });
  await read(bot, channel, "さんはどう思いますか");
  await bot.slack.idle();
  expect(agent.requests).toHaveLength(before);
});

test("a file that cannot be passed on is named on the other side, and its sender is told", async () => {
  await using bot = await startTestBot(consultingAgent());
  const { ana, mei, channel, asked, card } = await claimed(bot);
  ana.replyInThread(ana.dmChannelId, asked.ts, "", {
    files: [
      { name: "経歴.txt", content: "運用3年" },
      { name: "画面.mov", content: "…", size: 25 * MB },
      { name: "他社.pdf", content: "…", elsewhere: true },
    ],
  });
  const mirror = await read(bot, channel, "画面.mov (25.0 MB)");
  expect(textOf(mirror)).toMatch(/添付:経歴\.txt \(1 KB\).*他社\.pdf/s);
  expect((await read(bot, ana.dmChannelId, RELAY_TEXTS.ja.filesLeft("画面.mov, 他社.pdf"))).thread_ts).toBe(
    asked.ts,
  );
  await bot.workspace.waitFor(() => bot.workspace.messages(channel).some(({ files }) => files?.length));
  mei.replyInThread(channel, card.ts, "資料です", {
    files: [{ name: "案.zip", content: "…", size: 21 * MB }],
  });
  const prompt = await bot.workspace.waitFor(() =>
    mei.ephemerals().find((e) => e.text.includes("送りますか")),
  );
  await mei.press(prompt, "handoff_draft_send");
  await read(bot, ana.dmChannelId, "案.zip (21.0 MB)");
  expect((await read(bot, channel, ADVISOR_TEXTS.filesLeft("案.zip"))).thread_ts).toBe(card.ts);
});

test("a file sent while waiting goes to the advisors, without a word from the machine that it reads text only", async () => {
  await using bot = await startTestBot(consultingAgent());
  const { ana, channel, asked } = await requested(bot);
  ana.replyInThread(ana.dmChannelId, asked.ts, "資料です", {
    files: [{ name: "経歴.txt", content: "運用3年" }],
  });
  await read(bot, channel, "資料です");
  await bot.slack.idle();
  expect(ana.messages().map(textOf).join()).not.toContain("文字だけ");
});

test("an advisor whom Slack could not ask at first is asked again whether their words should go out", async () => {
  await using bot = await startTestBot(consultingAgent());
  const { workspace, ana, mei, channel, card } = await requested(bot);
  workspace.faults.fail("chat.postEphemeral", { retryAfter: 0, times: 1 });
  mei.replyInThread(channel, card.ts, "わたしが話します");
  const prompt = await workspace.waitFor(() => mei.ephemerals()[0]);
  await mei.press(prompt, "handoff_take_and_send");
  await read(bot, ana.dmChannelId, "わたしが話します");
});

test("a form that comes too late says so and keeps what was typed", async () => {
  await using bot = await startTestBot(consultingAgent());
  const { workspace } = bot;
  const ana = workspace.person("requester");
  ana.dm("人と話したい");
  const preview = await read(bot, ana.dmChannelId, "handoff_edit");
  await ana.press(preview, "handoff_edit");
  const modal = await workspace.waitFor(() => ana.modal());
  await ana.press(preview, "handoff_dismiss");
  const refused = await ana.submitView(modal.id, { goal: "長い時間をかけて書いた相談" });
  expect(JSON.stringify(refused)).toContain(HANDOFF_TEXTS.ja.modal.tooLate);
  expect(ana.modal()?.id).toBe(modal.id);
});
