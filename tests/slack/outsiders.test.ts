import { expect, test } from "vitest";
import { startTestBot, type TestBot } from "../support/bot.ts";
import { answerOf, scriptedAgent } from "../support/scripted-agent.ts";

const agent = () => scriptedAgent(() => answerOf("答えです。"));
const replyTo = async ({ workspace }: TestBot, who: string) => {
  const person = workspace.person(who);
  const { ts } = person.dm("違いは?");
  await workspace.waitFor(() => workspace.thread(person.dmChannelId, ts).some(({ bot_id }) => bot_id));
  return workspace.thread(person.dmChannelId, ts).at(-1)?.text ?? "";
};

test("a guest and somebody of another company are refused politely, in words and by command", async () => {
  const asked = agent();
  await using bot = await startTestBot(asked);
  bot.workspace.addPerson({ key: "partner", name: "他社 花子", role: "external" });
  for (const who of ["guest", "partner"]) {
    expect(await replyTo(bot, who)).toContain("このワークスペースの方だけ");
    const person = bot.workspace.person(who);
    await person.command("/career", "ask 違いは?");
    await bot.workspace.waitFor(() => person.ephemerals().length > 0);
    expect(person.ephemerals().map(({ text }) => text)).toEqual([
      expect.stringContaining("このワークスペースの方だけ"),
    ]);
    await person.shortcut("ask_anything");
    expect(person.modal()).toBeUndefined();
  }
  expect(asked.requests).toEqual([]);
});

test("an operator can allow them", async () => {
  const asked = agent();
  await using bot = await startTestBot(asked, { allowOutsiders: true });
  bot.workspace.addPerson({ key: "partner", name: "他社 花子", role: "external" });
  for (const who of ["guest", "partner"]) expect(await replyTo(bot, who)).not.toContain("だけがご利用");
  expect(asked.requests).toHaveLength(2);
});
