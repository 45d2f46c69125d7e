/** One labelled example: the features it has, repeats counted. */
export interface Example<Label extends string> {
  readonly label: Label;
  readonly features: readonly string[];
}

/** The probability of every label; they add up to 1. */
export type Probabilities<Label extends string> = Readonly<Record<Label, number>>;

const EPOCHS = 5;
const LEARNING_RATE = 0.25;
const BIAS_RATE = 0.02;

/** What was learnt; plain data, so that it can be kept in a file. */
export interface Learnt<Label extends string> {
  readonly labels: readonly Label[];
  /** A feature's place in `idf`; its weights, one a label, begin at place × labels. */
  readonly features: readonly string[];
  readonly idf: Float64Array;
  readonly weights: Float64Array;
  readonly bias: Float64Array;
}

/**
 * Learns multinomial logistic regression over TF-IDF vectors (1 + log tf, smoothed idf, length 1).
 * The same examples give the same weights to the last bit: the order is fixed by a linear congruential generator.
 * Sources: Manning, Raghavan & Schütze 2008, §6.4 (weights); Bishop 2006, §4.3.4 (model); Duchi et al. 2011 (AdaGrad).
 */
export function learn<Label extends string>(examples: readonly Example<Label>[]): Learnt<Label> {
  const labels = [...new Set(examples.map(({ label }) => label))];
  const index = new Map<string, number>();
  const documentsWith: number[] = [];
  const counted = examples.map(({ features }) => {
    const counts = countsOf(features, (feature) => {
      const at = index.get(feature) ?? index.size;
      if (at === index.size) index.set(feature, at);
      return at;
    });
    for (const at of counts.keys()) documentsWith[at] = (documentsWith[at] ?? 0) + 1;
    return counts;
  });
  const idf = Float64Array.from(
    documentsWith,
    (documents) => 1 + Math.log((1 + examples.length) / (1 + documents)),
  );
  const vectors = counted.map((counts) => vectorOf(counts, idf));
  const targets = examples.map(({ label }) => labels.indexOf(label));
  return {
    labels,
    features: [...index.keys()],
    idf,
    ...descend(vectors, targets, index.size, labels.length),
  };
}

/** AdaGrad's steps down the cross-entropy, one a vector, `EPOCHS` times over all of them. */
function descend(
  vectors: readonly Vector[],
  targets: readonly number[],
  features: number,
  count: number,
): { weights: Float64Array; bias: Float64Array } {
  const weights = new Float64Array(features * count);
  const squares = new Float64Array(features * count).fill(1e-8);
  const bias = new Float64Array(count);
  const scores = new Float64Array(count);
  const order = vectors.map((_, at) => at);
  let seed = 1;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let last = order.length - 1; last > 0; last--) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      const other = seed % (last + 1);
      [order[last], order[other]] = [order[other] as number, order[last] as number];
    }
    for (const at of order) step(vectors[at] as Vector, targets[at] as number);
  }
  return { weights, bias };

  function step(vector: Vector, target: number): void {
    softmax(vector, weights, bias, scores);
    for (let label = 0; label < count; label++) {
      scores[label] = (scores[label] as number) - (label === target ? 1 : 0);
      bias[label] = (bias[label] as number) - BIAS_RATE * (scores[label] as number);
    }
    for (let place = 0; place < vector.at.length; place++) {
      const first = (vector.at[place] as number) * count;
      for (let label = 0; label < count; label++) {
        const gradient = (scores[label] as number) * (vector.value[place] as number);
        const w = first + label;
        squares[w] = (squares[w] as number) + gradient * gradient;
        weights[w] = (weights[w] as number) - (LEARNING_RATE * gradient) / Math.sqrt(squares[w] as number);
      }
    }
  }
}

/** How likely each label is for a bag of features, by what was learnt. */
export function judgeBy<Label extends string>({
  labels,
  features,
  idf,
  weights,
  bias,
}: Learnt<Label>): (bag: readonly string[]) => Probabilities<Label> {
  const index = new Map(features.map((feature, at) => [feature, at]));
  const scores = new Float64Array(labels.length);
  return (bag) => {
    const counts = countsOf(bag, (feature) => index.get(feature));
    softmax(vectorOf(counts, idf), weights, bias, scores);
    return Object.fromEntries(labels.map((label, at) => [label, scores[at]])) as Probabilities<Label>;
  };
}

/** Leaves the probabilities in `scores`. */
function softmax(vector: Vector, weights: Float64Array, bias: Float64Array, scores: Float64Array): void {
  const count = scores.length;
  scores.set(bias);
  for (let place = 0; place < vector.at.length; place++) {
    const first = (vector.at[place] as number) * count;
    for (let label = 0; label < count; label++) {
      scores[label] =
        (scores[label] as number) + (weights[first + label] as number) * (vector.value[place] as number);
    }
  }
  const highest = Math.max(...scores);
  let sum = 0;
  for (let label = 0; label < count; label++) {
    scores[label] = Math.exp((scores[label] as number) - highest);
    sum += scores[label] as number;
  }
  for (let label = 0; label < count; label++) scores[label] = (scores[label] as number) / sum;
}

interface Vector {
  readonly at: Uint32Array;
  readonly value: Float64Array;
}

/** How often each feature occurs, by its place; a feature without a place is left out. */
function countsOf(
  features: readonly string[],
  placeOf: (feature: string) => number | undefined,
): Map<number, number> {
  const counts = new Map<number, number>();
  for (const feature of features) {
    const at = placeOf(feature);
    if (at !== undefined) counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  return counts;
}

function vectorOf(counts: ReadonlyMap<number, number>, idf: Float64Array): Vector {
  const at = Uint32Array.from(counts.keys());
  const value = Float64Array.from(counts, ([place, times]) => (1 + Math.log(times)) * (idf[place] as number));
  const length = Math.sqrt(value.reduce((sum, part) => sum + part * part, 0)) || 1;
  return { at, value: value.map((part) => part / length) };
}
