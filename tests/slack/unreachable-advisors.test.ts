import { describe, expect, test, vi } from "vitest";
import { retryParked } from "../../src/storage/parked.ts";
import type { TestBot } from "../support/bot.ts";
import { all, HOUR, MINUTE, read, requested, stageAt, statesOf, WEEKDAYS } from "../support/consultation.ts";

const WAIT = { timeout: 10_000, interval: 10 };
const parked = (bot: TestBot) =>
  bot.database.query<{ id: number }>("SELECT id FROM lane_items WHERE parked_at IS NOT NULL ORDER BY id");

describe("when no advisor can be reached", () => {
  test("a request that cannot be shown to the advisors comes back to the agent, and stays unseen when tried again", async () => {
    await using stage = await stageAt("2026-11-24T11:00", { hours: WEEKDAYS });
    const { bot } = stage;
    const { workspace } = bot;
    const ana = workspace.person("requester");
    workspace.setChannel(workspace.advisorChannelId, { archived: true });
    const asked = ana.dm("人と話したい");
    await ana.press(await read(bot, ana.dmChannelId, "この内容で相談する"), "handoff_submit");
    await read(bot, ana.dmChannelId, "お届けできませんでした");
    expect(await statesOf(bot)).toEqual(["returned"]);
    const [card] = await parked(bot);
    expect(await parked(bot)).toHaveLength(1);
    ana.replyInThread(ana.dmChannelId, asked.ts, "年収の違いは?");
    await read(bot, ana.dmChannelId, "自動の答え:年収の違いは?");

    workspace.setChannel(workspace.advisorChannelId, { archived: false });
    await retryParked(bot.database, [card?.id ?? 0]);
    await bot.slack.idle();
    expect(await parked(bot)).toEqual([]);
    expect(workspace.messages(workspace.advisorChannelId)).toEqual([]);
    ana.replyInThread(ana.dmChannelId, asked.ts, "やっぱり人と話したい");
    const before = ana.messages().length;
    const again = await workspace.waitFor(() =>
      ana
        .messages()
        .slice(before)
        .find((message) => JSON.stringify(message.blocks ?? "").includes("handoff_submit")),
    );
    await ana.press(again, "handoff_submit");
    await read(bot, workspace.advisorChannelId, "handoff_claim");
  });

  test("a request whose advisors' channel is closed while it waits comes back too, and its words are not asked for again", async () => {
    await using stage = await stageAt("2026-11-24T11:00", { hours: WEEKDAYS });
    const { bot } = stage;
    const { ana, asked, workspace } = await requested(bot);
    workspace.setChannel(workspace.advisorChannelId, { archived: true });
    await stage.later(31 * MINUTE);
    await read(bot, ana.dmChannelId, "お届けできませんでした");
    expect(await statesOf(bot)).toEqual(["returned"]);
    ana.replyInThread(ana.dmChannelId, asked.ts, "年収の違いは?");
    await read(bot, ana.dmChannelId, "自動の答え:年収の違いは?");
    expect(all(bot, ana.dmChannelId)).not.toContain("もう一度送ってください");
  });

  test("a card already claimed that cannot be brought up to date ends nothing", async () => {
    await using stage = await stageAt("2026-11-24T11:00", { hours: WEEKDAYS });
    const { bot } = stage;
    const { workspace } = bot;
    const { ana, mei, card } = await requested(bot);
    workspace.faults.fail("chat.update", { error: "cant_update_message", times: 6 });
    await mei.press(card, "handoff_claim");
    await read(bot, ana.dmChannelId, "加わりました");
    await vi.waitFor(async () => expect(await parked(bot)).toHaveLength(1), WAIT);
    expect(await statesOf(bot)).toEqual(["active"]);
    expect(all(bot, ana.dmChannelId)).not.toContain("お届けできませんでした");
  });

  test("a request that nobody claims, even when the whole team is asked, hears so once on the next working day", async () => {
    await using stage = await stageAt("2026-11-27T18:00", { hours: WEEKDAYS });
    const { bot } = stage;
    const { ana } = await requested(bot);
    await stage.later(31 * MINUTE);
    await read(bot, ana.dmChannelId, "チーム全体で探しています");
    for (const moment of ["2026-11-28T18:31", "2026-11-29T18:31", "2026-11-30T18:30"])
      await stage.until(moment);
    expect(all(bot, ana.dmChannelId)).not.toContain("まだ見つかっていません");
    await stage.until("2026-11-30T18:31");
    const line = await read(bot, ana.dmChannelId, "まだ見つかっていません");
    await stage.later(72 * HOUR);
    expect(ana.messages().filter((message) => message.text?.includes("まだ見つかっていません"))).toHaveLength(
      1,
    );
    await ana.press(line, "handoff_cancel");
    await read(bot, ana.dmChannelId, "相談を取り消しました");
  });
});
