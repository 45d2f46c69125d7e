import type { Message } from "../../src/playground/records.ts";
import type { TestBot } from "./bot.ts";
import { answerOf, scriptedAgent } from "./scripted-agent.ts";

/** Everything a message says, its blocks included. */
export const textOf = (message: Pick<Message, "text" | "markdown" | "blocks"> | undefined): string =>
  [message?.text, message?.markdown, JSON.stringify(message?.blocks ?? [])].join(" ");

/** Waits for a message in a channel whose words include these. */
export async function read(bot: TestBot, channel: string, words: string): Promise<Message> {
  const find = () => bot.workspace.messages(channel).find((message) => textOf(message).includes(words));
  return bot.workspace.waitFor(find, { what: `"${words}" in ${channel}` });
}

/** Answers everything, and passes on whoever wants to talk to a person, in Japanese or English. */
export const consultingAgent = () =>
  scriptedAgent(({ question }) =>
    /人と話したい|talk to a person/.test(question)
      ? answerOf("アドバイザーにおつなぎできます。", { decision: "escalate", reason: "explicit_request" })
      : answerOf(`自動の答え:${question}`),
  );

/** From a direct message to a card in the advisors' channel that nobody has claimed. */
export async function requested(bot: TestBot, wish = "人と話したい") {
  const { workspace } = bot;
  const ana = workspace.person("requester");
  const mei = workspace.person("advisor");
  const channel = workspace.advisorChannelId;
  const asked = ana.dm(wish);
  await ana.press(await read(bot, ana.dmChannelId, "handoff_submit"), "handoff_submit");
  const card = await read(bot, channel, "handoff_claim");
  return { workspace, ana, mei, channel, asked, card };
}

/** The same, claimed by the advisor. */
export async function claimed(bot: TestBot, wish?: string) {
  const stage = await requested(bot, wish);
  await stage.mei.press(stage.card, "handoff_claim");
  await read(bot, stage.ana.dmChannelId, "handoff_finish");
  await read(bot, stage.channel, "handoff_reply");
  return stage;
}

/** The advisor writes below the card and presses send. */
export async function sentBelow(
  bot: TestBot,
  { mei, channel, card }: Awaited<ReturnType<typeof claimed>>,
  words: string,
) {
  const said = mei.replyInThread(channel, card.ts, words);
  const prompt = await bot.workspace.waitFor(() =>
    mei.ephemerals().find((e) => textOf(e).includes(said.ts) && textOf(e).includes("handoff_draft_send")),
  );
  await mei.press(prompt, "handoff_draft_send");
  return said;
}
