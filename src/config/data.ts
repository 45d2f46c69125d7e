import { z } from "zod";
import { integer, optional, type Setting } from "./setting.ts";

/** Where state and knowledge live, and what is logged. */
export const DATA_SETTINGS = [
  {
    name: "SHIRUBE_DATA",
    meaning: "Folder for all state.",
    fix: "Give a folder that can be created or written to.",
    schema: z.string().min(1).default("data"),
  },
  {
    name: "DATABASE_URL",
    meaning:
      "PostgreSQL 15 or newer, for several processes; empty keeps an embedded database in SHIRUBE_DATA.",
    fix: "Give an address such as postgres://user:password@host:5432/shirube.",
    secret: true,
    schema: optional(z.url({ protocol: /^postgres(ql)?$/ })),
  },
  {
    name: "RETENTION_DAYS",
    meaning: "How long conversations are kept, days.",
    fix: "Give a whole number from 1 to 3650.",
    schema: integer(365, 1, 3_650),
  },
  {
    name: "SHIRUBE_KNOWLEDGE",
    meaning: "Folder of the documents to answer from.",
    fix: "Give a folder that exists.",
    schema: z.string().min(1).default("knowledge"),
  },
  {
    name: "SHIRUBE_LOG",
    meaning: "How much to log: debug, info, warn, error or silent.",
    fix: "Choose one of debug, info, warn, error, silent.",
    schema: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  },
] as const satisfies readonly Setting[];
