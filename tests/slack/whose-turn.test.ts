import { describe, expect, test } from "vitest";
import type { Message } from "../../src/playground/records.ts";
import { all, claimed, MINUTE, read, says, stageAt, statesOf } from "../support/consultation.ts";

type Stage = Awaited<ReturnType<typeof claimed>>;

describe("whose turn it is", () => {
  test.each([
    [
      "corrects",
      (mei: Stage["mei"], said: Message) => mei.edit(said, "設計の経験はありますか"),
      "設計の経験は",
    ],
    ["deletes", (mei: Stage["mei"], said: Message) => mei.delete(said), "アドバイザーが削除しました"],
  ])(
    "an advisor who %s older words still owes the reply, and is reminded of it",
    async (_, change, shown) => {
      await using stage = await stageAt("2026-11-24T10:00");
      const { bot } = stage;
      const { ana, mei, asked, card, workspace } = await claimed(bot);
      const said = await says(bot, { mei, card }, "経験はありますか");
      ana.replyInThread(ana.dmChannelId, asked.ts, "3年です");
      await read(bot, workspace.advisorChannelId, "3年です");
      change(mei, said);
      await read(bot, ana.dmChannelId, shown);
      expect(await statesOf(bot)).toEqual(["active"]);
      await stage.later(31 * MINUTE);
      await read(bot, workspace.advisorChannelId, `<@${mei.id}>さん、相談者が返信を待っています`);
    },
  );

  test("words that were refused stay a draft, and an edit of them changes nothing", async () => {
    await using stage = await stageAt("2026-11-24T10:00");
    const { bot } = stage;
    const { ana, mei, card, workspace } = await claimed(bot);
    const ken = workspace.person("advisor2");
    const transfer = JSON.stringify(card.blocks).match(/handoff_transfer:[^"]+/)?.[0] ?? "";
    const said = mei.replyInThread(workspace.advisorChannelId, card.ts, "引き継ぐ前の言葉");
    const prompt = await workspace.waitFor(() => mei.ephemerals().find((e) => e.text.includes("送りますか")));
    await mei.press(card, transfer, ken.id);
    await read(bot, ana.dmChannelId, `担当が${ken.name}さんに代わりました`);
    await mei.press(prompt, "handoff_draft_send");
    await ken.press(card, transfer, mei.id);
    await read(bot, ana.dmChannelId, `担当が${mei.name}さんに代わりました`);
    mei.edit(said, "直した言葉");
    await workspace.settled();
    await bot.slack.idle();
    expect(await bot.database.query("SELECT text, sent FROM drafts")).toEqual([
      { text: "直した言葉", sent: 0 },
    ]);
    expect(await statesOf(bot)).toEqual(["active"]);
    expect(all(bot, ana.dmChannelId)).not.toMatch(/引き継ぐ前の言葉|直した言葉/);
  });
});

describe("who the advisors read about", () => {
  test("a transfer names the colleague who took over, to both sides", async () => {
    await using stage = await stageAt("2026-11-24T10:00");
    const { bot } = stage;
    const { ana, mei, card, workspace } = await claimed(bot);
    const ken = workspace.person("advisor2");
    const transfer = JSON.stringify(card.blocks).match(/handoff_transfer:[^"]+/)?.[0] ?? "";
    await mei.press(card, transfer, ken.id);
    await read(bot, ana.dmChannelId, `担当が${ken.name}さんに代わりました`);
    await read(bot, workspace.advisorChannelId, `担当が<@${ken.id}>さんに代わりました`);
    expect(all(bot, workspace.advisorChannelId)).not.toContain(`担当が<@${mei.id}>さん`);
  });

  test("whoever the clock releases is named as the one who held it", async () => {
    await using stage = await stageAt("2026-11-24T10:00");
    const { bot } = stage;
    const { mei, workspace } = await claimed(bot);
    await stage.later(121 * MINUTE);
    await read(bot, workspace.advisorChannelId, `${mei.name}さんが担当を外れました`);
  });

  test("the end is told in words that are true whoever ended it", async () => {
    await using stage = await stageAt("2026-11-24T10:00");
    const { bot } = stage;
    const { ana, workspace } = await claimed(bot);
    await ana.press(await read(bot, ana.dmChannelId, "加わりました"), "handoff_finish");
    await read(bot, workspace.advisorChannelId, "相談が終わりました");
  });
});
