import { AppError } from "../errors.ts";
import type { Fields } from "./records.ts";

/** "No" in Slack's words: becomes `{ok: false, error: code, ...details}`. */
export class Refusal extends AppError {
  readonly details: Fields;

  constructor(code: string, details: Fields = {}) {
    super(code, `The workspace refused: ${code}`, "See the method's errors on docs.slack.dev.");
    this.name = "Refusal";
    this.details = details;
  }
}

/** Refuses unless the condition holds; the code is Slack's. */
export function demand(condition: unknown, code: string, details?: Fields): asserts condition {
  if (!condition) throw new Refusal(code, details);
}
