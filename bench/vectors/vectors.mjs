// Nearest neighbours: our vector store against an exact scan and LangChain's own stores.
// After `npm run build`: node bench/vectors/vectors.mjs [--sizes 1000,10000] [--dimensions 256] [--rivals]
// Vectors are drawn around cluster centres, as embeddings of texts are; prints one JSON line a store and size.
import { parseArgs } from "node:util";
import { Document } from "@langchain/core/documents";
import { HnswVectorStore } from "../../dist/retrieval/vector-store.js";

const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "1000,10000" },
    dimensions: { type: "string", default: "256" },
    ef: { type: "string", default: "10,40,80,160" },
    m: { type: "string", default: "16" },
    construction: { type: "string", default: "100" },
    rivals: { type: "boolean", default: false },
  },
});
const DIMENSIONS = Number(values.dimensions);
const QUESTIONS = 200;
const K = 10;
const CLUSTERS = 200;
const SPREAD = 0.6;

/** A small seeded generator, so that every run sees the same vectors. */
function createRandom(seed) {
  let state = seed;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 1) / 4294967297;
  };
  return {
    uniform,
    normal: () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()),
  };
}

function unit(vector) {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map((value) => value / length);
}

function drawVectors(count, random, centres) {
  return Array.from({ length: count }, () => {
    const centre = centres[Math.floor(random.uniform() * centres.length)];
    return unit(centre.map((value) => value + (SPREAD * random.normal()) / Math.sqrt(DIMENSIONS)));
  });
}

function createExact(vectors) {
  const flat = new Float32Array(vectors.length * DIMENSIONS);
  vectors.forEach((vector, i) => {
    flat.set(vector, i * DIMENSIONS);
  });
  return (question) => {
    const best = [];
    for (let i = 0; i < vectors.length; i++) {
      let product = 0;
      for (let d = 0, at = i * DIMENSIONS; d < DIMENSIONS; d++, at++) product += flat[at] * question[d];
      if (best.length === K && product <= best[K - 1].product) continue;
      let place = best.length;
      while (place > 0 && best[place - 1].product < product) place--;
      best.splice(place, 0, { i, product });
      if (best.length > K) best.pop();
    }
    return best.map(({ i }) => String(i));
  };
}

async function measure(name, build, questions, truth, extra = {}) {
  const memoryBefore = process.memoryUsage().rss;
  const started = process.cpuUsage();
  const search = await build();
  const used = process.cpuUsage(started);
  const times = [];
  let found = 0;
  for (const [q, question] of questions.entries()) {
    const asked = performance.now();
    const ids = await search(question);
    times.push(performance.now() - asked);
    found += ids.filter((id) => truth[q].has(id)).length;
  }
  times.sort((a, b) => a - b);
  const result = {
    store: name,
    ...extra,
    recall10: Number((found / (questions.length * K)).toFixed(4)),
    msP50: Number(times[Math.floor(times.length / 2)].toFixed(3)),
    msP95: Number(times[Math.floor(times.length * 0.95)].toFixed(3)),
    buildCpuSeconds: Number(((used.user + used.system) / 1e6).toFixed(2)),
    grewMB: Math.round((process.memoryUsage().rss - memoryBefore) / 1e6),
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

const embeddings = { embedDocuments: async () => [], embedQuery: async () => [] };

async function buildStore(vectors) {
  const settings = { m: Number(values.m), efConstruction: Number(values.construction) };
  const store = new HnswVectorStore(embeddings, DIMENSIONS, {
    capacity: vectors.length,
    settings,
    exhaustive: 0,
  });
  const documents = vectors.map((_, i) => new Document({ id: String(i), pageContent: "" }));
  await store.addVectors(vectors, documents);
  return store;
}

for (const size of values.sizes.split(",").map(Number)) {
  const random = createRandom(size);
  const centres = Array.from({ length: CLUSTERS }, () =>
    unit(Array.from({ length: DIMENSIONS }, random.normal)),
  );
  const vectors = drawVectors(size, random, centres);
  const questions = drawVectors(QUESTIONS, random, centres);
  const exact = createExact(vectors);
  const truth = questions.map((question) => new Set(exact(question)));
  const about = { vectors: size, dimensions: DIMENSIONS };
  await measure("exact scan", () => exact, questions, truth, about);
  let store;
  const build = async (ef) => {
    store ??= await buildStore(vectors);
    store.widenTo(ef);
    return (question) => store.nearest(Float32Array.from(question), K).map(({ id }) => id);
  };
  // The first row carries the cost of building; the others search the same graph more widely.
  for (const ef of values.ef.split(",").map(Number)) {
    await measure("shirube", () => build(ef), questions, truth, { ...about, ef });
  }
  if (!values.rivals) continue;
  const { MemoryVectorStore } = await import("@langchain/classic/vectorstores/memory");
  const { HNSWLib } = await import("@langchain/community/vectorstores/hnswlib");
  const stores = {
    MemoryVectorStore: () => new MemoryVectorStore(embeddings),
    "community HNSWLib": () => new HNSWLib(embeddings, { space: "ip" }),
  };
  for (const [name, create] of Object.entries(stores)) {
    const buildRival = async () => {
      const rival = create();
      await rival.addVectors(
        vectors,
        vectors.map((_, i) => new Document({ pageContent: "", metadata: { id: String(i) } })),
      );
      return async (question) =>
        (await rival.similaritySearchVectorWithScore(question, K)).map(([{ metadata }]) => metadata.id);
    };
    await measure(name, buildRival, questions, truth, about);
  }
}
