import { describe, expect, test } from "vitest";
import { parseHours } from "../../src/handoff/hours.ts";
import type { Message } from "../../src/playground/records.ts";
import { startTestBot, type TestBot, type TestBotOptions } from "../support/bot.ts";
import { answerOf, citationOf, scriptedAgent } from "../support/scripted-agent.ts";

const text = (message: Message | undefined) =>
  [message?.text, message?.markdown, JSON.stringify(message?.blocks ?? [])].join(" ");
const tokyo = (iso: string) => Date.parse(`${iso}+09:00`);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const weekdays = parseHours({ hours: "mon-fri 10:00-19:00", timeZone: "Asia/Tokyo", japaneseHolidays: true });
const agent = () =>
  scriptedAgent(({ question }) =>
    question.includes("人と話したい")
      ? answerOf("おつなぎできます。", { decision: "escalate", reason: "explicit_request" })
      : answerOf("自動の答え [1]", { citations: [citationOf("年収の違い", "年収は幅で変わります。")] }),
  );

/** A bot whose clock the test moves. */
async function at(iso: string, options: TestBotOptions = {}) {
  let clock = tokyo(iso);
  const bot = await startTestBot(agent(), { ...options, now: () => clock });
  return {
    bot,
    async later(ms: number) {
      clock += ms;
      await bot.tick();
    },
    async until(next: string) {
      clock = tokyo(next);
      await bot.tick();
    },
  };
}

async function read(bot: TestBot, channel: string, words: string): Promise<Message> {
  const find = () => bot.workspace.messages(channel).find((message) => text(message).includes(words));
  return bot.workspace.waitFor(find, { what: `"${words}"` });
}

async function requested(bot: TestBot) {
  const { workspace } = bot;
  const ana = workspace.person("requester");
  const mei = workspace.person("advisor");
  const asked = ana.dm("人と話したい");
  await ana.press(await read(bot, ana.dmChannelId, "この内容で相談する"), "handoff_submit");
  const card = await read(bot, workspace.advisorChannelId, "handoff_claim");
  return { workspace, ana, mei, asked, card };
}

