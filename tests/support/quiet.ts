import { afterEach, beforeEach, expect, vi } from "vitest";

/** A test that prints is a test nobody reads: unexpected console output fails it. */
const METHODS = ["log", "info", "warn", "error", "debug"] as const;
let calls: string[] = [];

beforeEach(() => {
  calls = [];
  for (const method of METHODS) {
    vi.spyOn(console, method).mockImplementation((...args: unknown[]) => {
      calls.push(`console.${method}: ${args.map(String).join(" ")}`);
    });
  }
});

afterEach(() => {
  vi.restoreAllMocks();
  expect(calls, "console output during a test").toEqual([]);
});
