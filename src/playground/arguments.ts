import type { Fields } from "./records.ts";
import { Refusal } from "./refusal.ts";

/** A method call's arguments, whatever way they were sent. */
export interface Arguments {
  /** Undefined when absent or empty. */
  string(name: string): string | undefined;
  required(name: string): string;
  flag(name: string): boolean;
  number(name: string, fallback: number): number;
  has(name: string): boolean;
  /** A JSON value; a malformed one is refused with `code`. */
  json(name: string, code?: string): unknown;
  list(name: string, code?: string): readonly unknown[] | undefined;
  object(name: string, code?: string): Fields | undefined;
}

/** A JSON object, not a list and not null. */
export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Arguments from a parsed body: form fields arrive as strings, JSON bodies as values. */
export function createArguments(fields: Fields): Arguments {
  const parsed = (name: string, code = "invalid_arguments"): unknown => {
    const value = fields[name];
    if (typeof value !== "string") return value ?? undefined;
    if (value === "") return undefined;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      throw new Refusal(code, { response_metadata: { messages: [`[ERROR] ${name} is not valid JSON`] } });
    }
  };
  const string = (name: string) => {
    const value = fields[name];
    if (value === undefined || value === null || value === "") return undefined;
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  };
  return {
    string,
    required(name) {
      const value = string(name);
      if (value === undefined)
        throw new Refusal("invalid_arguments", {
          response_metadata: { messages: [`[ERROR] missing required field: ${name}`] },
        });
      return value;
    },
    flag: (name) => fields[name] === true || fields[name] === "true" || fields[name] === "1",
    number(name, fallback) {
      const value = Number(fields[name] ?? fallback);
      return Number.isFinite(value) ? value : fallback;
    },
    has: (name) => string(name) !== undefined,
    json: parsed,
    list(name, code = "invalid_arguments") {
      const value = parsed(name, code);
      if (value === undefined) return undefined;
      if (!Array.isArray(value)) throw new Refusal(code);
      return value;
    },
    object(name, code = "invalid_arguments") {
      const value = parsed(name, code);
      if (value === undefined) return undefined;
      if (!isObject(value)) throw new Refusal(code);
      return value;
    },
  };
}
