import { expect } from "vitest";
import type { Message } from "../../src/playground/records.ts";

/** Slack's and OpenAI's token shapes. */
const TOKEN = /\b(?:xox[a-z]-|xapp-|sk-)[\w-]{4,}/;
/** Shorter words turn up by chance in any log. */
const SHORTEST = 6;

/** Fails when a log line holds a token, or the words of a message. */
export function expectPrivate(lines: readonly string[], messages: readonly Message[] = []): void {
  const log = lines.join("\n");
  expect(TOKEN.exec(log)?.[0]?.slice(0, 5), "a token in the log").toBeUndefined();
  const words = new Set(messages.map(({ text }) => text ?? "").filter((text) => text.length >= SHORTEST));
  expect(
    [...words].filter((text) => log.includes(text)),
    "message text in the log",
  ).toEqual([]);
}
