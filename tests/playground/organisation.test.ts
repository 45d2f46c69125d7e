import { afterEach, beforeEach, expect, test } from "vitest";
import { startWorkspace, type Workspace } from "../../src/playground/workspace.ts";
import { connectApp } from "../support/workspace-app.ts";
import { callApi } from "../support/workspace-scene.ts";

const organisation = { id: "E0COMPANY", name: "会社" };
let one: Workspace;
let two: Workspace;

beforeEach(async () => {
  one = await startWorkspace({ organisation });
  two = await startWorkspace({
    beside: one,
    organisation,
    team: { teamId: "T0SECOND", teamName: "二つめ" },
  });
});
afterEach(async () => {
  await two.close();
  await one.close();
});

test("a person and the bot have one id in all workspaces of an organisation, and rooms of their own in each", () => {
  const [here, there] = [one.person("requester"), two.person("requester")];
  expect(here.id).toMatch(/^W/);
  expect(there.id).toBe(here.id);
  expect(two.botUserId).toBe(one.botUserId);
  expect(there.dmChannelId).not.toBe(here.dmChannelId);
});

test("the organisation's token opens each workspace, the one a call names or is about", async () => {
  const [here, there] = [one, two].map((workspace) => workspace.person("requester").dmChannelId);
  expect(two.botToken).toBe(one.botToken);
  const post = (fields: Record<string, unknown>) =>
    callApi(one, "chat.postMessage", { text: "やあ", ...fields });
  expect(await post({ channel: there, team_id: "T0SECOND" })).toMatchObject({ ok: true });
  expect(await post({ channel: there })).toMatchObject({ ok: true });
  expect(await post({ channel: here, team_id: "T0SECOND" })).toMatchObject({ error: "channel_not_found" });
  expect(await post({ channel: here, team_id: "T0ELSEWHERE" })).toMatchObject({
    error: "team_access_not_granted",
  });
  expect(await callApi(one, "users.conversations", { types: "im" })).toMatchObject({
    error: "missing_argument",
  });
  const listed = await callApi(one, "users.conversations", { types: "im", team_id: "T0SECOND" });
  expect(JSON.stringify(listed)).toContain(there);
  expect(JSON.stringify(listed)).not.toContain(here);
  expect(await callApi(one, "auth.test")).toMatchObject({
    enterprise_id: organisation.id,
    is_enterprise_install: true,
  });
  const person = await callApi(two, "users.info", { user: two.person("requester").id, team_id: "T0SECOND" });
  expect(person).toMatchObject({ user: { enterprise_user: { enterprise_id: organisation.id } } });
});

test("events name workspace and organisation; a window names only the organisation, and the person their workspace", async () => {
  const events: Record<string, unknown>[] = [];
  const presses: Record<string, unknown>[] = [];
  await using _app = await connectApp(one, (app) => {
    app.message(async ({ body }) => void events.push(body as unknown as Record<string, unknown>));
    app.shortcut("ask_anything", async ({ ack, body }) => {
      presses.push(body as unknown as Record<string, unknown>);
      await ack();
    });
  });
  two.person("requester").dm("二つめから");
  await two.settled();
  await two.person("requester").shortcut("ask_anything");
  expect(events).toMatchObject([
    {
      team_id: "T0SECOND",
      enterprise_id: organisation.id,
      authorizations: [{ enterprise_id: organisation.id, team_id: null, is_enterprise_install: true }],
    },
  ]);
  expect(presses).toMatchObject([
    {
      team: null,
      enterprise: { id: organisation.id },
      is_enterprise_install: true,
      user: { team_id: "T0SECOND" },
    },
  ]);
});

test("the app is installed once and its removal ends it everywhere", async () => {
  const query = new URLSearchParams({
    client_id: one.clientId,
    redirect_uri: "http://127.0.0.1:9/",
    team: organisation.id,
  });
  const back = await fetch(`${one.origin}/oauth/v2/authorize?${query}`, { redirect: "manual" });
  const code = new URL(back.headers.get("location") ?? "").searchParams.get("code");
  const client = { client_id: one.clientId, client_secret: one.clientSecret };
  const redirect_uri = "http://127.0.0.1:9/";
  const granted = await callApi(one, "oauth.v2.access", { ...client, code, redirect_uri });
  expect(granted).toMatchObject({
    ok: true,
    team: null,
    enterprise: organisation,
    is_enterprise_install: true,
    bot_user_id: one.botUserId,
  });
  const token = String(granted.access_token);
  expect(await callApi(one, "team.info", { team_id: "T0SECOND" }, token)).toMatchObject({
    team: { id: "T0SECOND" },
  });
  two.uninstall();
  expect(await callApi(one, "auth.test", {}, token)).toMatchObject({ error: "token_revoked" });
});
