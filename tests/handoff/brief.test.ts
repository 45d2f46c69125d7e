import { expect, test } from "vitest";
import type { ConversationId, Turn } from "../../src/conversation/conversation.ts";
import { draftBrief } from "../../src/handoff/brief.ts";
import { citationOf } from "../support/scripted-agent.ts";

const CONVERSATION = "slack:T:C:1" as ConversationId;
let at = 0;
const turn = (role: Turn["role"], text: string, more: Partial<Turn> = {}): Turn => {
  at += 1;
  return { id: `t${at}`, conversationId: CONVERSATION, role, authorId: role, text, at, ...more };
};
const cited = (heading: string): Partial<Turn> => ({
  grounding: "grounded",
  decision: "answer",
  citations: [citationOf(heading, "引用")],
});

test("the goal is what the requester asked last that stands alone, not the wish for a person", () => {
  const brief = draftBrief([
    turn("requester", "インフラエンジニアの年収は何で決まりますか"),
    turn("agent", "…", cited("年収の違い")),
    turn("requester", "じゃあバックエンドは?"),
    turn("agent", "…", cited("年収の違い")),
    turn("requester", "人と話したい"),
  ]);
  expect(brief.goal.text).toBe("インフラエンジニアの年収は何で決まりますか");
  expect(brief.answered.map(({ text, sources }) => [text, sources])).toEqual([
    ["インフラエンジニアの年収は何で決まりますか", ["年収の違い"]],
    ["じゃあバックエンドは?", ["年収の違い"]],
  ]);
});

test("situation, mood and what could not be answered are found, each line with its turn", () => {
  const situation = turn("requester", "いま運用を3年担当していて不安です");
  const brief = draftBrief([
    situation,
    turn("agent", "…", cited("将来性")),
    turn("requester", "平均年収は何万円ですか"),
    turn("agent", "…", { grounding: "none", decision: "offer" }),
  ]);
  expect(brief.situation).toEqual({ text: situation.text, turnId: situation.id });
  expect(brief.mood).toBe("worried");
  expect(brief.unanswered.map(({ text }) => text)).toEqual(["平均年収は何万円ですか"]);
});

test("what an advisor has already dealt with does not come back in the next brief", () => {
  const brief = draftBrief([
    turn("requester", "前の相談です"),
    turn("marker", "handoff resolved"),
    turn("requester", "新しい相談です"),
  ]);
  expect(JSON.stringify(brief)).not.toContain("前の相談");
  expect(brief.goal.text).toBe("新しい相談です");
});

test("a first message that only asks for a person still makes a brief", () => {
  expect(draftBrief([turn("requester", "人と話したい")]).goal.text).toBe("人と話したい");
});
