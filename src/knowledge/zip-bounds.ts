import { inflateRawSync } from "node:zlib";
import { AppError } from "../errors.ts";

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

/**
 * Unpacks every entry of a zip against a limit before anything else trusts it: sizes a zip claims may lie.
 * @param limit bytes that all entries together may unpack to
 * @throws AppError `knowledge_zip` for a bomb or a broken archive
 */
export function assertZipWithin(bytes: Uint8Array, limit: number, id: string): void {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let left = limit;
  try {
    for (const entry of entriesOf(zip)) {
      if (entry.method === STORED) left -= entry.data.length;
      else if (entry.method === DEFLATED)
        left -= inflateRawSync(entry.data, { maxOutputLength: Math.max(1, left) }).length;
      else throw new RangeError("unknown compression");
      if (left <= 0) throw new RangeError("too large");
    }
  } catch (error) {
    throw new AppError(
      "knowledge_zip",
      `${id}: damaged, or unpacks to far more than a document needs`,
      "Save it anew.",
      {
        cause: error,
      },
    );
  }
}

interface ZipEntry {
  readonly method: number;
  readonly data: Buffer;
}

function* entriesOf(zip: Buffer): Generator<ZipEntry> {
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== END_OF_DIRECTORY) end--;
  if (end < 0) throw new RangeError("no directory");
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (zip.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new RangeError("broken directory");
    const packed = zip.readUInt32LE(at + 20);
    const local = zip.readUInt32LE(at + 42);
    if (zip.readUInt32LE(local) !== LOCAL_ENTRY) throw new RangeError("broken entry");
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    yield { method: zip.readUInt16LE(at + 10), data: zip.subarray(start, start + packed) };
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}
