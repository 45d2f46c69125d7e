import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseGuidance } from "../../src/guidance/guidance.ts";
import { createGuide } from "../../src/guidance/guide.ts";
import { createMemoryRetriever } from "../../src/indexing/memory-retriever.ts";
import { readDocuments } from "../../src/indexing/read-documents.ts";
import { readSourceFiles } from "../../src/indexing/source-files.ts";
import type { SourceDocument } from "../../src/knowledge/document.ts";
import { GUIDANCE_TEXTS } from "../../src/texts/guidance.ts";
import { startTestBot } from "../support/bot.ts";
import { answerOf, scriptedAgent } from "../support/scripted-agent.ts";

const documents: SourceDocument[] = [];
for await (const result of readDocuments(readSourceFiles(["knowledge"]).files))
  if ("document" in result) documents.push(result.document);
const retriever = await createMemoryRetriever(documents);
const guide = createGuide(parseGuidance(readFileSync("knowledge/guidance.yaml", "utf8")), retriever.chunks());
const agent = () => scriptedAgent(() => answerOf("答えです。"));
const texts = GUIDANCE_TEXTS.ja;
const words = (value: unknown) => JSON.stringify(value);

test("the fit check lays answers beside the article's sentences, decides nothing and keeps nothing", async () => {
  await using bot = await startTestBot(agent(), { guide: () => guide });
  const { workspace } = bot;
  const ana = workspace.person("requester");
  await ana.command("/career", "fit");
  const asked = await workspace.waitFor(() => ana.modal());
  expect(asked.blocks.filter(({ type }) => type === "input")).toHaveLength(9);

  const refused = await ana.submitView(asked.id, {});
  expect(words(refused)).toContain(texts.fit.empty);
  await ana.submitView(asked.id, { view: "infrastructure", value: "backend", reward: "both" });
  const result = words(await workspace.waitFor(() => ana.modal()));
  expect(result).toContain("システム全体を見渡したい");
  expect(result).toContain(
    "バックエンドエンジニアに向いているのは、機能の設計やロジックを考えることを面白いと感じ",
  );
  expect(result).toContain("向き不向きを決めるものではありません");
  expect(result).toContain("テクニケーション");
  const stored = ["turns", "lane_items", "handoffs", "conversations"].map((table) =>
    bot.database.query(`SELECT * FROM ${table}`),
  );
  expect((await Promise.all(stored)).flat()).toEqual([]);
});

test("the result goes to an advisor only after its words were seen, changed and sent", async () => {
  await using bot = await startTestBot(agent(), { guide: () => guide });
  const { workspace } = bot;
  const ana = workspace.person("requester");
  await ana.command("/career", "fit");
  const asked = await workspace.waitFor(() => ana.modal());
  await ana.submitView(asked.id, { view: "infrastructure", value: "backend" });
  const result = await workspace.waitFor(() => ana.modal());
  await ana.press(result, "fit_talk");
  const request = await workspace.waitFor(() => (ana.modal()?.id !== result.id ? ana.modal() : undefined));
  expect(words(request)).toContain("仕事では、どちらの見方をしたいですか: システム全体を見渡したい");
  expect(workspace.messages(workspace.advisorChannelId)).toEqual([]);

  await ana.submitView(request.id, { goal: "向いている方を一緒に考えたい", situation: "全体を見渡したい" });
  const card = await workspace.waitFor(() => workspace.messages(workspace.advisorChannelId)[0]);
  expect(words(card)).toContain("全体を見渡したい");
  expect(words(card)).not.toContain("どちらの見方");
});

test("where the form cannot be laid over the result, the preview shows only what it would send", async () => {
  await using bot = await startTestBot(agent(), { guide: () => guide });
  const { workspace } = bot;
  const ana = workspace.person("requester");
  await ana.command("/career", "fit");
  const asked = await workspace.waitFor(() => ana.modal());
  await ana.submitView(asked.id, { view: "infrastructure" });
  const result = await workspace.waitFor(() => ana.modal());
  workspace.faults.fail("views.push", { error: "expired_trigger_id" });
  await ana.press(result, "fit_talk");
  const preview = await workspace.waitFor(() =>
    ana.messages().find((message) => words(message).includes("handoff_submit")),
  );
  expect(words(preview)).not.toContain("どちらの見方");
});

test("the career map shows the roles the article names from either side, and what it does not say", async () => {
  await using bot = await startTestBot(agent(), { guide: () => guide });
  const { workspace } = bot;
  const ana = workspace.person("requester");
  ana.openHome();
  const home = await workspace.waitFor(() => ana.home());
  await ana.press(home, "map_open");
  const fromInfrastructure = await workspace.waitFor(() => ana.modal());
  expect(words(fromInfrastructure)).toContain("→ ITアーキテクト");
  await ana.press(fromInfrastructure, "map_from:backend");
  const fromBackend = await workspace.waitFor(() =>
    words(ana.modal()).includes("テックリード") ? ana.modal() : undefined,
  );
  expect(words(fromBackend)).toContain(texts.map.unsaid);
  expect(words(fromBackend)).toContain("なるまでの年数");
});

test("somebody who reads English gets both in English", async () => {
  await using bot = await startTestBot(agent(), { guide: () => guide });
  const { workspace } = bot;
  const ana = workspace.person("requester");
  workspace.setMember("requester", { locale: "en-US" });
  await ana.command("/career", "map");
  const map = words(await workspace.waitFor(() => ana.modal()));
  expect(map).toContain("→ Network specialist");
  expect(map).toContain("The article does not say how many years it takes");
});

test("without guidance the command says so, and the Home tab offers nothing", async () => {
  await using bot = await startTestBot(agent());
  const { workspace } = bot;
  const ana = workspace.person("requester");
  await ana.command("/career", "fit");
  await workspace.waitFor(() => words(ana.ephemerals()).includes(texts.unavailable));
  ana.openHome();
  const home = await workspace.waitFor(() => ana.home());
  expect(words(home)).not.toContain("fit_open");
});
