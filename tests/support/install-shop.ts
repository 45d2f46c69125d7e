import { randomBytes } from "node:crypto";
import { expect } from "vitest";
import { startWorkspace, type Workspace } from "../../src/playground/workspace.ts";
import { startTestBot, type TestBot, type TestBotOptions } from "./bot.ts";
import { freePort } from "./free-port.ts";
import { answerOf, scriptedAgent } from "./scripted-agent.ts";

/** The bot over HTTP, where workspaces and organisations install it by themselves. */
export interface InstallShop {
  readonly bot: TestBot;
  readonly url: string;
}

export const newKey = () => randomBytes(32);

/** Asked for "人と", it calls an advisor; anything else it answers. */
export async function openShop(options: TestBotOptions = {}): Promise<InstallShop> {
  const port = await freePort();
  const keys = [newKey()];
  const bot = await startTestBot(
    scriptedAgent(({ question }) =>
      question.includes("人と")
        ? answerOf("おつなぎします。", { decision: "escalate", reason: "explicit_request" })
        : answerOf(`${question}への答えです。`),
    ),
    { httpPort: port, installKeys: () => keys, ...options },
  );
  const url = `http://127.0.0.1:${port}`;
  bot.workspace.http.setUrl(`${url}/slack/events`);
  return { bot, url };
}

/** Somebody presses "Add to Slack" in their browser and agrees. @param place a workspace's or an organisation's id */
export async function agreeToInstall({ url }: InstallShop, place: string) {
  const invitation = await fetch(`${url}/slack/install`);
  const cookie = invitation.headers.get("set-cookie")?.split(";")[0] ?? "";
  const link = /href="([^"]+)"/.exec(await invitation.text())?.[1]?.replaceAll("&amp;", "&") ?? "";
  const agreed = await fetch(`${link}&team=${place}`, { redirect: "manual" });
  return { back: agreed.headers.get("location") ?? "", cookie };
}

export async function install(shop: InstallShop, place: string) {
  const { back, cookie } = await agreeToInstall(shop, place);
  const page = await fetch(back, { headers: { cookie } });
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("追加しました")]);
}

/** Another workspace that the app can be installed in. */
export const secondWorkspace = (first: Workspace, options: Parameters<typeof startWorkspace>[0] = {}) =>
  startWorkspace({ beside: first, team: { teamId: "T0SECOND", teamName: "二つめ" }, ...options });

/** Asks in direct messages and waits. @returns the bot's replies there, as they are when looked at */
export async function asks(workspace: Workspace, text = "違いは?") {
  const ana = workspace.person("requester");
  const { ts } = ana.dm(text);
  const replies = () => workspace.thread(ana.dmChannelId, ts).filter(({ bot_id }) => bot_id);
  await workspace.waitFor(() => replies().length > 0, { what: "an answer" });
  return replies;
}

/** What the person's command is answered with. */
export async function told(workspace: Workspace, key: string, words: string, channel: string) {
  const person = workspace.person(key);
  const before = person.ephemerals().length;
  await person.command("/career", words, channel);
  await workspace.waitFor(() => person.ephemerals().length > before);
  return person.ephemerals().at(-1)?.text;
}

/** A request that has gone to whoever advises in this workspace. */
export async function requestsAdvisor(workspace: Workspace): Promise<void> {
  const ana = workspace.person("requester");
  await asks(workspace, "人と話したいです");
  const preview = () =>
    ana.messages().find(({ blocks }) => JSON.stringify(blocks ?? "").includes("handoff_submit"));
  await ana.press(await workspace.waitFor(preview), "handoff_submit");
}
