import { z } from "zod";
import { integer, optional, type Setting, url } from "./setting.ts";

/** The language model and the embedding model. */
export const MODEL_SETTINGS = [
  {
    name: "OPENAI_API_KEY",
    meaning: "Answers are written by this model when set; without it, quoted straight from the knowledge.",
    fix: "Paste the key without spaces or line breaks.",
    secret: true,
    schema: optional(z.string().regex(/^\S+$/)),
  },
  {
    name: "OPENAI_BASE_URL",
    meaning: "An OpenAI-compatible server of your own (no key needed if it asks for none).",
    fix: "Give a full address such as http://localhost:11434/v1.",
    schema: url,
  },
  {
    name: "OPENAI_MODEL",
    meaning: "Chat model to use.",
    fix: "Give the model's name as its provider writes it.",
    schema: z.string().min(1).default("gpt-5.4-mini"),
  },
  {
    name: "OPENAI_EMBEDDING_MODEL",
    meaning: "Embedding model for the index; empty keeps the built-in one that needs no network.",
    fix: "Give the model's name, for example text-embedding-3-small.",
    schema: optional(z.string().min(1)),
  },
  {
    name: "MODEL_DEADLINE_SECONDS",
    meaning: "How long a model may take for one answer before a quoted answer is given instead.",
    fix: "Give a whole number from 1 to 300.",
    schema: integer(30, 1, 300),
  },
] as const satisfies readonly Setting[];
