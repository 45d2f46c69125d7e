import { describe, expect, test } from "vitest";
import { connectApp } from "../support/workspace-app.ts";
import { callApi, scene } from "../support/workspace-scene.ts";

const SOON = { ackTimeoutMs: 300, retryDelaysMs: [0, 20, 20] };

describe("things that go wrong on purpose", () => {
  test("an event whose acknowledgement is lost comes again, counted and with its reason", async () => {
    const heard: unknown[] = [];
    await using stage = await scene(
      (app) =>
        app.message(
          async ({ body, context }) =>
            void heard.push([body.event_id, context.retryNum, context.retryReason]),
        ),
      { delivery: SOON },
    );
    const { workspace } = stage;
    workspace.faults.dropAcks(2);
    workspace.person("requester").dm("もしもし");
    await workspace.settled();
    const [first, second, third] = heard as [string, number, string][];
    expect(new Set([first?.[0], second?.[0], third?.[0]]).size).toBe(1);
    expect([first?.[1], second?.[1], third?.[1]]).toEqual([0, 1, 2]);
    expect(third?.[2]).toBe("timeout");
    expect(workspace.store.list("deliveries")).toMatchObject([{ state: "acked", attempts: 3 }]);
  });

  test("after the last attempt an event is lost, and the workspace says so", async () => {
    await using stage = await scene(undefined, { delivery: { ackTimeoutMs: 50, retryDelaysMs: [0] } });
    const { workspace } = stage;
    workspace.person("requester").dm("誰かいますか");
    await workspace.settled();
    expect(workspace.store.list("deliveries")).toMatchObject([{ state: "lost", attempts: 2 }]);
  });

  test("an envelope can arrive twice", async () => {
    const heard: string[] = [];
    await using stage = await scene((app) =>
      app.message(async ({ body }) => void heard.push(String(body.event_id))),
    );
    const { workspace } = stage;
    workspace.faults.duplicateEnvelopes(1);
    workspace.person("requester").dm("一度だけ");
    await workspace.settled();
    workspace.person("requester").dm("次");
    await workspace.settled();
    expect(heard).toHaveLength(3);
    expect(heard[0]).toBe(heard[1]);
  });

  test("a message may be posted although the answer was an error", async () => {
    await using stage = await scene();
    const { workspace } = stage;
    const channel = workspace.person("requester").dmChannelId;
    workspace.faults.fail("chat.postMessage", { status: 500, afterCommit: true });
    const answer = await callApi(workspace, "chat.postMessage", { channel, text: "届いた" });
    expect(answer.ok).toBe(false);
    expect(workspace.messages(channel).map(({ text }) => text)).toEqual(["届いた"]);
    expect((await callApi(workspace, "chat.postMessage", { channel, text: "次" })).ok).toBe(true);
  });

  test("a storm of 429 names how long to wait; a hung-up call has no answer", async () => {
    await using stage = await scene();
    const { workspace } = stage;
    workspace.faults.fail("*", { retryAfter: 7 });
    const limited = await fetch(`${workspace.apiUrl}auth.test`, {
      headers: { Authorization: `Bearer ${workspace.botToken}` },
    });
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "7"]);
    workspace.faults.fail("auth.test", { hangUp: true });
    await expect(callApi(workspace, "auth.test")).rejects.toThrow();
  });

  test("with Slack's rates on, a channel takes a short burst and a method its tier", async () => {
    let clock = Date.UTC(2026, 10, 24);
    await using stage = await scene(undefined, { rateLimits: true, now: () => clock });
    const { workspace } = stage;
    const channel = workspace.person("requester").dmChannelId;
    const post = async () =>
      (await callApi(workspace, "chat.postMessage", { channel, text: "a" })).error ?? "ok";
    expect([await post(), await post(), await post(), await post(), await post()]).toEqual([
      "ok",
      "ok",
      "ok",
      "ok",
      "ratelimited",
    ]);
    clock += 1_000;
    expect(await post()).toBe("ok");
    const { ts } = workspace.person("requester").dm("質問");
    const outcomes: unknown[] = [];
    for (let i = 0; i < 21; i++)
      outcomes.push((await callApi(workspace, "chat.startStream", { channel, thread_ts: ts })).error ?? "ok");
    expect(outcomes.filter((outcome) => outcome === "ok")).toHaveLength(20);
    expect(outcomes[20]).toBe("ratelimited");
  });

  test("a refreshed connection comes back and loses nothing", async () => {
    const heard: string[] = [];
    await using stage = await scene(
      (app) => app.message(async ({ message }) => void heard.push(message.ts)),
      {
        delivery: { ackTimeoutMs: 500, retryDelaysMs: [100, 300, 600, 1_000] },
      },
    );
    const { workspace } = stage;
    workspace.sockets.refresh({ all: true, warning: true });
    const sent = ["一", "二", "三"].map((text) => workspace.person("requester").dm(text).ts);
    await workspace.settled();
    expect([...new Set(heard)].sort()).toEqual(sent);
  });

  test("a switched-off link closes every connection and opens none", async () => {
    await using stage = await scene();
    const { workspace } = stage;
    workspace.sockets.disableLink();
    expect(await callApi(workspace, "apps.connections.open", {}, workspace.appToken)).toEqual({
      ok: false,
      error: "link_disabled",
    });
    workspace.sockets.restoreLink();
    expect((await callApi(workspace, "apps.connections.open", {}, workspace.appToken)).ok).toBe(true);
  });

  test("what is said before the app is there reaches it when it comes", async () => {
    await using stage = await scene();
    const { workspace } = stage;
    const asked = workspace.person("requester").dm("早すぎましたか");
    const heard: string[] = [];
    await using _app = await connectApp(workspace, (app) =>
      app.message(async ({ message }) => void heard.push(message.ts)),
    );
    await workspace.settled();
    expect(heard).toEqual([asked.ts]);
  });

  test("a press nobody acknowledges tells the person so", async () => {
    await using stage = await scene(undefined, { delivery: SOON });
    const { workspace } = stage;
    const person = workspace.person("requester");
    await person.command("/career", "help");
    expect(person.notices()).toMatchObject([{ code: "app_did_not_respond", channel: person.dmChannelId }]);
  });
});
