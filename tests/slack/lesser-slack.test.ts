import { describe, expect, test } from "vitest";
import type { AnswerEvent } from "../../src/agent/answer.ts";
import { startTestBot } from "../support/bot.ts";
import { type LesserSlack, startLesserSlack } from "../support/lesser-slack.ts";
import { answerOf, citationOf, scriptedAgent } from "../support/scripted-agent.ts";

const agent = () =>
  scriptedAgent(({ question }) =>
    (async function* (): AsyncIterable<AnswerEvent> {
      yield { kind: "status", step: "searching" };
      const text = `${question}への答えです。[1]`;
      yield { kind: "delta", text };
      const answer = answerOf(text, {
        citations: [citationOf("仕事内容", "基盤を支える仕事です。")],
        followUps: ["年収は?"],
        table: { caption: "違い", header: ["", "インフラ"], rows: [["仕事", "基盤"]] },
      });
      yield { kind: "answer", answer };
    })(),
  );

const open = async (lesser: LesserSlack) => {
  const server = { apiUrl: lesser.apiUrl, botToken: "xoxb-lesser", appToken: "xapp-lesser" };
  const bot = await startTestBot(agent(), { server });
  await until(() => lesser.sockets() === 2);
  return bot;
};

/** This server tells nobody of its changes, so that they have to be looked for. */
async function until(isSo: () => boolean): Promise<void> {
  for (let looks = 0; !isSo(); looks += 1) {
    if (looks > 800) throw new Error("waited too long");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe.each(["unknown_method", "404"] as const)("a lesser Slack that says %s", (manner) => {
  test("gets every answer once, in words it can show, though each envelope came over both sockets", async () => {
    await using lesser = await startLesserSlack(manner);
    await using bot = await open(lesser);
    const questions = ["違いは?", "将来性は?", "スキルは?"];
    const asked = questions.map((text) => lesser.say("U1", text));
    await until(() => lesser.messages.length >= 3);
    await bot.slack.idle();
    expect(lesser.acks).toHaveLength(6);
    expect(lesser.messages.map(({ thread_ts }) => thread_ts).sort()).toEqual(asked);
    for (const { text } of lesser.messages) {
      for (const words of ["への答えです", "基盤を支える仕事です。", "インフラ: 基盤"])
        expect(text).toContain(words);
    }
    for (const method of ["chat.startStream", "agents.sessions.setStatus"])
      expect(lesser.unknown).toContain(method);
  });

  test("gets one answer when its own answer to the post was lost and nothing can be looked up there", async () => {
    await using lesser = await startLesserSlack(manner);
    await using bot = await open(lesser);
    lesser.fail("chat.postMessage", 2);
    lesser.say("U1", "違いは?");
    await until(() => lesser.messages.length > 0);
    await bot.slack.idle();
    expect(lesser.messages).toHaveLength(1);
  });

  test("takes presses without modals, private words or a file of its own, and nothing breaks", async () => {
    await using lesser = await startLesserSlack(manner);
    await using bot = await open(lesser);
    const ts = lesser.say("U1", "違いは?");
    await until(() => lesser.messages.length > 0);
    const [answer] = lesser.messages;
    if (!answer) throw new Error("no answer");
    lesser.press("U1", answer, { action_id: "answer_follow_up_0", value: "年収は?" });
    await until(() => lesser.messages.some(({ text }) => text.includes("年収は?への答え")));
    lesser.press("U1", answer, {
      action_id: "answer_feedback",
      type: "feedback_buttons",
      value: "bad:unknown",
    });
    lesser.press("U1", answer, { action_id: "data_export" });
    lesser.say("U1", "もう一度聞きます", ts);
    await until(() => lesser.messages.some(({ text }) => text.includes("もう一度聞きますへの答え")));
    await bot.slack.idle();
    expect(bot.slack.connected()).toBe(true);
  });
});
