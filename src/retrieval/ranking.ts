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
