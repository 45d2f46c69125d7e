import { expect, test } from "vitest";
import { startWorkspace } from "../../src/playground/workspace.ts";
import { connectApp } from "../support/workspace-app.ts";
import { callApi } from "../support/workspace-scene.ts";

test("an app in two workspaces hears of both on its own lines, and each token opens only its own", async () => {
  const first = await startWorkspace();
  const second = await startWorkspace({ beside: first, team: { teamId: "T0SECOND", teamName: "二つめ" } });
  const heard: string[] = [];
  {
    await using _app = await connectApp(first, (app) =>
      app.message(async ({ body, message }) => {
        heard.push(`${body.team_id} ${"text" in message ? message.text : ""}`);
      }),
    );
    first.person("requester").dm("一つめから");
    second.person("requester").dm("二つめから");
    await first.settled();
    await second.settled();
    expect(heard.sort()).toEqual([`${first.teamId} 一つめから`, "T0SECOND 二つめから"].sort());

    expect(second.apiUrl).toBe(first.apiUrl);
    expect(await callApi(first, "auth.test", {}, second.botToken)).toMatchObject({ team_id: "T0SECOND" });
    const channel = second.person("requester").dmChannelId;
    const post = (token: string) =>
      callApi(first, "chat.postMessage", { channel, text: "こんにちは" }, token);
    expect(await post(first.botToken)).toMatchObject({ error: "channel_not_found" });
    expect(await post(second.botToken)).toMatchObject({ ok: true });
    expect(second.messages(channel).at(-1)?.text).toBe("こんにちは");
  }

  const query = new URLSearchParams({
    client_id: first.clientId,
    redirect_uri: "http://127.0.0.1:9/",
    team: "T0SECOND",
  });
  const back = await fetch(`${first.origin}/oauth/v2/authorize?${query}`, { redirect: "manual" });
  const code = new URL(back.headers.get("location") ?? "").searchParams.get("code");
  const client = { client_id: first.clientId, client_secret: first.clientSecret };
  const granted = await callApi(first, "oauth.v2.access", {
    ...client,
    code,
    redirect_uri: "http://127.0.0.1:9/",
  });
  expect(granted).toMatchObject({ ok: true, team: { id: "T0SECOND", name: "二つめ" } });

  second.uninstall();
  expect(await callApi(first, "auth.test", {}, second.botToken)).toMatchObject({ error: "token_revoked" });
  expect(await callApi(first, "auth.test")).toMatchObject({ ok: true, team_id: first.teamId });
  await second.close();
  expect(await callApi(first, "auth.test", {}, second.botToken)).toMatchObject({ error: "invalid_auth" });
  await first.close();
});
