import { parseHours } from "../../src/handoff/hours.ts";
import type { Person } from "../../src/playground/person.ts";
import type { Message } from "../../src/playground/records.ts";
import { startTestBot, type TestBot, type TestBotOptions } from "./bot.ts";
import { answerOf, citationOf, scriptedAgent } from "./scripted-agent.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export const tokyo = (iso: string) => Date.parse(`${iso}+09:00`);
/** Monday to Friday, ten to seven, in Tokyo. */
export const WEEKDAYS = parseHours({
  hours: "mon-fri 10:00-19:00",
  timeZone: "Asia/Tokyo",
  japaneseHolidays: true,
});

/** Everything a message says, its blocks included. */
export const textOf = (message: Pick<Message, "text" | "markdown" | "blocks"> | undefined): string =>
  [message?.text, message?.markdown, JSON.stringify(message?.blocks ?? [])].join(" ");

/** Everything that stands in a channel now. */
export const all = (bot: TestBot, channel: string): string =>
  bot.workspace.messages(channel).map(textOf).join("\n");

/** Waits for a message in a channel whose words include these. */
export async function read(bot: TestBot, channel: string, words: string): Promise<Message> {
  const find = () => bot.workspace.messages(channel).find((message) => textOf(message).includes(words));
  return bot.workspace.waitFor(find, { what: `"${words}" in ${channel}` });
}

const CITATION = citationOf("将来性", "運用の経験は設計に活きます。");
/** Answers everything, and passes on whoever wants to talk to a person, in Japanese or English. */
export const consultingAgent = () =>
  scriptedAgent(({ question }) =>
    /人と話したい|talk to a person/.test(question)
      ? answerOf("アドバイザーにおつなぎできます。", { decision: "escalate", reason: "explicit_request" })
      : answerOf(`自動の答え:${question}`, { citations: [CITATION] }),
  );

/** A bot whose clock the test moves. */
export async function stageAt(iso: string, options: TestBotOptions = {}) {
  let clock = tokyo(iso);
  const bot = await startTestBot(consultingAgent(), { ...options, now: () => clock });
  const to = async (moment: number) => {
    clock = moment;
    await bot.tick();
    await bot.slack.idle();
  };
  return {
    bot,
    later: (ms: number) => to(clock + ms),
    until: (next: string) => to(tokyo(next)),
    async [Symbol.asyncDispose]() {
      await bot[Symbol.asyncDispose]();
    },
  };
}

interface Wish {
  readonly who?: Person;
  readonly words?: string;
}

/** From a direct message to a card in the advisors' channel that nobody has claimed. */
export async function requested(bot: TestBot, { who, words = "人と話したい" }: Wish = {}) {
  const { workspace } = bot;
  const ana = who ?? workspace.person("requester");
  const mei = workspace.person("advisor");
  const channel = workspace.advisorChannelId;
  const before = workspace.messages(channel).length;
  const asked = ana.dm(words);
  await ana.press(await read(bot, ana.dmChannelId, "handoff_submit"), "handoff_submit");
  const card = await workspace.waitFor(() =>
    workspace
      .messages(channel)
      .slice(before)
      .find((message) => textOf(message).includes("handoff_claim")),
  );
  return { workspace, ana, mei, channel, asked, card };
}

/** The same, claimed by the advisor. */
export async function claimed(bot: TestBot, wish?: Wish) {
  const stage = await requested(bot, wish);
  const { workspace, ana, mei, channel } = stage;
  await mei.press(stage.card, "handoff_claim");
  await read(bot, ana.dmChannelId, "handoff_finish");
  const card = await workspace.waitFor(() =>
    workspace
      .messages(channel)
      .find((message) => message.ts === stage.card.ts && textOf(message).includes("handoff_reply")),
  );
  return { ...stage, card };
}

/** The advisor writes below the card and presses send; the requester has read it then. */
export async function says(
  bot: TestBot,
  { mei, card }: Pick<Awaited<ReturnType<typeof claimed>>, "mei" | "card">,
  words: string,
) {
  const { workspace } = bot;
  const said = mei.replyInThread(workspace.advisorChannelId, card.ts, words);
  const prompt = await workspace.waitFor(() =>
    mei.ephemerals().find((e) => textOf(e).includes(said.ts) && textOf(e).includes("handoff_draft_send")),
  );
  await mei.press(prompt, "handoff_draft_send");
  await read(bot, workspace.person("requester").dmChannelId, words);
  return said;
}

/** The states of all handoffs, oldest first. */
export const statesOf = async (bot: TestBot): Promise<readonly string[]> =>
  (await bot.database.query<{ state: string }>("SELECT state FROM handoffs ORDER BY created_at, id")).map(
    ({ state }) => state,
  );
