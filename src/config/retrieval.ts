import { z } from "zod";
import { integer, optional, type Setting } from "./setting.ts";

/** How the knowledge is indexed, beyond what needs nothing at all. */
export const RETRIEVAL_SETTINGS = [
  {
    name: "LOCAL_EMBEDDING_MODEL",
    meaning:
      "Embedding model on this machine (ONNX), for example Xenova/multilingual-e5-small; needs the optional package @huggingface/transformers.",
    fix: "Give the model's name or its folder below LOCAL_EMBEDDING_FOLDER.",
    schema: optional(z.string().min(1)),
  },
  {
    name: "LOCAL_EMBEDDING_DIMENSIONS",
    meaning: "Length of that model's vectors.",
    fix: "Give a whole number from 8 to 8192, as the model's card says.",
    schema: integer(384, 8, 8_192),
  },
  {
    name: "LOCAL_EMBEDDING_FOLDER",
    meaning: "Folder that holds its weights, each model in a folder of its name.",
    fix: "Give a folder that exists.",
    schema: optional(z.string().min(1)),
  },
  {
    name: "LOCAL_EMBEDDING_DOWNLOAD",
    meaning: "Fetch weights that are missing from the model hub: yes or no.",
    fix: "Choose yes or no.",
    schema: z.enum(["yes", "no"]).default("no"),
  },
  {
    name: "SHIRUBE_DICTIONARY",
    meaning: "Words by a Japanese dictionary instead of Unicode's rules: none or ipadic.",
    fix: "Choose none or ipadic.",
    schema: z.enum(["none", "ipadic"]).default("none"),
  },
] as const satisfies readonly Setting[];
