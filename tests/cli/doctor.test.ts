import { expect, test } from "vitest";
import { startWorkspace } from "../../src/playground/workspace.ts";
import { BOT_SCOPES } from "../../src/slack/scopes.ts";
import { startTestBot } from "../support/bot.ts";
import { temporaryFolder } from "../support/databases.ts";
import { freePort } from "../support/free-port.ts";
import { runShirube } from "../support/process.ts";
import { answerOf, scriptedAgent } from "../support/scripted-agent.ts";

interface Result {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly hint?: string;
}

async function doctor(env: Record<string, string>) {
  using folder = temporaryFolder();
  await using run = runShirube(["doctor", "--slack", "--json"], { SHIRUBE_DATA: folder.path, ...env });
  const code = await run.exited;
  return { code, results: JSON.parse(run.stdout()) as readonly Result[] };
}

test("a set-up that is right passes, Slack included", async () => {
  const workspace = await startWorkspace();
  const { code, results } = await doctor({
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_APP_TOKEN: workspace.appToken,
    SLACK_API_URL: workspace.apiUrl,
    ADVISOR_CHANNEL: workspace.advisorChannelId,
  });
  await workspace.close();
  expect(results.filter(({ ok }) => !ok)).toEqual([]);
  expect(code).toBe(0);
}, 60_000);

test("a wrong token and a channel the bot is not in are named with their fix", async () => {
  const workspace = await startWorkspace();
  const { code, results } = await doctor({
    SLACK_BOT_TOKEN: "xoxb-this-is-not-right",
    SLACK_APP_TOKEN: workspace.appToken,
    SLACK_API_URL: workspace.apiUrl,
    ADVISOR_CHANNEL: "C0NOSUCHPLACE",
  });
  await workspace.close();
  const failed = results.filter(({ ok }) => !ok);
  expect(failed.map(({ name }) => name)).toEqual(["bot token", "scopes", "advisors' channel"]);
  expect(failed.every(({ hint }) => hint)).toBe(true);
  expect(JSON.stringify(results)).not.toContain("this-is-not-right");
  expect(code).toBe(1);
}, 60_000);

test("an app that was not subscribed to everything is told what is missing", async () => {
  const workspace = await startWorkspace({
    app: { events: ["message.im", "app_mention"], scopes: [...BOT_SCOPES] },
  });
  const env = {
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_APP_TOKEN: workspace.appToken,
    SLACK_API_URL: workspace.apiUrl,
    ADVISOR_CHANNEL: workspace.advisorChannelId,
  };
  const seen = await doctor({ ...env, SLACK_CONFIG_TOKEN: "xoxe.xoxp-1-configuration" });
  const unseen = await doctor(env);
  await workspace.close();
  const settings = ({ results }: typeof seen) => results.find(({ name }) => name === "events and settings");
  expect(settings(seen)?.ok).toBe(false);
  expect(settings(seen)?.detail).toContain("event agent_session_stopped");
  expect(settings(seen)?.detail).not.toContain("event message.im");
  expect(settings(seen)?.hint).toContain("manifest.json");
  expect(settings(unseen)).toMatchObject({ ok: true, detail: expect.stringContaining("SLACK_CONFIG_TOKEN") });
}, 60_000);

test("over HTTP the doctor asks the running server what Slack would ask it", async () => {
  const port = await freePort();
  await using bot = await startTestBot(
    scriptedAgent(() => answerOf("答えです。")),
    { httpPort: port },
  );
  const { workspace } = bot;
  const env = {
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_API_URL: workspace.apiUrl,
    SLACK_PUBLIC_URL: `http://127.0.0.1:${port}`,
    ADVISOR_CHANNEL: workspace.advisorChannelId,
  };
  const right = await doctor({ ...env, SLACK_SIGNING_SECRET: workspace.signingSecret });
  const wrong = await doctor({ ...env, SLACK_SIGNING_SECRET: "0123456789abcdef" });
  const url = ({ results }: typeof right) => results.find(({ name }) => name === "request URL");
  expect(url(right)).toMatchObject({ ok: true });
  expect(url(wrong)).toMatchObject({ ok: false, detail: expect.stringContaining("another signing secret") });
}, 60_000);
