import { expect, test } from "vitest";
import { ADVISOR_TEXTS } from "../../src/texts/advisor.ts";
import type { TestBot } from "../support/bot.ts";
import { startTestBot } from "../support/bot.ts";
import { claimed, consultingAgent, read, requested, textOf } from "../support/consultation.ts";

const MINUTE = 60_000;

/** Whom a message of ours with these words called. */
const toldOf = (bot: TestBot, words: string) =>
  bot.workspace.store
    .list("notifications")
    .filter(
      ({ channel, ts, from }) =>
        from === bot.workspace.botUserId &&
        bot.workspace
          .messages(channel)
          .some((message) => message.ts === ts && textOf(message).includes(words)),
    )
    .map(({ target }) => target);

/** The words below the card that the channel sees as well. */
const inChannel = (bot: TestBot, words: string) =>
  bot.workspace.waitFor(() =>
    bot.workspace
      .messages(bot.workspace.advisorChannelId)
      .find((message) => message.subtype === "thread_broadcast" && textOf(message).includes(words)),
  );

test("an advisor who answers by the form and has never written below the card hears of the reply, once", async () => {
  await using bot = await startTestBot(consultingAgent());
  const { workspace, ana, mei, channel, asked } = await claimed(bot);
  await mei.press(await read(bot, channel, "handoff_reply"), "handoff_reply");
  await mei.submitView((await workspace.waitFor(() => mei.modal())).id, { reply: "何年目ですか" });
  await read(bot, ana.dmChannelId, "何年目ですか");
  await bot.slack.idle();
  ana.replyInThread(ana.dmChannelId, asked.ts, "3年目です");
  await read(bot, channel, "3年目です");
  ana.replyInThread(ana.dmChannelId, asked.ts, "<!channel> 運用です", { raw: true });
  await read(bot, channel, "運用です");
  await bot.slack.idle();
  expect(toldOf(bot, "3年目です")).toEqual([mei.id]);
  expect(toldOf(bot, "運用です")).toEqual([]);
});

test("whoever claims a consultation is called into its thread, once for each claim, and so hears of the next words there", async () => {
  await using bot = await startTestBot(consultingAgent());
  const { ana, mei, channel, card } = await requested(bot);
  const seenBefore = structuredClone(card);
  await mei.press(card, "handoff_claim");
  await read(bot, channel, `<@${mei.id}>さんが担当になりました`);
  await mei.press(seenBefore, "handoff_claim");
  await bot.slack.idle();
  expect(toldOf(bot, "担当になりました")).toEqual([mei.id]);
  const ken = bot.workspace.person("advisor2");
  await mei.press(await read(bot, channel, "handoff_release"), "handoff_release");
  await ken.press(await read(bot, channel, "handoff_claim"), "handoff_claim");
  await read(bot, ana.dmChannelId, `${ken.name}さんが加わりました`);
  await bot.slack.idle();
  expect(toldOf(bot, "担当になりました")).toEqual([mei.id, ken.id]);
});

test("whoever is handed a consultation hears of it", async () => {
  await using bot = await startTestBot(consultingAgent());
  const { workspace, mei, channel } = await claimed(bot);
  const ken = workspace.person("advisor2");
  const card = await read(bot, channel, "handoff_transfer");
  const [, action = ""] = /"(handoff_transfer:[^"]+)"/.exec(textOf(card)) ?? [];
  await mei.press(card, action, ken.id);
  await read(bot, channel, "さんに代わりました");
  expect(toldOf(bot, "さんに代わりました")).toEqual([ken.id]);
});

test("an owner who stays silent is called, and who else can help reads of it in the channel", async () => {
  let clock = Date.parse("2026-11-25T10:00:00+09:00");
  await using bot = await startTestBot(consultingAgent(), { now: () => clock });
  const { ana, mei, channel, card } = await requested(bot);
  clock += 10 * MINUTE;
  await bot.tick();
  await inChannel(bot, ADVISOR_TEXTS.lines.waiting);
  await mei.press(card, "handoff_claim");
  await read(bot, ana.dmChannelId, "handoff_finish");
  clock += 30 * MINUTE;
  await bot.tick();
  await read(bot, channel, "返信を待っています。");
  expect(toldOf(bot, "返信を待っています。")).toEqual([mei.id]);
  await mei.press(await read(bot, channel, "handoff_release"), "handoff_release");
  await inChannel(bot, "担当を外れました");
});
