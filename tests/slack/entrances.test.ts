import { expect, test } from "vitest";
import type { Message } from "../../src/playground/records.ts";
import { startTestBot, type TestBot } from "../support/bot.ts";
import { answerOf, scriptedAgent } from "../support/scripted-agent.ts";

const text = (message: Pick<Message, "text" | "blocks"> | undefined) =>
  [message?.text, JSON.stringify(message?.blocks ?? [])].join(" ");
const agent = () => scriptedAgent(({ question }) => answerOf(`答え:${question}`));

async function read(bot: TestBot, channel: string, words: string): Promise<Message> {
  const find = () => bot.workspace.messages(channel).find((message) => text(message).includes(words));
  return bot.workspace.waitFor(find, { what: `"${words}"` });
}

test("/career ask answers where only the asker sees it, until they share it with the channel", async () => {
  await using bot = await startTestBot(agent());
  const { workspace } = bot;
  const ana = workspace.person("requester");
  await ana.command("/career", "ask 違いは?", workspace.generalChannelId);
  const answer = await workspace.waitFor(() =>
    ana.ephemerals().find((e) => text(e).includes("答え:違いは?")),
  );
  expect(workspace.person("advisor").ephemerals()).toEqual([]);
  expect(workspace.messages(workspace.generalChannelId)).toEqual([]);
  await ana.press(answer, "private_share");
  await read(bot, workspace.generalChannelId, "答え:違いは?");
});

test("/career ask for a person promises one and goes on in the asker's own messages, from a channel as from there", async () => {
  const escalating = scriptedAgent(({ question }) =>
    answerOf(`おつなぎします:${question}`, { decision: "escalate", reason: "explicit_request" }),
  );
  await using bot = await startTestBot(escalating);
  const { workspace } = bot;
  const [ana, alex] = [workspace.person("requester"), workspace.person("requester-en")];
  await ana.command("/career", "ask 人と話したい", workspace.generalChannelId);
  const told = await workspace.waitFor(() =>
    ana.ephemerals().find((e) => text(e).includes("おつなぎします")),
  );
  expect(text(told)).toContain("ダイレクトメッセージでご案内します");
  const preview = await read(bot, ana.dmChannelId, "handoff_submit");
  expect(text(preview)).toContain("人と話したい");
  await ana.press(preview, "handoff_submit");
  await read(bot, workspace.advisorChannelId, "人と話したい");

  await alex.command("/career", "ask 人と話したい", alex.dmChannelId);
  await read(bot, alex.dmChannelId, "handoff_submit");
  expect(workspace.messages(workspace.generalChannelId)).toEqual([]);
});

test("/career advisor opens the brief for consent in the requester's own messages", async () => {
  await using bot = await startTestBot(agent());
  const { workspace } = bot;
  const ana = workspace.person("requester");
  await ana.command("/career", "advisor", workspace.generalChannelId);
  const modal = await workspace.waitFor(() => ana.modal());
  await ana.submitView(modal.id, { goal: "転職の相談をしたい" });
  await read(bot, workspace.advisorChannelId, "転職の相談をしたい");
  await read(bot, ana.dmChannelId, "相談をお預かりしました");
});

test("/career without a known word explains itself", async () => {
  await using bot = await startTestBot(agent());
  const ana = bot.workspace.person("requester");
  await ana.command("/career", "", bot.workspace.generalChannelId);
  await bot.workspace.waitFor(() => ana.ephemerals().find((e) => e.text.includes("使い方")));
});

test("a message somebody wrote can be asked about, and the answer comes in one's own messages", async () => {
  await using bot = await startTestBot(agent());
  const { workspace } = bot;
  const ana = workspace.person("requester");
  const message = workspace
    .person("advisor")
    .say(workspace.generalChannelId, "バックエンドの将来性ってどうなんだろう");
  await ana.shortcut("ask_about_message", message);
  await read(bot, ana.dmChannelId, "答え:バックエンドの将来性");
  expect(workspace.messages(workspace.generalChannelId)).toHaveLength(1);
});

test("the shortcut opens a question box whose answer comes in a thread", async () => {
  await using bot = await startTestBot(agent());
  const ana = bot.workspace.person("requester");
  await ana.shortcut("ask_anything");
  const modal = await bot.workspace.waitFor(() => ana.modal());
  await ana.submitView(modal.id, { question: "年収は?" });
  const answer = await read(bot, ana.dmChannelId, "答え:年収は?");
  expect(answer.thread_ts).toBeDefined();
});

test("the Home tab shows what is under way, and an advisor's shows the queue", async () => {
  await using bot = await startTestBot(agent());
  const { workspace } = bot;
  const ana = workspace.person("requester");
  await ana.command("/career", "advisor", workspace.generalChannelId);
  const modal = await workspace.waitFor(() => ana.modal());
  await ana.submitView(modal.id, { goal: "相談です" });
  const card = await read(bot, workspace.advisorChannelId, "handoff_claim");
  const mei = workspace.person("advisor");
  await mei.press(card, "handoff_claim");
  await read(bot, ana.dmChannelId, "加わりました");
  ana.openHome();
  await workspace.waitFor(() =>
    JSON.stringify(ana.home()?.blocks ?? "").includes("アドバイザーと話しています"),
  );
  expect(JSON.stringify(ana.home()?.blocks)).not.toContain("あなたの担当");
  mei.openHome();
  await workspace.waitFor(() => JSON.stringify(mei.home()?.blocks ?? "").includes("あなたの担当 1件"));
});

test("a person can take their data away and have all of it deleted, the advisors' thread included", async () => {
  await using bot = await startTestBot(agent());
  const { workspace } = bot;
  const ana = workspace.person("requester");
  await ana.command("/career", "advisor", workspace.generalChannelId);
  const modal = await workspace.waitFor(() => ana.modal());
  await ana.submitView(modal.id, { goal: "だれにも知られたくない相談" });
  await read(bot, workspace.advisorChannelId, "だれにも知られたくない相談");
  await ana.command("/career", "mydata", workspace.generalChannelId);
  const menu = await workspace.waitFor(() => ana.ephemerals().find((e) => text(e).includes("data_export")));
  await ana.press(menu, "data_export");
  const sent = await workspace.waitFor(() => ana.messages().find(({ files }) => files?.length));
  const file = Buffer.from(sent.files?.[0]?.content ?? "", "base64").toString("utf8");
  expect(file).toContain("だれにも知られたくない相談");
  await ana.press(menu, "data_erase");
  await read(bot, ana.dmChannelId, "すべて削除しました");
  const left = workspace.messages(workspace.advisorChannelId).map(text).join();
  expect(left).not.toContain("知られたくない");
  expect(left).toMatch(/相談者Aからの相談\(内容は削除されました\).*相談者が内容を削除しました/s);
  const kept = JSON.stringify([
    await bot.database.query("SELECT * FROM turns"),
    await bot.database.query("SELECT * FROM handoffs"),
    await bot.database.query("SELECT * FROM lane_items"),
  ]);
  expect(kept).not.toContain("知られたくない");
});
