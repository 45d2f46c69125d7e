import { mkdtempSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { humanNeedIn } from "../../src/agent/rules/handoff-rules.ts";
import { keepLearnt, keptLearnt } from "../../src/agent/rules/learnt-file.ts";
import {
  type LearntNeed,
  learnNeeds,
  readWordings,
  WORDING_KINDS,
  type Wordings,
} from "../../src/agent/rules/learnt-need.ts";
import { judgeBy, learn } from "../../src/agent/rules/logistic-regression.ts";
import { CALLS, ruleOn } from "../../src/agent/rules/triage.ts";
import { readGolden } from "../../src/evaluation/golden.ts";

const wordings = readWordings();
const japanese = (text: string) => /[ぁ-んァ-ヶ一-龯]/.test(text);

describe("the list of wordings", () => {
  test.each(WORDING_KINDS)("%s has enough in both languages", (kind) => {
    expect(wordings[kind].filter(japanese).length).toBeGreaterThanOrEqual(60);
    expect(wordings[kind].filter((text) => !japanese(text)).length).toBeGreaterThanOrEqual(25);
  });

  test("each wording stands under one kind, once", () => {
    const all = WORDING_KINDS.flatMap((kind) => wordings[kind]);
    expect(all.filter((text, at) => all.indexOf(text) !== at)).toEqual([]);
  });

  test("no wording was taken from the golden decisions", () => {
    const folder = join(resolve(import.meta.dirname, ".."), "golden");
    const golden = (
      ["decisions", "decisions-unseen-a", "decisions-unseen-b", "decisions-unseen-c"] as const
    ).flatMap((set) => readGolden(folder, set).map(({ question }) => question));
    const all = new Set(WORDING_KINDS.flatMap((kind) => wordings[kind]));
    expect(golden.filter((question) => all.has(question))).toEqual([]);
  });

  test("a missing list is named", () => {
    expect(() => readWordings(mkdtempSync(join(tmpdir(), "shirube-wordings-")))).toThrow(
      /explicit_request\.txt/,
    );
  });
});

describe("what is learnt from four fifths of the wordings holds for the last fifth", () => {
  let judge: (text: string) => LearntNeed;
  const calls = (text: string) => judge(text).probability >= CALLS[judge(text).need];
  const isKept = (_: string, at: number) => at % 5 === 2;

  beforeAll(() => {
    const rest = WORDING_KINDS.map((kind) => [kind, wordings[kind].filter((_, at) => at % 5 !== 2)]);
    judge = learnNeeds(Object.fromEntries(rest) as Wordings);
  });

  test.each([
    ["explicit_request", 0.88],
    ["sensitive", 0.88],
    ["crisis", 0.85],
    ["upset", 0.7],
  ] as const)("%s is heard", (kind, least) => {
    const kept = wordings[kind].filter(isKept);
    const heard = kept.filter((text) => humanNeedIn(text) || calls(text));
    expect(heard.length / kept.length).toBeGreaterThanOrEqual(least);
  });

  test("plain questions and near misses are mostly left alone", () => {
    const kept = wordings.plain.filter(isKept);
    const left = kept.filter((text) => !calls(text));
    expect(left.length / kept.length).toBeGreaterThanOrEqual(0.88);
  });
});

test("the same examples teach the same to the last bit", () => {
  const some = Object.fromEntries(
    WORDING_KINDS.map((kind) => [kind, wordings[kind].slice(0, 20)]),
  ) as unknown as Wordings;
  const [one, other] = [learnNeeds(some), learnNeeds(some)];
  for (const text of ["担当の人いる?", "上司が物を壊します", "どんな仕事ですか"]) {
    expect(one(text)).toEqual(other(text));
  }
});

test("what was learnt comes back from its file to the last bit, and not for other examples or a torn file", () => {
  const file = join(mkdtempSync(join(tmpdir(), "shirube-learnt-")), "wordings.learnt");
  const learnt = learn([
    { label: "a", features: ["x", "x", "改行\nを含む"] },
    { label: "b", features: ["z"] },
  ]);
  expect(keptLearnt(["x", "z"], file)).toBeUndefined();
  keepLearnt(["x", "z"], learnt, file);
  expect(keptLearnt(["x", "z"], file)).toEqual(learnt);
  expect(keptLearnt(["x", "z", "y"], file)).toBeUndefined();
  truncateSync(file, 40);
  expect(keptLearnt(["x", "z"], file)).toBeUndefined();
});

test("two kinds told apart by one feature are told apart", () => {
  const learnt = learn([
    { label: "a", features: ["x", "y"] },
    { label: "b", features: ["z", "y"] },
    { label: "a", features: ["x"] },
    { label: "b", features: ["z"] },
  ]);
  const judge = judgeBy(learnt);
  expect(judge(["x"]).a).toBeGreaterThan(0.5);
  expect(judge(["z"]).b).toBeGreaterThan(0.5);
  expect(judge(["x"]).a + judge(["x"]).b).toBeCloseTo(1);
});

describe("examples stand behind the rules", () => {
  test.each([
    ["打つのが苦手なので声で話せる人をよこして", "explicit_request"],
    ["隣の先輩にひじで突かれて、わざと物を隠されます", "sensitive"],
    ["I'd like somebody real to go through this with me", "explicit_request"],
  ])("%s: no word list hears it, the examples do, and the trace says so", (text, reason) => {
    const ruling = ruleOn(text, japanese(text) ? "ja" : "en");
    expect(humanNeedIn(text)).toBeUndefined();
    expect(ruling).toMatchObject({ decision: "escalate", reason });
    expect(ruling?.rule).toMatch(new RegExp(`^examples:${reason} [01]\\.\\d\\d$`));
  });

  test("harsh words told of somebody else are a grave matter, not anger at us", () => {
    const text = "社長に「ポンコツ」と呼ばれ続けて会社に行けません";
    expect(humanNeedIn("このポンコツ")).toBe("upset");
    expect(ruleOn(text, "ja")).toMatchObject({ decision: "escalate", reason: "sensitive" });
  });

  test("what a rule heard too eagerly is taken back", () => {
    const text = "人と話すより一人で作業するほうが好きです。どちらが向いていますか";
    expect(humanNeedIn(text)).toBe("explicit_request");
    expect(ruleOn(text, "ja")).toBeUndefined();
  });
});
