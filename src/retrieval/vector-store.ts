import { Document, type DocumentInterface } from "@langchain/core/documents";
import type { EmbeddingsInterface } from "@langchain/core/embeddings";
import { VectorStore } from "@langchain/core/vectorstores";
import hnswlib from "hnswlib-node";
import { AppError } from "../errors.ts";
import type { Chunk } from "../knowledge/document.ts";
import { toLangChainEmbeddings } from "./embeddings-adapter.ts";
import type { Embedder } from "./retriever.ts";

/** HNSW settings (Malkov & Yashunin 2018): links per node, and how wide to look when building and asking. */
export interface HnswSettings {
  readonly m: number;
  readonly efConstruction: number;
  readonly ef: number;
  readonly seed: number;
}

/** Measured in bench/vectors; equal seeds and order of insertion give equal graphs. */
export const HNSW_DEFAULTS: HnswSettings = { m: 16, efConstruction: 100, ef: 80, seed: 100 };

const EXHAUSTIVE = 2_000;

export interface VectorHit {
  readonly id: string;
  /** Cosine, -1 to 1. */
  readonly similarity: number;
}

/**
 * A LangChain vector store over hnswlib with what its own wrapper lacks: ids with upsert and delete,
 * a chosen `ef` that survives loading, and dimensions checked on every vector.
 * Vectors are expected at unit length; similarity is their inner product.
 */
export class HnswVectorStore extends VectorStore {
  declare FilterType: (document: DocumentInterface) => boolean;
  readonly dimensions: number;
  readonly #settings: HnswSettings;
  #ef: number;
  readonly #index: hnswlib.HierarchicalNSW;
  readonly #labels = new Map<string, number>();
  readonly #documents: (DocumentInterface | undefined)[] = [];
  readonly #exhaustive: number;
  #capacity: number;

