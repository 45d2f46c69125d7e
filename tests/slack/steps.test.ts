import { expect, test } from "vitest";
import type { Answer, AnswerEvent } from "../../src/agent/answer.ts";
import type { Message } from "../../src/playground/records.ts";
import { startTestBot, type TestBot } from "../support/bot.ts";
import { answerOf, citationOf, scriptedAgent } from "../support/scripted-agent.ts";

const TABLE = {
  caption: "2つの職種の違い",
  header: ["", "インフラエンジニア", "バックエンドエンジニア"],
  rows: [
    ["仕事", "基盤を支える [1]", "処理を作る [1]"],
    ["スキル", "ネットワーク", "データベース"],
  ],
};
const ANSWER = answerOf("インフラは基盤を支えます。[1]", {
  citations: [{ ...citationOf("仕事内容", "基盤を支える仕事です。"), url: "https://example.com/article" }],
});

/** Searches, reads and writes, each when the test has seen the step before. */
function worker(answer: Answer, seen: (event: AnswerEvent) => Promise<unknown> = async () => undefined) {
  return scriptedAgent(() =>
    (async function* (): AsyncIterable<AnswerEvent> {
      const events: AnswerEvent[] = [
        { kind: "status", step: "searching" },
        { kind: "status", step: "reading", sections: ["仕事内容", "<!channel>"] },
        { kind: "status", step: "writing" },
        { kind: "delta", text: answer.text },
      ];
      for (const event of events) {
        yield event;
        await seen(event);
      }
      yield { kind: "answer", answer };
    })(),
  );
}

const stepsOf = (message: Message | undefined) =>
  (message?.stream?.parts ?? []).flatMap((part) => (part.type === "task_update" ? [part.task] : []));
const answersIn = ({ workspace }: TestBot) =>
  workspace
    .person("requester")
    .messages()
    .filter(({ bot_id }) => bot_id);

async function answered(bot: TestBot, text = "違いは?"): Promise<Message> {
  const before = answersIn(bot).length;
  bot.workspace.person("requester").dm(text);
  await bot.workspace.waitFor(() => answersIn(bot).length > before);
  await bot.slack.idle();
  const message = answersIn(bot).at(-1);
  if (!message) throw new Error("no answer");
  return message;
}

test("the steps show while the agent works, and end with the sources the answer rests on", async () => {
  let bot: TestBot | undefined;
  const states: string[] = [];
  await using house = await startTestBot(
    worker(ANSWER, async (event) => {
      if (event.kind !== "status") return;
      const running = () => stepsOf(bot && answersIn(bot)[0]).find(({ id }) => id === event.step);
      await bot?.workspace.waitFor(() => running()?.status === "in_progress");
      states.push(
        stepsOf(bot && answersIn(bot)[0])
          .map(({ title, status }) => `${title}:${status}`)
          .join(" "),
      );
    }),
  );
  bot = house;
  const message = await answered(bot);
  expect(states).toEqual([
    "探す:in_progress",
    "探す:complete 読む:in_progress",
    "探す:complete 読む:complete まとめる:in_progress",
  ]);
  expect(stepsOf(message)).toMatchObject([
    { title: "探す", status: "complete" },
    {
      title: "読む",
      status: "complete",
      sources: [{ type: "url", url: "https://example.com/article", text: "仕事内容" }],
    },
    { title: "まとめる", status: "complete" },
  ]);
  expect(message.markdown).toBe(ANSWER.text);
  expect(JSON.stringify(message)).not.toContain("<!channel>");
});

test("where steps are not known the words come all the same, and steps are not tried again", async () => {
  await using bot = await startTestBot(worker(ANSWER));
  bot.workspace.faults.fail("chat.startStream", { error: "invalid_chunks" });
  const first = await answered(bot);
  const second = await answered(bot, "年収は?");
  for (const message of [first, second]) {
    expect(message.markdown).toBe(ANSWER.text);
    expect(stepsOf(message)).toEqual([]);
    expect(JSON.stringify(message.blocks)).toContain("answer_feedback");
  }
  const tried = bot.workspace.calls.filter(({ fields }) => fields.chunks);
  expect(tried).toHaveLength(1);
});

