import { describe, expect, test } from "vitest";
import { createHandoffStore } from "../../src/storage/handoff-store.ts";
import {
  all,
  claimed,
  MINUTE,
  read,
  requested,
  says,
  stageAt,
  statesOf,
  WEEKDAYS,
} from "../support/consultation.ts";

describe("while the advisors are not there", () => {
  test("an owner is not late for words that came at night: reminded first, then released, in the morning's hours", async () => {
    await using stage = await stageAt("2026-11-24T18:00", { hours: WEEKDAYS });
    const { bot } = stage;
    const { ana, mei, asked, card, workspace } = await claimed(bot);
    await says(bot, { mei, card }, "経験はありますか");
    await stage.until("2026-11-24T22:00");
    ana.replyInThread(ana.dmChannelId, asked.ts, "3年です");
    await read(bot, workspace.advisorChannelId, "3年です");
    await stage.until("2026-11-25T10:29");
    expect(await statesOf(bot)).toEqual(["active"]);
    expect(all(bot, workspace.advisorChannelId)).not.toContain("相談者が返信を待っています");
    await stage.until("2026-11-25T10:30");
    await read(bot, workspace.advisorChannelId, `<@${mei.id}>さん、相談者が返信を待っています`);
    await stage.until("2026-11-25T11:59");
    expect(await statesOf(bot)).toEqual(["active"]);
    await stage.until("2026-11-25T12:00");
    await read(bot, ana.dmChannelId, "担当のアドバイザーが交代します");
  });

  test("a request sent shortly before they close is recalled after ten of their minutes, and asked of all after thirty", async () => {
    await using stage = await stageAt("2026-11-24T18:55", { hours: WEEKDAYS });
    const { bot } = stage;
    const { ana, workspace } = await requested(bot);
    await stage.until("2026-11-25T10:04");
    expect(all(bot, workspace.advisorChannelId)).not.toContain("まだ担当者が決まっていません");
    await stage.until("2026-11-25T10:05");
    await read(bot, workspace.advisorChannelId, "まだ担当者が決まっていません");
    expect(await statesOf(bot)).toEqual(["queued"]);
    await stage.until("2026-11-25T10:25");
    await read(bot, ana.dmChannelId, "チーム全体で探しています");
  });

  test("a weekend is not a requester's silence: warned on Monday, closed on Tuesday", async () => {
    await using stage = await stageAt("2026-11-27T18:40", { hours: WEEKDAYS });
    const { bot } = stage;
    const { ana, mei, card } = await claimed(bot);
    await stage.until("2026-11-27T18:50");
    await says(bot, { mei, card }, "経験はありますか");
    for (const moment of ["2026-11-28T18:50", "2026-11-29T18:50", "2026-11-30T18:49"])
      await stage.until(moment);
    expect(all(bot, ana.dmChannelId)).not.toContain("その後いかがでしょうか");
    await stage.until("2026-11-30T18:50");
    await read(bot, ana.dmChannelId, "12月1日(火)18時50分にこの相談をいったん閉じます");
    await stage.until("2026-12-01T18:49");
    expect(await statesOf(bot)).toEqual(["waiting"]);
    await stage.until("2026-12-01T18:50");
    await read(bot, ana.dmChannelId, "一区切り");
  });

  test("where advisors keep no hours, a warning on Saturday names Sunday, and Sunday is when it ends", async () => {
    await using stage = await stageAt("2026-11-27T18:40");
    const { bot } = stage;
    const { ana, mei, card } = await claimed(bot);
    await says(bot, { mei, card }, "経験はありますか");
    await stage.until("2026-11-28T18:40");
    await read(bot, ana.dmChannelId, "11月29日(日)18時40分にこの相談をいったん閉じます");
    await stage.until("2026-11-29T18:39");
    expect(await statesOf(bot)).toEqual(["waiting"]);
    await stage.until("2026-11-29T18:40");
    await read(bot, ana.dmChannelId, "一区切り");
  });

  test("whoever writes before the warning has left is not told that their silence ends the consultation", async () => {
    await using stage = await stageAt("2026-11-27T18:40");
    const { bot } = stage;
    const { ana } = await claimed(bot);
    const [row] = await bot.database.query<{ id: string }>("SELECT id FROM handoffs");
    const message = { kind: "requester_line", handoffId: row?.id ?? "", line: "idle_warning" } as const;
    await createHandoffStore(bot.database).enqueue([{ key: "late", message }]);
    await bot.slack.idle();
    await stage.later(20 * MINUTE);
    expect(await statesOf(bot)).toEqual(["active"]);
    expect(all(bot, ana.dmChannelId)).not.toContain("その後いかがでしょうか");
  });

  test("a consultation reopened at night is promised for the morning, not for the next minutes", async () => {
    await using stage = await stageAt("2026-11-24T18:00", { hours: WEEKDAYS });
    const { bot } = stage;
    const { ana } = await claimed(bot);
    await ana.press(await read(bot, ana.dmChannelId, "加わりました"), "handoff_finish");
    const resolved = await read(bot, ana.dmChannelId, "もう一度相談する");
    await stage.until("2026-11-24T23:00");
    await ana.press(resolved, "handoff_reopen");
    await read(bot, ana.dmChannelId, "次は11月25日(水)10時から対応します");
    await read(bot, bot.workspace.advisorChannelId, "次の営業時間を待っています");
    await stage.until("2026-11-25T10:00");
    await read(bot, ana.dmChannelId, "アドバイザーの対応時間になりました");
  });

  test("an owner who lets go at night leaves the requester with the morning's promise", async () => {
    await using stage = await stageAt("2026-11-24T18:00", { hours: WEEKDAYS });
    const { bot } = stage;
    const { ana, mei, card } = await claimed(bot);
    await stage.until("2026-11-24T20:00");
    await mei.press(card, "handoff_release");
    await read(bot, ana.dmChannelId, "次の方は11月25日(水)10時から対応します");
    expect(all(bot, ana.dmChannelId)).not.toContain("少しお待ちください");
    expect(await statesOf(bot)).toEqual(["after_hours"]);
    await read(bot, bot.workspace.advisorChannelId, `${mei.name}さんが担当を外れました`);
  });
});
