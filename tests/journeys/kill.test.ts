import { expect, test } from "vitest";
import type { Message } from "../../src/playground/records.ts";
import { startWorkspace } from "../../src/playground/workspace.ts";
import { temporaryFolder } from "../support/databases.ts";
import { runShirube } from "../support/process.ts";

const text = (message: Message | undefined) =>
  [message?.text, message?.markdown, JSON.stringify(message?.blocks ?? [])].join(" ");

test("kill -9 while a handoff is claimed: after a restart the conversation goes on where it was", async () => {
  using folder = temporaryFolder();
  const workspace = await startWorkspace({
    delivery: { ackTimeoutMs: 3_000, retryDelaysMs: [0, 500, 1_000, 2_000, 4_000, 8_000] },
  });
  const env = {
    SHIRUBE_DATA: folder.path,
    SHIRUBE_LOG: "warn",
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_APP_TOKEN: workspace.appToken,
    SLACK_API_URL: workspace.apiUrl,
    ADVISOR_CHANNEL: workspace.advisorChannelId,
  };
  const read = (channel: string, words: string) =>
    workspace.waitFor(() => workspace.messages(channel).find((message) => text(message).includes(words)), {
      timeoutMs: 30_000,
      what: `"${words}"`,
    });
  const connected = () => workspace.waitFor(() => workspace.sockets.connections() > 0, { timeoutMs: 60_000 });
  try {
    const ana = workspace.person("requester");
    const mei = workspace.person("advisor");
    const first = runShirube(["start"], env);
    await connected();
    const asked = ana.dm("インフラエンジニアとバックエンドエンジニアの違いは?");
    await read(ana.dmChannelId, "根拠にした記述");
    ana.replyInThread(ana.dmChannelId, asked.ts, "人と話したい");
    await ana.press(await read(ana.dmChannelId, "この内容で相談する"), "handoff_submit");
    await mei.press(await read(workspace.advisorChannelId, "担当する"), "handoff_claim");
    await read(ana.dmChannelId, "加わりました");
    await read(workspace.advisorChannelId, "返信を書く");
    await first.kill("SIGKILL");

    ana.replyInThread(ana.dmChannelId, asked.ts, "落ちているあいだに書きました");
    await using second = runShirube(["start"], env);
    await connected();
    await read(workspace.advisorChannelId, "落ちているあいだに書きました");
    const card = await read(workspace.advisorChannelId, "返信を書く");
    await mei.press(card, "handoff_reply");
    const modal = await workspace.waitFor(() => mei.modal());
    await mei.submitView(modal.id, { reply: "お待たせしました。続けましょう" });
    await read(ana.dmChannelId, "続けましょう");
    await mei.press(card, "handoff_resolve");
    const outcome = await workspace.waitFor(() => mei.modal());
    await mei.submitView(outcome.id, { outcome: "answered" });
    await read(ana.dmChannelId, "一区切り");
    const relayed = workspace
      .messages(workspace.advisorChannelId)
      .filter((message) => text(message).includes("落ちているあいだに書きました"));
    expect(relayed).toHaveLength(1);
    await second.kill("SIGTERM");
    expect(await second.exited).toBe(0);
  } finally {
    await workspace.close();
  }
}, 120_000);
