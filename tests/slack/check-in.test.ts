import { expect, test } from "vitest";
import type { Message } from "../../src/playground/records.ts";
import { CHECK_IN_TEXTS } from "../../src/texts/check-in.ts";
import { startTestBot, type TestBot } from "../support/bot.ts";
import { answerOf, scriptedAgent } from "../support/scripted-agent.ts";

const DAY = 24 * 60 * 60 * 1000;
const texts = CHECK_IN_TEXTS.ja;
const text = (message: Pick<Message, "text" | "blocks"> | undefined) =>
  [message?.text, JSON.stringify(message?.blocks ?? [])].join(" ");
const count = (bot: TestBot, channel: string, words: string) =>
  bot.workspace.messages(channel).filter((message) => text(message).includes(words)).length;

async function read(bot: TestBot, channel: string, words: string): Promise<Message> {
  const find = () => bot.workspace.messages(channel).find((message) => text(message).includes(words));
  return bot.workspace.waitFor(find, { what: `"${words}"` });
}

/** A consultation that was resolved, on a clock the test moves. */
async function resolved() {
  let clock = Date.parse("2026-11-25T10:00:00+09:00");
  const agent = scriptedAgent(() =>
    answerOf("おつなぎできます。", { decision: "escalate", reason: "explicit_request" }),
  );
  const bot = await startTestBot(agent, { now: () => clock });
  const { workspace } = bot;
  const ana = workspace.person("requester");
  const mei = workspace.person("advisor");
  const ask = async (words: string) => {
    ana.dm(words);
    await ana.press(await read(bot, ana.dmChannelId, "この内容で相談する"), "handoff_submit");
    await mei.press(await read(bot, workspace.advisorChannelId, "handoff_claim"), "handoff_claim");
    await ana.press(await read(bot, ana.dmChannelId, "handoff_finish"), "handoff_finish");
    return read(bot, ana.dmChannelId, texts.offer);
  };
  const closing = await ask("人と話したい");
  return {
    bot,
    ana,
    mei,
    closing,
    async later(days: number) {
      clock += days * DAY;
      await bot.tick();
      await bot.slack.idle();
    },
  };
}

test("a requester is asked how things went once, after the days they chose, whichever process looks", async () => {
  const { bot, ana, mei, closing, later } = await resolved();
  await using _ = bot;
  await ana.press(closing, "check_in_plan:30");
  await read(bot, ana.dmChannelId, texts.planned(30));
  await later(29);
  expect(count(bot, ana.dmChannelId, texts.question(30))).toBe(0);
  await later(1);
  const question = await read(bot, ana.dmChannelId, texts.question(30));
  expect(question.thread_ts).toBe(closing.thread_ts);
  await Promise.all([bot.tick(), bot.tick()]);
  await bot.restart();
  await later(60);
  expect(count(bot, ana.dmChannelId, texts.question(30))).toBe(1);

  await mei.press(question, "check_in_answer:stop");
  expect(await bot.database.query("SELECT outcome FROM check_ins")).toEqual([{ outcome: null }]);
  await ana.press(question, "check_in_answer:tried");
  await read(bot, ana.dmChannelId, texts.thanks.tried);
  expect(await bot.database.query("SELECT state, outcome FROM check_ins")).toEqual([
    { state: "answered", outcome: "tried" },
  ]);
  await ana.press(closing, "check_in_plan:30");
  await bot.workspace.waitFor(() => ana.ephemerals().find((e) => e.text === texts.alreadyPlanned));
  mei.openHome();
  await bot.workspace.waitFor(() =>
    JSON.stringify(mei.home()?.blocks ?? "").includes("回答 1件 · うち「試した」1件"),
  );
});

test("a plan can be changed, and taken back in the Home tab", async () => {
  const { bot, ana, closing, later } = await resolved();
  await using _ = bot;
  await ana.press(closing, "check_in_plan:30");
  await ana.press(closing, "check_in_plan:90");
  await read(bot, ana.dmChannelId, texts.planned(90));
  await later(31);
  ana.openHome();
  const home = await bot.workspace.waitFor(() =>
    JSON.stringify(ana.home()?.blocks ?? "").includes(texts.homeLine(90)) ? ana.home() : undefined,
  );
  await ana.press(home, "check_in_cancel");
  await read(bot, ana.dmChannelId, texts.cancelled);
  await bot.workspace.waitFor(() => !JSON.stringify(ana.home()?.blocks).includes(texts.homeLine(90)));
  await later(90);
  expect(count(bot, ana.dmChannelId, "ほどたちました")).toBe(0);
});

test("whoever would like to talk again checks a new request in the same thread", async () => {
  const { bot, ana, closing, later } = await resolved();
  await using _ = bot;
  await ana.press(closing, "check_in_plan:30");
  await later(30);
  await ana.press(await read(bot, ana.dmChannelId, texts.question(30)), "check_in_answer:talk");
  const modal = await bot.workspace.waitFor(() => ana.modal());
  await ana.submitView(modal.id, { goal: "試してみて、迷いが出ました" });
  await read(bot, bot.workspace.advisorChannelId, "試してみて、迷いが出ました");
});

test("nobody is asked while an advisor is with them; the question waits", async () => {
  const { bot, ana, closing, later } = await resolved();
  await using _ = bot;
  await ana.press(closing, "check_in_plan:30");
  await ana.press(closing, "handoff_reopen");
  await later(30);
  expect(count(bot, ana.dmChannelId, texts.question(30))).toBe(0);
  await bot.database.query("UPDATE handoffs SET state = 'closed', owner_id = NULL");
  await later(1);
  await read(bot, ana.dmChannelId, texts.question(30));
});

test("erasing one's data ends what was planned", async () => {
  const { bot, ana, closing, later } = await resolved();
  await using _ = bot;
  await ana.press(closing, "check_in_plan:30");
  await read(bot, ana.dmChannelId, texts.planned(30));
  await ana.command("/career", "mydata");
  const menu = await bot.workspace.waitFor(() =>
    ana.ephemerals().find((e) => text(e).includes("data_erase")),
  );
  await ana.press(menu, "data_erase");
  await read(bot, ana.dmChannelId, "すべて削除しました");
  expect(await bot.database.query("SELECT * FROM check_ins")).toEqual([]);
  await later(31);
  expect(count(bot, ana.dmChannelId, "ほどたちました")).toBe(0);
});
