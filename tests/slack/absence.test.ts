import { expect, test } from "vitest";
import { parseHours } from "../../src/handoff/hours.ts";
import type { Message } from "../../src/playground/records.ts";
import type { Workspace } from "../../src/playground/workspace.ts";
import { startTestBot, type TestBot, type TestBotOptions } from "../support/bot.ts";
import { install, openShop, requestsAdvisor, secondWorkspace, told } from "../support/install-shop.ts";
import { answerOf, scriptedAgent } from "../support/scripted-agent.ts";

const tokyo = (iso: string) => Date.parse(`${iso}+09:00`);
const text = (message: Pick<Message, "text" | "blocks"> | undefined) =>
  [message?.text, JSON.stringify(message?.blocks ?? [])].join(" ");
const agent = () =>
  scriptedAgent(() => answerOf("おつなぎできます。", { decision: "escalate", reason: "explicit_request" }));
const weekdays = parseHours({ hours: "mon-fri 10:00-19:00", timeZone: "Asia/Tokyo", japaneseHolidays: true });

async function at(iso: string, options: TestBotOptions = {}) {
  let clock = tokyo(iso);
  const bot = await startTestBot(agent(), { ...options, now: () => clock });
  const until = async (next: string) => {
    clock = tokyo(next);
    await bot.tick();
  };
  return { bot, until };
}

async function read(bot: TestBot, channel: string, words: string): Promise<Message> {
  const find = () => bot.workspace.messages(channel).find((message) => text(message).includes(words));
  return bot.workspace.waitFor(find, { what: `"${words}"` });
}

/** A request that Mei, by claiming it, shows herself to be an advisor with. */
async function claimed(bot: TestBot) {
  const { workspace } = bot;
  const ana = workspace.person("requester");
  const mei = workspace.person("advisor");
  ana.dm("人と話したい");
  await ana.press(await read(bot, ana.dmChannelId, "この内容で相談する"), "handoff_submit");
  const card = await read(bot, workspace.advisorChannelId, "handoff_claim");
  await mei.press(card, "handoff_claim");
  await read(bot, ana.dmChannelId, "加わりました");
  return { workspace, ana, mei };
}

const homeOf = (person: ReturnType<TestBot["workspace"]["person"]>) =>
  JSON.stringify(person.home()?.blocks ?? "");

async function goAway(workspace: Workspace, who: "advisor" | "advisor2", until: string) {
  const person = workspace.person(who);
  person.openHome();
  await workspace.waitFor(() => homeOf(person).includes("absence_begin"));
  await person.press(person.home() as never, "absence_begin");
  const modal = await workspace.waitFor(() => person.modal());
  return person.submitView(modal.id, { until: String(tokyo(until) / 1000) });
}

test("an advisor goes away until a time to come, sees it in the Home tab, and is back with one press", async () => {
  const { bot } = await at("2026-11-24T11:00");
  await using _ = bot;
  const { mei } = await claimed(bot);
  const refused = await goAway(bot.workspace, "advisor", "2026-11-24T10:00");
  expect(JSON.stringify(refused)).toContain("これから先の日時");
  await mei.submitView(mei.modal()?.id ?? "", { until: String(tokyo("2026-11-25T10:00") / 1000) });
  await bot.workspace.waitFor(() => homeOf(mei).includes("不在にしています"));
  await mei.press(mei.home() as never, "absence_end");
  await bot.workspace.waitFor(() => homeOf(mei).includes("absence_begin"));
  expect(await bot.database.query("SELECT * FROM advisor_absences")).toEqual([]);
});

