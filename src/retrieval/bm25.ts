/**
 * BM25 with Lucene's idf, ln(1 + (N - df + 0.5) / (df + 0.5)), as compressed sparse rows.
 * Reference: Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009).
 * Term scores are computed once when building, so a query only adds numbers.
 */
export interface Bm25Parameters {
  readonly k1: number;
  readonly b: number;
  /** Rarity is judged as among at least so many items. @default their number */
  readonly population?: number;
}

/**
 * Rows are sorted by key; row r is `items[offsets[r]..offsets[r+1])`, items ascending, and the BM25 score of
 * each is `impacts × step`. Sixteen bits a score keep the ranking and a quarter of the memory.
 */
export interface Postings {
  readonly keys: Float64Array;
  readonly offsets: Uint32Array;
  readonly items: Uint32Array;
  readonly impacts: Uint16Array;
  readonly step: number;
  /** Number of items scored, those without any term included. */
  readonly count: number;
}

/** How often each term key occurs in one item; a field's weight may make it a fraction. */
export type TermFrequencies = ReadonlyMap<number, number>;

/**
 * A token as a 53-bit number: two rounds of multiply-xor over its UTF-16 units (the "cyrb53" scheme).
 * Half a million terms collide with a chance of about one in 70,000, and a dictionary needs no strings.
 */
export function termKey(token: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < token.length; i++) {
    const unit = token.charCodeAt(i);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}

/** Adds `weight` for every token to the frequencies of one item. */
export function countTerms(into: Map<number, number>, keys: Iterable<number>, weight = 1): void {
  for (const key of keys) into.set(key, (into.get(key) ?? 0) + weight);
}

/** Scores every item's terms; items are asked for once, in order, so they need not all be in memory. */
export function buildPostings(
  count: number,
  termsOf: (item: number) => TermFrequencies,
  { k1, b, population = 0 }: Bm25Parameters,
): Postings {
  const { rows, entries, lengths } = gather(count, termsOf);
  const keys = Float64Array.from(rows.keys()).sort();
  const place = new Uint32Array(rows.size);
  keys.forEach((key, sorted) => {
    place[rows.get(key) as number] = sorted;
  });
  const offsets = new Uint32Array(keys.length + 1);
  entries.forEach((row) => {
    const next = (place[row] as number) + 1;
    offsets[next] = (offsets[next] as number) + 1;
  });
  for (let r = 1; r <= keys.length; r++) offsets[r] = (offsets[r] as number) + (offsets[r - 1] as number);

  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, count) || 1;
  const rarities = Float64Array.from(keys, (_, r) =>
    inverseFrequency(Math.max(count, population), (offsets[r + 1] as number) - (offsets[r] as number)),
  );
  const score = (row: number, item: number, frequency: number): number => {
    const damping = k1 * (1 - b + (b * (lengths[item] as number)) / average);
    return ((rarities[place[row] as number] as number) * frequency * (k1 + 1)) / (frequency + damping);
  };
  let highest = 0;
  entries.forEach((row, item, frequency) => {
    highest = Math.max(highest, score(row, item, frequency));
  });
  const step = highest / 65_535 || 1;
  const items = new Uint32Array(entries.size());
  const impacts = new Uint16Array(entries.size());
  const cursor = offsets.slice();
  entries.forEach((row, item, frequency) => {
    const r = place[row] as number;
    const at = cursor[r] as number;
    cursor[r] = at + 1;
    items[at] = item;
    // No term that counted is rounded to nothing.
    impacts[at] = Math.max(1, Math.round(score(row, item, frequency) / step));
  });
  return { keys, offsets, items, impacts, step, count };
}

/** Every term of every item, rows numbered as they turn up. */
function gather(count: number, termsOf: (item: number) => TermFrequencies) {
  const rows = new Map<number, number>();
  const entries = createEntries();
  const lengths = new Float64Array(count);
  for (let item = 0; item < count; item++) {
    for (const [key, frequency] of termsOf(item)) {
      let row = rows.get(key);
      if (row === undefined) {
        row = rows.size;
        rows.set(key, row);
      }
      entries.push(row, item, frequency);
      lengths[item] = (lengths[item] as number) + frequency;
    }
  }
  return { rows, entries, lengths };
}

/** Lucene's idf for a term found in `df` of `count` items. */
export function inverseFrequency(count: number, df: number): number {
  return Math.log(1 + (count - df + 0.5) / (df + 0.5));
}