  constructor(
    embeddings: EmbeddingsInterface,
    dimensions: number,
    options: {
      readonly capacity?: number;
      readonly settings?: Partial<HnswSettings>;
      /** Up to this many vectors every one may be looked at, so that recall is exact. @default 2000 */
      readonly exhaustive?: number;
    } = {},
  ) {
    super(embeddings, {});
    this.dimensions = dimensions;
    this.#settings = { ...HNSW_DEFAULTS, ...options.settings };
    this.#ef = this.#settings.ef;
    this.#exhaustive = options.exhaustive ?? EXHAUSTIVE;
    this.#capacity = Math.max(16, options.capacity ?? 0);
    this.#index = new hnswlib.HierarchicalNSW("ip", dimensions);
    this.#index.initIndex({
      maxElements: this.#capacity,
      m: this.#settings.m,
      efConstruction: this.#settings.efConstruction,
      randomSeed: this.#settings.seed,
    });
    this.#widen();
  }

  /** Vectors that can be found. */
  get size(): number {
    return this.#labels.size;
  }

  /** How many candidates a search keeps. */
  get ef(): number {
    return this.#ef;
  }

  /** Whether every vector is looked at, so that nothing can be missed. */
  get isExhaustive(): boolean {
    return this.#documents.length <= this.#exhaustive;
  }

  widenTo(ef: number): void {
    this.#ef = ef;
    this.#widen();
  }

  _vectorstoreType(): string {
    return "shirube-hnsw";
  }

  async addDocuments(documents: DocumentInterface[], options?: { ids?: string[] }): Promise<string[]> {
    const vectors = await this.embeddings.embedDocuments(documents.map((document) => document.pageContent));
    return this.addVectors(vectors, documents, options);
  }

  /** Adds or replaces by id (`options.ids`, else each document's own id); all vectors are checked first. */
  async addVectors(
    vectors: number[][],
    documents: DocumentInterface[],
    options: { ids?: string[] } = {},
  ): Promise<string[]> {
    vectors.forEach((vector) => {
      this.#check(vector);
    });
    return vectors.map((vector, i) => {
      const document = documents[i] as DocumentInterface;
      const id = options.ids?.[i] ?? document.id;
      if (id === undefined)
        throw new AppError("vector_id", "a vector came without an id", "Pass options.ids.");
      return this.#put(id, vector, document);
    });
  }

  #put(id: string, vector: number[], document: DocumentInterface): string {
    const label = this.#labels.get(id) ?? this.#documents.length;
    if (label >= this.#capacity) {
      this.#capacity *= 2;
      this.#index.resizeIndex(this.#capacity);
    }
    this.#index.addPoint(vector, label);
    this.#labels.set(id, label);
    this.#documents[label] = new Document({ ...document, id });
    this.#widen();
    return id;
  }

  /** Forgets vectors; unknown ids are no error. */
  override async delete({ ids }: { ids: string[] }): Promise<void> {
    for (const id of ids) {
      const label = this.#labels.get(id);
      if (label === undefined) continue;
      this.#index.markDelete(label);
      this.#labels.delete(id);
      this.#documents[label] = undefined;
    }
  }

  async similaritySearchVectorWithScore(
    query: number[],
    k: number,
    filter?: this["FilterType"],
  ): Promise<[DocumentInterface, number][]> {
    return this.#neighbours(query, k, filter).map(([label, similarity]) => [
      this.#documents[label] as DocumentInterface,
      similarity,
    ]);
  }

  /** The nearest ids, without the detour of a promise. */
  nearest(query: Float32Array, k: number): VectorHit[] {
    return this.#neighbours([...query], k).map(([label, similarity]) => ({
      id: this.#documents[label]?.id as string,
      similarity,
    }));
  }

  #neighbours(query: number[], k: number, filter?: this["FilterType"]): (readonly [number, number])[] {
    this.#check(query);
    const wanted = Math.min(k, this.size);
    if (wanted === 0) return [];
    const keep = filter && ((label: number) => filter(this.#documents[label] as DocumentInterface));
    const { neighbors, distances } = this.#index.searchKnn(query, wanted, keep);
    return neighbors.map((label, i) => [label, 1 - (distances[i] as number)] as const);
  }

  /** Writes the graph; ids and documents are the caller's to keep, in label order. */
  saveGraph(path: string): void {
    this.#index.writeIndexSync(path);
  }

  /** Reads a graph written by `saveGraph`; its documents are then to be adopted. */
  readGraph(path: string): void {
    this.#index.readIndexSync(path);
  }

  /** The same without holding up the event loop. */
  async loadGraph(path: string): Promise<void> {
    await this.#index.readIndex(path);
  }

  /** Names the next vectors of a graph just read, in label order; `settle` ends it. */
  adopt(documents: readonly DocumentInterface[]): void {
    for (const document of documents) {
      this.#labels.set(document.id as string, this.#documents.length);
      this.#documents.push(document);
    }
  }

  /** Ends the adoption of a graph; refuses one that does not hold exactly the vectors that were named. */
  settle(): void {
    if (
      this.#index.getNumDimensions() !== this.dimensions ||
      this.#index.getCurrentCount() !== this.#documents.length
    ) {
      throw new AppError(
        "vector_graph",
        "the vector graph does not fit its manifest",
        "Run `shirube ingest`.",
      );
    }
    this.#capacity = Math.max(16, this.#index.getMaxElements());
    this.#widen();
  }

  /** hnswlib falls back to ef 10 whenever it reads a file; small collections are searched whole. */
  #widen(): void {
    const count = this.#documents.length;
    this.#index.setEf(this.isExhaustive ? Math.max(this.#ef, count) : this.#ef);
  }

  #check(vector: readonly number[]): void {
    if (vector.length === this.dimensions && vector.every(Number.isFinite)) return;
    throw new AppError(
      "vector_dimensions",
      `expected ${this.dimensions} finite numbers, got a vector of ${vector.length}`,
      "The index was built with another embedder; run `shirube ingest`.",
    );
  }
}

/** A store holding one vector a chunk, labelled in chunk order. */
export async function createVectorStore(
  embedder: Embedder,
  chunks: readonly Chunk[],
  vectors: readonly Float32Array[],
): Promise<HnswVectorStore> {
  const store = new HnswVectorStore(toLangChainEmbeddings(embedder), embedder.dimensions, {
    capacity: chunks.length,
  });
  await store.addVectors(
    vectors.map((vector) => [...vector]),
    vectorDocuments(chunks),
  );
  return store;
}

/** A chunk as the store keeps it. */
export type VectorDocument = DocumentInterface;

/** A store to read a graph into. */
export function createEmptyStore(embedder: Embedder, ef: number): HnswVectorStore {
  return new HnswVectorStore(toLangChainEmbeddings(embedder), embedder.dimensions, { settings: { ef } });
}

/** Chunks as the documents of a vector store. */
export function vectorDocuments(chunks: readonly Chunk[]): VectorDocument[] {
  return chunks.map(
    (chunk) =>
      new Document({ id: chunk.id, pageContent: chunk.text, metadata: { documentId: chunk.documentId } }),
  );
}
