import { expect, test, vi } from "vitest";
import type { Message } from "../../src/playground/records.ts";
import type { Workspace } from "../../src/playground/workspace.ts";
import {
  asks,
  type InstallShop,
  install,
  openShop,
  requestsAdvisor,
  secondWorkspace,
  told,
} from "../support/install-shop.ts";

const ORGANISATION = { id: "E0COMPANY", name: "会社" };

const shownIn = (message: Message) => [message.text, JSON.stringify(message.blocks ?? [])].join(" ");

interface Company extends AsyncDisposable {
  readonly shop: InstallShop;
  readonly one: Workspace;
  readonly two: Workspace;
}

/** Two workspaces of one organisation, the app installed once for both. */
async function company(): Promise<Company> {
  const options = { organisation: ORGANISATION, delivery: { retryDelaysMs: [1] } };
  const shop = await openShop({ workspace: options, homeless: true });
  const one = shop.bot.workspace;
  const two = await secondWorkspace(one, options);
  await install(shop, ORGANISATION.id);
  return {
    shop,
    one,
    two,
    async [Symbol.asyncDispose]() {
      await two.close();
      await shop.bot[Symbol.asyncDispose]();
    },
  };
}

const cards = (workspace: Workspace) =>
  workspace.messages(workspace.advisorChannelId).filter((message) => shownIn(message).includes("handoff_"));

test("each workspace of an organisation is answered in its own place, with the organisation's one token", async () => {
  await using house = await company();
  const { one, two, shop } = house;
  expect(await shop.bot.database.query("SELECT id, whole_organisation FROM installations")).toEqual([
    { id: ORGANISATION.id, whole_organisation: 1 },
  ]);
  expect(one.person("requester").id).toBe(two.person("requester").id);
  for (const workspace of [one, two]) {
    const replies = await asks(workspace);
    await shop.bot.slack.idle();
    expect(replies()).toHaveLength(1);
    const calls = workspace.calls.filter(({ method }) => !/^(oauth|auth)\./.test(method));
    expect(calls.length).toBeGreaterThan(0);
    expect(new Set(calls.map(({ fields }) => fields.team_id))).toEqual(new Set([workspace.teamId]));
    expect(calls.filter(({ outcome }) => outcome !== "ok")).toEqual([]);
  }
});

test("windows, shortcuts and commands of an organisation's installation know their workspace", async () => {
  await using house = await company();
  const { two, shop } = house;
  const ana = two.person("requester");
  await ana.shortcut("ask_anything");
  const modal = await two.waitFor(() => ana.modal());
  await ana.submitView(modal.id, { question: "資格は必要ですか?" });
  await two.waitFor(() => ana.messages().some((message) => shownIn(message).includes("への答えです")));
  expect(await told(two, "requester", "ask 年収は?", two.generalChannelId)).toBeDefined();
  await shop.bot.slack.idle();
  const conversations = await shop.bot.database.query("SELECT id FROM conversations");
  expect(new Set(conversations.map(({ id }) => String(id).split(":")[1]))).toEqual(new Set([two.teamId]));
});

test("a handoff goes to the advisors of the workspace it was asked for in, and the talk is theirs", async () => {
  await using house = await company();
  const { one, two, shop } = house;
  for (const workspace of [one, two])
    expect(await told(workspace, "advisor", "advisors-here", workspace.advisorChannelId)).toContain(
      "設定しました",
    );
  await requestsAdvisor(two);
  const card = await two.waitFor(() => cards(two)[0]);
  await two.person("advisor").press(card, "handoff_claim");
  await two.waitFor(() =>
    two
      .person("requester")
      .messages()
      .some((message) => shownIn(message).includes("加わりました")),
  );
  await shop.bot.slack.idle();
  expect(cards(one)).toEqual([]);
  await requestsAdvisor(one);
  await one.waitFor(() => cards(one)[0]);
  await shop.bot.slack.idle();
  expect(cards(two)).toHaveLength(1);
});

test("a person sees what they said in both workspaces, and erases it in both", async () => {
  await using house = await company();
  const { one, two, shop } = house;
  await asks(one, "一つめの質問です");
  await asks(two, "二つめの質問です");
  await shop.bot.slack.idle();
  const ana = one.person("requester");
  ana.openHome();
  const home = await one.waitFor(() => ana.home());
  expect(JSON.stringify(home.blocks)).toMatch(/二つめの質問です.*一つめの質問です/);
  await ana.press(home, "data_erase");
  await one.waitFor(() => ana.messages().some(({ text }) => text.includes("すべて削除しました")));
  const shown = [one, two].flatMap((workspace) => workspace.person("requester").messages().map(shownIn));
  expect(shown.join()).not.toContain("への答えです");
  expect(await shop.bot.database.query("SELECT text FROM turns")).toEqual([]);
});

test("what people wrote while no process was there is read up on in every workspace", async () => {
  await using house = await company();
  const { one, two, shop } = house;
  for (const workspace of [one, two]) await asks(workspace);
  await shop.bot.slack.idle();
  one.http.setUrl(undefined);
  const missed = [one, two].map((workspace) => workspace.person("requester").dm("聞こえますか?"));
  for (const workspace of [one, two]) await workspace.settled();
  await shop.bot.database.query(
    `INSERT INTO presence (name, at) VALUES ('slack', $1) ON CONFLICT (name) DO UPDATE SET at = excluded.at`,
    [Date.now() - 600_000],
  );
  await shop.bot.restart();
  for (const workspace of [one, two]) {
    const answers = () =>
      missed.flatMap(({ channel, ts }) => workspace.thread(channel, ts)).filter((m) => m.bot_id);
    await workspace.waitFor(() => answers().length === 1, { timeoutMs: 30_000, what: "the missed answer" });
  }
});

test("when the organisation removes the app its token is erased, and nobody is answered any more", async () => {
  await using house = await company();
  const { two, shop } = house;
  await told(two, "advisor", "advisors-here", two.advisorChannelId);
  await asks(two);
  await shop.bot.slack.idle();
  two.uninstall();
  await two.settled();
  await vi.waitFor(() => expect(shop.bot.log.join()).toContain("removed the app"));
  expect(await shop.bot.database.query("SELECT * FROM installations")).toEqual([]);
  expect(JSON.stringify(await shop.bot.database.query("SELECT * FROM covered_workspaces"))).not.toContain(
    two.advisorChannelId,
  );
  const { ts } = two.person("requester").dm("まだいますか?");
  await two.settled();
  await shop.bot.slack.idle();
  expect(two.thread(two.person("requester").dmChannelId, ts)).toHaveLength(1);
});
