import { type Logger as BoltLogger, LogLevel } from "@slack/bolt";
import type { Logger } from "../log.ts";

/** Bolt's own words at warning level and above; its debug output may carry message text and is dropped. */
export function toBoltLogger(logger: Logger): BoltLogger {
  const said = (parts: unknown[]) => ({ said: parts.map(String).join(" ").slice(0, 300) });
  return {
    debug() {},
    info() {},
    warn: (...parts) => logger.warn("bolt", said(parts)),
    error: (...parts) => logger.error("bolt", said(parts)),
    setLevel() {},
    getLevel: () => LogLevel.WARN,
    setName() {},
  };
}
