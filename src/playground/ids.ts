import { randomBytes } from "node:crypto";

/** Slack's shapes of identifiers. */
export interface Ids {
  /** A message's timestamp: seconds, a dot, six digits; unique and rising within this workspace. */
  ts(): string;
  /** Such as `U0AB12CD34E`. */
  next(prefix: string): string;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** Identifiers from a clock in epoch milliseconds; `after` is the newest timestamp already used. */
export function createIds(now: () => number, after = "0.0"): Ids {
  const [seconds = "0", micros = "0"] = after.split(".");
  let last = Number(seconds) * 1_000_000 + Number(micros);
  return {
    ts() {
      last = Math.max(last + 1, now() * 1000);
      return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, "0")}`;
    },
    next(prefix) {
      const tail = [...randomBytes(10)].map((byte) => ALPHABET[byte % ALPHABET.length]).join("");
      return prefix + tail;
    },
  };
}
