import { expect, test } from "vitest";
import { groupGaps } from "../../src/handoff/lesson.ts";

test("wordings of one question are counted together, the most asked first", () => {
  const gaps = groupGaps([
    "残業は多いですか",
    "平均年収は何万円ですか",
    "平均年収は何万円?",
    "残業って多いですか?",
    "平均年収は何万円くらいですか",
    "資格は何を取ればいいですか",
  ]);
  expect(gaps).toEqual([
    { question: "平均年収は何万円ですか", count: 3 },
    { question: "残業は多いですか", count: 2 },
    { question: "資格は何を取ればいいですか", count: 1 },
  ]);
});

test("a week without unanswered questions has no gaps", () => {
  expect(groupGaps([])).toEqual([]);
});
