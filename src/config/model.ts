import { z } from "zod";
import { amount, integer, optional, type Setting, url } from "./setting.ts";

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
  {
    name: "MODEL_TOKENS_PER_TURN",
    meaning: "Tokens one answer may use before a quoted answer is given instead.",
    fix: "Give a whole number from 1000 to 1000000.",
    schema: integer(40_000, 1000, 1_000_000),
  },
  {
    name: "MODEL_TOKENS_PER_DAY",
    meaning:
      "Tokens all answers of a day (UTC, each process) may use; then answers are quoted until the next day.",
    fix: "Give a whole number from 1000 to 10000000000.",
    schema: integer(5_000_000, 1000, 10_000_000_000),
  },
  {
    name: "MODEL_PRICE_INPUT",
    meaning:
      "What a million input tokens cost, in your currency; with the output price, costs are recorded on each answer.",
    fix: "Give a number such as 0.25, and MODEL_PRICE_OUTPUT beside it.",
    schema: amount,
  },
  {
    name: "MODEL_PRICE_OUTPUT",
    meaning: "What a million output tokens cost, in the same currency.",
    fix: "Give a number such as 2, and MODEL_PRICE_INPUT beside it.",
    schema: amount,
  },
  {
    name: "MODEL_COST_PER_DAY",
    meaning:
      "What all answers of a day may cost; then answers are quoted until the next day. Needs both prices.",
    fix: "Give a number such as 5, and both prices beside it.",
    schema: amount,
  },
] as const satisfies readonly Setting[];
