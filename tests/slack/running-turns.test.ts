import { setImmediate as turn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { createRunningTurns } from "../../src/slack/inbox-handler.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

test("a finished answer leaves nothing behind, though what listened to its end never stops listening", async () => {
  const running = createRunningTurns();
  const kept: WeakRef<object>[] = [];
  for (let answer = 0; answer < 50; answer += 1) {
    const lease = new AbortController();
    const words = { text: "長い答え".repeat(100) };
    kept.push(new WeakRef(words));
    const signal = running.begin(`c${answer}`, lease.signal);
    signal.addEventListener("abort", () => void words.text, { once: true });
    running.end(`c${answer}`);
  }
  await turn();
  collect();
  await turn();
  collect();
  expect(kept.filter((words) => words.deref() !== undefined).length).toBeLessThan(5);
});

test("an answer ends with its lease, and when somebody stops it", () => {
  const running = createRunningTurns();
  const lease = new AbortController();
  const leased = running.begin("a", lease.signal);
  lease.abort(new Error("lease lost"));
  expect([leased.aborted, String(leased.reason)]).toEqual([true, "Error: lease lost"]);
  const stopped = running.begin("b", new AbortController().signal);
  running.stop("b");
  expect(stopped.aborted).toBe(true);
  expect(running.begin("c", lease.signal).aborted).toBe(true);
});