test("a consultation cannot be transferred to somebody who is away, and can again once the time has come", async () => {
  const { bot, until } = await at("2026-11-24T11:00");
  await using _ = bot;
  const { workspace, ana, mei } = await claimed(bot);
  const ken = workspace.person("advisor2");
  await bot.database.query("INSERT INTO advisor_absences VALUES ($1, $2, $3)", [
    workspace.teamId,
    ken.id,
    tokyo("2026-11-24T11:20"),
  ]);
  const card = await read(bot, workspace.advisorChannelId, "返信を書く");
  const transfer = JSON.stringify(card.blocks).match(/handoff_transfer:[^"]+/)?.[0] ?? "";
  await mei.press(card, transfer, ken.id);
  await workspace.waitFor(() => mei.ephemerals().find((e) => e.text.includes("いま不在の方です")));
  await until("2026-11-24T11:20");
  await mei.press(card, transfer, ken.id);
  await read(bot, ana.dmChannelId, `担当が${ken.name}さんに代わりました`);
});

test("an owner who is away is not reminded: the requester goes back in line instead", async () => {
  const { bot, until } = await at("2026-11-24T11:00");
  await using _ = bot;
  const { workspace, ana, mei } = await claimed(bot);
  const card = await read(bot, workspace.advisorChannelId, "handoff_release");
  await mei.press(card, "handoff_release");
  const ken = workspace.person("advisor2");
  await ken.press(await read(bot, workspace.advisorChannelId, "handoff_claim"), "handoff_claim");
  await read(bot, ana.dmChannelId, `${ken.name}さんが`);
  await goAway(workspace, "advisor2", "2026-11-24T18:00");
  await workspace.waitFor(() => homeOf(ken).includes("不在にしています"));
  await until("2026-11-24T11:29");
  expect(await bot.database.query("SELECT state FROM handoffs")).toEqual([{ state: "active" }]);
  await until("2026-11-24T11:31");
  expect(await bot.database.query("SELECT state FROM handoffs")).toEqual([{ state: "queued" }]);
  await bot.slack.idle();
  const reminded = workspace
    .messages(workspace.advisorChannelId)
    .filter((message) => text(message).includes("相談者が返信を待っています"));
  expect(reminded).toEqual([]);
});

test("with every advisor away, a new request is promised for the first opening after the first return", async () => {
  const { bot, until } = await at("2026-11-24T11:00", { hours: weekdays });
  await using _ = bot;
  const { workspace, ana, mei } = await claimed(bot);
  await goAway(workspace, "advisor", "2026-11-25T08:00");
  await workspace.waitFor(() => homeOf(mei).includes("不在にしています"));
  ana.dm("人と話したい");
  await ana.press(await read(bot, ana.dmChannelId, "この内容で相談する"), "handoff_submit");
  await read(bot, ana.dmChannelId, "11月25日(水)10時から");
  await until("2026-11-24T18:59");
  expect(ana.messages().map(text).join()).not.toContain("対応時間になりました");
  await until("2026-11-25T10:00");
  await read(bot, ana.dmChannelId, "対応時間になりました");
});

test("an advisor of a workspace that installed the app goes away there, and nobody else's advisors with them", async () => {
  let clock = tokyo("2026-11-24T11:00");
  const shop = await openShop({ now: () => clock, hours: weekdays });
  await using bot = shop.bot;
  const other = await secondWorkspace(bot.workspace);
  await install(shop, other.teamId);
  await told(other, "advisor", "advisors-here", other.advisorChannelId);
  const requested = async (workspace: Workspace, promise: string) => {
    await requestsAdvisor(workspace);
    const said = () => workspace.person("requester").messages().map(text).join();
    await workspace.waitFor(() => said().includes(promise), { what: promise });
  };
  await requested(other, "次にご案内します");
  const card = () => other.messages(other.advisorChannelId).find((m) => text(m).includes("handoff_claim"));
  const mei = other.person("advisor");
  await mei.press(await other.waitFor(card), "handoff_claim");
  await goAway(other, "advisor", "2026-11-25T08:00");
  await other.waitFor(() => homeOf(mei).includes("不在にしています"));
  expect(homeOf(mei)).not.toContain("この7日間");

  await requested(other, "11月25日(水)10時から");
  await requested(bot.workspace, "次にご案内します");
  clock = tokyo("2026-11-25T10:00");
  await bot.tick();
  const ana = other.person("requester");
  await other.waitFor(() => ana.messages().some((m) => text(m).includes("対応時間になりました")));
  await other.close();
});
