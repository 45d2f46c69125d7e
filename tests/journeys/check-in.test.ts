import { join } from "node:path";
import { expect, test } from "vitest";
import type { Message } from "../../src/playground/records.ts";
import { startWorkspace } from "../../src/playground/workspace.ts";
import { openSqlite } from "../../src/storage/sqlite.ts";
import { CHECK_IN_TEXTS } from "../../src/texts/check-in.ts";
import { temporaryFolder } from "../support/databases.ts";
import { runShirube } from "../support/process.ts";

const text = (message: Message | undefined) =>
  [message?.text, JSON.stringify(message?.blocks ?? [])].join(" ");

test("kill -9 between the plan, the question and the answer: it is asked once", async () => {
  using folder = temporaryFolder();
  const workspace = await startWorkspace();
  const env = {
    SHIRUBE_DATA: folder.path,
    SHIRUBE_LOG: "warn",
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_APP_TOKEN: workspace.appToken,
    SLACK_API_URL: workspace.apiUrl,
    ADVISOR_CHANNEL: workspace.advisorChannelId,
  };
  const texts = CHECK_IN_TEXTS.ja;
  const ana = workspace.person("requester");
  const questions = () => ana.messages().filter((message) => text(message).includes("その後いかがですか"));
  const read = (channel: string, words: string) =>
    workspace.waitFor(() => workspace.messages(channel).find((message) => text(message).includes(words)), {
      timeoutMs: 60_000,
      what: `"${words}"`,
    });
  const connected = () => workspace.waitFor(() => workspace.sockets.connections() > 0, { timeoutMs: 60_000 });
  try {
    const first = runShirube(["start"], env);
    await connected();
    ana.dm("人と話したい");
    await ana.press(await read(ana.dmChannelId, "この内容で相談する"), "handoff_submit");
    const card = await read(workspace.advisorChannelId, "handoff_claim");
    await workspace.person("advisor").press(card, "handoff_claim");
    await ana.press(await read(ana.dmChannelId, "handoff_finish"), "handoff_finish");
    await ana.press(await read(ana.dmChannelId, texts.offer), "check_in_plan:30");
    await read(ana.dmChannelId, texts.planned(30));
    await first.kill("SIGKILL");

    const database = await openSqlite(join(folder.path, "shirube.db"));
    expect(await database.query("UPDATE check_ins SET due_at = 1 RETURNING state")).toEqual([
      { state: "waiting" },
    ]);
    await database.close();
    const second = runShirube(["start"], env);
    const question = await read(ana.dmChannelId, texts.question(30));
    await second.kill("SIGKILL");

    await using third = runShirube(["start"], env);
    await connected();
    await ana.press(question, "check_in_answer:not_yet");
    await read(ana.dmChannelId, texts.thanks.not_yet);
    await third.kill("SIGTERM");
    expect(await third.exited).toBe(0);
    expect(questions()).toHaveLength(0);
  } finally {
    await workspace.close();
  }
}, 180_000);
