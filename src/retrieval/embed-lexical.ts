import { termKey } from "./bm25.ts";
import { normalise } from "./normalise.ts";
import type { Embedder } from "./retriever.ts";
import { scriptTokens, wordTokens } from "./tokenize.ts";

const DEFAULT_DIMENSIONS = 256;

/**
 * Embeds without any learned weights: words and script tokens hashed with a sign into a fixed number of
 * dimensions, damped by the logarithm, scaled to length one. Deterministic, needs no key and no network.
 * Reference: Weinberger et al., "Feature Hashing for Large Scale Multitask Learning" (2009).
 */
export function createLexicalEmbedder(dimensions = DEFAULT_DIMENSIONS): Embedder {
  return {
    id: `lexical-1-${dimensions}`,
    dimensions,
    learned: false,
    async embed(texts) {
      return texts.map((text) => embedText(text, dimensions));
    },
  };
}

function embedText(text: string, dimensions: number): Float32Array {
  const normalised = normalise(text);
  const counts = new Map<string, number>();
  for (const token of [...wordTokens(normalised), ...scriptTokens(normalised)]) {
    counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  const vector = new Float32Array(dimensions);
  for (const [token, count] of counts) {
    const key = termKey(token);
    const sign = key % 2 === 0 ? 1 : -1;
    const slot = Math.floor(key / 2) % dimensions;
    // A single character says less than a word; its length stands in for how rare a token is.
    const specificity = Math.min(3, [...token].length);
    vector[slot] = (vector[slot] as number) + sign * specificity * (1 + Math.log(count));
  }
  return toUnitLength(vector);
}

/** Scales a vector to length one; a zero vector becomes the first axis, since cosines need a direction. */
export function toUnitLength(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares);
  if (length === 0) {
    const axis = new Float32Array(vector.length);
    axis[0] = 1;
    return axis;
  }
  return vector.map((value) => value / length);
}
