import { expect, test } from "vitest";
import { connectApp } from "../support/workspace-app.ts";
import { scene } from "../support/workspace-scene.ts";

type Heard = Record<string, unknown>;

/** Everything an app hears, as it came. */
async function listening(heard: Heard[], options: Parameters<typeof scene>[1] = {}) {
  return scene(
    (app) =>
      app.use(async ({ body, next }) => {
        if ("event" in body) heard.push(body.event as Heard);
        await next();
      }),
    options,
  );
}

test("another app, a preview and a forwarded message reach the app as they do in Slack", async () => {
  const heard: Heard[] = [];
  await using stage = await listening(heard);
  const { workspace } = stage;
  const channel = workspace.generalChannelId;
  workspace.bystanders.bot(channel, "定例の時間です", { name: "Reminder" });
  await workspace.settled();
  const message = workspace.person("requester").say(channel, "https://example.com/");
  await workspace.settled();
  workspace.bystanders.unfurl(message, [{ title: "例", from_url: "https://example.com/" }]);
  workspace
    .person("requester")
    .dm("これどう思う?", { attachments: [{ is_share: true, text: "転送された文" }] });
  await workspace.settled();
  expect(heard[0]).toMatchObject({ subtype: "bot_message", bot_id: "B0BYSTANDER", username: "Reminder" });
  expect(heard[0]).not.toHaveProperty("user");
  const preview = heard.find(({ subtype }) => subtype === "message_changed");
  expect(preview).toMatchObject({
    hidden: true,
    message: { text: "<https://example.com/>", attachments: [{ title: "例" }] },
    previous_message: { text: "<https://example.com/>" },
  });
  expect(heard.find(({ channel_type }) => channel_type === "im")).toMatchObject({
    attachments: [{ is_share: true }],
  });
});

test("somebody from another company is told apart", async () => {
  const heard: Heard[] = [];
  await using stage = await listening(heard);
  const { workspace } = stage;
  workspace.person("external").dm("こんにちは");
  await workspace.settled();
  expect(heard[0]).toMatchObject({ team: "T0OUTSIDE01", user_team: "T0OUTSIDE01" });
});

test("a renamed conversation and a look at something else are told", async () => {
  const heard: Heard[] = [];
  await using stage = await listening(heard);
  const { workspace } = stage;
  const person = workspace.person("requester");
  const { ts, channel } = person.dm("年収は?");
  workspace.bystanders.rename(person.id, channel, ts, "年収の話");
  workspace.bystanders.lookAt(person.id, [
    { type: "slack#/types/channel_id", value: workspace.generalChannelId },
  ]);
  await workspace.settled();
  expect(heard.map(({ type }) => type)).toEqual([
    "message",
    "agent_session_title_changed",
    "app_context_changed",
  ]);
});

test("envelopes go to any one connection, and a line cut in the middle is made good", async () => {
  const heard: Heard[] = [];
  await using stage = await listening(heard, {
    delivery: { ackTimeoutMs: 1_000, retryDelaysMs: [50, 300, 900] },
  });
  const { workspace } = stage;
  const other: string[] = [];
  await using _second = await connectApp(workspace, (app) =>
    app.message(async ({ message }) => void other.push(message.ts)),
  );
  const sent = ["一", "二", "三", "四"].map((text) => workspace.person("requester").dm(text).ts);
  await workspace.settled();
  expect([...heard.map(({ ts }) => ts), ...other].sort()).toEqual(sent);
  expect(other.length).toBeGreaterThan(0);

  workspace.faults.cutAfterSend(1);
  const late = workspace.person("requester").dm("途中で切れます").ts;
  await workspace.settled();
  expect([...heard.map(({ ts }) => ts), ...other]).toContain(late);
  expect(workspace.store.list("deliveries").every(({ state }) => state === "acked")).toBe(true);
  await workspace.waitFor(() => workspace.sockets.connections() === 2);
  for (const text of ["また", "つながりました"]) workspace.person("requester").dm(text);
  await workspace.settled();
});
