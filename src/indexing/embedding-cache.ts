import { createHash } from "node:crypto";
import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Embedder } from "../retrieval/retriever.ts";
import { syncToDisk } from "./snapshot-files.ts";

const KEY_BYTES = 32;
/** Texts embedded between two writes; an interrupted run loses at most this many. */
const BATCH = 96;

/** An embedder that remembers every text's vector on disk, by content. */
export interface CachedEmbedder extends Embedder {
  /** Texts that had to be embedded anew since it was opened. */
  embedded(): number;
  /** Rewrites the file without what this run did not use, when that is most of it. */
  compact(): void;
}

/**
 * Keeps vectors in one append-only file per embedder (32-byte key, then the floats), so a re-run pays only for
 * changed texts and an interrupted run goes on where it stopped; a record cut short by a crash is ignored.
 * Embedders without learned weights are faster than the file and pass through.
 */
export function openEmbeddingCache(outDir: string, embedder: Embedder): CachedEmbedder {
  if (embedder.learned === false) return { ...embedder, embedded: () => 0, compact: () => undefined };
  const folder = join(outDir, "embeddings");
  const path = join(folder, `${embedder.id.replace(/[^\w.-]+/g, "_")}.bin`);
  mkdirSync(folder, { recursive: true });
  const known = readRecords(path, embedder.dimensions);
  const used = new Set<string>();
  let embedded = 0;

  return {
    ...embedder,
    embedded: () => embedded,
    async embed(texts, kind) {
      const keys = texts.map((text) => keyOf(embedder.id, kind, text));
      const missing = [...new Map(keys.map((key, i) => [key, texts[i] as string])).entries()].filter(
        ([key]) => !known.has(key),
      );
      for (let at = 0; at < missing.length; at += BATCH) {
        const batch = missing.slice(at, at + BATCH);
        const vectors = await embedder.embed(
          batch.map(([, text]) => text),
          kind,
        );
        batch.forEach(([key], i) => {
          known.set(key, vectors[i] as Float32Array);
        });
        embedded += batch.length;
        appendFileSync(path, Buffer.concat(batch.map(([key], i) => record(key, vectors[i] as Float32Array))));
      }
      return keys.map((key) => {
        used.add(key);
        return known.get(key) as Float32Array;
      });
    },
    compact() {
      if (known.size <= used.size * 2) return;
      const draft = `${path}.draft-${process.pid}`;
      try {
        writeFileSync(
          draft,
          Buffer.concat([...used].map((key) => record(key, known.get(key) as Float32Array))),
        );
        syncToDisk(draft);
        renameSync(draft, path);
      } finally {
        rmSync(draft, { force: true });
      }
    },
  };
}

function keyOf(id: string, kind: string, text: string): string {
  return createHash("sha256")
    .update(JSON.stringify([id, kind, text]))
    .digest("hex");
}

function record(key: string, vector: Float32Array): Buffer {
  const floats = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
  return Buffer.concat([Buffer.from(key, "hex"), floats]);
}

function readRecords(path: string, dimensions: number): Map<string, Float32Array> {
  const records = new Map<string, Float32Array>();
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    return records;
  }
  const size = KEY_BYTES + dimensions * 4;
  const whole = bytes.length - (bytes.length % size);
  for (let at = 0; at < whole; at += size) {
    const key = bytes.toString("hex", at, at + KEY_BYTES);
    const vector = new Float32Array(new Uint8Array(bytes.subarray(at + KEY_BYTES, at + size)).buffer);
    if (vector.every(Number.isFinite)) records.set(key, vector);
  }
  // A record cut short would shift everything appended after it.
  if (whole !== bytes.length) writeFileSync(path, bytes.subarray(0, whole));
  return records;
}
