import { createEmulator, type Emulator } from "emulate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startWorkspace, type Workspace } from "../../src/playground/workspace.ts";

const SCOPES = [
  "channels:history",
  "channels:read",
  "chat:write",
  "files:read",
  "files:write",
  "groups:history",
  "im:history",
  "im:write",
  "reactions:write",
  "users:read",
];
const TOKEN = "xoxb-witness";

interface Memory {
  readonly general: string;
  readonly user: string;
  root?: string;
  reply?: string;
}
type Reply = Record<string, unknown> & { ok: boolean };
type Step = readonly [
  method: string,
  fields: (memory: Memory) => Record<string, unknown>,
  /** Where to remember the message's timestamp. */
  keep?: "root" | "reply",
];

const modal = { type: "modal", title: { type: "plain_text", text: "題" }, blocks: [] };
const eyes = ({ general, root }: Memory) => ({ channel: general, timestamp: root, name: "eyes" });

/** The half of the Web API that both imitate, its successes and its refusals. */
const SCRIPT: readonly Step[] = [
  ["auth.test", () => ({})],
  ["chat.postMessage", (m) => ({ channel: m.general, text: "はじめ" }), "root"],
  ["chat.postMessage", (m) => ({ channel: m.general, text: "返信", thread_ts: m.root }), "reply"],
  ["chat.postMessage", (m) => ({ channel: m.general })],
  ["chat.postMessage", () => ({ channel: "C404404404", text: "a" })],
  ["chat.postMessage", (m) => ({ channel: m.general, text: "あ".repeat(40_001) })],
  ["chat.postMessage", (m) => ({ channel: m.general, blocks: [{ type: "divider" }], text: "b" })],
  ["chat.update", (m) => ({ channel: m.general, ts: m.root, text: "直し" })],
  ["chat.update", (m) => ({ channel: m.general, ts: "1.000001", text: "直し" })],
  ["chat.getPermalink", (m) => ({ channel: m.general, message_ts: m.root })],
  ["conversations.replies", (m) => ({ channel: m.general, ts: m.root })],
  ["conversations.history", (m) => ({ channel: m.general, limit: 2 })],
  ["conversations.info", (m) => ({ channel: m.general })],
  ["conversations.info", () => ({ channel: "C404404404" })],
  ["conversations.open", (m) => ({ users: m.user })],
  ["conversations.open", () => ({})],
  ["conversations.open", () => ({ users: "U404404404" })],
  ["users.info", (m) => ({ user: m.user })],
  ["users.info", () => ({ user: "U404404404" })],
  ["reactions.add", eyes],
  ["reactions.add", eyes],
  ["reactions.remove", eyes],
  ["reactions.remove", eyes],
  ["views.publish", (m) => ({ user_id: m.user, view: { type: "home", blocks: [{ type: "divider" }] } })],
  ["views.open", () => ({ trigger_id: "unknown", view: modal })],
  ["chat.delete", (m) => ({ channel: m.general, ts: m.reply })],
  ["chat.delete", (m) => ({ channel: m.general, ts: m.reply })],
  ["files.getUploadURLExternal", () => ({ filename: "a.txt", length: 3 })],
  ["files.completeUploadExternal", () => ({ files: [{ id: "F404" }] })],
  ["team.info", () => ({})],
];

let other: Emulator;
let ours: Workspace;

beforeAll(async () => {
  const slack = {
    strict_scopes: true,
    users: [{ name: "requester", real_name: "佐藤 あおい" }],
    tokens: [{ token: TOKEN, scopes: SCOPES, user: "admin" }],
  };
  other = await createEmulator({ service: "slack", port: 0, seed: { slack } });
  ours = await startWorkspace({ app: { scopes: SCOPES } });
});
afterAll(async () => {
  await other.close();
  await ours.close();
});

async function call(
  url: string,
  token: string,
  method: string,
  fields: Record<string, unknown>,
): Promise<Reply> {
  const response = await fetch(url + method, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify(fields),
  });
  return (await response.json()) as Reply;
}

async function outcomes(url: string, token: string, memory: Memory): Promise<string[]> {
  const lines: string[] = [];
  for (const [method, fields, keep] of SCRIPT) {
    const reply = await call(url, token, method, fields(memory));
    if (keep && reply.ok) memory[keep] = String(reply.ts);
    lines.push(`${method}: ${reply.ok ? (reply.warning ?? "ok") : reply.error}`);
  }
  return lines;
}

test("an independent imitation of Slack answers the same script the same way", async () => {
  const url = `${other.url}/api/`;
  const { channels } = (await call(url, TOKEN, "conversations.list", {})) as never as {
    channels: { id: string }[];
  };
  const { members } = (await call(url, TOKEN, "users.list", {})) as never as {
    members: { id: string; name: string }[];
  };
  const user = members.find(({ name }) => name === "requester")?.id ?? "";
  const theirs = await outcomes(url, TOKEN, { general: channels[0]?.id ?? "", user });
  const mine = await outcomes(ours.apiUrl, ours.botToken, {
    general: ours.generalChannelId,
    user: ours.person("requester").id,
  });
  expect(mine).toEqual(theirs);
  expect(mine.filter((line) => !line.endsWith(": ok")).length).toBeGreaterThan(8);
});
