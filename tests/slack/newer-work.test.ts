import { expect, test, vi } from "vitest";
import { createLaneStore } from "../../src/storage/lane-store.ts";
import { startTestBot } from "../support/bot.ts";
import { answerOf, scriptedAgent } from "../support/scripted-agent.ts";

const WAIT = { timeout: 10_000, interval: 10 };
const about = { handoffId: "h1", team: "T1", channel: "C1", ts: "1.1", threadTs: "1.1" };

test.each([
  ["outbox", "a message of a kind", { kind: "hologram", ...about }],
  ["outbox", "a line to the requester", { kind: "requester_line", line: "sung", ...about }],
  ["outbox", "a note to advisors", { kind: "thread_note", note: "whispered", ...about }],
  ["inbox", "a happening of a kind", { kind: "hummed", ...about }],
])("during an upgrade, %s: %s that only a newer process knows is left for it", async (queue, _, message) => {
  await using bot = await startTestBot(scriptedAgent(() => answerOf("答えです。")));
  const lanes = createLaneStore(bot.database, queue);
  await lanes.enqueue({ lane: "requester:h1", key: "newer", payload: JSON.stringify(message) });
  const item = async () => {
    const [row] = await bot.database.query<{ outages: number }>(
      "SELECT done_at, parked_at, failures, outages, payload FROM lane_items WHERE key = 'newer'",
    );
    return row;
  };
  await vi.waitFor(async () => expect((await item())?.outages).toBeGreaterThan(0), WAIT);
  expect(await item()).toMatchObject({
    done_at: null,
    parked_at: null,
    failures: 0,
    payload: JSON.stringify(message),
  });
});
