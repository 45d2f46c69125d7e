/** A fault with a stable code and a hint that tells the operator what to do next. */
export class AppError extends Error {
  readonly code: string;
  readonly hint: string;

  constructor(code: string, message: string, hint: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "AppError";
    this.code = code;
    this.hint = hint;
  }
}

/** The message of anything thrown, for a log line or an operator; never for a requester. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
