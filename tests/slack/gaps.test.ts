import { expect, test } from "vitest";
import type { Message } from "../../src/playground/records.ts";
import { startTestBot } from "../support/bot.ts";
import { answerOf, scriptedAgent } from "../support/scripted-agent.ts";

const unknown = () =>
  answerOf("記事には書かれていません。", { decision: "offer", reason: "not_in_knowledge" });
const text = (message: Message) => JSON.stringify(message.blocks ?? []);

test("the advisors read once a week which subjects the knowledge lacks, and never one person's own words", async () => {
  await using bot = await startTestBot(scriptedAgent(unknown));
  const { workspace } = bot;
  const [ana, alex, mei] = [
    workspace.person("requester"),
    workspace.person("requester-en"),
    workspace.person("advisor"),
  ];
  ana.dm("部長の山田さんと合わず、来月辞めるつもりです。退職金はいくらですか");
  ana.dm("部長の山田さんに何と言えばいいですか");
  ana.dm("社内で猫は飼えますか");
  alex.dm("社内で猫は飼えますか?");
  await workspace.waitFor(
    () => workspace.messages(ana.dmChannelId).length >= 6 && workspace.messages(alex.dmChannelId).length >= 2,
  );
  await bot.slack.idle();

  await bot.slack.learning?.reportGaps();
  await bot.slack.learning?.reportGaps();
  const posts = workspace.messages(workspace.advisorChannelId).filter((post) => text(post).includes("7日間"));
  expect(posts).toHaveLength(1);
  const [post] = posts as [Message];
  expect(text(post)).toContain("福利厚生や手当(1件)");
  expect(text(post)).toMatch(/社内で猫は飼えますか\??\(2件\)/);
  expect(text(post)).toContain("お一人だけが尋ねた質問が1件");
  expect(text(post)).not.toContain("山田");

  await mei.press(post, "lesson_write_gap");
  const form = await workspace.waitFor(() => mei.modal());
  expect(JSON.stringify(form.blocks)).toContain("社内で猫は飼えますか");
});
