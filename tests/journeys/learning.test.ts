import { resolve } from "node:path";
import { expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { parseConfig } from "../../src/config/config.ts";
import { silentLogger } from "../../src/log.ts";
import type { Message } from "../../src/playground/records.ts";
import { startWorkspace } from "../../src/playground/workspace.ts";
import { temporaryFolder } from "../support/databases.ts";

const QUESTION = "リモートワークの案件はありますか?";
const ADVICE = "リモートワークの案件は、設計や開発の工程に多くあります。";

const text = (message: Message | undefined) =>
  [message?.text, message?.markdown, JSON.stringify(message?.blocks ?? [])].join(" ");

async function house() {
  const folder = temporaryFolder();
  const workspace = await startWorkspace();
  const { botToken, appToken, apiUrl, advisorChannelId: advisorChannel } = workspace;
  const config = {
    ...parseConfig({}),
    dataDir: folder.path,
    knowledgeDir: resolve(import.meta.dirname, "../../knowledge"),
    slack: { botToken, appToken, apiUrl, advisorChannel },
  };
  const app = await createApp(config, { logger: silentLogger, slack: { paceMs: 0, work: { pollMs: 50 } } });
  await app.start();
  const read = (channel: string, words: string, after = "") =>
    workspace.waitFor(
      () =>
        workspace.messages(channel).find((message) => message.ts > after && text(message).includes(words)),
      { what: `"${words}"`, timeoutMs: 20_000 },
    );
  return {
    workspace,
    read,
    async [Symbol.asyncDispose]() {
      await app.stop(5_000);
      await workspace.close();
      folder[Symbol.dispose]();
    },
  };
}

test("advice becomes knowledge with two keys, is cited apart from the article, and can be withdrawn", async () => {
  await using home = await house();
  const { workspace, read } = home;
  const [ana, mei, ken] = [
    workspace.person("requester"),
    workspace.person("advisor"),
    workspace.person("advisor2"),
  ];
  const channel = workspace.advisorChannelId;
  const asked = ana.dm(QUESTION);
  const refusal = await read(ana.dmChannelId, "answer_feedback");
  expect(text(refusal)).not.toContain(ADVICE);
  ana.replyInThread(ana.dmChannelId, asked.ts, "人と話したい");
  await ana.press(await read(ana.dmChannelId, "handoff_submit"), "handoff_submit");
  await mei.press(await read(channel, "handoff_claim"), "handoff_claim");
  const card = await read(channel, "handoff_reply");
  await mei.press(card, "handoff_reply");
  const reply = await workspace.waitFor(() => mei.modal());
  await mei.submitView(reply.id, { reply: `${ADVICE} 連絡先は mei@example.com です。` });
  await read(ana.dmChannelId, ADVICE);
  await mei.press(card, "handoff_resolve");
  const outcome = await workspace.waitFor(() => mei.modal());
  await mei.submitView(outcome.id, { outcome: "answered" });

  await mei.press(await read(channel, "lesson_learn"), "lesson_learn");
  const form = await workspace.waitFor(() => mei.modal());
  const drafted = JSON.stringify(form.blocks);
  expect(drafted).toContain(ADVICE);
  expect(drafted).not.toContain("mei@example.com");
  await mei.submitView(form.id, { question: QUESTION, answer: ADVICE });
  const draft = await read(channel, "lesson_approve");
  await mei.press(draft, "lesson_approve");
  await workspace.waitFor(() => mei.ephemerals().some((e) => e.text.includes("別の方の承認")));
  await ken.press(draft, "lesson_approve");
  await read(channel, `${ken.name}さんが承認しました`);

  const again = workspace.person("requester-en").dm(QUESTION);
  const alex = workspace.person("requester-en");
  const answer = await read(alex.dmChannelId, "answer_feedback", again.ts);
  expect(text(answer)).toContain(ADVICE);
  expect(text(answer)).toContain("アドバイザーの知識");

  await ken.press(await read(channel, `${ken.name}さんが承認しました`), "lesson_withdraw");
  await read(channel, "取り下げました");
  const last = alex.dm(QUESTION);
  expect(text(await read(alex.dmChannelId, "answer_feedback", last.ts))).not.toContain(ADVICE);
}, 60_000);
