import { expect, test } from "vitest";
import type { Message } from "../../src/playground/records.ts";
import { startTestBot } from "../support/bot.ts";
import { answerOf, scriptedAgent } from "../support/scripted-agent.ts";

const shown = (message: Message | undefined) =>
  [message?.text, message?.markdown, JSON.stringify(message?.blocks)].join(" ");
const fromBot = (messages: readonly Message[]) => messages.filter((message) => message.bot_id);

test("a direct message is answered in its thread, with quotes, and a follow-up needs no mention", async () => {
  const agent = scriptedAgent(({ question, turns }) =>
    answerOf(`${question}への答え(${turns.length})です。[1]`),
  );
  await using bot = await startTestBot(agent);
  const ana = bot.workspace.person("requester");
  const question = ana.dm("違いは?");
  await bot.workspace.waitFor(() =>
    fromBot(ana.messages())[0]?.blocks?.some(({ type }) => type === "context_actions"),
  );
  ana.replyInThread(ana.dmChannelId, question.ts, "じゃあ年収は?");
  await bot.workspace.waitFor(() => fromBot(ana.messages()).length === 2);
  await bot.slack.idle();
  const [first, second] = fromBot(ana.messages());
  expect(first?.thread_ts).toBe(question.ts);
  expect(shown(first)).toContain("違いは?への答え(0)");
  expect(shown(second)).toContain("じゃあ年収は?への答え(2)");
});

test("a mention in a channel arrives as two events and is answered once", async () => {
  const agent = scriptedAgent(() => answerOf("答えです。"));
  await using bot = await startTestBot(agent);
  const { workspace } = bot;
  const ana = workspace.person("requester");
  ana.mention(workspace.generalChannelId, "違いは?");
  await workspace.waitFor(() => fromBot(workspace.messages(workspace.generalChannelId)).length > 0);
  await workspace.settled();
  await bot.slack.idle();
  expect(fromBot(workspace.messages(workspace.generalChannelId))).toHaveLength(1);
  expect(agent.requests.map(({ question }) => question)).toEqual(["違いは?"]);
});

test("people talking to each other are neither answered nor stored", async () => {
  const agent = scriptedAgent(() => answerOf("答えです。"));
  await using bot = await startTestBot(agent);
  const { workspace } = bot;
  const [ana, mei] = [workspace.person("requester"), workspace.person("advisor")];
  ana.say(workspace.generalChannelId, "今日の昼ごはんの話です");
  const asked = ana.mention(workspace.generalChannelId, "違いは?");
  await workspace.waitFor(() => fromBot(workspace.messages(workspace.generalChannelId)).length > 0);
  mei.replyInThread(workspace.generalChannelId, asked.ts, "私も気になります");
  ana.replyInThread(workspace.generalChannelId, asked.ts, `<@${mei.id}> さんはどう思いますか`, { raw: true });
  await workspace.settled();
  await bot.slack.idle();
  expect(agent.requests).toHaveLength(1);
  const stored = JSON.stringify(await bot.database.query("SELECT text FROM turns"));
  expect(stored).not.toMatch(/昼ごはん|どう思いますか/);
});

test("the same delivery a hundred times over two sockets is one answer", async () => {
  const agent = scriptedAgent(() => answerOf("答えです。"));
  await using bot = await startTestBot(agent);
  bot.workspace.faults.duplicateEnvelopes(100);
  const ana = bot.workspace.person("requester");
  ana.dm("違いは?");
  await bot.workspace.waitFor(() => fromBot(ana.messages()).length > 0);
  await bot.workspace.settled();
  await bot.slack.idle();
  expect(fromBot(ana.messages())).toHaveLength(1);
});

test("mentions in a question, a model's words or a quote notify nobody", async () => {
  const agent = scriptedAgent(() => answerOf("<!channel> と <@U123> と @here へ"));
  await using bot = await startTestBot(agent);
  const ana = bot.workspace.person("requester");
  ana.dm("<!channel> 違いは?", { raw: true });
  await bot.workspace.waitFor(() => fromBot(ana.messages()).length > 0);
  await bot.slack.idle();
  const text = JSON.stringify(fromBot(ana.messages()));
  expect(text).not.toMatch(/<!channel>|<@U123>|@here/);
});

test("what people wrote and the tokens stay out of the log", async () => {
  const agent = scriptedAgent(() => answerOf("とても秘密の答えです。"));
  await using bot = await startTestBot(agent);
  const ana = bot.workspace.person("requester");
  ana.dm("とても秘密の質問です");
  await bot.workspace.waitFor(() => fromBot(ana.messages()).length > 0);
  await bot.slack.idle();
  const log = bot.log.join("\n");
  expect(log).not.toContain("秘密");
  expect(log).not.toContain(bot.workspace.botToken);
});

