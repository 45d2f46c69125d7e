import { expect, test } from "vitest";
import { startWorkspace } from "../../src/playground/workspace.ts";
import { BOT_SCOPES } from "../../src/slack/scopes.ts";
import { openModelServer } from "../agent/model-server.ts";
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

test.each([
  ["a key the server refuses", 401, "invalid_api_key", "answered 401 (invalid_api_key)"],
  ["a model the server does not have", 404, "model_not_found", "answered 404 (model_not_found)"],
])(
  "%s is named, and the key is not shown",
  async (_, status, code, told) => {
    const key = "sk-this-is-a-secret";
    const server = await openModelServer((response) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: { message: `Incorrect: ${key}`, code, type: "x", param: null } }));
    });
    const { results } = await doctor({ OPENAI_API_KEY: key, OPENAI_BASE_URL: server.url, OPENAI_MODEL: "m" });
    await server.close();
    const model = results.find(({ name }) => name === "model");
    expect(model).toMatchObject({ ok: false, detail: expect.stringContaining(told) });
    expect(model?.hint).toContain("OPENAI_API_KEY");
    expect(JSON.stringify(results)).not.toContain(key);
  },
  60_000,
);

test("a model that answers passes", async () => {
  const server = await openModelServer((response) => {
    const message = { role: "assistant", content: "OK" };
    response.writeHead(200, { "content-type": "application/json" });
    response.end(
      JSON.stringify({
        id: "chatcmpl-1",
        object: "chat.completion",
        created: 1,
        model: "m",
        choices: [{ index: 0, message, finish_reason: "stop" }],
        usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
      }),
    );
  });
  const { results } = await doctor({ OPENAI_API_KEY: "k", OPENAI_BASE_URL: server.url, OPENAI_MODEL: "m" });
  await server.close();
  expect(results.find(({ name }) => name === "model")).toMatchObject({ ok: true, detail: "m answers" });
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
