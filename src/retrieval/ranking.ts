/** Places of the `k` highest positive scores, best first; equal scores keep document order. */
export function bestPlaces(scores: Float64Array, k: number, allowed: (place: number) => boolean): number[] {
  const best: number[] = [];
  let threshold = 0;
  for (let place = 0; place < scores.length; place++) {
    const score = scores[place] as number;
    if (score <= threshold || !allowed(place)) continue;
    let at = best.length;
    while (at > 0 && (scores[best[at - 1] as number] as number) < score) at--;
    best.splice(at, 0, place);
    if (best.length > k) best.pop();
    if (best.length === k) threshold = scores[best[k - 1] as number] as number;
  }
  return best;
}

/** 1-based rank of one place among those allowed, in the order of `bestPlaces`. */
export function rankAmong(scores: Float64Array, place: number, allowed: (place: number) => boolean): number {
  const own = scores[place] as number;
  let rank = 1;
  for (let other = 0; other < scores.length; other++) {
    const score = scores[other] as number;
    if ((score > own || (score === own && other < place)) && allowed(other)) rank++;
  }
  return rank;
}

/** The distinct tokens of a text as ascending numbers. */
export type Signature = Uint32Array;

/**
 * Maximal marginal relevance over the best places: each next one is the best after paying for what it repeats
 * of those before. Reference: Carbonell & Goldstein, "The Use of MMR" (1998).
 * @param signatureOf what a place says, for comparing two of them
 * @param penalty share of the best score that a perfect repetition costs; 0 keeps the order
 */
export function diversify(
  ranked: readonly number[],
  scores: Float64Array,
  k: number,
  signatureOf: (place: number) => Signature,
  penalty: number,
): number[] {
  const highest = scores[ranked[0] ?? 0] || 1;
  const left = ranked.map((place) => ({ place, signature: signatureOf(place), repeated: 0 }));
  const chosen: number[] = [];
  while (chosen.length < k && left.length > 0) {
    const worth = ({ place, repeated }: (typeof left)[number]) =>
      (scores[place] as number) / highest - penalty * repeated;
    const next = left.reduce((best, candidate) => (worth(candidate) > worth(best) ? candidate : best));
    left.splice(left.indexOf(next), 1);
    chosen.push(next.place);
    for (const other of left)
      other.repeated = Math.max(other.repeated, repetition(other.signature, next.signature));
  }
  return chosen;
}

/** Passages on one topic share this much without repeating each other. */
const SAME_TOPIC = 0.85;

/** Share of a passage that stands in a better one already, beyond what one topic explains, 0 to 1. */
function repetition(passage: Signature, better: Signature): number {
  if (passage.length === 0) return 0;
  let common = 0;
  for (let i = 0, j = 0; i < passage.length && j < better.length; ) {
    const difference = (passage[i] as number) - (better[j] as number);
    if (difference === 0) common++;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return Math.max(0, common / passage.length - SAME_TOPIC) / (1 - SAME_TOPIC);
}
