import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WebClient } from "@slack/web-api";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startWorkspace, type Workspace } from "../../src/playground/workspace.ts";
import { callApi } from "../support/workspace-scene.ts";

let folder: string;
const open: Workspace[] = [];

async function start(options?: Parameters<typeof startWorkspace>[0]): Promise<Workspace> {
  const workspace = await startWorkspace(options);
  open.push(workspace);
  return workspace;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "workspace-"));
});
afterEach(async () => {
  for (const workspace of open.splice(0)) await workspace.close();
  rmSync(folder, { recursive: true });
});

/** `fetch` will not send a Host or Origin of one's choice. */
function statusWith(workspace: Workspace, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(`${workspace.apiUrl}api.test`, { method: "POST", headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    call.on("error", reject);
    call.end();
  });
}

describe("the workspace looks after its people", () => {
  test("listening beyond this machine has to be asked for", async () => {
    await expect(startWorkspace({ host: "0.0.0.0" })).rejects.toMatchObject({ code: "playground_not_local" });
    const workspace = await start({ host: "0.0.0.0", exposed: true });
    expect(workspace.origin).toMatch(/^http:\/\/0\.0\.0\.0:\d+$/);
  });

  test("another page in the same browser gets nowhere", async () => {
    const workspace = await start();
    const host = new URL(workspace.origin).host;
    expect(await statusWith(workspace, {})).toBe(200);
    expect(await statusWith(workspace, { Origin: workspace.origin })).toBe(200);
    expect(await statusWith(workspace, { Origin: "http://evil.example" })).toBe(403);
    expect(await statusWith(workspace, { Origin: "null" })).toBe(403);
    expect(await statusWith(workspace, { Host: `evil.example:${host.split(":")[1]}` })).toBe(403);
  });

  test("a port that is taken is named", async () => {
    const workspace = await start();
    const port = Number(new URL(workspace.origin).port);
    await expect(startWorkspace({ port })).rejects.toMatchObject({ code: "port_in_use" });
  });

  test("a journal keeps people, words and undelivered events across a crash", async () => {
    const journal = join(folder, "workspace.jsonl");
    const first = await start({ journal });
    const person = first.person("requester");
    const message = person.dm("覚えていて");
    await first.waitFor(() => first.store.list("deliveries")[0]);
    const second = await start({ journal });
    expect(second.person("requester").id).toBe(person.id);
    expect(second.person("requester").messages()).toMatchObject([{ ts: message.ts, text: "覚えていて" }]);
    expect(second.store.list("deliveries")).toMatchObject([{ state: "pending" }]);
    expect(second.person("requester").dm("次").ts > message.ts).toBe(true);
  });

  test("files travel both ways through Slack's own three steps", async () => {
    const workspace = await start();
    const client = new WebClient(workspace.botToken, { slackApiUrl: workspace.apiUrl });
    const channel_id = workspace.person("requester").dmChannelId;
    await client.filesUploadV2({
      channel_id,
      filename: "職務経歴.txt",
      content: "経歴",
      initial_comment: "どうぞ",
    });
    const [message] = workspace.messages(channel_id);
    expect(message).toMatchObject({
      text: "どうぞ",
      subtype: "file_share",
      files: [{ name: "職務経歴.txt" }],
    });

    const sent = workspace
      .person("requester")
      .dm("見てください", { files: [{ name: "a.txt", content: "中身" }] });
    const { file } = (await callApi(workspace, "files.info", { file: sent.files?.[0]?.id })) as never as {
      file: { url_private: string };
    };
    expect((await fetch(file.url_private)).status).toBe(401);
    const headers = { Authorization: `Bearer ${workspace.botToken}` };
    expect(await (await fetch(file.url_private, { headers })).text()).toBe("中身");
  });

  test("a thread is read in pages, oldest first", async () => {
    const workspace = await start();
    const person = workspace.person("requester");
    const root = person.dm("はじめ");
    for (const text of ["一", "二", "三"]) person.dm(text, { thread_ts: root.ts });
    const read = (cursor = "") =>
      callApi(workspace, "conversations.replies", { channel: root.channel, ts: root.ts, limit: 3, cursor });
    const page = (await read()) as never as {
      messages: { text: string }[];
      response_metadata: { next_cursor: string };
    };
    expect(page.messages.map(({ text }) => text)).toEqual(["はじめ", "一", "二"]);
    const rest = (await read(page.response_metadata.next_cursor)) as never as {
      messages: { text: string }[];
    };
    expect(rest.messages.map(({ text }) => text)).toEqual(["三"]);
  });

  test("people have a language, and may leave", async () => {
    const workspace = await start();
    const { id } = workspace.person("requester-en");
    const info = async () =>
      (
        (await callApi(workspace, "users.info", { user: id, include_locale: true })) as never as {
          user: unknown;
        }
      ).user;
    expect(await info()).toMatchObject({ locale: "en-US", deleted: false, tz_offset: 32_400 });
    workspace.setMember("requester-en", { deleted: true });
    expect(await info()).toMatchObject({ deleted: true });
    expect(await callApi(workspace, "conversations.open", { users: id })).toEqual({
      ok: false,
      error: "user_disabled",
    });
  });
});
