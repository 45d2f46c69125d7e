import { documentFrequency, inverseFrequency, termKey } from "./bm25.ts";
import type { LexicalIndex } from "./lexical-index.ts";
import { normalise } from "./normalise.ts";
import { scriptTokens } from "./tokenize.ts";

/** What the probability is made of; every part is independent of how long the question is. */
export interface AnswerabilityEvidence {
  /** Share of the question's topical tokens, weighted by rarity, that stand anywhere in the knowledge. */
  readonly known: number;
  /** The same share within the best passage alone. */
  readonly best: number;
}

/** Logistic weights; fitted on bench/retrieval's own questions, never on the golden ones. */
export interface AnswerabilityModel {
  readonly bias: number;
  readonly known: number;
  readonly best: number;
}

export const ANSWERABILITY_DEFAULTS: AnswerabilityModel = { bias: -6, known: 6.5, best: 2.5 };

/** Weighs how far the knowledge speaks the question's words; a question without topical words knows nothing. */
export function measureEvidence(
  index: LexicalIndex,
  question: string,
  bestPassage: string,
): AnswerabilityEvidence {
  const passage = new Set(scriptTokens(normalise(bestPassage)));
  const count = index.scripts.count;
  let total = 0;
  let known = 0;
  let best = 0;
  for (const token of new Set(scriptTokens(normalise(question)))) {
    const df = documentFrequency(index.scripts, termKey(token));
    const weight = inverseFrequency(count, df);
    total += weight;
    if (df > 0) known += weight;
    if (passage.has(token)) best += weight;
  }
  return total === 0 ? { known: 0, best: 0 } : { known: known / total, best: best / total };
}

/** Probability from 0 to 1 that the knowledge answers the question. */
export function answerability(evidence: AnswerabilityEvidence, model = ANSWERABILITY_DEFAULTS): number {
  const z = model.bias + model.known * evidence.known + model.best * evidence.best;
  return 1 / (1 + Math.exp(-z));
}
