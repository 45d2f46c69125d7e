import { describe, expect, test } from "vitest";
import type { Citation } from "../../src/conversation/conversation.ts";
import type { Message } from "../../src/playground/records.ts";
import { startTestBot, type TestBot } from "../support/bot.ts";
import { answerOf, citationOf, scriptedAgent } from "../support/scripted-agent.ts";

const text = (message: Message | undefined) =>
  [message?.text, message?.markdown, JSON.stringify(message?.blocks ?? [])].join(" ");
const all = (messages: readonly Message[]) => messages.map(text).join("\n");

const agent = (citations: readonly Citation[] = []) =>
  scriptedAgent(({ question }) =>
    question.includes("人と話したい")
      ? answerOf("アドバイザーにおつなぎできます。", { decision: "escalate", reason: "explicit_request" })
      : answerOf(`自動の答え:${question}`, { citations }),
  );

/** Waits for a message in a channel whose words include these. */
async function read(bot: TestBot, channel: string, words: string): Promise<Message> {
  const find = () => bot.workspace.messages(channel).find((message) => text(message).includes(words));
  return bot.workspace.waitFor(find, { what: `"${words}" in ${channel}` });
}

/** From the first question to a card in the advisors' channel. */
async function requested(bot: TestBot) {
  const { workspace } = bot;
  const ana = workspace.person("requester");
  const mei = workspace.person("advisor");
  const asked = ana.dm("運用ばかりで将来が不安です");
  await read(bot, ana.dmChannelId, "自動の答え");
  ana.replyInThread(ana.dmChannelId, asked.ts, "人と話したい");
  const preview = await read(bot, ana.dmChannelId, "この内容で相談する");
  await ana.press(preview, "handoff_submit");
  const card = await read(bot, workspace.advisorChannelId, "相談者Aからの相談");
  return { workspace, ana, mei, asked, preview, card };
}

async function claimed(bot: TestBot) {
  const stage = await requested(bot);
  await stage.mei.press(stage.card, "handoff_claim");
  await read(bot, stage.ana.dmChannelId, "加わりました");
  const card = await read(bot, stage.workspace.advisorChannelId, "返信を書く");
  return { ...stage, card };
}

