import { beforeAll, describe, expect, test } from "vitest";
import { createCareerAgent } from "../../src/agent/agent.ts";
import type { Retriever } from "../../src/retrieval/retriever.ts";
import { ask, openKnowledge } from "./asking.ts";
import { type Laid, ScriptedChatModel } from "./scripted-model.ts";

let retriever: Retriever;

beforeAll(async () => {
  retriever = await openKnowledge();
});

const QUESTIONS = [
  "What is the difference between an infrastructure engineer and a backend engineer?",
  "What decides the pay of an infrastructure engineer?",
  "What is the future of a backend engineer?",
  "What skills does an infrastructure engineer need?",
  "What does a backend engineer do?",
] as const;

const FIGURES = [
  "about 40 percent",
  "twice",
  "three times",
  "¥9,000,000",
  "half again",
  "tenfold",
  "two years",
  "a third",
];
const SKILLS = [
  "Rust",
  "kubernetes",
  "accounting",
  "public speaking",
  "Terraform",
  "statistics",
  "blockchain",
  "salesmanship",
];
const SUPERLATIVES = [
  "always",
  "invariably",
  "without exception",
  "certainly",
  "absolutely",
  "in every case",
  "by far",
  "perfectly",
];

const pick = <T>(list: readonly T[], seed: number): T => list[seed % list.length] as T;

type Bend = (text: string, seed: number, laid: readonly Laid[]) => string;

const behindTheVerb = (text: string, words: string) =>
  text.replace(
    / (is|are|has|have|need|needs|depends|makes|raises|supports|takes|keeps|decides) /,
    ` $1 ${words} `,
  );

const LIES: readonly (readonly [string, Bend])[] = [
  ["a wrong figure", (text, seed) => text.replace(/\.$/, `, ${pick(FIGURES, seed)} as much.`)],
  ["an invented skill", (text, seed) => text.replace(/\.$/, ` and ${pick(SKILLS, seed)}.`)],
  [
    "swapped roles",
    (text) =>
      // Both roles are said to be needed as long as services exist: swapped, that stays true.
      /as long as/.test(text) || /infrastructure/i.test(text) === /backend/i.test(text)
        ? text
        : text
            .replace(/infrastructure/gi, "\u0000")
            .replace(/backend/gi, "infrastructure")
            .replaceAll("\u0000", "backend"),
  ],
  [
    "a forged quotation",
    (_text, seed) => `The article says "learn ${pick(SKILLS, seed)} and your pay goes up".`,
  ],
  [
    "another section's sentence under the wrong number",
    (text, seed, laid) => {
      const other = pick(laid, seed + 11);
      return other.text === text ? text : other.text.replace(/\.$/, ", which is guaranteed.");
    },
  ],
  ["an unsupported superlative", (text, seed) => behindTheVerb(text, pick(SUPERLATIVES, seed))],
  [
    "the opposite",
    (text) =>
      /\bnot\b|n't|without|unlikely|few|hard/.test(text)
        ? text
        : text.replace(/ (is|are) /, " $1 not ").replace(/ (need|depend|take|keep|support) /, " do not $1 "),
  ],
  ["a claim with no source", (_text, seed) => `A certificate in ${pick(SKILLS, seed)} gets people hired.`],
];

describe("a model that lies in English", () => {
  test.each(LIES)("%s never reaches the requester", async (kind, bend) => {
    for (let seed = 0; seed < 25; seed++) {
      const question = pick(QUESTIONS, seed);
      let lied = "";
      const script = (laid: readonly Laid[]) => {
        const first = laid[0] as Laid;
        const told = laid
          .map((_, step) => pick(laid, seed * 7 + step))
          .map((at) => ({ number: at.number, lie: bend(at.text, seed, laid), truth: at.text }))
          .find(({ lie, truth }) => lie !== truth);
        lied = told?.lie ?? "";
        return `${first.text}[${first.number}] ${lied}${kind === "a claim with no source" ? "" : `[${told?.number}]`}`;
      };
      const agent = createCareerAgent({
        retriever: () => retriever,
        model: { apiKey: "k", chatModel: "scripted", deadlineMs: 10_000 },
        openModel: async () => new ScriptedChatModel(script, question),
      });
      const answer = await ask(agent, question);
      expect(lied, `${kind} ${seed} told a lie`).not.toBe("");
      expect(answer.text, `${kind}: ${lied}`).not.toContain(lied.replace(/\.$/, ""));
    }
  });
});
