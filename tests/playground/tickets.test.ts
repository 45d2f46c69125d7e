import { describe, expect, test } from "vitest";
import { callApi, scene } from "../support/workspace-scene.ts";

const modal = (title: string) => ({
  type: "modal",
  title: { type: "plain_text", text: title },
  blocks: [
    {
      type: "actions",
      elements: [{ type: "button", action_id: "next", text: { type: "plain_text", text: "次" } }],
    },
  ],
});

async function pressed(register: { body?: Record<string, unknown> }, options: { now?: () => number } = {}) {
  return scene((app) => {
    app.command("/career", async ({ ack, body }) => {
      register.body = body as unknown as Record<string, unknown>;
      await ack();
    });
    app.action("next", async ({ ack, body }) => {
      register.body = body as unknown as Record<string, unknown>;
      await ack();
    });
  }, options);
}

const respond = (url: unknown, fields: Record<string, unknown>) =>
  fetch(String(url), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(fields),
  });

describe("tickets that run out", () => {
  test("a trigger opens one window, within three seconds", async () => {
    let clock = Date.UTC(2026, 10, 24);
    const last: { body?: Record<string, unknown> } = {};
    await using stage = await pressed(last, { now: () => clock });
    const { workspace } = stage;
    const open = async () =>
      (await callApi(workspace, "views.open", { trigger_id: last.body?.trigger_id, view: modal("一") }))
        .error ?? "ok";
    await workspace.person("requester").command("/career");
    expect([await open(), await open()]).toEqual(["ok", "exchanged_trigger_id"]);
    await workspace.person("requester").command("/career");
    clock += 3_001;
    expect(await open()).toBe("expired_trigger_id");
  });

  test("windows stack three high", async () => {
    const last: { body?: Record<string, unknown> } = {};
    await using stage = await pressed(last);
    const { workspace } = stage;
    const person = workspace.person("requester");
    await person.command("/career");
    await callApi(workspace, "views.open", { trigger_id: last.body?.trigger_id, view: modal("一") });
    const push = async () => {
      const top = await workspace.waitFor(() => person.modal());
      await person.press(top, "next");
      const { trigger_id } = last.body ?? {};
      return (await callApi(workspace, "views.push", { trigger_id, view: modal("上") })).error ?? "ok";
    };
    expect([await push(), await push(), await push()]).toEqual(["ok", "ok", "push_limit_reached"]);
    const top = person.modal();
    await person.closeView(top?.id ?? "");
    expect(person.modal()?.id).toBe(top?.previous_view_id);
  });

  test("an older hash does not overwrite a newer window", async () => {
    const last: { body?: Record<string, unknown> } = {};
    await using stage = await pressed(last);
    const { workspace } = stage;
    await workspace.person("requester").command("/career");
    const opened = await callApi(workspace, "views.open", {
      trigger_id: last.body?.trigger_id,
      view: modal("一"),
    });
    const { id, hash } = opened.view as { id: string; hash: string };
    const update = (title: string) =>
      callApi(workspace, "views.update", { view_id: id, hash, view: modal(title) });
    expect((await update("二")).ok).toBe(true);
    expect(await update("三")).toMatchObject({ ok: false, error: "hash_conflict" });
  });

  test("a response URL answers five times within half an hour", async () => {
    let clock = Date.UTC(2026, 10, 24);
    const last: { body?: Record<string, unknown> } = {};
    await using stage = await pressed(last, { now: () => clock });
    const { workspace } = stage;
    await workspace.person("requester").command("/career");
    const url = last.body?.response_url;
    const statuses: number[] = [];
    for (let i = 0; i < 6; i++) statuses.push((await respond(url, { text: `回答${i}` })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
    expect(workspace.person("requester").ephemerals()).toHaveLength(5);
    await workspace.person("requester").command("/career");
    clock += 30 * 60_000 + 1;
    expect((await respond(last.body?.response_url, { text: "遅い" })).status).toBe(404);
  });
});
