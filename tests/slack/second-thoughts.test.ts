import { describe, expect, test } from "vitest";
import type { Message } from "../../src/playground/records.ts";
import { HANDOFF_TEXTS } from "../../src/texts/handoff.ts";
import type { TestBot } from "../support/bot.ts";
import { all, HOUR, read, stageAt, statesOf, textOf } from "../support/consultation.ts";

const FIRST = "運用ばかりで将来が不安です";
const SECOND = "設計に進むには何を学べばいいですか";

/** The preview that can be sent, once there is one other than these. */
const preview = (bot: TestBot, others: readonly Message[] = []): Promise<Message> => {
  const ana = bot.workspace.person("requester");
  const isNew = ({ ts }: Message) => others.every((other) => other.ts !== ts);
  return bot.workspace.waitFor(
    () => ana.messages().find((message) => isNew(message) && textOf(message).includes("handoff_submit")),
    { what: "a preview" },
  );
};

/** A first question and a preview of it that nobody decides on. */
async function undecided(bot: TestBot) {
  const ana = bot.workspace.person("requester");
  const asked = ana.dm(FIRST);
  await read(bot, ana.dmChannelId, `自動の答え:${FIRST}`);
  ana.replyInThread(ana.dmChannelId, asked.ts, "人と話したい");
  const first = await preview(bot);
  expect(textOf(first)).toContain(FIRST);
  const asks = async (words: string) => {
    ana.replyInThread(ana.dmChannelId, asked.ts, words);
    await read(bot, ana.dmChannelId, `自動の答え:${words}`);
  };
  return { ana, asked, first, asks };
}

describe("a request that was not sent, and another", () => {
  test("what was asked since is what the next preview shows and sends, and the older one says that it was replaced", async () => {
    await using stage = await stageAt("2026-11-24T10:00");
    const { bot } = stage;
    const { ana, asked, first, asks } = await undecided(bot);
    await stage.later(2 * HOUR);
    await asks(SECOND);
    ana.replyInThread(ana.dmChannelId, asked.ts, "やっぱり人と話したい");
    const second = await preview(bot, [first]);
    expect(textOf(second)).toContain(SECOND);
    await read(bot, ana.dmChannelId, "新しいものに替わりました");
    expect(ana.messages().filter((message) => textOf(message).includes("handoff_submit"))).toHaveLength(1);
    await ana.press(second, "handoff_submit");
    await read(bot, bot.workspace.advisorChannelId, SECOND);
    await read(bot, ana.dmChannelId, "この内容で送りました");
  });

  test("asked for twice with nothing in between, the preview is shown again where people look", async () => {
    await using stage = await stageAt("2026-11-24T10:00");
    const { bot } = stage;
    const { ana, asked, first } = await undecided(bot);
    await stage.later(2 * HOUR);
    ana.replyInThread(ana.dmChannelId, asked.ts, "やっぱり人と話したい");
    const second = await preview(bot, [first]);
    expect(textOf(second)).toContain(FIRST);
    await ana.press(second, "handoff_dismiss");
    await read(bot, ana.dmChannelId, "送らずに取りやめました");
    expect(await statesOf(bot)).toEqual(["cancelled"]);
  });

  test("the form shows what was asked since, and the older preview, pressed after it, shows that first and sends it at the next press", async () => {
    await using stage = await stageAt("2026-11-24T10:00");
    const { bot } = stage;
    const { ana, first, asks } = await undecided(bot);
    await stage.later(2 * HOUR);
    await asks(SECOND);
    await ana.press(await read(bot, ana.dmChannelId, "answer_talk_to_advisor"), "answer_talk_to_advisor");
    const form = await bot.workspace.waitFor(() => ana.modal());
    expect(JSON.stringify(form.blocks)).toContain(SECOND);
    await ana.closeView(form.id);
    await ana.press(first, "handoff_submit");
    await bot.workspace.waitFor(() =>
      ana.ephemerals().find(({ text }) => text === HANDOFF_TEXTS.ja.previewRedrawn),
    );
    expect(await statesOf(bot)).toEqual(["intake"]);
    await bot.slack.idle();
    expect(all(bot, bot.workspace.advisorChannelId)).toBe("");
    expect(all(bot, ana.dmChannelId)).not.toContain(HANDOFF_TEXTS.ja.previewReplaced);
    const redrawn = await preview(bot);
    expect(redrawn.ts).toBe(first.ts);
    expect(textOf(redrawn)).toContain(SECOND);
    await ana.press(redrawn, "handoff_submit");
    await read(bot, bot.workspace.advisorChannelId, SECOND);
  });

  test("an older preview pressed on a device that still shows it says that a newer one stands below, which alone can be sent", async () => {
    await using stage = await stageAt("2026-11-24T10:00");
    const { bot } = stage;
    const { ana, asked, first, asks } = await undecided(bot);
    await stage.later(2 * HOUR);
    await asks(SECOND);
    ana.replyInThread(ana.dmChannelId, asked.ts, "やっぱり人と話したい");
    const second = await preview(bot, [first]);
    await read(bot, ana.dmChannelId, HANDOFF_TEXTS.ja.previewReplaced);
    await ana.press(first, "handoff_submit");
    await bot.slack.idle();
    expect(ana.messages().filter((message) => textOf(message).includes("handoff_submit"))).toEqual([second]);
    expect(await statesOf(bot)).toEqual(["intake"]);
  });

  test("a form opened before the next question sends what stands in it, and nothing that was said since", async () => {
    await using stage = await stageAt("2026-11-24T10:00");
    const { bot } = stage;
    const { ana, asked, first, asks } = await undecided(bot);
    await ana.press(first, "handoff_edit");
    const form = await bot.workspace.waitFor(() => ana.modal());
    await stage.later(2 * HOUR);
    await asks("転職すべきか不安です");
    ana.replyInThread(ana.dmChannelId, asked.ts, "やっぱり人と話したい");
    await preview(bot, [first]);
    await ana.submitView(form.id, {});
    const card = await read(bot, bot.workspace.advisorChannelId, FIRST);
    await bot.slack.idle();
    expect(bot.workspace.thread(bot.workspace.advisorChannelId, card.ts).map(textOf).join()).not.toContain(
      "転職",
    );
    await read(bot, ana.dmChannelId, "この内容で送りました");
  });
});
