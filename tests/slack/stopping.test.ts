import { expect, test } from "vitest";
import type { AnswerEvent, AnswerRequest } from "../../src/agent/answer.ts";
import { startTestBot } from "../support/bot.ts";
import { scriptedAgent } from "../support/scripted-agent.ts";

test("a process that is told to stop has one deadline for all that it is answering, in the open and in private", async () => {
  const asked: string[] = [];
  let letGo = () => {};
  const bothToldToStop = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let told = 0;
  // Each of the two ends only once the other, too, has been told to: one deadline after the other would never end.
  async function* hanging({ question, signal }: AnswerRequest): AsyncGenerator<AnswerEvent> {
    asked.push(question);
    signal?.addEventListener("abort", () => {
      told += 1;
      if (told === 2) letGo();
    });
    yield { kind: "delta", text: "考えて" };
    await bothToldToStop;
    signal?.throwIfAborted();
  }
  await using bot = await startTestBot(scriptedAgent(hanging));
  const ana = bot.workspace.person("requester");
  ana.dm("違いは?");
  await ana.command("/career", "ask 年収は?", bot.workspace.generalChannelId);
  await bot.workspace.waitFor(() => asked.length === 2);
  await bot.slack.stop(100);
  expect(told).toBe(2);
});
