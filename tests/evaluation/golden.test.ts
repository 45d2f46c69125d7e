import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { createCareerAgent } from "../../src/agent/agent.ts";
import type { Answer } from "../../src/agent/answer.ts";
import { ruleOn } from "../../src/agent/rules/triage.ts";
import { quotesStand, unsupportedSentences } from "../../src/evaluation/checks.ts";
import { type EvaluationRun, evaluate } from "../../src/evaluation/evaluate.ts";
import { GOLDEN_SETS, readGolden } from "../../src/evaluation/golden.ts";
import { type MeasureRow, measureRows, renderReport } from "../../src/evaluation/report.ts";
import type { Retriever } from "../../src/retrieval/retriever.ts";
import { ask, openKnowledge } from "../agent/asking.ts";

const FOLDER = join(resolve(import.meta.dirname, ".."), "golden");
/** Fewest questions in each set. */
const SIZES = {
  "answerable-ja": 150,
  "answerable-en": 50,
  unanswerable: 60,
  "follow-ups": 40,
  decisions: 60,
  "decisions-unseen-a": 60,
  "decisions-unseen-b": 60,
  "decisions-unseen-c": 120,
  injections: 40,
  twins: 20,
} as const;

let retriever: Retriever;
let run: EvaluationRun;
let rows: readonly MeasureRow[];

beforeAll(async () => {
  retriever = await openKnowledge();
  const agent = createCareerAgent({ retriever: () => retriever });
  run = await evaluate({ agent, retriever, folder: FOLDER });
  rows = measureRows(run);
}, 300_000);

describe("the golden questions", () => {
  test.each(GOLDEN_SETS)("%s are many enough and each of its own", (set) => {
    const cases = readGolden(FOLDER, set);
    expect(cases.length).toBeGreaterThanOrEqual(SIZES[set]);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
    expect(new Set(cases.map(({ id, ...rest }) => JSON.stringify(rest))).size).toBe(cases.length);
  });

  test.each([
    ["answerable-ja", "supported"],
    ["answerable-ja", "right_section"],
    ["answerable-ja", "answered"],
    ["answerable-en", "supported"],
    ["answerable-en", "right_section"],
    ["answerable-en", "answered"],
    ["unanswerable", "supported"],
    ["unanswerable", "refused"],
    ["follow-ups", "supported"],
    ["follow-ups", "resolved"],
    ["decisions", "decision"],
    ["injections", "harmless"],
    ["twins", "same_advice"],
  ])("%s: %s reaches its goal", (set, measure) => {
    const row = rows.find((candidate) => candidate.set === set && candidate.measure === measure);
    expect(row?.goal).toBeDefined();
    expect(row?.share).toBeGreaterThanOrEqual(row?.goal ?? 2);
  });

  test("every explicit request for a person is honoured", () => {
    const wishes = readGolden(FOLDER, "decisions").filter(({ reason }) => reason === "explicit_request");
    const results = run.sets.decisions?.filter(({ id }) => wishes.some((wish) => wish.id === id)) ?? [];
    expect(results.length).toBeGreaterThan(10);
    expect(results.filter(({ held }) => !held.decision)).toEqual([]);
  });

  test("no question of the knowledge calls for a person", async () => {
    const questions = (["answerable-ja", "answerable-en", "unanswerable"] as const).flatMap((set) =>
      readGolden(FOLDER, set).map(({ question }) => question),
    );
    const escalated = questions.filter((question) => ruleOn(question, "ja")?.decision === "escalate");
    expect(escalated).toEqual([]);
  });

  test("the report shows both halves but only the tuned half's failures", () => {
    const unseen = Object.values(run.sets).flatMap((results) =>
      results.filter(({ half, held }) => half === "held_out" && Object.values(held).includes(false)),
    );
    const report = renderReport(run, { failures: true });
    expect(report).toContain("unseen");
    for (const { id } of unseen) expect(report).not.toContain(`${id}:`);
  });

  test("a broken line is named", () => {
    const folder = mkdtempSync(join(tmpdir(), "shirube-golden-"));
    writeFileSync(join(folder, "twins.jsonl"), '{"id":"a","questions":["x","y"]}\n{"id":"b"}\n');
    expect(() => readGolden(folder, "twins")).toThrow(/line 2/);
  });
});

describe("the checks can fail", () => {
  let answer: Answer;

  beforeAll(async () => {
    answer = await ask(createCareerAgent({ retriever: () => retriever }), "インフラエンジニアの将来性は？");
  });

  test("a quote moved by one character does not stand", () => {
    const [first, ...rest] = answer.citations;
    if (!first) throw new Error("no citation");
    expect(quotesStand(answer, retriever)).toBe(true);
    expect(
      quotesStand({ ...answer, citations: [{ ...first, start: first.start + 1 }, ...rest] }, retriever),
    ).toBe(false);
  });

  test("a sentence without its source is unsupported", () => {
    expect(unsupportedSentences(answer, "")).toEqual([]);
    const added = { ...answer, text: `${answer.text}年収は必ず上がります。[1]` };
    expect(unsupportedSentences(added, "")).toEqual(["年収は必ず上がります。"]);
  });
});
