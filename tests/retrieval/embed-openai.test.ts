import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createOpenAiEmbedder } from "../../src/retrieval/embed-openai.ts";

interface EmbeddingRequest {
  readonly input: string[];
  readonly encoding_format: string;
  readonly dimensions?: number;
}

/** An embeddings endpoint whose vectors tell which text they belong to, rows in reverse order. */
let server: Server;
let requests: EmbeddingRequest[];
let refusals: number[];
let dimensions: number;

async function bodyOf(request: IncomingMessage): Promise<EmbeddingRequest> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString("utf8"));
}

beforeEach(async () => {
  requests = [];
  refusals = [];
  dimensions = 4;
  server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const refusal = refusals.shift();
    if (refusal !== undefined) {
      response.writeHead(refusal, { "retry-after-ms": "1" }).end("{}");
      return;
    }
    requests.push(body);
    const data = body.input.map((text, index) => ({
      object: "embedding",
      index,
      embedding: Array.from({ length: dimensions }, (_, d) => (d === 0 ? text.length : 1)),
    }));
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ object: "list", data: data.reverse(), model: "m", usage: {} }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const embedder = (options: { batchSize?: number } = {}) =>
  createOpenAiEmbedder({
    apiKey: "none",
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    model: "text-embedding-3-small",
    dimensions: 4,
    ...options,
  });

describe("embedding with an OpenAI-compatible server", () => {
  test("texts go in batches and vectors come back in the order of the texts, at unit length", async () => {
    const vectors = await embedder({ batchSize: 2 }).embed(["a", "bb", "ccc"], "passage");
    expect(requests.map(({ input }) => input)).toEqual([["a", "bb"], ["ccc"]]);
    expect(vectors.map((vector) => (vector[0] as number) / (vector[1] as number))).toEqual(
      [1, 2, 3].map((ratio) => expect.closeTo(ratio)),
    );
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1);
  });

  test("plain floats are asked for, and the wanted dimensions", async () => {
    await embedder().embed(["a"], "query");
    expect(requests[0]).toMatchObject({ encoding_format: "float", dimensions: 4 });
  });

  test("a rate limit and a passing fault are waited out", async () => {
    refusals = [429, 503];
    expect(await embedder().embed(["a"], "query")).toHaveLength(1);
  });

  test("vectors of another length are refused instead of stored", async () => {
    dimensions = 3;
    await expect(embedder().embed(["a"], "query")).rejects.toThrow(/of 3, wanted 1 of 4/);
  });
});
