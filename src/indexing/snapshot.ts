import { existsSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as pause } from "node:timers/promises";
import { AppError } from "../errors.ts";
import type { Chunk } from "../knowledge/document.ts";
import { createRetriever } from "../retrieval/hybrid-retriever.ts";
import type { Retriever } from "../retrieval/retriever.ts";
import { tokenizerFingerprint } from "../retrieval/tokenize.ts";
import { createEmptyStore, type HnswVectorStore, vectorDocuments } from "../retrieval/vector-store.ts";
import type { SnapshotContent } from "./index-contents.ts";
import { unpackLexical } from "./lexical-file.ts";
import type { RetrievalTools } from "./retrieval-tools.ts";
import { readSealed } from "./snapshot-files.ts";
import { currentSnapshotDir } from "./snapshot-history.ts";
import { foreign, readManifest, type SnapshotManifest } from "./snapshot-manifest.ts";

/** A retriever over a snapshot on disk; `close` lets go of its memory. */
export interface OpenSnapshot extends Retriever {
  readonly manifest: SnapshotManifest;
  close(): void;
}

/**
 * Opens a snapshot folder, or an index folder at its current snapshot, after checking every byte of it.
 * @throws AppError `snapshot_missing`, `snapshot_damaged`, or `snapshot_foreign` for other tools
 */
export function openSnapshot(dir: string, tools: RetrievalTools): OpenSnapshot {
  const steps = openingSteps(dir, tools);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    step.value?.store.readGraph(step.value.path);
  }
}

/** Opens a snapshot like `openSnapshot`, a little at a time, so that whoever is being served is not held up. */
export async function loadSnapshot(dir: string, tools: RetrievalTools): Promise<OpenSnapshot> {
  const steps = openingSteps(dir, tools);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await (step.value ? step.value.store.loadGraph(step.value.path) : pause());
  }
}

/** A graph to be read, in whichever way the caller has time for. */
interface GraphToRead {
  readonly store: HnswVectorStore;
  readonly path: string;
}

const CHUNKS_A_STEP = 250;

/** Opening in steps of a few milliseconds; where it yields nothing, it may be paused. */
function* openingSteps(dir: string, tools: RetrievalTools): Generator<GraphToRead | undefined, OpenSnapshot> {
  const { embedder, analyzer } = tools;
  const folder = existsSync(join(dir, "current")) ? currentSnapshotDir(dir) : dir;
  if (folder === undefined || !existsSync(folder)) {
    throw new AppError("snapshot_missing", `no snapshot in ${dir}`, "Run `shirube ingest` first.");
  }
  const manifest = readManifest(folder);
  assertFits(manifest, tools);
  const read = (name: string) => readSealed(folder, name, manifest.files[name]);
  const content = JSON.parse((yield* read("content.json")).toString("utf8")) as SnapshotContent;
  const chunks = yield* parseChunks(yield* read("chunks.jsonl"));
  const lexical = unpackLexical(yield* read("lexical.bin"));
  yield* read("vectors.hnsw");
  const vectors = createEmptyStore(embedder, manifest.search.ef);
  yield { store: vectors, path: join(folder, "vectors.hnsw") };
  const places = new Map<string, number>();
  for (let at = 0; at < chunks.length; at += CHUNKS_A_STEP) {
    const some = chunks.slice(at, at + CHUNKS_A_STEP);
    vectors.adopt(vectorDocuments(some));
    for (const { id } of some) places.set(id, places.size);
    yield;
  }
  vectors.settle();
  const retriever = createRetriever({
    snapshotId: manifest.snapshotId,
    documents: new Map(content.documents.map(({ id, meta }) => [id, meta])),
    chunks,
    places,
    lexical,
    analyzer,
    vectors,
    embedder,
    glossary: content.glossary,
    roles: new Set(content.roles),
    vectorWeight: manifest.fusion.weight,
    likenessBar: manifest.likeness.bar,
  });
  return { ...retriever, manifest, close: () => undefined };
}

function assertFits(manifest: SnapshotManifest, { embedder, analyzer }: RetrievalTools): void {
  const { id, dimensions } = manifest.embedder;
  if (id !== embedder.id || dimensions !== embedder.dimensions) {
    throw foreign(`it was built with the embedder ${id}, configured is ${embedder.id}`);
  }
  if (manifest.tokenizer !== tokenizerFingerprint(analyzer)) {
    throw foreign("another dictionary or another version of Node or Shirube cut its words");
  }
}

function* parseChunks(bytes: Buffer): Generator<undefined, Chunk[]> {
  const chunks: Chunk[] = [];
  for (let at = 0; at < bytes.length; ) {
    const found = bytes.indexOf(10, at);
    const end = found < 0 ? bytes.length : found;
    chunks.push(JSON.parse(bytes.toString("utf8", at, end)) as Chunk);
    at = end + 1;
    if (chunks.length % CHUNKS_A_STEP === 0) yield;
  }
  return chunks;
}
