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
  const message = error instanceof Error ? error.message : String(error);
  const fault = networkFaultOf(error);
  return fault === undefined || message.includes(fault) ? message : `${message} (${fault})`;
}

/** Errors of a network rather than of a server behind it: Node's, and those of its fetch. */
const NETWORK_CODE = /^(ECONN|ETIMEDOUT|EHOST|ENET|EPIPE|UND_ERR_)/;

/** What the network itself said, wherever it is inside what libraries have wrapped around it. */
export function networkFaultOf(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 5) return undefined;
  const { code = "", syscall, hostname } = error as NodeJS.ErrnoException & { hostname?: string };
  if (syscall === "getaddrinfo") return `the name ${hostname} cannot be resolved: ${code}`;
  return NETWORK_CODE.test(code) ? code : networkFaultOf(error.cause, depth + 1);
}
