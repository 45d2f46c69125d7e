import { parseHours } from "../../src/handoff/hours.ts";
import type { Person } from "../../src/playground/person.ts";
import type { Message } from "../../src/playground/records.ts";
import { startTestBot, type TestBot, type TestBotOptions } from "./bot.ts";
import { answerOf, citationOf, scriptedAgent } from "./scripted-agent.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export const text = (message: Message | undefined) =>
  [message?.text, message?.markdown, JSON.stringify(message?.blocks ?? [])].join(" ");
export const tokyo = (iso: string) => Date.parse(`${iso}+09:00`);
/** Monday to Friday, ten to seven, in Tokyo. */
export const WEEKDAYS = parseHours({
  hours: "mon-fri 10:00-19:00",
  timeZone: "Asia/Tokyo",
  japaneseHolidays: true,
});

const CITATION = citationOf("将来性", "運用の経験は設計に活きます。");
/** An agent that hands over whoever asks for a person, and answers everybody else. */
export const handingOver = () =>
  scriptedAgent(({ question }) =>
    question.includes("人と話したい")
      ? answerOf("おつなぎできます。", { decision: "escalate", reason: "explicit_request" })
      : answerOf(`自動の答え:${question}`, { citations: [CITATION] }),
  );

/** A bot whose clock the test moves. */
export async function stageAt(iso: string, options: TestBotOptions = {}) {
  let clock = tokyo(iso);
  const bot = await startTestBot(handingOver(), { ...options, now: () => clock });
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

/** Waits for a message in a channel whose words include these. */
export async function read(bot: TestBot, channel: string, words: string): Promise<Message> {
  const find = () => bot.workspace.messages(channel).find((message) => text(message).includes(words));
  return bot.workspace.waitFor(find, { what: `"${words}"` });
}

/** Everything that stands in a channel now. */
export const all = (bot: TestBot, channel: string): string =>
  bot.workspace.messages(channel).map(text).join("\n");

/** From a wish to talk to a person to a card that anybody can claim. */
export async function requested(bot: TestBot, who?: Person) {
  const { workspace } = bot;
  const ana = who ?? workspace.person("requester");
  const mei = workspace.person("advisor");
  const asked = ana.dm("人と話したい");
  const before = workspace.messages(workspace.advisorChannelId).length;
  await ana.press(await read(bot, ana.dmChannelId, "この内容で相談する"), "handoff_submit");
  const card = await workspace.waitFor(() =>
    workspace
      .messages(workspace.advisorChannelId)
      .slice(before)
      .find((message) => text(message).includes("handoff_claim")),
  );
  return { workspace, ana, mei, asked, card };
}

/** The same, held by Mei. */
export async function claimed(bot: TestBot) {
  const stage = await requested(bot);
  await stage.mei.press(stage.card, "handoff_claim");
  await read(bot, stage.ana.dmChannelId, "加わりました");
  return { ...stage, card: await read(bot, stage.workspace.advisorChannelId, "返信を書く") };
}

/** Words that Mei writes under the card and sends. */
export async function says(bot: TestBot, { mei, card }: { mei: Person; card: Message }, words: string) {
  const { workspace } = bot;
  const known = mei.ephemerals().length;
  const said = mei.replyInThread(workspace.advisorChannelId, card.ts, words);
  const prompt = await workspace.waitFor(() =>
    mei
      .ephemerals()
      .slice(known)
      .find((e) => e.text.includes("送りますか")),
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