describe("time and handoffs", () => {
  test("a request on a holiday names the real next opening, and joins the line when it comes", async () => {
    const { bot, until } = await at("2026-11-23T11:00", { hours: weekdays });
    await using _ = bot;
    const { ana } = await requested(bot);
    await read(bot, ana.dmChannelId, "11月24日(火)10時から");
    await until("2026-11-24T09:59");
    await until("2026-11-24T10:00");
    await read(bot, ana.dmChannelId, "対応時間になりました");
    await read(bot, bot.workspace.advisorChannelId, "担当者を待っています");
  });

  test("an unclaimed request is recalled once, then asked of the whole team, and the requester knows", async () => {
    const { bot, later } = await at("2026-11-24T10:00", { hours: weekdays });
    await using _ = bot;
    const { ana, workspace } = await requested(bot);
    await later(11 * MINUTE);
    await later(MINUTE);
    await read(bot, workspace.advisorChannelId, "まだ担当者が決まっていません");
    await later(30 * MINUTE);
    await read(bot, ana.dmChannelId, "チーム全体で探しています");
    await bot.slack.idle();
    const reminders = workspace
      .messages(workspace.advisorChannelId)
      .filter((message) => text(message).includes("まだ担当者が決まっていません"));
    expect(reminders).toHaveLength(1);
  });

  test("a silent owner is reminded, then the requester goes back in line, not into silence", async () => {
    const { bot, later } = await at("2026-11-24T10:00", { hours: weekdays });
    await using _ = bot;
    const { ana, mei, card, workspace } = await requested(bot);
    await mei.press(card, "handoff_claim");
    await read(bot, ana.dmChannelId, "加わりました");
    await later(31 * MINUTE);
    await read(bot, workspace.advisorChannelId, `<@${mei.id}>さん、相談者が返信を待っています`);
    await later(2 * HOUR);
    await read(bot, ana.dmChannelId, "担当のアドバイザーが交代します");
    await read(bot, workspace.advisorChannelId, "handoff_claim");
  });

  test("a requester who does not reply is told a day ahead before the consultation is closed", async () => {
    const { bot, later } = await at("2026-11-24T10:00");
    await using _ = bot;
    const { ana, mei, card, workspace } = await requested(bot);
    await mei.press(card, "handoff_claim");
    const claimed = await read(bot, workspace.advisorChannelId, "返信を書く");
    await mei.press(claimed, "handoff_reply");
    const modal = await workspace.waitFor(() => mei.modal());
    await mei.submitView(modal.id, { reply: "いかがでしょう" });
    await read(bot, ana.dmChannelId, "いかがでしょう");
    await later(25 * HOUR);
    await read(bot, ana.dmChannelId, "その後いかがでしょうか");
    await later(24 * HOUR);
    await read(bot, ana.dmChannelId, "一区切り");
  });

  test("after a resolution the requester rates it once, and may reopen it for a week; thanks alone does not", async () => {
    const { bot, later } = await at("2026-11-24T10:00");
    await using _ = bot;
    const { ana, asked, mei, card, workspace } = await requested(bot);
    await mei.press(card, "handoff_claim");
    await mei.press(await read(bot, workspace.advisorChannelId, "返信を書く"), "handoff_resolve");
    const modal = await workspace.waitFor(() => mei.modal());
    await mei.submitView(modal.id, { outcome: "answered" });
    const line = await read(bot, ana.dmChannelId, "もう一度相談する");
    await ana.press(line, "handoff_csat:rating:5");
    await ana.press(line, "handoff_csat:rating:1");
    await ana.press(line, "handoff_csat:solved:1");
    await workspace.waitFor(() => ana.ephemerals().some((e) => e.text.includes("お答えくださり")));
    expect(await bot.database.query("SELECT rating, solved FROM csat")).toEqual([{ rating: 5, solved: 1 }]);
    ana.replyInThread(ana.dmChannelId, asked.ts, "ありがとう");
    await read(bot, ana.dmChannelId, "自動の答え");
    expect(await bot.database.query("SELECT state FROM handoffs")).toEqual([{ state: "resolved" }]);
    await later(6 * 24 * HOUR);
    await ana.press(line, "handoff_reopen");
    await read(bot, workspace.advisorChannelId, "もう一度の相談です");
  });

  test("a transfer hands the conversation to a colleague, and the former owner's words no longer leave", async () => {
    const { bot } = await at("2026-11-24T10:00");
    await using _ = bot;
    const { ana, mei, card, workspace } = await requested(bot);
    const ken = workspace.person("advisor2");
    await mei.press(card, "handoff_claim");
    const claimed = await read(bot, workspace.advisorChannelId, "返信を書く");
    mei.replyInThread(workspace.advisorChannelId, card.ts, "引き継ぐ前の言葉");
    const prompt = await workspace.waitFor(() => mei.ephemerals().find((e) => e.text.includes("送りますか")));
    const transfer = JSON.stringify(claimed.blocks).match(/handoff_transfer:[^"]+/)?.[0] ?? "";
    await mei.press(claimed, transfer, ken.id);
    await read(bot, ana.dmChannelId, `担当が${ken.name}さんに代わりました`);
    await mei.press(prompt, "handoff_draft_send");
    await bot.slack.idle();
    expect(ana.messages().map(text).join()).not.toContain("引き継ぐ前の言葉");
  });

  test("a requester may show their name later, and colleagues who pass say why to each other only", async () => {
    const { bot } = await at("2026-11-24T10:00");
    await using _ = bot;
    const { ana, mei, card, workspace } = await requested(bot);
    const ken = workspace.person("advisor2");
    await ken.press(card, "handoff_decline");
    const decline = await workspace.waitFor(() => ken.modal());
    await ken.submitView(decline.id, { reason: "午後は面談です" });
    await read(bot, workspace.advisorChannelId, "午後は面談です");
    await mei.press(card, "handoff_claim");
    const joined = await read(bot, ana.dmChannelId, "加わりました");
    await ana.press(joined, "handoff_reveal");
    await read(bot, workspace.advisorChannelId, `${ana.name}からの相談`);
    expect(ana.messages().map(text).join()).not.toContain("午後は面談");
  });

  test("an advisor can begin from a canned reply and edit it before it goes out", async () => {
    const { bot } = await at("2026-11-24T10:00");
    await using _ = bot;
    const { ana, mei, card, workspace } = await requested(bot);
    await mei.press(card, "handoff_claim");
    await mei.press(await read(bot, workspace.advisorChannelId, "返信を書く"), "handoff_reply");
    const modal = await workspace.waitFor(() => mei.modal());
    await mei.press(modal, "handoff_canned_reply", "0");
    const filled = await workspace.waitFor(() => {
      const view = mei.modal();
      return JSON.stringify(view?.blocks ?? "").includes("はじめまして") ? view : undefined;
    });
    await mei.submitView(filled.id, {});
    await read(bot, ana.dmChannelId, "はじめまして");
  });

  test("how long it usually takes is said once there is something to go by", async () => {
    const { bot, later } = await at("2026-11-24T10:00");
    await using _ = bot;
    const { workspace } = bot;
    const mei = workspace.person("advisor");
    for (let index = 0; index < 6; index += 1) {
      const person = workspace.addPerson({ key: `w${index}`, name: `待つ人${index}`, role: "requester" });
      person.dm("人と話したい");
      await person.press(await read(bot, person.dmChannelId, "この内容で相談する"), "handoff_submit");
      const queued = await read(bot, person.dmChannelId, "相談をお預かりしました");
      expect(text(queued).includes("だいたい4分ほど")).toBe(index === 5);
      const card = await workspace.waitFor(() =>
        workspace
          .messages(workspace.advisorChannelId)
          .findLast((message) => text(message).includes("handoff_claim")),
      );
      await later(4 * MINUTE);
      await mei.press(card, "handoff_claim");
      await read(bot, person.dmChannelId, "加わりました");
    }
  });

  test("a request in a hurry says so on the card", async () => {
    const { bot } = await at("2026-11-24T10:00");
    await using _ = bot;
    const ana = bot.workspace.person("requester");
    ana.dm("人と話したい");
    await ana.press(await read(bot, ana.dmChannelId, "内容を直す"), "handoff_edit");
    const modal = await bot.workspace.waitFor(() => ana.modal());
    await ana.submitView(modal.id, { goal: "明日が面談です", urgency: "soon" });
    expect(text(await read(bot, bot.workspace.advisorChannelId, "明日が面談です"))).toContain(
      "できるだけ早く",
    );
  });

  test("cancelled while being claimed: one of the two wins, and both sides read which", async () => {
    const { bot } = await at("2026-11-24T10:00");
    await using _ = bot;
    const { ana, mei, card, workspace } = await requested(bot);
    const queued = await read(bot, ana.dmChannelId, "相談を取り消す");
    await Promise.all([ana.press(queued, "handoff_cancel"), mei.press(card, "handoff_claim")]);
    await bot.slack.idle();
    const [row] = await bot.database.query<{ state: string }>("SELECT state FROM handoffs");
    expect(["cancelled", "active"]).toContain(row?.state);
    if (row?.state === "active") await workspace.waitFor(() => ana.ephemerals().length > 0);
    else await workspace.waitFor(() => mei.ephemerals().length > 0);
  });

  test("returned to the agent and asking the same again is answered, not handed over in a loop", async () => {
    const { bot } = await at("2026-11-24T10:00");
    await using _ = bot;
    const { ana, mei, asked, card } = await requested(bot);
    await mei.press(card, "handoff_claim");
    await ana.press(await read(bot, ana.dmChannelId, "加わりました"), "handoff_back_to_agent");
    await read(bot, ana.dmChannelId, "ここからはまた");
    ana.replyInThread(ana.dmChannelId, asked.ts, "年収の違いは?");
    await read(bot, ana.dmChannelId, "自動の答え");
    await bot.slack.idle();
    expect(await bot.database.query("SELECT state FROM handoffs")).toEqual([{ state: "returned" }]);
  });

  test("the advisor sees why an answer was given, and a drafted reply that nobody gets without a press", async () => {
    const { bot } = await at("2026-11-24T10:00");
    await using _ = bot;
    const ana = bot.workspace.person("requester");
    const asked = ana.dm("年収の違いは?");
    await read(bot, ana.dmChannelId, "自動の答え");
    ana.replyInThread(ana.dmChannelId, asked.ts, "人と話したい");
    await ana.press(await read(bot, ana.dmChannelId, "この内容で相談する"), "handoff_submit");
    const { workspace } = bot;
    const mei = workspace.person("advisor");
    const card = await read(bot, workspace.advisorChannelId, "handoff_claim");
    await mei.press(card, "handoff_why");
    const why = await workspace.waitFor(() => mei.modal());
    expect(JSON.stringify(why.blocks)).toContain("scripted");
    await mei.closeView(why.id);
    await mei.press(card, "handoff_claim");
    await mei.press(await read(bot, workspace.advisorChannelId, "下書きを作る"), "handoff_draft_reply");
    await workspace.waitFor(() => JSON.stringify(mei.modal()?.blocks ?? "").includes("自動の答え"));
    await bot.slack.idle();
    expect(ana.messages().filter((message) => text(message).includes("アドバイザー)"))).toEqual([]);
  });
});
