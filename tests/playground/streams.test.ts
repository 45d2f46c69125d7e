import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startWorkspace, type Workspace } from "../../src/playground/workspace.ts";
import { callApi } from "../support/workspace-scene.ts";

let workspace: Workspace;
let clock = Date.UTC(2026, 10, 24);
let question: { channel: string; ts: string };

beforeEach(async () => {
  clock = Date.UTC(2026, 10, 24);
  workspace = await startWorkspace({ now: () => clock });
  question = workspace.person("requester").dm("違いは?");
});
afterEach(() => workspace.close());

const start = async () => {
  const started = await callApi(workspace, "chat.startStream", {
    channel: question.channel,
    thread_ts: question.ts,
  });
  return { channel: question.channel, ts: started.ts };
};
const errorOf = async (method: string, fields: Record<string, unknown>) =>
  (await callApi(workspace, method, fields)).error;

describe("a streamed message", () => {
  test("grows, cannot be updated meanwhile, and is over when stopped", async () => {
    const at = await start();
    await callApi(workspace, "chat.appendStream", { ...at, markdown_text: "答え" });
    expect(await errorOf("chat.update", { ...at, text: "他の文" })).toBe("streaming_state_conflict");
    await callApi(workspace, "chat.stopStream", { ...at, markdown_text: "です。" });
    expect(workspace.thread(question.channel, question.ts)[1]?.markdown).toBe("答えです。");
    expect(await errorOf("chat.appendStream", { ...at, markdown_text: "x" })).toBe(
      "message_not_in_streaming_state",
    );
    expect((await callApi(workspace, "chat.update", { ...at, text: "直した文" })).ok).toBe(true);
  });

  test("dies after five minutes", async () => {
    const at = await start();
    clock += 5 * 60_000 + 1;
    expect(await errorOf("chat.appendStream", { ...at, markdown_text: "x" })).toBe(
      "message_not_in_streaming_state",
    );
    expect((await callApi(workspace, "chat.update", { ...at, text: "続き" })).ok).toBe(true);
  });

  test("ends when the person presses Stop", async () => {
    const at = await start();
    workspace.person("requester").stop(question.channel, question.ts);
    expect(await errorOf("chat.appendStream", { ...at, markdown_text: "x" })).toBe("stopped_by_user");
  });

  test("outside direct messages it must say for whom it is", async () => {
    const asked = workspace.person("requester").mention(workspace.generalChannelId, "違いは?");
    const fields = { channel: asked.channel, thread_ts: asked.ts };
    expect(await errorOf("chat.startStream", fields)).toBe("missing_recipient_team_id");
    const toTeam = { ...fields, recipient_team_id: workspace.teamId };
    expect(await errorOf("chat.startStream", toTeam)).toBe("missing_recipient_user_id");
    const toPerson = { ...toTeam, recipient_user_id: asked.user };
    expect((await callApi(workspace, "chat.startStream", toPerson)).ok).toBe(true);
  });

  test("holds 12,000 characters altogether", async () => {
    const at = await start();
    await callApi(workspace, "chat.appendStream", { ...at, markdown_text: "あ".repeat(11_999) });
    expect(await errorOf("chat.appendStream", { ...at, markdown_text: "いい" })).toBe("msg_too_long");
  });

  test("a status is gone with the answer, or after two minutes", async () => {
    const thread = { channel_id: question.channel, thread_ts: question.ts };
    await callApi(workspace, "assistant.threads.setStatus", {
      ...thread,
      status: "考えています",
      loading_messages: ["探す"],
    });
    expect(workspace.store.list("statuses")).toMatchObject([
      { status: "考えています", expiresAt: clock + 120_000 },
    ]);
    await start();
    expect(workspace.store.list("statuses")).toEqual([]);
  });
});
