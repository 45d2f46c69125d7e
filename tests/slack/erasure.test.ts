import { expect, test } from "vitest";
import { ADVISOR_TEXTS } from "../../src/texts/advisor.ts";
import { startTestBot, type TestBot } from "../support/bot.ts";
import { claimed, consultingAgent, read, textOf } from "../support/consultation.ts";

/** A consultation in the middle, with words and a file that went across. */
async function consulting(bot: TestBot) {
  const stage = await claimed(bot);
  const { workspace, ana, channel, asked } = stage;
  const files = [{ name: "経歴.txt", content: "運用3年" }];
  ana.replyInThread(ana.dmChannelId, asked.ts, "ひみつの話です", { files });
  await read(bot, channel, "ひみつの話です");
  await workspace.waitFor(() => workspace.messages(channel).some(({ files }) => files?.length));
  await bot.slack.idle();
  return stage;
}

async function erase(bot: TestBot, person: ReturnType<TestBot["workspace"]["person"]>) {
  await person.command("/career", "mydata", bot.workspace.generalChannelId);
  const menu = await bot.workspace.waitFor(() =>
    person.ephemerals().find((e) => textOf(e).includes("data_erase")),
  );
  await person.press(menu, "data_erase");
}

test("deleting everything takes mirrored words and copied files away, and tells the advisors why", async () => {
  await using bot = await startTestBot(consultingAgent());
  const { workspace, ana, mei, channel, card } = await consulting(bot);
  const note = mei.replyInThread(channel, card.ts, "同僚へのメモ");
  await erase(bot, ana);
  await read(bot, ana.dmChannelId, "すべて削除しました");
  const left = workspace.messages(channel);
  expect(left.flatMap(({ files }) => files ?? [])).toEqual([]);
  expect(left.map(textOf).join()).not.toContain("ひみつ");
  const thread = workspace.thread(channel, card.ts);
  expect(textOf(thread[0])).toContain(ADVISOR_TEXTS.states.erased);
  expect(thread.map(({ ts }) => ts)).toContain(note.ts);
  expect(thread.at(-1)?.text).toBe(ADVISOR_TEXTS.erasedByRequester);
  // What the person themselves sent is theirs to delete.
  expect(workspace.store.list("files").map(({ user }) => user)).toEqual([ana.id]);
});

test("a question that was put through the form goes from one's own messages too", async () => {
  await using bot = await startTestBot(consultingAgent());
  const ana = bot.workspace.person("requester");
  await ana.shortcut("ask_anything");
  const modal = await bot.workspace.waitFor(() => ana.modal());
  await ana.submitView(modal.id, { question: "だれにも言えない質問です" });
  await read(bot, ana.dmChannelId, "自動の答え");
  await bot.slack.idle();
  await erase(bot, ana);
  await read(bot, ana.dmChannelId, "すべて削除しました");
  expect(ana.messages().map(textOf).join()).not.toContain("だれにも言えない");
});

test("what was not yet removed when the process ended is removed by the next one", async () => {
  await using bot = await startTestBot(consultingAgent());
  const { workspace, ana, channel } = await consulting(bot);
  workspace.faults.fail("chat.delete", { retryAfter: 1, times: 1 });
  await erase(bot, ana);
  await workspace.waitFor(() => ana.home());
  await bot.restart();
  await read(bot, ana.dmChannelId, "すべて削除しました");
  expect(workspace.messages(channel).map(textOf).join()).not.toContain("ひみつ");
});

test("whoever deletes everything hears how many messages Slack would not let go, and whom to ask", async () => {
  await using bot = await startTestBot(consultingAgent());
  const { workspace, ana, channel, card } = await consulting(bot);
  workspace.faults.fail("chat.update", { error: "is_archived" });
  workspace.faults.fail("chat.delete", { error: "channel_not_found" });
  workspace.faults.fail("chat.delete", { error: "message_not_found" });
  workspace.faults.fail("chat.delete", { error: "internal_error" });
  await erase(bot, ana);
  const told = await read(bot, ana.dmChannelId, "管理者に");
  expect(told.text).toContain("2件");
  expect(told.text).not.toContain("すべて削除しました");
  expect(workspace.thread(channel, card.ts).map((message) => message.text)).not.toContain(
    ADVISOR_TEXTS.erasedByRequester,
  );
  // The operator can have them removed later.
  const parked = await bot.database.query(
    "SELECT error FROM lane_items WHERE parked_at IS NOT NULL ORDER BY error",
  );
  expect(parked).toEqual([{ error: "channel_not_found" }, { error: "is_archived" }]);
});