test("a server without streaming is asked once, then gets whole answers", async () => {
  await using bot = await startTestBot(worker(ANSWER));
  bot.workspace.faults.fail("chat.startStream", { status: 404, times: 9 });
  for (const question of ["違いは?", "年収は?"]) {
    expect(JSON.stringify(await answered(bot, question))).toContain("基盤を支えます");
  }
  expect(bot.workspace.calls.filter(({ method }) => method === "chat.startStream")).toHaveLength(1);
});

test("a comparison is a table with a caption that a screen reader can use", async () => {
  await using bot = await startTestBot(worker({ ...ANSWER, table: TABLE }));
  const message = await answered(bot);
  expect(message.blocks?.find(({ type }) => type === "data_table")).toMatchObject({
    caption: TABLE.caption,
    row_header_column_index: 0,
    page_size: 2,
  });
});

test("a server that only knows plain tables gets one, and one that knows none gets every cell and quote in words", async () => {
  await using bot = await startTestBot(scriptedAgent(() => ({ ...ANSWER, table: TABLE })));
  bot.workspace.faults.fail("chat.startStream", { error: "unknown_method" });
  bot.workspace.faults.fail("chat.postMessage", { error: "invalid_blocks" });
  const table = await answered(bot);
  expect(table.blocks?.map(({ type }) => type)).toContain("table");
  expect(JSON.stringify(await answered(bot, "もう一度"))).toContain('"table"');

  bot.workspace.faults.fail("chat.postMessage", { error: "invalid_blocks" });
  const words = await answered(bot, "さらにもう一度");
  for (const cell of [
    "基盤を支える",
    "処理を作る",
    "ネットワーク",
    "データベース",
    "基盤を支える仕事です。",
  ]) {
    expect(words.text).toContain(cell);
  }
});

test("an agent that breaks off every time leaves no step turning for ever, but a word that it did not work", async () => {
  await using bot = await startTestBot(
    scriptedAgent(() =>
      (async function* (): AsyncIterable<AnswerEvent> {
        yield { kind: "status", step: "searching" };
        await bot.workspace.waitFor(() => answersIn(bot).length > 0);
        throw new Error("broken");
      })(),
    ),
  );
  bot.workspace.person("requester").dm("違いは?");
  await bot.workspace.waitFor(() => answersIn(bot).some(({ text }) => text.includes("お答えできません")));
  await bot.slack.idle();
  expect(answersIn(bot)).toHaveLength(1);
  expect(answersIn(bot)[0]?.stream?.state).not.toBe("streaming");
});

test("a session has the question as its title, is processing while the answer is made, and active after it", async () => {
  let bot: TestBot | undefined;
  const sessions = () => bot?.workspace.store.list("sessions").map(({ status, title }) => [status, title]);
  const during: unknown[] = [];
  await using house = await startTestBot(
    worker(ANSWER, async (event) => {
      if (event.kind !== "delta") return;
      await bot?.workspace.waitFor(() => sessions()?.length);
      during.push(sessions());
    }),
  );
  bot = house;
  await answered(bot);
  expect(during).toEqual([[["processing", "違いは?"]]]);
  expect(sessions()).toEqual([["active", "違いは?"]]);
});

test("a server that knows no sessions is asked once and never in the way", async () => {
  await using bot = await startTestBot(worker(ANSWER));
  bot.workspace.faults.fail("agents.sessions.setStatus", { error: "unknown_method", times: 9 });
  await answered(bot);
  await answered(bot, "年収は?");
  const calls = bot.workspace.calls.filter(({ method }) => method === "agents.sessions.setStatus");
  expect(calls).toHaveLength(1);
});
