import { expect, test } from "vitest";
import { startWorkspace } from "../../src/playground/workspace.ts";
import { temporaryFolder } from "../support/databases.ts";
import { runShirube } from "../support/process.ts";

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
