import type { Embedder, Likeness } from "./retriever.ts";
import { type TimelyEmbedding, timelyEmbedding } from "./timely-embedding.ts";

/** Sentences of a snapshot and of answers; about 6 MB with 1,536 dimensions. */
const MOST_REMEMBERED = 1_000;

/** Remembers vectors by text, so that a source sentence is embedded once and one call serves what is new. */
export function createLikeness(
  embedder: Embedder,
  bar: number,
  embed: TimelyEmbedding = timelyEmbedding(embedder),
): Likeness {
  const known = new Map<string, Float32Array>();
  return {
    embedderId: embedder.id,
    bar,
    async vectors(texts) {
      const missing = [...new Set(texts)].filter((text) => !known.has(text));
      const fresh = missing.length === 0 ? [] : await embed(missing, "passage");
      if (!fresh) return undefined;
      const found = new Map(missing.map((text, at) => [text, fresh[at] as Float32Array]));
      const vectors = texts.map((text) => (found.get(text) ?? known.get(text)) as Float32Array);
      if (known.size + found.size > MOST_REMEMBERED) known.clear();
      for (const [text, vector] of found) known.set(text, vector);
      return vectors;
    },
  };
}

/** Cosine of two unit vectors. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let product = 0;
  for (let at = 0; at < a.length; at++) product += (a[at] as number) * (b[at] as number);
  return product;
}
