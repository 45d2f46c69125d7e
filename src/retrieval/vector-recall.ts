import type { HnswVectorStore } from "./vector-store.ts";

/** How wide a store has to search, and the share of true neighbours it then finds. */
export interface SearchWidth {
  readonly ef: number;
  /** Recall@10 against an exact scan, on a sample of the vectors themselves. */
  readonly recall: number;
}

const GOAL = 0.98;
const NEIGHBOURS = 10;
const WIDEST = 1_280;
const MOST_SAMPLES = 50;
const FEWEST_SAMPLES = 10;
/** Multiplications spent on exact scans. */
const BUDGET = 8e9;

/**
 * Widens a store's search until it finds 98 % of the true neighbours: how hard vectors are to tell apart
 * depends on them and on their number, so no fixed width is right for all.
 * @param ids one a vector, as the store knows them
 */
export function tuneSearchWidth(
  store: HnswVectorStore,
  ids: readonly string[],
  vectors: readonly Float32Array[],
): SearchWidth {
  if (store.isExhaustive || vectors.length <= NEIGHBOURS) return { ef: store.ef, recall: 1 };
  const affordable = Math.floor(BUDGET / (vectors.length * store.dimensions));
  const count = Math.min(vectors.length, MOST_SAMPLES, Math.max(FEWEST_SAMPLES, affordable));
  const samples = Array.from({ length: count }, (_, i) => Math.floor((i * vectors.length) / count));
  const truth = samples.map((sample) => new Set(exactNeighbours(sample, vectors).map((place) => ids[place])));
  const recallNow = () => {
    let found = 0;
    for (const [i, sample] of samples.entries()) {
      const hits = store.nearest(vectors[sample] as Float32Array, NEIGHBOURS + 1);
      found += hits.filter(({ id }) => truth[i]?.has(id)).length;
    }
    return found / (count * NEIGHBOURS);
  };
  let recall = recallNow();
  while (recall < GOAL && store.ef < WIDEST) {
    store.widenTo(Math.min(WIDEST, store.ef * 2));
    recall = recallNow();
  }
  return { ef: store.ef, recall };
}

/** The nearest others of one vector, by looking at all of them. */
function exactNeighbours(sample: number, vectors: readonly Float32Array[]): number[] {
  const question = vectors[sample] as Float32Array;
  const best: { place: number; product: number }[] = [];
  for (const [place, vector] of vectors.entries()) {
    if (place === sample) continue;
    let product = 0;
    for (let d = 0; d < question.length; d++) product += (vector[d] as number) * (question[d] as number);
    if (best.length === NEIGHBOURS && product <= (best[NEIGHBOURS - 1]?.product ?? 0)) continue;
    let at = best.length;
    while (at > 0 && (best[at - 1]?.product ?? 0) < product) at--;
    best.splice(at, 0, { place, product });
    if (best.length > NEIGHBOURS) best.pop();
  }
  return best.map(({ place }) => place);
}
