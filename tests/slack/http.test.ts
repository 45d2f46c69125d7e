import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { signatureOf } from "../../src/playground/http-events.ts";
import { startTestBot, type TestBot } from "../support/bot.ts";
import { freePort } from "../support/free-port.ts";
import { answerOf, scriptedAgent } from "../support/scripted-agent.ts";

let bot: TestBot;
let url: string;

beforeEach(async () => {
  const port = await freePort();
  bot = await startTestBot(
    scriptedAgent(({ question }) => answerOf(`${question}への答えです。`, { followUps: ["年収は?"] })),
    { httpPort: port, workspace: { delivery: { ackTimeoutMs: 2_000, retryDelaysMs: [0, 20, 20] } } },
  );
  url = `http://127.0.0.1:${port}/slack/events`;
  bot.workspace.http.setUrl(url);
});
afterEach(() => bot[Symbol.asyncDispose]());

const answers = (channel: string, ts: string) =>
  bot.workspace.thread(channel, ts).filter(({ bot_id }) => bot_id);

function post(body: string, headers: Record<string, string> = {}, at = Math.floor(Date.now() / 1000)) {
  return fetch(url, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "X-Slack-Request-Timestamp": String(at),
      "X-Slack-Signature": signatureOf(bot.workspace.signingSecret, at, body),
      ...headers,
    },
    body,
  });
}

const messageFrom = (user: string, channel: string, text: string, ts: string) =>
  JSON.stringify({
    type: "event_callback",
    team_id: bot.workspace.teamId,
    event_id: `Ev${ts}`,
    event_time: 1,
    event: { type: "message", channel, channel_type: "im", user, text, ts },
  });

describe("Slack's requests over HTTP", () => {
  test("Slack's challenge is echoed, and beside it the server says that it is well", async () => {
    expect(await bot.workspace.http.verify()).toBe(true);
    const health = await fetch(new URL("/healthz", url));
    expect([health.status, await health.text()]).toEqual([200, "ok"]);
    expect((await fetch(new URL("/elsewhere", url))).status).toBe(404);
  });

  test("questions, presses, commands and modals do what they do over sockets", async () => {
    const ana = bot.workspace.person("requester");
    const { ts } = ana.dm("違いは?");
    await bot.workspace.waitFor(() => answers(ana.dmChannelId, ts)[0]);
    await bot.slack.idle();
    const [answer] = answers(ana.dmChannelId, ts);
    if (!answer) throw new Error("no answer");
    await ana.press(answer, "answer_follow_up_0");
    await bot.workspace.waitFor(() => answers(ana.dmChannelId, ts).length >= 3);
    await ana.command("/career", "help");
    await bot.workspace.waitFor(() => ana.ephemerals().some(({ text }) => text.includes("/career")));
    await ana.shortcut("ask_anything");
    await bot.workspace.waitFor(() => ana.modal());
    expect(bot.workspace.sockets.connections()).toBe(0);
  });

  test("a delivery that is sent again because its acknowledgement was lost is answered once", async () => {
    bot.workspace.faults.dropAcks(2);
    const ana = bot.workspace.person("requester");
    const { ts } = ana.dm("違いは?");
    await bot.workspace.waitFor(() => answers(ana.dmChannelId, ts).length > 0);
    await bot.workspace.settled();
    await bot.slack.idle();
    expect(bot.workspace.store.list("deliveries")[0]).toMatchObject({ attempts: 3, state: "acked" });
    expect(answers(ana.dmChannelId, ts)).toHaveLength(1);
  });

  test("what cannot be stored is not acknowledged, and comes again", async () => {
    await bot.database.query("ALTER TABLE lane_items RENAME TO hidden");
    const ana = bot.workspace.person("requester");
    const { ts } = ana.dm("違いは?");
    await bot.workspace.waitFor(() => bot.log.some((line) => line.includes("will come again")));
    await bot.database.query("ALTER TABLE hidden RENAME TO lane_items");
    await bot.workspace.waitFor(() => answers(ana.dmChannelId, ts).length > 0);
  });

  test("a request signed wrongly, too long ago or for a time to come changes nothing", async () => {
    const ana = bot.workspace.person("requester");
    const body = messageFrom(ana.id, ana.dmChannelId, "違いは?", "1700000000.000100");
    const now = Math.floor(Date.now() / 1000);
    const outcomes = [
      await post(body, { "X-Slack-Signature": `v0=${"0".repeat(64)}` }),
      await post(body, { "X-Slack-Signature": "v1=abc" }),
      await post(body, { "X-Slack-Signature": "" }),
      await post(body, {}, now - 301),
      await post(body, {}, now + 3600),
      await post(body, { "X-Slack-Request-Timestamp": "soon" }),
      await fetch(url, { method: "POST", body, headers: { "Content-Type": "application/json" } }),
      await fetch(url, {
        method: "POST",
        body: "ssl_check=1&payload={}",
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
      }),
    ];
    expect(outcomes.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 401, 401, 200]);
    await bot.slack.idle();
    expect(bot.workspace.messages(ana.dmChannelId)).toEqual([]);
    expect(await bot.database.query("SELECT * FROM lane_items")).toEqual([]);
    expect((await post(body)).status).toBe(200);
    await bot.workspace.waitFor(() => bot.workspace.messages(ana.dmChannelId).length > 0);
  });

  test("a body that is too large or no JSON is refused, and the next request is served", async () => {
    expect((await post(`{"text":"${"あ".repeat(600_000)}"}`)).status).toBe(413);
    expect((await post("no json")).status).toBe(400);
    expect(await bot.workspace.http.verify()).toBe(true);
  });

  test("Slack holding events back is acknowledged and said in the log", async () => {
    const body = JSON.stringify({ type: "app_rate_limited", team_id: "T1", minute_rate_limited: 1 });
    expect((await post(body)).status).toBe(200);
    expect(bot.log.join("\n")).toContain("30,000");
  });

  test("what was acknowledged before a restart is answered after it", async () => {
    const ana = bot.workspace.person("requester");
    const body = messageFrom(ana.id, ana.dmChannelId, "違いは?", "1700000000.000200");
    bot.workspace.faults.fail("chat.postMessage", { status: 500, times: 50 });
    bot.workspace.faults.fail("chat.startStream", { status: 500, times: 50 });
    expect((await post(body)).status).toBe(200);
    await bot.restart();
    bot.workspace.faults.clear();
    await bot.workspace.waitFor(() => bot.workspace.messages(ana.dmChannelId).length > 0);
    expect(
      (await post(body, { "X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout" })).status,
    ).toBe(200);
    await bot.slack.idle();
    expect(bot.workspace.messages(ana.dmChannelId)).toHaveLength(1);
  });
});
