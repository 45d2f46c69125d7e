import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { startWorkspace, type Workspace } from "../../src/playground/workspace.ts";
import { callSearch, hasToolResult, openModelServer, say, sentencesIn } from "../agent/model-server.ts";
import { openLine } from "../support/cuttable-line.ts";
import { temporaryFolder } from "../support/databases.ts";
import { freePort } from "../support/free-port.ts";
import { runShirube } from "../support/process.ts";

/** The only name that the workspace answers to. */
const SLACK = "localhost";
const MODEL = "model.invalid";
const NAME_SERVER = new URL("../support/name-server.mjs", import.meta.url).href;
const WAIT = { timeout: 60_000, interval: 50 };
const portOf = (url: string) => Number(new URL(url).port);

interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** The built program where Slack and the model have names, which a name server may fail to resolve. */
async function openWorld() {
  const folder = temporaryFolder();
  const workspace = await startWorkspace({
    delivery: { ackTimeoutMs: 3_000, retryDelaysMs: [0, 500, 1_000, 2_000, 4_000, 8_000, 8_000] },
  });
  const model = await openModelServer((response, request) => {
    if (!hasToolResult(request)) return callSearch(response, "違い");
    const [first] = sentencesIn(request);
    say(response, `${first?.text}[${first?.number}]`);
  });
  const toSlack = await openLine(portOf(workspace.apiUrl));
  const toModel = await openLine(portOf(model.url));
  const failing = join(folder.path, "names-fail");
  const operations = await freePort();
  const env = {
    NODE_OPTIONS: `--import ${NAME_SERVER}`,
    TEST_NAMES_FAIL: failing,
    SHIRUBE_DATA: folder.path,
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_APP_TOKEN: workspace.appToken,
    SLACK_API_URL: `http://${SLACK}:${toSlack.port}/api/`,
    OPENAI_BASE_URL: `http://${MODEL}:${toModel.port}/v1`,
    OPERATIONS_PORT: String(operations),
  };
  return {
    workspace,
    model,
    start: () => runShirube(["start"], env),
    lose(code: "ENOTFOUND" | "EAI_AGAIN", ...names: readonly string[]) {
      writeFileSync(failing, [code, ...names].join(" "));
      toSlack.cut();
      toModel.cut();
    },
    findNames: () => rmSync(failing),
    async ready() {
      const response = await fetch(`http://127.0.0.1:${operations}/readyz`);
      const { checks } = (await response.json()) as { checks: CheckResult[] };
      const detailOf = (name: string) => checks.find((check) => check.name === name)?.detail;
      return { status: response.status, detailOf };
    },
    async [Symbol.asyncDispose]() {
      await toSlack[Symbol.asyncDispose]();
      await toModel[Symbol.asyncDispose]();
      await model.close();
      await workspace.close();
      folder[Symbol.dispose]();
    },
  };
}

/** Whole answers in a thread; each ends with the buttons to vote on it. */
const answersIn = (workspace: Workspace, channel: string, ts: string) =>
  workspace
    .thread(channel, ts)
    .filter((message) => message.bot_id && JSON.stringify(message.blocks ?? []).includes("answer_feedback"));

test("a start while no name can be resolved waits, says why, and answers what was asked meanwhile once", async () => {
  await using world = await openWorld();
  const { workspace } = world;
  const ana = workspace.person("requester");
  world.lose("EAI_AGAIN", SLACK, MODEL);
  await using bot = world.start();
  await vi.waitFor(async () => {
    const ready = await world.ready();
    expect(ready.status).toBe(503);
    expect(ready.detailOf("slack")).toBe(
      "nothing can come in: the name localhost cannot be resolved: EAI_AGAIN",
    );
  }, WAIT);
  const { ts } = ana.dm("インフラエンジニアとバックエンドエンジニアの違いは?");
  await vi.waitFor(() => expect(bot.stderr()).toContain("Slack cannot be reached"), WAIT);
  expect(bot.stderr()).toContain("the name localhost cannot be resolved: EAI_AGAIN");
  expect(bot.child.exitCode).toBeNull();

  world.findNames();
  await vi.waitFor(() => expect(answersIn(workspace, ana.dmChannelId, ts)).toHaveLength(1), WAIT);
  await vi.waitFor(async () => expect((await world.ready()).status).toBe(200), WAIT);
  await bot.kill("SIGTERM");
  expect(await bot.exited).toBe(0);
  expect(answersIn(workspace, ana.dmChannelId, ts)).toHaveLength(1);
}, 120_000);

test("while the model's name is lost answers are quoted, while Slack's is lost too questions are kept; each is answered once", async () => {
  await using world = await openWorld();
  const { workspace } = world;
  const ana = workspace.person("requester");
  await using bot = world.start();
  const { ts } = ana.dm("インフラエンジニアとバックエンドエンジニアの違いは?");
  const answers = () => answersIn(workspace, ana.dmChannelId, ts);
  await vi.waitFor(() => expect(answers()).toHaveLength(1), WAIT);
  const before = world.model.requests;
  expect(before).toBeGreaterThan(0);

  world.lose("ENOTFOUND", MODEL);
  ana.replyInThread(ana.dmChannelId, ts, "インフラエンジニアの年収は?");
  await vi.waitFor(() => expect(answers()).toHaveLength(2), WAIT);
  const withoutModel = await world.ready();
  expect(withoutModel.detailOf("model")).toBe(
    "the last answer had to do without the model: the name model.invalid cannot be resolved: ENOTFOUND",
  );
  expect(withoutModel.status).toBe(200);
  expect(bot.stderr()).toContain("the name model.invalid cannot be resolved: ENOTFOUND");

  world.lose("ENOTFOUND", MODEL, SLACK);
  ana.replyInThread(ana.dmChannelId, ts, "バックエンドエンジニアの年収は?");
  await vi.waitFor(async () => {
    const ready = await world.ready();
    expect(ready.detailOf("replies")).toBe(
      "nothing can go out: the name localhost cannot be resolved: ENOTFOUND",
    );
    // What is said can still come in, so the process is kept in service.
    expect(ready.status).toBe(200);
  }, WAIT);
  workspace.sockets.cut();
  await vi.waitFor(async () => expect((await world.ready()).status).toBe(503), WAIT);
  expect(bot.child.exitCode).toBeNull();
  expect(answers()).toHaveLength(2);

  world.findNames();
  await vi.waitFor(() => expect(answers()).toHaveLength(3), WAIT);
  ana.replyInThread(ana.dmChannelId, ts, "インフラエンジニアの将来性は?");
  await vi.waitFor(() => expect(answers()).toHaveLength(4), WAIT);
  expect(world.model.requests).toBeGreaterThan(before);
  await vi.waitFor(async () => {
    const ready = await world.ready();
    expect([ready.status, ready.detailOf("replies")]).toEqual([200, "going out"]);
  }, WAIT);
  await bot.kill("SIGTERM");
  expect(await bot.exited).toBe(0);
  expect(answers()).toHaveLength(4);
}, 240_000);
