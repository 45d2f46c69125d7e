import { expect, test } from "vitest";
import type { Message } from "../../src/playground/records.ts";
import { AGENT_TEXTS } from "../../src/texts/agent.ts";
import { HANDOFF_TEXTS } from "../../src/texts/handoff.ts";
import { startTestBot, type TestBot } from "../support/bot.ts";
import { read, textOf } from "../support/consultation.ts";
import { answerOf, citationOf, scriptedAgent } from "../support/scripted-agent.ts";

const texts = HANDOFF_TEXTS.ja;
const all = (messages: readonly Message[]) => messages.map(textOf).join("\n");

const agent = () =>
  scriptedAgent(({ question }) => {
    if (question.includes("人と話したい"))
      return answerOf(AGENT_TEXTS.ja.escalate.explicit_request, {
        decision: "escalate",
        reason: "explicit_request",
      });
    if (question.includes("消えてしまいたい"))
      return answerOf("よりそいホットライン:0120-279-338", { decision: "escalate", reason: "crisis" });
    const citations = [citationOf("将来性", "運用の経験は設計に活きます。")];
    return answerOf(`自動の答え:${question}`, { citations });
  });

/** What stands in the messages themselves, below nothing. */
const roots = (messages: readonly Message[]) =>
  messages.filter(({ thread_ts, ts }) => (thread_ts ?? ts) === ts);

/** A question of Ana's in the channel that everybody reads, answered there. */
async function askedInChannel(bot: TestBot) {
  const { workspace } = bot;
  const [ana, mei, general] = [
    workspace.person("requester"),
    workspace.person("advisor"),
    workspace.generalChannelId,
  ];
  const { ts } = ana.mention(general, "運用ばかりで将来が不安です");
  const answer = await read(bot, general, "answer_talk_to_advisor");
  return { workspace, ana, mei, general, ts, answer };
}

test("who asks for a person in a channel reads and sends the request in their own messages, and talks there", async () => {
  await using bot = await startTestBot(agent());
  const { workspace, ana, mei, general, ts } = await askedInChannel(bot);
  ana.replyInThread(general, ts, "人と話したい");
  const preview = await read(bot, ana.dmChannelId, "handoff_submit");
  expect(textOf(preview)).toMatch(/運用ばかりで将来が不安です.*不安がある/s);
  await read(bot, general, texts.goesOnInDirect);
  await ana.press(preview, "handoff_submit");
  const card = await read(bot, workspace.advisorChannelId, "相談者Aからの相談");
  const below = () => all(workspace.thread(workspace.advisorChannelId, card.ts));
  await workspace.waitFor(() => /運用ばかりで将来が不安です.*自動の答え/s.test(below()));
  await mei.press(card, "handoff_claim");
  await read(bot, ana.dmChannelId, "加わりました");
  ana.replyInThread(ana.dmChannelId, preview.thread_ts ?? "", "3年運用をしています");
  await read(bot, workspace.advisorChannelId, "3年運用をしています");
  await mei.press(await read(bot, workspace.advisorChannelId, "返信を書く"), "handoff_reply");
  await mei.submitView((await workspace.waitFor(() => mei.modal())).id, { reply: "ここだけの話です" });
  await read(bot, ana.dmChannelId, "ここだけの話です");
  await bot.slack.idle();
  expect(all(workspace.messages(general))).not.toMatch(/不安がある|handoff_|加わりました|ここだけの話/);
});

test("nobody who asks for a person in a channel is invited to write more of themselves where others read it", async () => {
  await using bot = await startTestBot(agent());
  const { ana, general, ts } = await askedInChannel(bot);
  ana.replyInThread(general, ts, "人と話したい");
  await read(bot, general, texts.goesOnInDirect);
  await read(bot, ana.dmChannelId, "handoff_edit");
  expect(all(bot.workspace.messages(general))).toContain("送る前に書き足したり");
  for (const { escalate } of Object.values(AGENT_TEXTS))
    expect(Object.values(escalate).join()).not.toMatch(/書き添え|書いてください|add it here|write here/);
});

test("what was asked in the channel stays in a request that is asked for again after another question in one's own messages", async () => {
  await using bot = await startTestBot(agent());
  const { workspace, ana, mei, general, ts } = await askedInChannel(bot);
  mei.mention(general, "年収は上がりますか", { thread_ts: ts });
  await read(bot, general, "自動の答え:年収は上がりますか");
  ana.replyInThread(general, ts, "人と話したい");
  const { thread_ts = "" } = await read(bot, ana.dmChannelId, "handoff_submit");
  ana.replyInThread(ana.dmChannelId, thread_ts, "夜勤はありますか");
  await read(bot, ana.dmChannelId, "自動の答え:夜勤はありますか");
  ana.replyInThread(ana.dmChannelId, thread_ts, "やっぱり人と話したい");
  await read(bot, ana.dmChannelId, texts.previewReplaced);
  const preview = await read(bot, ana.dmChannelId, "handoff_submit");
  expect(textOf(preview)).toMatch(
    /相談したいこと\*\\n夜勤はありますか.*運用ばかりで将来が不安です.*不安がある/s,
  );
  expect(textOf(preview)).not.toContain("年収");
  await ana.press(preview, "handoff_submit");
  await read(bot, workspace.advisorChannelId, "運用ばかりで将来が不安です");
});

