import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LIMITS } from "../../src/playground/limits.ts";
import { startWorkspace, type Workspace } from "../../src/playground/workspace.ts";
import { callApi } from "../support/workspace-scene.ts";

let workspace: Workspace;
let dm: string;

beforeAll(async () => {
  workspace = await startWorkspace({
    app: { scopes: ["chat:write", "im:history", "users:read", "files:write"] },
  });
  dm = workspace.person("requester").dmChannelId;
});
afterAll(() => workspace.close());

const errorOf = async (method: string, fields: Record<string, unknown>, token?: string) =>
  (await callApi(workspace, method, fields, token)).error;
const section = (text: string) => ({ type: "section", text: { type: "mrkdwn", text } });

describe("the workspace refuses what Slack refuses", () => {
  test.each([
    ["an unknown method", "chat.shout", {}, "unknown_method"],
    ["a message without words", "chat.postMessage", { text: "" }, "no_text"],
    ["markdown beside text", "chat.postMessage", { text: "a", markdown_text: "b" }, "markdown_text_conflict"],
    ["markdown beyond 12,000", "chat.postMessage", { markdown_text: "あ".repeat(12_001) }, "msg_too_long"],
    [
      "blocks that are no list",
      "chat.postMessage",
      { text: "a", blocks: { type: "divider" } },
      "invalid_blocks_format",
    ],
    [
      "a section beyond 3,000",
      "chat.postMessage",
      { blocks: [section("あ".repeat(3_001))] },
      "invalid_blocks",
    ],
    ["a block type nobody knows", "chat.postMessage", { blocks: [{ type: "hologram" }] }, "invalid_blocks"],
    [
      "blocks fine alone and too long together",
      "chat.postMessage",
      { blocks: Array.from({ length: 5 }, () => section("あ".repeat(2_900))) },
      "msg_blocks_too_long",
    ],
    [
      "fifty-one blocks",
      "chat.postMessage",
      { blocks: Array.from({ length: LIMITS.blocksPerMessage + 1 }, () => ({ type: "divider" })) },
      "invalid_blocks",
    ],
    ["a reader without the scope", "conversations.info", {}, "missing_scope"],
    ["a stream without a thread", "chat.startStream", {}, "invalid_arguments"],
    ["a channel nobody has", "chat.postMessage", { channel: "C404", text: "a" }, "channel_not_found"],
  ])("%s", async (_story, method, fields, code) => {
    expect(await errorOf(method, { channel: dm, ...fields })).toBe(code);
  });

  test("a call without a token, with a wrong one, or with the app's", async () => {
    const fields = { channel: dm, text: "a" };
    expect(await errorOf("chat.postMessage", fields, "xoxb-wrong")).toBe("invalid_auth");
    expect(await errorOf("chat.postMessage", fields, workspace.appToken)).toBe("not_allowed_token_type");
    expect(await errorOf("apps.connections.open", {}, workspace.botToken)).toBe("not_allowed_token_type");
    const bare = await fetch(`${workspace.apiUrl}auth.test`, { method: "POST" });
    expect(await bare.json()).toEqual({ ok: false, error: "not_authed" });
  });

  test("every problem of a payload is listed with where it is", async () => {
    const answer = await callApi(workspace, "chat.postMessage", {
      channel: dm,
      blocks: [
        { type: "image", image_url: "x" },
        { type: "context", elements: [] },
      ],
    });
    expect(answer.errors).toEqual([
      "missing required field: alt_text [json-pointer:/blocks/0/alt_text]",
      "between 1 and 10 items allowed [json-pointer:/blocks/1/elements]",
    ]);
  });

  test("a long text is cut when posted, but not put in place of another", async () => {
    const posted = await callApi(workspace, "chat.postMessage", { channel: dm, text: "あ".repeat(40_001) });
    expect(posted).toMatchObject({ ok: true, warning: "message_truncated" });
    expect(workspace.messages(dm)[0]?.text).toHaveLength(40_000);
    const update = { channel: dm, ts: posted.ts, text: "あ".repeat(4_001) };
    expect(await errorOf("chat.update", update)).toBe("msg_too_long");
  });

  test("the bot changes only its own words", async () => {
    const { ts } = workspace.person("requester").dm("私の言葉");
    expect(await errorOf("chat.update", { channel: dm, ts, text: "a" })).toBe("cant_update_message");
    expect(await errorOf("chat.delete", { channel: dm, ts })).toBe("cant_delete_message");
  });

  test("nothing can be said in an archived channel", async () => {
    workspace.setChannel(workspace.generalChannelId, { archived: true });
    expect(await errorOf("chat.postMessage", { channel: workspace.generalChannelId, text: "a" })).toBe(
      "is_archived",
    );
    workspace.setChannel(workspace.generalChannelId, { archived: false });
  });

  test("whoever would have been called is remembered, on any surface", async () => {
    await callApi(workspace, "chat.postMessage", {
      channel: workspace.generalChannelId,
      text: "<!here> と &lt;!channel&gt;",
      blocks: [section("<@U123ABC>"), { type: "header", text: { type: "plain_text", text: "<!everyone>" } }],
    });
    expect(workspace.store.list("notifications").map(({ target }) => target)).toEqual(["here", "U123ABC"]);
  });
});
