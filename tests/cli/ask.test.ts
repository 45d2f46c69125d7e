import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { beforeAll, describe, expect, test } from "vitest";
import { askCommand } from "../../src/cli/ask.ts";
import { chatCommand } from "../../src/cli/chat.ts";
import type { Command } from "../../src/cli/command.ts";
import { parseConfig } from "../../src/config/config.ts";

const ROOT = resolve(import.meta.dirname, "../..");
let dataDir: string;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), "shirube-cli-"));
});

async function run(command: Command, args: readonly string[], input = ""): Promise<string> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const chunks: Buffer[] = [];
  stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  const env = { SHIRUBE_DATA: dataDir, SHIRUBE_KNOWLEDGE: join(ROOT, "knowledge") };
  const io = { stdin: Readable.from([input]), stdout, stderr, env, signal: new AbortController().signal };
  expect(await command.run(args, io, () => parseConfig(env))).toBe(0);
  return Buffer.concat(chunks).toString("utf8");
}

function thread(content: unknown): string {
  const path = join(mkdtempSync(join(tmpdir(), "shirube-thread-")), "thread.json");
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

describe("shirube ask", () => {
  test("--json prints one line with the answer and the sentences it rests on", async () => {
    const output = await run(askCommand, ["--json", "データベースのスキルって評価される？"]);
    expect(output.trimEnd().split("\n")).toHaveLength(1);
    const { answer, citations, grounding, decision, model, snapshot } = JSON.parse(output);
    expect(answer).toContain("[1]");
    expect([grounding, decision, model]).toEqual(["grounded", "answer", "extractive"]);
    expect(snapshot).toMatch(/^[0-9a-f]+/);
    expect(citations[0]).toMatchObject({ document: expect.any(String), headingPath: expect.any(Array) });
    expect(citations[0].quote).toMatch(/。$/);
  });

  test("- answers one question a line, in order, blank lines too", async () => {
    const output = await run(askCommand, ["-"], "明日の天気は？\n\n人と話したい\n");
    const answers = output
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(answers.map(({ grounding, decision }) => [grounding, decision])).toEqual([
      ["none", "answer"],
      ["none", "answer"],
      ["none", "escalate"],
    ]);
  });

  test.each([
    ["an array of turns", [{ role: "requester", text: "インフラエンジニアの年収は？" }]],
    ["an object with turns", { turns: [{ role: "user", text: "インフラエンジニアの年収は？" }] }],
  ])("--thread takes %s", async (_what, content) => {
    const output = await run(askCommand, ["--json", "--thread", thread(content), "じゃあバックエンドは？"]);
    expect(JSON.parse(output).question).toContain("バックエンドエンジニアの年収");
  });

  test.each([
    ["no JSON", "nonsense", "thread_unreadable"],
    [
      "an unknown role",
      [
        { role: "requester", text: "a" },
        { role: "cat", text: "b" },
      ],
      "thread_invalid",
    ],
    ["no turns", { messages: [] }, "thread_invalid"],
  ])("--thread refuses %s and says what to give", async (_what, content, code) => {
    const asking = run(askCommand, ["--json", "--thread", thread(content), "年収は？"]);
    await expect(asking).rejects.toMatchObject({ code, hint: expect.stringContaining("role") });
  });

  test("without --json the quotes stand below the answer", async () => {
    const output = await run(askCommand, ["インフラエンジニアとバックエンドエンジニアの違いは？"]);
    expect(output).toContain("■ 年収");
    expect(output).toMatch(/── 根拠にした記述\n\[1\] .+\n {4}「.+」/);
    expect(output).toMatch(/\n出典：テクニケーションの解説記事「.+」をもとにした要約\n/);
  });

  test("nothing asked is an error with an example", async () => {
    await expect(run(askCommand, ["--json"])).rejects.toMatchObject({ code: "ask_nothing" });
  });
});

describe("shirube chat", () => {
  test("holds a conversation, and a number asks a suggested question", async () => {
    const output = await run(
      chatCommand,
      [],
      "インフラエンジニアの年収は？\nじゃあバックエンドは？\n1\n/quit\n",
    );
    expect(output).toContain("しるべです。");
    expect(output).toContain("バックエンドエンジニアの年収には");
    expect(output).toMatch(/あなた › [^\n]+？\n/);
    expect(output).toContain("またいつでもどうぞ。");
  });
});