test("asking for a person again in the same thread leads to the request under way, not to a second one", async () => {
  await using bot = await startTestBot(agent());
  const { workspace, ana, general, ts } = await askedInChannel(bot);
  ana.replyInThread(general, ts, "人と話したい");
  await ana.press(await read(bot, ana.dmChannelId, "handoff_submit"), "handoff_submit");
  await read(bot, workspace.advisorChannelId, "handoff_claim");
  ana.replyInThread(general, ts, "やっぱり人と話したい");
  await read(bot, ana.dmChannelId, texts.alreadyOpen);
  await bot.slack.idle();
  expect(await bot.database.query("SELECT state FROM handoffs")).toEqual([{ state: "queued" }]);
  expect(roots(ana.messages())).toHaveLength(1);
});

test("the button under an answer in a channel opens the form, and everything after it is in one's own messages", async () => {
  await using bot = await startTestBot(agent());
  const { workspace, ana, general, answer } = await askedInChannel(bot);
  await ana.press(answer, "answer_talk_to_advisor");
  const modal = await workspace.waitFor(() => ana.modal());
  await workspace.waitFor(() => ana.ephemerals().find((e) => e.text === texts.goesOnInDirect));
  await ana.submitView(modal.id, {});
  await read(bot, workspace.advisorChannelId, "運用ばかりで将来が不安です");
  await read(bot, ana.dmChannelId, "相談をお預かりしました");
  await bot.slack.idle();
  expect(all(workspace.messages(general))).not.toContain("お預かり");
});

test("whoever presses the button twice in a hurry begins one request, in one thread", async () => {
  await using bot = await startTestBot(agent());
  const { workspace, ana, answer } = await askedInChannel(bot);
  workspace.faults.fail("chat.postMessage", { delayMs: 200 });
  await Promise.all([
    ana.press(answer, "answer_talk_to_advisor"),
    ana.press(answer, "answer_talk_to_advisor"),
  ]);
  await workspace.waitFor(() => ana.ephemerals().filter((e) => e.text === texts.goesOnInDirect).length === 2);
  expect(roots(ana.messages())).toHaveLength(1);
  expect(await bot.database.query("SELECT state FROM handoffs")).toEqual([{ state: "intake" }]);
});

test("a thread that another process began at the same moment is the one that everything goes on in", async () => {
  await using bot = await startTestBot(agent());
  const { workspace, ana, answer } = await askedInChannel(bot);
  await bot.database.query(
    `CREATE TRIGGER other_process BEFORE INSERT ON posts WHEN NEW.key LIKE 'thread:%'
     BEGIN INSERT INTO posts VALUES (NEW.key, 'theirs', NEW.channel, '1.000001', 0); END`,
  );
  await ana.press(answer, "answer_talk_to_advisor");
  await workspace.waitFor(() => ana.modal());
  await bot.slack.idle();
  expect(roots(ana.messages())).toEqual([]);
  const [begun] = await bot.database.query("SELECT conversation_id AS id FROM handoffs");
  expect(begun?.id).toMatch(/:1\.000001$/);
});

test("somebody who asks for a person in another's thread gets a request of their own, without the other's words", async () => {
  await using bot = await startTestBot(agent());
  const { workspace, ana, mei, general, ts } = await askedInChannel(bot);
  mei.mention(general, "私も人と話したいです", { thread_ts: ts });
  const preview = await read(bot, mei.dmChannelId, "handoff_submit");
  expect(textOf(preview)).not.toContain("運用ばかりで");
  await bot.slack.idle();
  expect(ana.messages()).toEqual([]);
  expect(await bot.database.query("SELECT requester_id FROM handoffs")).toEqual([{ requester_id: mei.id }]);
  expect(workspace.messages(workspace.advisorChannelId)).toEqual([]);
});

test("who is in distress in a channel finds the help lines there and in their own messages", async () => {
  await using bot = await startTestBot(agent());
  const { ana, general, ts } = await askedInChannel(bot);
  ana.replyInThread(general, ts, "もう消えてしまいたい");
  await read(bot, ana.dmChannelId, "handoff_submit");
  await read(bot, ana.dmChannelId, "0120-279-338");
  await read(bot, general, "0120-279-338");
});

test("a request from a channel whose first line's answer is lost still begins one thread", async () => {
  await using bot = await startTestBot(agent());
  const { workspace, ana, general, ts } = await askedInChannel(bot);
  workspace.faults.fail("conversations.open", { retryAfter: 0, times: 1 });
  workspace.faults.fail("chat.postMessage", { status: 500, afterCommit: true });
  ana.replyInThread(general, ts, "人と話したい");
  await read(bot, ana.dmChannelId, "handoff_submit");
  await bot.slack.idle();
  expect(roots(ana.messages())).toHaveLength(1);
});