/** Row of a key, or -1. */
export function findRow(postings: Postings, key: number): number {
  let low = 0;
  let high = postings.keys.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = postings.keys[middle] as number;
    if (found === key) return middle;
    if (found < key) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Number of items a key occurs in. */
export function documentFrequency(postings: Postings, key: number): number {
  const row = findRow(postings, key);
  return row < 0 ? 0 : (postings.offsets[row + 1] as number) - (postings.offsets[row] as number);
}

/** Whether an item has a term. */
export function hasTerm({ keys, offsets, items }: Postings, row: number, item: number): boolean {
  let low = row < 0 ? 0 : (offsets[row] as number);
  let high = row < 0 || row >= keys.length ? 0 : (offsets[row + 1] as number);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[middle] as number) < item) low = middle + 1;
    else high = middle;
  }
  return row >= 0 && low < (offsets[row + 1] as number) && items[low] === item;
}

/** Adds the weighted score of every query term to `scores`, indexed by item. */
export function addScores(
  postings: Postings,
  terms: TermFrequencies,
  weight: number,
  scores: Float64Array | Float32Array,
): void {
  for (const [key, frequency] of terms) {
    const row = findRow(postings, key);
    if (row < 0) continue;
    const end = postings.offsets[row + 1] as number;
    const factor = weight * frequency * postings.step;
    for (let at = postings.offsets[row] as number; at < end; at++) {
      const item = postings.items[at] as number;
      scores[item] = (scores[item] as number) + factor * (postings.impacts[at] as number);
    }
  }
}

/** Share of the known terms, by rarity, that each item has; terms found nowhere count for nobody. */
export function coverage(postings: Postings, terms: Iterable<number>): Float64Array {
  const shares = new Float64Array(postings.count);
  let total = 0;
  for (const key of terms) {
    const row = findRow(postings, key);
    if (row < 0) continue;
    const start = postings.offsets[row] as number;
    const end = postings.offsets[row + 1] as number;
    const rarity = inverseFrequency(postings.count, end - start);
    total += rarity;
    for (let at = start; at < end; at++) {
      const item = postings.items[at] as number;
      shares[item] = (shares[item] as number) + rarity;
    }
  }
  return total === 0 ? shares : shares.map((share) => share / total);
}

/**
 * Adds the score of every single item to `single`, and to `pairs[i]` what items i and i+1 score as one piece:
 * of a term that both have, the better one counts. Pairs cost no memory in the index.
 */
export function addPieceScores(
  postings: Postings,
  terms: TermFrequencies,
  single: Float32Array,
  pairs: Float32Array,
): void {
  const { items, impacts } = postings;
  for (const [key, frequency] of terms) {
    const row = findRow(postings, key);
    if (row < 0) continue;
    const end = postings.offsets[row + 1] as number;
    const factor = frequency * postings.step;
    let before = -2;
    let beforeScore = 0;
    for (let at = postings.offsets[row] as number; at < end; at++) {
      const item = items[at] as number;
      const score = factor * (impacts[at] as number);
      single[item] = (single[item] as number) + score;
      pairs[item] = (pairs[item] as number) + score;
      const gain = before === item - 1 ? Math.max(0, score - beforeScore) : score;
      if (item > 0) pairs[item - 1] = (pairs[item - 1] as number) + gain;
      before = item;
      beforeScore = score;
    }
  }
}

const BLOCK = 1 << 20;
/** Frequencies are kept as sixteenths, which holds every field weight in use exactly. */
const SIXTEENTH = 16;

interface EntryBlock {
  readonly rows: Uint32Array;
  readonly items: Uint32Array;
  readonly frequencies: Uint16Array;
}

/** A list of (row, item, frequency) growing block by block: doubling would need three times the memory. */
function createEntries() {
  const blocks: EntryBlock[] = [];
  let size = 0;
  return {
    size: () => size,
    push(row: number, item: number, frequency: number) {
      const at = size % BLOCK;
      if (at === 0) {
        blocks.push({
          rows: new Uint32Array(BLOCK),
          items: new Uint32Array(BLOCK),
          frequencies: new Uint16Array(BLOCK),
        });
      }
      const block = blocks[blocks.length - 1] as EntryBlock;
      block.rows[at] = row;
      block.items[at] = item;
      block.frequencies[at] = Math.min(65_535, Math.round(frequency * SIXTEENTH));
      size++;
    },
    forEach(visit: (row: number, item: number, frequency: number) => void) {
      for (let i = 0; i < size; i++) {
        const { rows, items, frequencies } = blocks[Math.floor(i / BLOCK)] as EntryBlock;
        const at = i % BLOCK;
        visit(rows[at] as number, items[at] as number, (frequencies[at] as number) / SIXTEENTH);
      }
    },
  };
}
