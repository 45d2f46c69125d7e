import { crc32, deflateRawSync } from "node:zlib";
import fc from "fast-check";

/** Words that have broken parsers before. */
const NASTY = [
  "__proto__",
  "constructor",
  "prototype",
  "\u0000",
  "\ud800",
  "<!".repeat(2_000),
  "[[](".repeat(1_000),
  "**".repeat(3_000),
  "<@U<@U".repeat(500),
  "a".repeat(30_000),
  "1e999",
  "---\n",
  "&a [*a,*a]",
  "違いは?",
  "\u202e\u200b",
  "-".repeat(20_000),
  " ".repeat(20_000),
];
export const words = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: "binary", maxLength: 200 }) },
  { weight: 2, arbitrary: fc.constantFrom(...NASTY) },
  {
    weight: 1,
    arbitrary: fc.array(fc.constantFrom(...NASTY), { maxLength: 4 }).map((list) => list.join("")),
  },
);
const leaf = fc.oneof(
  words,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
);
const key = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "text", "ts", "user", "type"),
  fc.string({ maxLength: 12 }),
);
/** Any JSON at all, hostile keys included. */
export const anything = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie("node"), { maxLength: 5 }),
    fc.array(fc.tuple(key, tie("node")), { maxLength: 6 }).map((entries) => {
      const object = {};
      // As JSON.parse does it: `__proto__` becomes an own property.
      for (const [name, value] of entries)
        Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
      return object;
    }),
  ),
})).node;

function paths(value, at = []) {
  if (value === null || typeof value !== "object") return [at];
  return [at, ...Object.keys(value).flatMap((name) => paths(value[name], [...at, name]))];
}

function replaceAt(value, [head, ...rest], leafValue) {
  if (head === undefined) return leafValue;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[head] = replaceAt(value[head], rest, leafValue);
  return copy;
}

/** A good example with some of its parts replaced by anything. */
export const mutated = (examples) =>
  fc
    .tuple(
      fc.constantFrom(...examples),
      fc.array(fc.tuple(fc.nat(), anything), { minLength: 1, maxLength: 3 }),
    )
    .map(([example, changes]) =>
      changes.reduce((value, [where, part]) => {
        const all = paths(value);
        return replaceAt(value, all[where % all.length], part);
      }, example),
    );

/** Bytes of a good file with some changed, cut out or doubled. */
export const mutatedBytes = (examples) =>
  fc
    .tuple(
      fc.constantFrom(...examples),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom("flip", "cut", "double", "nasty"), fc.nat(255)), {
        maxLength: 6,
      }),
    )
    .map(([example, changes]) =>
      changes.reduce((bytes, [where, how, value]) => {
        if (bytes.length === 0) return bytes;
        const at = where % bytes.length;
        if (how === "flip") {
          const copy = Buffer.from(bytes);
          copy[at] ^= value || 1;
          return copy;
        }
        if (how === "cut") return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + value)]);
        if (how === "double")
          return Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.max(0, at - value))]);
        return Buffer.concat([
          bytes.subarray(0, at),
          Buffer.from(NASTY[value % NASTY.length]),
          bytes.subarray(at),
        ]);
      }, Buffer.from(example)),
    );

/** A zip with one stored file after the other, enough for a small .docx. */
export function zip(entries) {
  const locals = [];
  const directory = [];
  let offset = 0;
  for (const [name, text] of Object.entries(entries)) {
    const data = Buffer.from(text);
    const packed = deflateRawSync(data);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(data.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    locals.push(Buffer.from([0x50, 0x4b, 3, 4]), fields, Buffer.from(name), packed);
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), fields, tail, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + packed.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length / 4, 8);
  end.writeUInt16LE(directory.length / 4, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, listing, end]);
}
