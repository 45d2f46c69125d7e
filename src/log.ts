import { pino, stdTimeFunctions } from "pino";

/** Facts beside a log message: ids, counts, durations and codes, never message text or secrets. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

export type LogLevel = "debug" | "info" | "warn" | "error" | "silent";

/** Slack and OpenAI token shapes, wherever they turn up inside a value. */
const SECRET = /\b(?:xox[a-z]-|xapp-|sk-)[\w-]+|\bBearer\s+\S+/gi;

function redact(value: string): string {
  return value.replace(SECRET, "[secret]");
}

function redactFields(fields: LogFields): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, typeof value === "string" ? redact(value) : value]),
  );
}

/** JSON lines on standard error (standard output belongs to commands), secrets masked. */
export function createLogger(level: LogLevel, write?: (line: string) => void): Logger {
  const stream = { write: write ?? ((line: string) => void process.stderr.write(line)) };
  const sink = pino({ level, base: null, timestamp: stdTimeFunctions.isoTime }, stream);
  const at =
    (method: "debug" | "info" | "warn" | "error") =>
    (message: string, fields: LogFields = {}) =>
      sink[method](redactFields(fields), redact(message));
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

/** Discards everything; the default of parts that need no log. */
export const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} };
