import { expect, test } from "vitest";
import { openSqlite } from "../../src/storage/sqlite.ts";
import { CHECK_IN_TEXTS } from "../../src/texts/check-in.ts";
import { shownIn, startServedWorkspace } from "../support/served-workspace.ts";

test("kill -9 between the plan, the question and the answer: it is asked once", async () => {
  await using served = await startServedWorkspace();
  const { workspace, read } = served;
  const texts = CHECK_IN_TEXTS.ja;
  const ana = workspace.person("requester");
  const questions = () => ana.messages().filter((message) => shownIn(message).includes("その後いかがですか"));

  await using first = served.start();
  await served.connected();
  ana.dm("人と話したい");
  await ana.press(await read(ana.dmChannelId, "この内容で相談する"), "handoff_submit");
  const card = await read(workspace.advisorChannelId, "handoff_claim");
  await workspace.person("advisor").press(card, "handoff_claim");
  await ana.press(await read(ana.dmChannelId, "handoff_finish"), "handoff_finish");
  await ana.press(await read(ana.dmChannelId, texts.offer), "check_in_plan:30");
  await read(ana.dmChannelId, texts.planned(30));
  await first.kill("SIGKILL");

  const database = await openSqlite(served.databasePath);
  expect(await database.query("UPDATE check_ins SET due_at = 1 RETURNING state")).toEqual([
    { state: "waiting" },
  ]);
  await database.close();
  await using second = served.start();
  const question = await read(ana.dmChannelId, texts.question(30));
  await second.kill("SIGKILL");

  await using third = served.start();
  await served.connected();
  await ana.press(question, "check_in_answer:not_yet");
  await read(ana.dmChannelId, texts.thanks.not_yet);
  await third.kill("SIGTERM");
  expect(await third.exited).toBe(0);
  expect(questions()).toHaveLength(0);
}, 180_000);
