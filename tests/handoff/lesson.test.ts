import { expect, test } from "vitest";
import { groupGaps } from "../../src/handoff/lesson.ts";

const ours = (userId: string, text: string) => ({ text, asker: { team: "THOME", userId } });
const options = {
  subjectOf: (text: string) => (text.includes("残業") ? "残業や労働時間" : undefined),
  isOurs: ({ team }: { team: string }) => team === "THOME",
};

test("questions are counted by subject or by a wording that several people used, the most asked first", () => {
  const gaps = groupGaps(
    [
      ours("ANA", "残業は多いですか"),
      ours("ANA", "平均年収は何万円ですか"),
      ours("ALEX", "平均年収は何万円?"),
      ours("ANA", "定時で帰れますか、残業なしで"),
      ours("YUKI", "平均年収は何万円くらいですか"),
    ],
    options,
  );
  expect(gaps).toEqual({
    shared: [
      { question: "平均年収は何万円?", count: 3 },
      { question: "残業や労働時間", count: 2 },
    ],
    single: 0,
  });
});

test("what only one person asked, however often, is a number and no words", () => {
  const mine = "部長の山田さんと合わず、来月辞めるつもりです。どうすればいいですか";
  const gaps = groupGaps([ours("ANA", mine), ours("ANA", mine), ours("ALEX", "猫は飼えますか")], options);
  expect(gaps).toEqual({ shared: [], single: 3 });
});

test("what one person told beside a question that others ask as well stays theirs", () => {
  const told = ours("ANA", "山田部長に破られた退職届をもう一度出せますか");
  const gaps = groupGaps([told, ours("ALEX", "退職届をもう一度出せますか?")], options);
  expect(gaps.shared).toEqual([{ question: "退職届をもう一度出せますか?", count: 2 }]);
  const apart = ["佐藤課長に内緒で誓約書を出せますか", "鈴木課長に内緒で誓約書を出せますか"];
  const likewise = apart.map((text, at) => ours(`U${at}`, text));
  expect(groupGaps(likewise, options)).toEqual({ shared: [], single: 2 });
});

test("another company's words are never shown, though two of its people used them", () => {
  const theirs = (userId: string) => ({ text: "競業避止は大丈夫ですか", asker: { team: "TOTHER", userId } });
  const gaps = groupGaps([theirs("U1"), theirs("U2"), ours("U1", "競業避止は大丈夫ですか?")], options);
  expect(gaps).toEqual({ shared: [], single: 3 });
});

test("a week without unanswered questions has no gaps", () => {
  expect(groupGaps([], options)).toEqual({ shared: [], single: 0 });
});
