import { describe, expect, test } from "vitest";
import { createOnnxEmbedder, type TransformersModule } from "../../src/retrieval/embed-onnx.ts";

/** Stands in for the package where no weights can be had: counts letters, and remembers what it was given. */
function createTransformers(width = 2) {
  const seen: string[][] = [];
  const module: TransformersModule = {
    env: { allowRemoteModels: true, localModelPath: "", cacheDir: null },
    async pipeline(_task, model) {
      if (model === "absent") throw new Error("file was not found locally");
      return async (texts) => {
        seen.push(texts);
        return {
          tolist: () => texts.map((text) => Array.from({ length: width }, (_, d) => (d ? 1 : text.length))),
        };
      };
    },
  };
  return { module, seen, load: async () => module };
}

describe("embedding with a model on this machine", () => {
  test("questions and passages get the words the model was trained with, vectors unit length", async () => {
    const { seen, load } = createTransformers();
    const embedder = createOnnxEmbedder({ model: "m", dimensions: 2, load });
    const [vector] = await embedder.embed(["年収"], "query");
    await embedder.embed(["年収の違い"], "passage");
    expect(seen).toEqual([["query: 年収"], ["passage: 年収の違い"]]);
    expect(Math.hypot(...(vector as Float32Array))).toBeCloseTo(1);
  });

  test("nothing is downloaded unless allowed, and weights are looked for where they were put", async () => {
    const { module, load } = createTransformers();
    await createOnnxEmbedder({ model: "m", dimensions: 2, weightsDir: "weights", load }).embed(
      ["a"],
      "query",
    );
    expect(module.env).toMatchObject({ allowRemoteModels: false, localModelPath: "weights" });
  });

  test("a missing package, missing weights and another number of dimensions each name their fix", async () => {
    const { load } = createTransformers(3);
    const embed = (options: Parameters<typeof createOnnxEmbedder>[0]) =>
      createOnnxEmbedder(options).embed(["a"], "query");
    await expect(embed({ model: "m", dimensions: 2 })).rejects.toMatchObject({
      code: "onnx_missing",
      hint: expect.stringContaining("npm install"),
    });
    await expect(embed({ model: "absent", dimensions: 2, load })).rejects.toMatchObject({
      code: "onnx_weights",
    });
    await expect(embed({ model: "m", dimensions: 2, load })).rejects.toMatchObject({
      code: "embedding_dimensions",
    });
  });
});
