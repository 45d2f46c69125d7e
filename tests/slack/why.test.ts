import { expect, test } from "vitest";
import { createCareerAgent } from "../../src/agent/agent.ts";
import type { Answer } from "../../src/agent/answer.ts";
import type { Message } from "../../src/playground/records.ts";
import { createConversationStore } from "../../src/storage/conversation-store.ts";
import { openKnowledge } from "../agent/asking.ts";
import { type Laid, ScriptedChatModel } from "../agent/scripted-model.ts";
import { startTestBot } from "../support/bot.ts";

const QUESTION = "インフラエンジニアの年収は何で決まりますか";
const REWORDED = "インフラエンジニアの評価は、設計や構築、クラウドの領域まで対応できるかどうかで変わります。";
const LIE = "平均年収は900万円です。";

test("an advisor sees all that stands behind an answer: what was found, checked and dropped, by what and at what cost", async () => {
  const retriever = await openKnowledge();
  const agent = createCareerAgent({
    retriever: () => retriever,
    model: { apiKey: "k", chatModel: "scripted", deadlineMs: 10_000 },
    openModel: async () =>
      new ScriptedChatModel((laid) => {
        const pay = laid.find(({ text }) => text.startsWith("インフラエンジニアの年収に関わる評価")) as Laid;
        return `${REWORDED}[${pay.number}]${LIE}`;
      }, QUESTION),
  });
  await using bot = await startTestBot(agent);
  const { workspace } = bot;
  const ana = workspace.person("requester");
  const mei = workspace.person("advisor");
  const shows = (message: Message, words: string) =>
    [message.text, message.markdown, JSON.stringify(message.blocks ?? [])].join(" ").includes(words);
  const read = (channel: string, words: string) =>
    workspace.waitFor(() => workspace.messages(channel).find((message) => shows(message, words)), {
      what: words,
    });

  const asked = ana.dm(QUESTION);
  await read(ana.dmChannelId, "クラウドの領域まで");
  await bot.slack.idle();
  ana.replyInThread(ana.dmChannelId, asked.ts, "人と話したい");
  await ana.press(await read(ana.dmChannelId, "この内容で相談する"), "handoff_submit");
  await mei.press(await read(workspace.advisorChannelId, "handoff_claim"), "handoff_why");
  const modal = await workspace.waitFor(() => mei.modal());

  const [stored] = await bot.database.query<{ id: string }>(
    "SELECT id FROM turns WHERE trace IS NOT NULL ORDER BY at LIMIT 1",
  );
  const record = await createConversationStore(bot.database).record(stored?.id ?? "");
  const answer = JSON.parse(record ?? "null") as Answer;
  expect(answer).toMatchObject({
    model: "scripted",
    snapshot: retriever.snapshotId,
    promptVersion: expect.stringMatching(/^career-agent@[0-9a-f]{8}$/),
    usage: { inputTokens: expect.any(Number), outputTokens: expect.any(Number) },
    latencyMs: expect.any(Number),
    trace: {
      standaloneQuestion: expect.stringContaining("年収"),
      likeness: { embedder: "lexical-1-256", failed: false },
      sentences: [
        { text: REWORDED, verdict: "kept", nearness: expect.any(Number) },
        { text: LIE, verdict: "dropped", why: "no_citation" },
      ],
    },
  });
  expect(answer.usage.inputTokens).toBeGreaterThan(0);
  expect(answer.trace.passages.length).toBeGreaterThan(0);
  expect(answer.trace.passages.every(({ score }) => score > 0)).toBe(true);

  const shown = JSON.stringify(modal.blocks);
  const [passage] = answer.trace.passages;
  for (const words of [
    answer.trace.standaloneQuestion,
    `${passage?.headingPath.at(-1)} (${passage?.score.toFixed(2)})`,
    REWORDED,
    "近さ",
    LIE,
    "根拠の記述を示していない",
    "記事に答えがあると判断しました",
    answer.promptVersion,
    answer.snapshot.slice(0, 12),
    `入力 ${answer.usage.inputTokens} / 出力 ${answer.usage.outputTokens}`,
    "秒",
  ]) {
    expect(shown).toContain(words);
  }
});
