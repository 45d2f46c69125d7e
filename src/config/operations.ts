import { z } from "zod";
import { integer, optional, type Setting } from "./setting.ts";

/** What the operator can look at from outside. */
export const OPERATIONS_SETTINGS = [
  {
    name: "OPERATIONS_PORT",
    meaning: "Port of /healthz, /readyz and /metrics; empty serves none.",
    fix: "Give a whole number from 0 to 65535.",
    schema: optional(z.coerce.number().int().min(0).max(65_535)),
  },
  {
    name: "OPERATIONS_HOST",
    meaning: "Address they listen on; they are not authenticated, so keep it inside your network.",
    fix: "Give a host name or address, for example 127.0.0.1.",
    schema: z.string().min(1).default("127.0.0.1"),
  },
  {
    name: "PLAYGROUND_PORT",
    meaning: "Port of the playground page; 0 picks a free one.",
    fix: "Give a whole number from 0 to 65535.",
    schema: integer(4321, 0, 65_535),
  },
  {
    name: "PLAYGROUND_HOST",
    meaning: "Address the playground listens on; anything but localhost also needs --expose.",
    fix: "Give a host name or address, for example 127.0.0.1.",
    schema: z.string().min(1).default("127.0.0.1"),
  },
] as const satisfies readonly Setting[];
