import { expect, test } from "vitest";
import { shownIn, startServedWorkspace } from "../support/served-workspace.ts";

test("kill -9 while a handoff is claimed: after a restart the conversation goes on where it was", async () => {
  await using served = await startServedWorkspace({
    delivery: { ackTimeoutMs: 3_000, retryDelaysMs: [0, 500, 1_000, 2_000, 4_000, 8_000] },
  });
  const { workspace, read } = served;
  const ana = workspace.person("requester");
  const mei = workspace.person("advisor");
  await using first = served.start();
  await served.connected();
  const asked = ana.dm("インフラエンジニアとバックエンドエンジニアの違いは?");
  await read(ana.dmChannelId, "根拠にした記述");
  ana.replyInThread(ana.dmChannelId, asked.ts, "人と話したい");
  await ana.press(await read(ana.dmChannelId, "この内容で相談する"), "handoff_submit");
  await mei.press(await read(workspace.advisorChannelId, "担当する"), "handoff_claim");
  await read(ana.dmChannelId, "加わりました");
  await read(workspace.advisorChannelId, "返信を書く");
  await first.kill("SIGKILL");

  ana.replyInThread(ana.dmChannelId, asked.ts, "落ちているあいだに書きました");
  await using second = served.start();
  await served.connected();
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
    .filter((message) => shownIn(message).includes("落ちているあいだに書きました"));
  expect(relayed).toHaveLength(1);
  await second.kill("SIGTERM");
  expect(await second.exited).toBe(0);
}, 120_000);
