import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startWorkspace, type Workspace } from "../../src/playground/workspace.ts";
import { callApi } from "../support/workspace-scene.ts";

const REDIRECT = "http://127.0.0.1:9/slack/oauth_redirect";
let workspace: Workspace;
let clock: number;

beforeEach(async () => {
  clock = Date.UTC(2026, 10, 24);
  workspace = await startWorkspace({ now: () => clock, tokenRotation: true });
});
afterEach(() => workspace.close());

async function agree(state = "s1"): Promise<URL> {
  const query = new URLSearchParams({
    client_id: workspace.clientId,
    redirect_uri: REDIRECT,
    state,
    scope: "chat:write",
  });
  const response = await fetch(`${workspace.origin}/oauth/v2/authorize?${query}`, { redirect: "manual" });
  expect(response.status).toBe(302);
  return new URL(response.headers.get("location") ?? "");
}

const access = (fields: Record<string, unknown>) =>
  callApi(workspace, "oauth.v2.access", {
    client_id: workspace.clientId,
    client_secret: workspace.clientSecret,
    ...fields,
  }) as Promise<Record<string, unknown> & { ok: boolean; access_token: string; refresh_token: string }>;
const outcome = async (token: string) => (await callApi(workspace, "auth.test", {}, token)).error ?? "ok";

describe("installing the app", () => {
  test("sends the person back with their state and a code that works once, for that address", async () => {
    const back = await agree("my-state");
    expect(back.searchParams.get("state")).toBe("my-state");
    const code = back.searchParams.get("code");
    expect(await access({ code, redirect_uri: "http://elsewhere.example" })).toMatchObject({
      error: "bad_redirect_uri",
    });
    const granted = await access({ code, redirect_uri: REDIRECT });
    expect(granted).toMatchObject({
      ok: true,
      token_type: "bot",
      team: { id: workspace.teamId },
      expires_in: 43_200,
    });
    expect(await outcome(granted.access_token)).toBe("ok");
    expect(await access({ code, redirect_uri: REDIRECT })).toMatchObject({ error: "code_already_used" });
    expect(await access({ code: "made-up", redirect_uri: REDIRECT })).toMatchObject({
      error: "invalid_code",
    });
    expect(await access({ code, client_secret: "guess" })).toMatchObject({ error: "bad_client_secret" });
  });

  test("a token runs out after twelve hours and is renewed once by its refresh token", async () => {
    const code = (await agree()).searchParams.get("code");
    const first = await access({ code, redirect_uri: REDIRECT });
    clock += 43_200_000;
    expect(await outcome(first.access_token)).toBe("token_expired");
    const renew = { grant_type: "refresh_token", refresh_token: first.refresh_token };
    const second = await access(renew);
    expect(await outcome(second.access_token)).toBe("ok");
    expect(await access(renew)).toMatchObject({ error: "invalid_refresh_token" });
  });

  test("removing the app tells it so and ends its tokens", async () => {
    workspace.uninstall();
    expect(workspace.store.list("deliveries").map(({ name }) => name)).toEqual([
      "tokens_revoked",
      "app_uninstalled",
    ]);
    expect(await outcome(workspace.botToken)).toBe("token_revoked");
  });
});
