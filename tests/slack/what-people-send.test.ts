import { describe, expect, test } from "vitest";
import type { SayOptions } from "../../src/playground/person.ts";
import type { Message } from "../../src/playground/records.ts";
import { SLACK_TEXTS } from "../../src/texts/slack.ts";
import { startTestBot } from "../support/bot.ts";
import { answerOf, scriptedAgent } from "../support/scripted-agent.ts";

const agent = () => scriptedAgent(({ question }) => answerOf(`答え:${question.slice(0, 200)}`));
const fromBot = (messages: readonly Message[]) => messages.filter(({ bot_id }) => bot_id);
const forwarded = { is_share: true, is_msg_unfurl: true, text: "運用から設計に移りたい", author_name: "Ken" };

describe("whatever people send is taken for what it is", () => {
  test.each<[string, string, SayOptions, string]>([
    ["a forwarded message without a word", "", { attachments: [forwarded] }, "運用から設計に移りたい"],
    [
      "a forwarded message with a question",
      "どう思いますか?",
      { attachments: [forwarded] },
      "どう思いますか?\n運用から設計に移りたい",
    ],
    [
      "a link with its preview",
      "この記事の内容は本当?",
      { attachments: [{ text: "見出し", from_url: "https://example.com" }] },
      "この記事の内容は本当?",
    ],
    [
      "a code block",
      "```\nSELECT 1;\n``` はバックエンドの仕事?",
      {},
      "```\nSELECT 1;\n``` はバックエンドの仕事?",
    ],
    ["emoji around the words", ":wave: 年収は? :shirube:", {}, ":wave: 年収は? :shirube:"],
    ["signs that Slack escapes", "A & B <C> の違いは?", {}, "A & B <C> の違いは?"],
    [
      "a file with a question of its own",
      "添付したのは職務経歴書です。インフラに向いていますか?",
      { files: [{ name: "cv.txt", content: "…" }] },
      "添付したのは職務経歴書です。インフラに向いていますか?",
    ],
  ])("%s", async (_name, words, options, question) => {
    const asked = agent();
    await using bot = await startTestBot(asked);
    const ana = bot.workspace.person("requester");
    const { ts } = ana.dm(words, options);
    await bot.workspace.waitFor(() => fromBot(bot.workspace.thread(ana.dmChannelId, ts)).length > 0);
    await bot.slack.idle();
    expect(asked.requests.map((request) => request.question)).toEqual([question]);
    expect(fromBot(bot.workspace.thread(ana.dmChannelId, ts))).toHaveLength(1);
  });

  test.each<[string, string, SayOptions]>([
    ["a voice message", "", { files: [{ name: "audio.m4a", content: "…", mimetype: "audio/mp4" }] }],
    ["a picture", "", { files: [{ name: "image.png", content: "…", mimetype: "image/png" }] }],
    ["a file with two words", "これです", { files: [{ name: "cv.pdf", content: "…" }] }],
  ])("%s is kindly asked for in words", async (_name, words, options) => {
    const asked = agent();
    await using bot = await startTestBot(asked);
    const ana = bot.workspace.person("requester");
    ana.dm(words, options);
    await bot.workspace.waitFor(() => fromBot(ana.messages()).length > 0);
    await bot.slack.idle();
    expect(fromBot(ana.messages()).map(({ text }) => text)).toEqual([SLACK_TEXTS.ja.textOnly]);
    expect(asked.requests).toEqual([]);
  });

  test("a reply that is shown in the channel as well is answered once, in the thread", async () => {
    await using bot = await startTestBot(agent());
    const { workspace } = bot;
    const ana = workspace.person("requester");
    const { ts } = ana.mention(workspace.generalChannelId, "違いは?");
    await workspace.waitFor(() => fromBot(workspace.thread(workspace.generalChannelId, ts)).length === 1);
    ana.replyInThread(workspace.generalChannelId, ts, "年収は?", { broadcast: true });
    await workspace.waitFor(() => fromBot(workspace.thread(workspace.generalChannelId, ts)).length === 2);
    await workspace.settled();
    await bot.slack.idle();
    expect(fromBot(workspace.messages(workspace.generalChannelId))).toHaveLength(2);
  });

  test("a question of forty thousand characters is answered, or its writer is told what is too long", async () => {
    await using bot = await startTestBot(agent());
    const ana = bot.workspace.person("requester");
    ana.dm(`インフラエンジニアの年収は?${"とても長い前置きです。".repeat(3_600)}`);
    await bot.workspace.waitFor(() => fromBot(ana.messages()).length > 0);
    await bot.slack.idle();
    expect(fromBot(ana.messages())).toHaveLength(1);
  });

  test("other apps, workflows and the bot's own words are not answered, even when they mention it", async () => {
    const asked = agent();
    await using bot = await startTestBot(asked);
    const { workspace } = bot;
    const ana = workspace.person("requester");
    const { ts } = ana.mention(workspace.generalChannelId, "違いは?");
    await workspace.waitFor(() => fromBot(workspace.thread(workspace.generalChannelId, ts)).length === 1);
    const words = `<@${workspace.botUserId}> 定例のお知らせです`;
    workspace.bystanders.bot(workspace.generalChannelId, words, { name: "Workflow" });
    workspace.bystanders.bot(workspace.generalChannelId, words, { thread_ts: ts });
    await workspace.settled();
    await bot.slack.idle();
    expect(asked.requests).toHaveLength(1);
    const stored = JSON.stringify(await bot.database.query("SELECT payload, key FROM lane_items"));
    expect(stored).not.toContain("定例");
  });
});