test("an e-mail address, a phone number and a card number are masked before they are stored or answered", async () => {
  const agent = scriptedAgent(() => answerOf("答えです。"));
  await using bot = await startTestBot(agent);
  const ana = bot.workspace.person("requester");
  ana.dm("連絡先は ana@example.com か 090-1234-5678 です。年収の違いは?");
  await bot.workspace.waitFor(() => fromBot(ana.messages()).length > 0);
  await bot.slack.idle();
  const stored = JSON.stringify([
    await bot.database.query("SELECT text FROM turns"),
    await bot.database.query("SELECT payload FROM lane_items"),
  ]);
  expect(stored).not.toMatch(/ana@example|1234-5678/);
  expect(agent.requests[0]?.question).toMatch(/年収の違いは/);
  expect(agent.requests[0]?.question).not.toMatch(/1234-5678/);
});

test("a file with a few words is kindly asked for in words, whatever was talked about before", async () => {
  const agent = scriptedAgent(() => answerOf("答えです。"));
  await using bot = await startTestBot(agent);
  const ana = bot.workspace.person("requester");
  ana.dm("見てください", { files: [{ name: "履歴書.txt", content: "…" }] });
  await bot.workspace.waitFor(() => shown(fromBot(ana.messages())[0]).includes("文字だけ"));
  await bot.slack.idle();
  expect(agent.requests).toEqual([]);
});

test("a start in the middle of a rate limit waits for its end", async () => {
  const agent = scriptedAgent(() => answerOf("答えです。"));
  await using bot = await startTestBot(agent);
  bot.workspace.faults.fail("auth.test", { retryAfter: 0, times: 3 });
  await bot.restart();
  const ana = bot.workspace.person("requester");
  ana.dm("違いは?");
  await bot.workspace.waitFor(() => fromBot(ana.messages()).length > 0);
});

test("a thumb down counts at once, and a reason can follow", async () => {
  const agent = scriptedAgent(() => answerOf("答えです。"));
  await using bot = await startTestBot(agent);
  const ana = bot.workspace.person("requester");
  ana.dm("違いは?");
  const answer = await bot.workspace.waitFor(() => fromBot(ana.messages())[0]);
  await bot.slack.idle();
  const shownAnswer = fromBot(ana.messages())[0] ?? answer;
  const value = /"(bad:[^"]+)"/.exec(JSON.stringify(shownAnswer.blocks))?.[1] ?? "";
  await ana.press(shownAnswer, "answer_feedback", value);
  const votes = () => bot.database.query("SELECT value, reason FROM feedback");
  expect(await votes()).toEqual([{ value: "bad", reason: null }]);
  const modal = await bot.workspace.waitFor(() => ana.modal());
  await ana.submitView(modal.id, { reason: "古い情報でした" });
  expect(await votes()).toEqual([{ value: "bad", reason: "古い情報でした" }]);
});

test("an edited question updates its answer, a deleted one takes it back", async () => {
  const agent = scriptedAgent(({ question }) => answerOf(`答え:${question}`));
  await using bot = await startTestBot(agent);
  const ana = bot.workspace.person("requester");
  const question = ana.dm("違いは?");
  await bot.workspace.waitFor(() => shown(fromBot(ana.messages())[0]).includes("答え:違いは?"));
  await bot.slack.idle();
  ana.edit(question, "年収は?");
  await bot.workspace.waitFor(() => shown(fromBot(ana.messages())[0]).includes("答え:年収は?"));
  await bot.slack.idle();
  expect(fromBot(ana.messages())).toHaveLength(1);
  ana.delete(question);
  await bot.workspace.waitFor(() => shown(fromBot(ana.messages())[0]).includes("取り下げました"));
});

test("when the agent keeps failing the requester is told, and the next question is answered", async () => {
  const agent = scriptedAgent(({ question }) => {
    if (question === "壊れる質問") throw new Error("broken");
    return answerOf("答えです。");
  });
  await using bot = await startTestBot(agent);
  const ana = bot.workspace.person("requester");
  const first = ana.dm("壊れる質問");
  await bot.workspace.waitFor(() =>
    fromBot(ana.messages()).some(({ text }) => text.includes("お答えできませんでした")),
  );
  ana.replyInThread(ana.dmChannelId, first.ts, "別の質問");
  await bot.workspace.waitFor(() => shown(fromBot(ana.messages()).at(-1)).includes("答えです。"));
});
