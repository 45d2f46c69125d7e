import type { Postings } from "../retrieval/bm25.ts";
import type { LexicalIndex } from "../retrieval/lexical-index.ts";

type NumberArray = Float64Array | Uint32Array | Uint16Array;
const KINDS = { f64: Float64Array, u32: Uint32Array, u16: Uint16Array } as const;
type Kind = keyof typeof KINDS;

interface Table {
  readonly counts: Readonly<Record<string, number>>;
  readonly steps: Readonly<Record<string, number>>;
  /** Name, kind of number and length of each array, in file order. */
  readonly arrays: readonly (readonly [string, Kind, number])[];
}

/** The index as raw numbers behind a one-line table of contents, each array on an 8-byte boundary. */
export function packLexical(index: LexicalIndex): Buffer {
  const channels: Readonly<Record<string, Postings>> = {
    words: index.words,
    scripts: index.scripts,
    sentences: index.sentences.postings,
    asks: index.asks.postings,
  };
  const arrays: (readonly [string, Kind, NumberArray])[] = Object.entries(channels).flatMap(
    ([name, { keys, offsets, items, impacts }]) => [
      [`${name}.keys`, "f64", keys] as const,
      [`${name}.offsets`, "u32", offsets] as const,
      [`${name}.items`, "u32", items] as const,
      [`${name}.impacts`, "u16", impacts] as const,
    ],
  );
  arrays.push(["sentences.owners", "u32", index.sentences.owners], ["asks.owners", "u32", index.asks.owners]);
  const table: Table = {
    counts: Object.fromEntries(Object.entries(channels).map(([name, { count }]) => [name, count])),
    steps: Object.fromEntries(Object.entries(channels).map(([name, { step }]) => [name, step])),
    arrays: arrays.map(([name, kind, data]) => [name, kind, data.length]),
  };
  const head = Buffer.from(`${JSON.stringify(table)}\n`);
  const parts: Uint8Array[] = [head, padding(head.length)];
  for (const [, , data] of arrays) {
    parts.push(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), padding(data.byteLength));
  }
  return Buffer.concat(parts);
}

function padding(length: number): Uint8Array {
  return new Uint8Array((8 - (length % 8)) % 8);
}

/** Reads what `packLexical` wrote; the arrays share the memory of the file. */
export function unpackLexical(packed: Buffer): LexicalIndex {
  const lineEnd = packed.indexOf(10);
  const table = JSON.parse(packed.subarray(0, lineEnd).toString("utf8")) as Table;
  // A buffer from a pool may start anywhere; numbers need an aligned start.
  const shared = packed.byteOffset % 8 === 0 ? packed : new Uint8Array(packed);
  const found = new Map<string, NumberArray>();
  let at = shared.byteOffset + lineEnd + 1 + padding(lineEnd + 1).length;
  for (const [name, kind, length] of table.arrays) {
    const data = new KINDS[kind](shared.buffer as ArrayBuffer, at, length);
    found.set(name, data);
    at += data.byteLength + padding(data.byteLength).length;
  }
  const array = <T extends NumberArray>(name: string) => found.get(name) as T;
  const postings = (name: string): Postings => ({
    keys: array<Float64Array>(`${name}.keys`),
    offsets: array<Uint32Array>(`${name}.offsets`),
    items: array<Uint32Array>(`${name}.items`),
    impacts: array<Uint16Array>(`${name}.impacts`),
    step: table.steps[name] as number,
    count: table.counts[name] as number,
  });
  const pieces = (name: string) => ({
    postings: postings(name),
    owners: array<Uint32Array>(`${name}.owners`),
  });
  return {
    words: postings("words"),
    scripts: postings("scripts"),
    sentences: pieces("sentences"),
    asks: pieces("asks"),
  };
}
