import { expect, test } from "vitest";
import type { Message } from "../../src/playground/records.ts";
import { SLACK_TEXTS } from "../../src/texts/slack.ts";
import { startTestBot } from "../support/bot.ts";
import { answerOf, scriptedAgent } from "../support/scripted-agent.ts";

const PARTS = ["インフラは基盤です。", "バックエンドは処理です。", "どちらも大切です。"];
const WHOLE = PARTS.join("");
const shown = (message: Message | undefined) =>
  [message?.text, message?.markdown, JSON.stringify(message?.blocks ?? [])].join(" ");

/** An agent that writes in parts, each only when the one before is on the screen. */
function writer(
  bot: () => { see(words: string): Promise<unknown> },
  parts = PARTS,
  end = answerOf(parts.join("")),
) {
  return scriptedAgent(() =>
    (async function* () {
      for (const part of parts) {
        yield { kind: "delta" as const, text: part };
        await bot().see(part);
      }
      yield { kind: "answer" as const, answer: end };
    })(),
  );
}

async function house(
  agentOf: (see: (words: string) => Promise<unknown>) => ReturnType<typeof scriptedAgent>,
) {
  let see: (words: string) => Promise<unknown> = async () => undefined;
  const bot = await startTestBot(agentOf((words) => see(words)));
  const ana = bot.workspace.person("requester");
  const answers = () => ana.messages().filter((message) => message.bot_id);
  see = (words) => bot.workspace.waitFor(() => answers().some((message) => shown(message).includes(words)));
  return { bot, ana, answers };
}

test("an answer appears while it is written and ends as one message with its controls", async () => {
  const { bot, ana, answers } = await house((see) => writer(() => ({ see })));
  await using _ = bot;
  ana.dm("違いは?");
  await bot.workspace.waitFor(() => shown(answers()[0]).includes("answer_feedback"));
  await bot.slack.idle();
  expect(answers()).toHaveLength(1);
  expect(answers()[0]?.markdown).toBe(WHOLE);
});

test("when a model dies half-way, what it had written gives way to the grounded answer", async () => {
  const { bot, ana, answers } = await house((see) =>
    scriptedAgent(() =>
      (async function* () {
        yield { kind: "delta" as const, text: "途中までの言葉" };
        await see("途中までの言葉");
        yield { kind: "reset" as const };
        yield { kind: "delta" as const, text: "根拠のある答えです。" };
        yield { kind: "answer" as const, answer: answerOf("根拠のある答えです。", { fallback: true }) };
      })(),
    ),
  );
  await using _ = bot;
  ana.dm("違いは?");
  await bot.workspace.waitFor(() => shown(answers()[0]).includes("根拠のある答えです。"));
  await bot.slack.idle();
  expect(answers()).toHaveLength(1);
  expect(shown(answers()[0])).not.toContain("途中まで");
  expect(shown(answers()[0])).toContain("そのままお届けしています");
});

test.each([
  ["streaming is unknown to the server", "chat.startStream", { error: "unknown_method", times: 9 }],
  ["a scope is missing", "chat.startStream", { error: "missing_scope", times: 9 }],
  [
    "the stream dies after its five minutes",
    "chat.appendStream",
    { error: "message_not_in_streaming_state", times: 9 },
  ],
  ["appends are rate limited", "chat.appendStream", { retryAfter: 1, times: 9 }],
  ["the end of the stream gets no answer", "chat.stopStream", { status: 500, times: 1 }],
  [
    "the end arrived but its answer was lost",
    "chat.stopStream",
    { status: 500, afterCommit: true, times: 1 },
  ],
  ["the status cannot be set", "assistant.threads.setStatus", { error: "missing_scope", times: 9 }],
])("when %s, the whole answer is still one message", async (_why, method, fault) => {
  const { bot, ana, answers } = await house(() => scriptedAgent(() => streamed()));
  await using _ = bot;
  bot.workspace.faults.fail(method, fault);
  ana.dm("違いは?");
  await bot.workspace.waitFor(() => shown(answers()[0]).includes("answer_feedback"));
  await bot.slack.idle();
  expect(answers()).toHaveLength(1);
  for (const part of PARTS) expect(shown(answers()[0])).toContain(part);
});

async function* streamed() {
  for (const part of PARTS) yield { kind: "delta" as const, text: part };
  yield { kind: "answer" as const, answer: answerOf(WHOLE) };
}

test("blocks that Slack refuses give way to the text alone", async () => {
  const { bot, ana, answers } = await house(() => scriptedAgent(() => streamed()));
  await using _ = bot;
  bot.workspace.faults.fail("chat.startStream", { error: "unknown_method", times: 9 });
  bot.workspace.faults.fail("chat.postMessage", { error: "invalid_blocks" });
  ana.dm("違いは?");
  await bot.workspace.waitFor(() => answers()[0]);
  await bot.slack.idle();
  expect(answers().map(({ text }) => text)).toEqual([`${WHOLE}\n\n${SLACK_TEXTS.ja.automated}`]);
});

test("Slack's own Stop button ends the answer and the model call", async () => {
  let aborted = false;
  const { bot, ana, answers } = await house((see) =>
    scriptedAgent(({ signal }) =>
      (async function* () {
        yield { kind: "delta" as const, text: "長い答えの始まり。" };
        await see("長い答えの始まり");
        await new Promise((_, reject) => {
          signal?.addEventListener("abort", () => {
            aborted = true;
            reject(signal.reason);
          });
        });
      })(),
    ),
  );
  await using _ = bot;
  const question = ana.dm("違いは?");
  await bot.workspace.waitFor(() => shown(answers()[0]).includes("長い答えの始まり"));
  ana.stop(ana.dmChannelId, question.ts);
  await bot.workspace.waitFor(() => answers().some((message) => shown(message).includes("ここで止めました")));
  expect(aborted).toBe(true);
});
