import { cosine } from "../retrieval/likeness.ts";
import type { Embedder, LikenessCalibration } from "../retrieval/retriever.ts";
import { REWORDINGS } from "./rewordings.ts";

/** Kept below the farthest rewording, because rewordings yet to come will stray farther than those seen. */
const MARGIN = 0.75;
/** An embedder that refuses fewer other sentences than this says nothing about support. */
const WORTH_HAVING = 0.5;

/**
 * Reads off an embedder how near a rewording stays to its sentence, by rewordings that no knowledge holds.
 * The bar lies below every one of them, so it can only refuse what no rewording looks like.
 */
export async function calibrateLikeness(embedder: Embedder): Promise<LikenessCalibration> {
  const pairs = (["ja", "en"] as const).map((language) => REWORDINGS[language]);
  const texts = pairs.flat(2);
  const vectors = await embedder.embed(texts, "passage");
  const vectorOf = new Map(texts.map((text, at) => [text, vectors[at] as Float32Array]));
  const between = (a: string, b: string) =>
    cosine(vectorOf.get(a) as Float32Array, vectorOf.get(b) as Float32Array);
  const same = pairs.flat().map(([sentence, reworded]) => between(sentence, reworded));
  const other = pairs.flatMap((own) =>
    own.flatMap(([, reworded], at) =>
      own.filter((_, i) => i !== at).map(([sentence]) => between(sentence, reworded)),
    ),
  );
  const bar = Math.min(...same) * MARGIN;
  const refused = share(other, (value) => value < bar);
  const calibration = { rewordings: same.length, kept: share(same, (value) => value >= bar), refused };
  return refused >= WORTH_HAVING ? { bar, ...calibration } : { ...calibration, bar: -1, kept: 1, refused: 0 };
}

function share(values: readonly number[], holds: (value: number) => boolean): number {
  return values.filter(holds).length / Math.max(1, values.length);
}
