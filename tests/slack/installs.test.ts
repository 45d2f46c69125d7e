import { expect, test, vi } from "vitest";
import { signatureOf } from "../../src/playground/http-events.ts";
import {
  agreeToInstall,
  asks,
  type InstallShop,
  install,
  newKey,
  openShop,
  requestsAdvisor,
  secondWorkspace,
  told,
} from "../support/install-shop.ts";

const HOUR = 60 * 60 * 1000;

test("a workspace that adds the app is answered with its own token, beside the operator's own", async () => {
  const shop = await openShop();
  await using bot = shop.bot;
  const other = await secondWorkspace(bot.workspace);
  await install(shop, "T0SECOND");
  expect(await asks(other)).toBeDefined();
  expect(await asks(bot.workspace)).toBeDefined();
  await bot.slack.idle();
  const teams = await bot.database.query("SELECT id FROM conversations ORDER BY id");
  expect(teams.map(({ id }) => String(id).split(":")[1])).toEqual(["T0PLAYGROUND", "T0SECOND"]);
  await other.close();
});

test("a state is good once, in the browser that asked for it, and for ten minutes", async () => {
  const shop = await openShop();
  await using bot = shop.bot;
  const outcome = async (back: string, cookie: string) => (await fetch(back, { headers: { cookie } })).status;
  const one = await agreeToInstall(shop, bot.workspace.teamId);
  expect(await outcome(one.back, "")).toBe(400);
  expect(await outcome(one.back, one.cookie)).toBe(200);
  expect(await outcome(one.back, one.cookie)).toBe(400);
  const old = await agreeToInstall(shop, bot.workspace.teamId);
  await bot.database.query("UPDATE install_states SET expires_at = expires_at - 600001");
  expect(await outcome(old.back, old.cookie)).toBe(400);
  const refusal = await fetch(`${shop.url}/slack/oauth_redirect?error=access_denied`);
  expect([refusal.status, await refusal.text()]).toEqual([400, expect.stringContaining("もう一度")]);
});

test("tokens are unreadable in the database, and move to a new key when one is put first", async () => {
  let keys = [newKey()];
  const shop = await openShop({ installKeys: () => keys, homeless: true });
  await using bot = shop.bot;
  await install(shop, bot.workspace.teamId);
  const stored = async () => JSON.stringify(await bot.database.query("SELECT * FROM installations"));
  const before = await stored();
  expect(before).not.toMatch(/xox/);
  keys = [newKey(), ...keys];
  await bot.restart();
  expect(await stored()).not.toBe(before);
  keys = keys.slice(0, 1);
  await bot.restart();
  await asks(bot.workspace);
  expect(bot.log.join("\n")).not.toMatch(/xox/);
  keys = [newKey()];
  const { installations } = bot;
  await bot.database.query("UPDATE installations SET sealed = 'ffffffff' || substr(sealed, 9)");
  await expect(installations?.find(bot.workspace.teamId)).rejects.toThrow(/cannot be read/);
});

test("a token is renewed before it runs out, once, however many ask at the same time", async () => {
  let clock = Date.now();
  const now = () => clock;
  const shop = await openShop({ now, workspace: { tokenRotation: true }, homeless: true });
  await using bot = shop.bot;
  await install(shop, bot.workspace.teamId);
  await asks(bot.workspace);
  const exchanges = () => bot.workspace.calls.filter(({ method }) => method === "oauth.v2.access").length;
  expect(exchanges()).toBe(1);
  clock += 11 * HOUR;
  await Promise.all(["一", "二", "三", "四"].map((text) => asks(bot.workspace, `${text}つめの質問です`)));
  expect(exchanges()).toBe(2);
  clock += 30 * HOUR;
  await asks(bot.workspace, "久しぶりの質問です");
  expect(exchanges()).toBe(3);
});

test("a renewal that fails is tried again while the old token still lasts", async () => {
  let clock = Date.now();
  const now = () => clock;
  const shop = await openShop({ now, workspace: { tokenRotation: true }, homeless: true });
  await using bot = shop.bot;
  await install(shop, bot.workspace.teamId);
  clock += 11 * HOUR;
  bot.workspace.faults.fail("oauth.v2.access", { status: 500, times: 1 });
  await asks(bot.workspace);
  expect(bot.log.join("\n")).toContain("could not be renewed");
});

test("removing the app erases its tokens at once, and a late word of it does not end a new installation", async () => {
  const shop = await openShop({ homeless: true });
  await using bot = shop.bot;
  await install(shop, bot.workspace.teamId);
  await asks(bot.workspace);
  await bot.slack.idle();
  const installed = async () => (await bot.database.query("SELECT id FROM installations")).length;
  bot.workspace.uninstall();
  await bot.workspace.settled();
  await vi.waitFor(() => expect(bot.log.join()).toContain("removed the app"));
  expect(await installed()).toBe(0);
  bot.workspace.person("requester").dm("まだいますか?");
  await bot.workspace.settled();
  await bot.slack.idle();
  expect(bot.log.filter((line) => line.includes('"level":50'))).toEqual([]);

  await bot.installations?.save({
    id: bot.workspace.teamId,
    wholeOrganisation: false,
    botToken: "xoxb-new-token",
    botId: "B1",
    botUserId: "U1",
  });
  const late = JSON.stringify({
    type: "event_callback",
    team_id: bot.workspace.teamId,
    event_id: "Ev1",
    event_time: Math.floor(Date.now() / 1000) - 60,
    event: { type: "app_uninstalled" },
  });
  expect((await post(shop, late)).status).toBe(200);
  expect(await installed()).toBe(1);
});

test("a workspace's own advisors take over in the private channel their admin chose, and nowhere else", async () => {
  const shop = await openShop();
  await using bot = shop.bot;
  const other = await secondWorkspace(bot.workspace);
  await install(shop, "T0SECOND");
  expect(await told(other, "requester", "advisors-here", other.generalChannelId)).toContain("管理者");
  expect(await told(other, "advisor", "advisors-here", other.generalChannelId)).toContain("非公開チャンネル");
  expect(await told(other, "advisor", "advisors-here", other.advisorChannelId)).toContain("設定しました");

  await requestsAdvisor(other);
  await other.waitFor(() => other.messages(other.advisorChannelId).some(({ text }) => text.includes("相談")));
  await bot.slack.idle();
  expect(bot.workspace.messages(bot.workspace.advisorChannelId)).toEqual([]);
  await other.close();
});

function post({ bot, url }: InstallShop, body: string) {
  const at = Math.floor(Date.now() / 1000);
  return fetch(`${url}/slack/events`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "X-Slack-Request-Timestamp": String(at),
      "X-Slack-Signature": signatureOf(bot.workspace.signingSecret, at, body),
    },
    body,
  });
}