describe("handing a requester over to a person", () => {
  test("nothing reaches the advisors before the requester has seen the brief and agreed", async () => {
    await using bot = await startTestBot(agent());
    const { workspace } = bot;
    const ana = workspace.person("requester");
    ana.dm("人と話したい");
    const preview = await read(bot, ana.dmChannelId, "この内容で相談する");
    await bot.slack.idle();
    expect(workspace.messages(workspace.advisorChannelId)).toEqual([]);
    await ana.press(preview, "handoff_dismiss");
    await read(bot, ana.dmChannelId, "送らずに取りやめました");
    await bot.slack.idle();
    expect(workspace.messages(workspace.advisorChannelId)).toEqual([]);
  });

  test("the card shows the brief in the requester's words, without their name", async () => {
    await using bot = await startTestBot(agent());
    const { card, ana } = await requested(bot);
    expect(text(card)).toContain("運用ばかりで将来が不安です");
    expect(text(card)).toContain("不安がある");
    expect(text(card)).not.toContain(ana.name);
    expect(text(card)).not.toContain(ana.id);
  });

  test("each line of the brief leads to what was asked and answered, below the card", async () => {
    const cited = citationOf("将来性", "運用の経験は設計に活きます。");
    await using bot = await startTestBot(agent([cited]));
    const { card } = await requested(bot);
    const { workspace } = bot;
    const linked = await workspace.waitFor(() => {
      const now = workspace.messages(workspace.advisorChannelId).find(({ ts }) => ts === card.ts);
      return now && text(now).includes("やりとりを見る") ? now : undefined;
    });
    const [, ts] = /p(\d+)\?thread_ts=/.exec(text(linked)) ?? [];
    const below = workspace.thread(workspace.advisorChannelId, card.ts);
    const target = below.find((message) => message.ts.replace(".", "") === ts);
    expect(text(target)).toContain("運用ばかりで将来が不安です");
    expect(text(target)).toMatch(/自動の答え.*運用の経験は設計に活きます。.*将来性/s);
  });

  test("the brief can be edited in a modal, and a requester who agrees is named", async () => {
    await using bot = await startTestBot(agent());
    const { workspace } = bot;
    const ana = workspace.person("requester");
    ana.dm("人と話したい");
    const preview = await read(bot, ana.dmChannelId, "内容を直す");
    await ana.press(preview, "handoff_edit");
    const modal = await workspace.waitFor(() => ana.modal());
    const refused = await ana.submitView(modal.id, { goal: "  " });
    expect(JSON.stringify(refused)).toContain("ひとこと");
    await ana.submitView(modal.id, { goal: "設計に進みたい", identity: "named" });
    const card = await read(bot, workspace.advisorChannelId, "設計に進みたい");
    expect(text(card)).toContain(`${ana.name}からの相談`);
  });

  test("what was said before is shown whole in the modal, and can be left out", async () => {
    await using bot = await startTestBot(agent());
    const { workspace } = bot;
    const ana = workspace.person("requester");
    const asked = ana.dm("運用ばかりで将来が不安です");
    await read(bot, ana.dmChannelId, "自動の答え");
    ana.replyInThread(ana.dmChannelId, asked.ts, "人と話したい");
    await ana.press(await read(bot, ana.dmChannelId, "内容を直す"), "handoff_edit");
    const modal = await workspace.waitFor(() => ana.modal());
    expect(JSON.stringify(modal.blocks)).toContain("不安がある");
    await ana.submitView(modal.id, { goal: "設計に進みたい", history: [] });
    const card = await read(bot, workspace.advisorChannelId, "設計に進みたい");
    await bot.slack.idle();
    const shown = workspace.thread(workspace.advisorChannelId, card.ts).map(text).join();
    expect(shown).not.toMatch(/不安|自動の答え/);
  });

  test("the button under an answer opens the same modal", async () => {
    await using bot = await startTestBot(agent());
    const { workspace } = bot;
    const ana = workspace.person("requester");
    ana.dm("違いは?");
    const answer = await read(bot, ana.dmChannelId, "人に相談する");
    await ana.press(answer, "answer_talk_to_advisor");
    const modal = await workspace.waitFor(() => ana.modal());
    await ana.submitView(modal.id, {});
    await read(bot, workspace.advisorChannelId, "違いは?");
  });

  test("while an advisor holds it both sides talk and the agent is silent, until it is resolved", async () => {
    const script = agent();
    await using bot = await startTestBot(script);
    const { workspace, ana, mei, asked, card } = await claimed(bot);
    const session = (status: string) =>
      workspace.waitFor(() => workspace.store.list("sessions").some((known) => known.status === status));
    await session("suspended");
    const before = script.requests.length;
    ana.replyInThread(ana.dmChannelId, asked.ts, "3年運用をしています");
    await read(bot, workspace.advisorChannelId, "3年運用をしています");
    const said = mei.replyInThread(workspace.advisorChannelId, card.ts, "設計の経験はありますか?");
    const prompt = await workspace.waitFor(() => mei.ephemerals().find((e) => e.text.includes("送りますか")));
    expect(all(ana.messages())).not.toContain("設計の経験はありますか");
    await mei.press(prompt, "handoff_draft_send");
    const relayed = await read(bot, ana.dmChannelId, "設計の経験はありますか");
    expect(text(relayed)).toContain(`${mei.name}(アドバイザー)`);
    await workspace.waitFor(
      () =>
        workspace.messages(workspace.advisorChannelId).find(({ ts }) => ts === said.ts)?.reactions?.length,
    );
    expect(script.requests).toHaveLength(before);
    await mei.press(card, "handoff_resolve");
    const modal = await workspace.waitFor(() => mei.modal());
    await mei.submitView(modal.id, { outcome: "introduced", note: "面談を案内しました" });
    await read(bot, ana.dmChannelId, "一区切り");
    await read(bot, workspace.advisorChannelId, "面談を案内しました");
    await session("closed");
    ana.replyInThread(ana.dmChannelId, asked.ts, "バックエンドは?");
    await read(bot, ana.dmChannelId, "自動の答え:バックエンドは?");
    await session("active");
    expect(script.requests.at(-1)?.turns.some(({ role }) => role === "marker")).toBe(true);
  });

  test("words in the advisors' thread stay private unless their owner sends them", async () => {
    await using bot = await startTestBot(agent());
    const { workspace, ana, mei, card } = await claimed(bot);
    const ken = workspace.person("advisor2");
    ken.replyInThread(workspace.advisorChannelId, card.ts, "この方、前にも来ましたね");
    mei.replyInThread(workspace.advisorChannelId, card.ts, "ひとりごとです");
    const prompt = await workspace.waitFor(() => mei.ephemerals().find((e) => e.text.includes("送りますか")));
    await mei.press(prompt, "handoff_draft_keep");
    await workspace.settled();
    await bot.slack.idle();
    expect(ken.ephemerals()).toEqual([]);
    expect(all(ana.messages())).not.toMatch(/前にも来ました|ひとりごと/);
  });

  test("who answers under a request that nobody holds is asked to take it, and then the words go out", async () => {
    await using bot = await startTestBot(agent());
    const { workspace, ana, mei } = await requested(bot);
    const card = await read(bot, workspace.advisorChannelId, "やりとりを見る");
    const ken = workspace.person("advisor2");
    const asksToTake = (who: typeof mei) => () =>
      who.ephemerals().find((e) => e.text.includes("担当して、このまま送りますか"));
    mei.replyInThread(workspace.advisorChannelId, card.ts, "設計のお話をうかがいます");
    ken.replyInThread(workspace.advisorChannelId, card.ts, "私でもできます");
    const prompt = await workspace.waitFor(asksToTake(mei));
    const late = await workspace.waitFor(asksToTake(ken));
    await mei.press(prompt, "handoff_take_and_send");
    await read(bot, ana.dmChannelId, "設計のお話をうかがいます");
    await ken.press(late, "handoff_take_and_send");
    await workspace.waitFor(() => ken.ephemerals().find((e) => e.text.includes(`${mei.name}さんが担当`)));
    await bot.slack.idle();
    expect(all(ana.messages())).not.toContain("私でもできます");
  });

  test("a reply written in the modal arrives once and is copied into the thread", async () => {
    await using bot = await startTestBot(agent());
    const { workspace, ana, mei, card } = await claimed(bot);
    await mei.press(card, "handoff_reply");
    const modal = await workspace.waitFor(() => mei.modal());
    await mei.submitView(modal.id, { reply: "まずは <構成図> を書いてみましょう" });
    await read(bot, ana.dmChannelId, "書いてみましょう");
    await read(bot, workspace.advisorChannelId, "送信済み");
    await bot.slack.idle();
    expect(ana.messages().filter((message) => text(message).includes("書いてみましょう"))).toHaveLength(1);
  });

  test("of twenty advisors who claim at once one owns it, and the other nineteen learn who", async () => {
    await using bot = await startTestBot(agent());
    const { workspace, card } = await requested(bot);
    const advisors = Array.from({ length: 20 }, (_, index) =>
      workspace.addPerson({ key: `adv${index}`, name: `助言${index}`, role: "advisor" }),
    );
    await Promise.all(advisors.map((advisor) => advisor.press(card, "handoff_claim")));
    await workspace.waitFor(() => advisors.filter((a) => a.ephemerals().length > 0).length === 19);
    const [row] = await bot.database.query("SELECT owner_id, epoch FROM handoffs");
    const owner = advisors.find(({ id }) => id === row?.owner_id);
    expect(row?.epoch).toBe(1);
    for (const loser of advisors.filter((advisor) => advisor !== owner)) {
      expect(loser.ephemerals()[0]?.text).toContain(owner?.name);
    }
  });

  test("an answer that was under way when an advisor claimed is held back", async () => {
    let release = () => {};
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    const script = scriptedAgent(({ question }) => {
      if (!question.includes("遅い")) return agent().answer({ question, turns: [] });
      return (async function* () {
        yield { kind: "delta" as const, text: "途中まで" };
        await slow;
        yield { kind: "answer" as const, answer: answerOf("途中まで書いた答え") };
      })();
    });
    await using bot = await startTestBot(script);
    const { ana, mei, asked, card } = await requested(bot);
    ana.replyInThread(ana.dmChannelId, asked.ts, "遅い質問");
    await read(bot, ana.dmChannelId, "途中まで");
    await mei.press(card, "handoff_claim");
    await read(bot, ana.dmChannelId, "加わりました");
    release();
    await bot.slack.idle();
    expect(all(ana.messages())).not.toContain("途中まで");
  });

  test("an edit and a deletion follow their message across, both ways", async () => {
    await using bot = await startTestBot(agent());
    const { workspace, ana, mei, asked, card } = await claimed(bot);
    const mine = ana.replyInThread(ana.dmChannelId, asked.ts, "3年です");
    await read(bot, workspace.advisorChannelId, "3年です");
    ana.edit(mine, "4年でした");
    await read(bot, workspace.advisorChannelId, "4年でした");
    const hers = mei.replyInThread(workspace.advisorChannelId, card.ts, "なるほど");
    const prompt = await workspace.waitFor(() => mei.ephemerals().find((e) => e.text.includes("送りますか")));
    await mei.press(prompt, "handoff_draft_send");
    await read(bot, ana.dmChannelId, "なるほど");
    mei.delete(hers);
    await read(bot, ana.dmChannelId, "アドバイザーが削除しました");
    expect(all(workspace.messages(workspace.advisorChannelId))).not.toContain("3年です");
  });

  test("files and reactions cross as well, in both directions", async () => {
    await using bot = await startTestBot(agent());
    const { workspace, ana, mei, asked, card } = await claimed(bot);
    const channel = workspace.advisorChannelId;
    const files = [{ name: "経歴.txt", content: "運用3年" }];
    const mine = ana.replyInThread(ana.dmChannelId, asked.ts, "資料です", { files });
    const mirrored = await read(bot, channel, "資料です");
    const carried = await workspace.waitFor(() =>
      workspace.messages(channel).find((message) => message.files?.some(({ name }) => name === "経歴.txt")),
    );
    expect(Buffer.from(carried.files?.[0]?.content ?? "", "base64").toString()).toBe("運用3年");
    mei.react(mirrored, "eyes");
    const reactionsAt = (at: string, where: string) =>
      workspace
        .messages(where)
        .find(({ ts }) => ts === at)
        ?.reactions?.map(({ name }) => name) ?? [];
    await workspace.waitFor(() => reactionsAt(mine.ts, ana.dmChannelId).includes("eyes"));
    mei.unreact(mirrored, "eyes");
    await workspace.waitFor(() => !reactionsAt(mine.ts, ana.dmChannelId).includes("eyes"));
    const hers = mei.replyInThread(channel, card.ts, "読みました", {
      files: [{ name: "案.txt", content: "設計" }],
    });
    const prompt = await workspace.waitFor(() => mei.ephemerals().find((e) => e.text.includes("送りますか")));
    await mei.press(prompt, "handoff_draft_send");
    const arrived = await read(bot, ana.dmChannelId, "読みました");
    await workspace.waitFor(() => ana.messages().find((m) => m.files?.some(({ name }) => name === "案.txt")));
    ana.react(arrived, "pray");
    await workspace.waitFor(() => reactionsAt(hers.ts, channel).includes("pray"));
  });

  test("words that overtake others on their way here are relayed in the order in which they were written", async () => {
    await using bot = await startTestBot(agent());
    const { workspace, ana, asked, card } = await claimed(bot);
    workspace.faults.delayEnvelopes(1, 50);
    for (const words of ["一つ目です", "二つ目です"]) ana.replyInThread(ana.dmChannelId, asked.ts, words);
    await read(bot, workspace.advisorChannelId, "二つ目です");
    await workspace.settled();
    await bot.slack.idle();
    const relayed = workspace.thread(workspace.advisorChannelId, card.ts).map(text).join("\n");
    expect(relayed.match(/.つ目です(?=")/g)).toEqual(["一つ目です", "二つ目です"]);
  });

  test("words on their way to a process that ended are not overtaken by the words after them", async () => {
    await using bot = await startTestBot(agent(), {
      workspace: { delivery: { ackTimeoutMs: 50, retryDelaysMs: [] } },
    });
    const { workspace, ana, asked, card } = await claimed(bot);
    workspace.sockets.disableLink();
    await workspace.waitFor(() => workspace.sockets.connections() === 0);
    ana.replyInThread(ana.dmChannelId, asked.ts, "一つ目です");
    ana.replyInThread(ana.dmChannelId, asked.ts, "二つ目です");
    await workspace.settled();
    workspace.sockets.restoreLink();
    await bot.restart();
    ana.replyInThread(ana.dmChannelId, asked.ts, "三つ目です");
    await read(bot, workspace.advisorChannelId, "三つ目です");
    await bot.slack.idle();
    const relayed = workspace.thread(workspace.advisorChannelId, card.ts).map(text).join("\n");
    expect(relayed.match(/.つ目です(?=")/g)).toEqual(["一つ目です", "二つ目です", "三つ目です"]);
  });

  test("in a thread of hundreds of words, a post whose answer was lost is found again and not repeated", async () => {
    await using bot = await startTestBot(agent());
    const { workspace, ana, mei, asked, card } = await claimed(bot);
    for (let n = 0; n < 250; n += 1) mei.replyInThread(workspace.advisorChannelId, card.ts, `メモ${n}`);
    workspace.faults.fail("chat.postMessage", { status: 500, afterCommit: true });
    ana.replyInThread(ana.dmChannelId, asked.ts, "一度だけ届くはずの言葉");
    await read(bot, workspace.advisorChannelId, "一度だけ届くはずの言葉");
    await workspace.settled();
    await bot.slack.idle();
    const relayed = workspace
      .thread(workspace.advisorChannelId, card.ts)
      .filter((message) => text(message).includes("一度だけ届くはずの言葉"));
    expect(relayed).toHaveLength(1);
  });

  test("words under a card whose place is not yet known are still the advisors' words", async () => {
    await using bot = await startTestBot(agent());
    const { workspace } = bot;
    const ana = workspace.person("requester");
    const mei = workspace.person("advisor");
    ana.dm("人と話したい");
    const preview = await read(bot, ana.dmChannelId, "この内容で相談する");
    // Posted, but whoever posted it does not hear so before a colleague has replied.
    workspace.faults.fail("chat.postMessage", { hangUp: true, afterCommit: true });
    workspace.faults.fail("chat.postMessage", { retryAfter: 1, times: 3 });
    await ana.press(preview, "handoff_submit");
    const card = await read(bot, workspace.advisorChannelId, "相談者Aからの相談");
    mei.replyInThread(workspace.advisorChannelId, card.ts, "わたしが話します");
    await workspace.waitFor(() => mei.ephemerals().length > 0);
    await bot.slack.idle();
    expect(JSON.stringify(mei.ephemerals())).toContain("担当して送る");
  });

  test("a restart in the middle of a claimed handoff loses nothing", async () => {
    await using bot = await startTestBot(agent());
    const { workspace, ana, mei, asked, card } = await claimed(bot);
    await bot.restart();
    ana.replyInThread(ana.dmChannelId, asked.ts, "再起動のあとです");
    await read(bot, workspace.advisorChannelId, "再起動のあとです");
    await mei.press(card, "handoff_reply");
    const modal = await workspace.waitFor(() => mei.modal());
    await mei.submitView(modal.id, { reply: "続けましょう" });
    await read(bot, ana.dmChannelId, "続けましょう");
  });

  test("without an advisors' channel nothing is promised", async () => {
    await using bot = await startTestBot(agent(), { withoutAdvisors: true });
    const ana = bot.workspace.person("requester");
    ana.dm("人と話したい");
    await read(bot, ana.dmChannelId, "おつなぎできるアドバイザーがいません");
  });
});
