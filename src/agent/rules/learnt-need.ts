import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { AppError } from "../../errors.ts";
import type { HumanNeed } from "./handoff-rules.ts";
import { humanNeedIn } from "./handoff-rules.ts";
import { keepLearnt, keptLearnt } from "./learnt-file.ts";
import { judgeBy, type Learnt, learn, type Probabilities } from "./logistic-regression.ts";
import { featuresOf } from "./wording.ts";

/** Same depth from `src/agent/rules` and from `dist/agent/rules`. */
const FOLDER = fileURLToPath(new URL("../../../prompts/wordings/", import.meta.url));

/** What a wording may call for; `plain` is a question, a worry or small talk that calls for nobody. */
export const WORDING_KINDS = ["explicit_request", "sensitive", "crisis", "upset", "plain"] as const;
export type WordingKind = (typeof WORDING_KINDS)[number];
export type Wordings = Readonly<Record<WordingKind, readonly string[]>>;

/** What the examples make of an utterance. */
export interface LearntNeed {
  /** How likely it is that somebody is needed, 0 to 1. */
  readonly probability: number;
  /** The likeliest need, should there be one. */
  readonly need: HumanNeed;
}

/** Reads `prompts/wordings/<kind>.txt`: one wording a line, `#` opens a remark. @throws AppError `wordings_missing` */
export function readWordings(folder = FOLDER): Wordings {
  return Object.fromEntries(
    WORDING_KINDS.map((kind) => [kind, linesOf(folder, kind)]),
  ) as unknown as Wordings;
}

function linesOf(folder: string, kind: WordingKind): string[] {
  const path = `${folder}/${kind}.txt`;
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new AppError("wordings_missing", `There is no ${path}.`, `Restore prompts/wordings/${kind}.txt.`);
  }
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  if (lines.length > 0) return lines;
  throw new AppError("wordings_missing", `${path} holds no wording.`, "Write one wording a line.");
}

/** Learns from examples what an utterance calls for; what the rules say of it is one more thing to learn from. */
export function learnNeeds(wordings: Wordings): (text: string) => LearntNeed {
  return needBy(learnFrom(wordings));
}

function learnFrom(wordings: Wordings): Learnt<WordingKind> {
  return learn(
    WORDING_KINDS.flatMap((kind) => wordings[kind].map((text) => ({ label: kind, features: bagOf(text) }))),
  );
}

function needBy(learnt: Learnt<WordingKind>): (text: string) => LearntNeed {
  const probabilities = judgeBy(learnt);
  return (text) => needOf(probabilities(bagOf(text)));
}

function bagOf(text: string): string[] {
  return [...featuresOf(text), ...ruleFeatures(text)];
}

/** Counted thrice, so that a long wording does not drown it. */
function ruleFeatures(text: string): string[] {
  return Array<string>(3).fill(`rule:${humanNeedIn(text) ?? "none"}`);
}

/** A crisis is named at about a third of the likeliest need's probability: its help lines harm nobody and must not be missed. */
const CRISIS_SHARE = 0.35;
/** Below this probability a crisis is but a part of not knowing ("the last one"). */
const CRISIS_LEAST = 0.2;

function needOf(probabilities: Probabilities<WordingKind>): LearntNeed {
  const others = ["explicit_request", "sensitive", "upset"] as const;
  const likeliest = others.reduce((best, kind) => (probabilities[kind] > probabilities[best] ? kind : best));
  const crisis = probabilities.crisis >= Math.max(CRISIS_LEAST, CRISIS_SHARE * probabilities[likeliest]);
  const need = crisis ? "crisis" : likeliest;
  return { probability: 1 - probabilities.plain, need };
}

/** Learns from the project's own examples and keeps it beside the compiled code; part of a build. */
export function learnAhead(): void {
  const wordings = readWordings();
  keepLearnt(wordings, learnFrom(wordings));
}

let judge: ((text: string) => LearntNeed) | undefined;

/** What the project's own examples make of an utterance; read or learnt once, at the first call. */
export function learntNeed(text: string): LearntNeed {
  if (!judge) {
    const wordings = readWordings();
    judge = needBy(keptLearnt<WordingKind>(wordings) ?? learnFrom(wordings));
  }
  return judge(text);
}
