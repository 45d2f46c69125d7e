import { describe, expect, test } from "vitest";
import type { ConversationId } from "../../src/conversation/conversation.ts";
import type { Actor } from "../../src/handoff/handoff.ts";
import { createHandoffs, type Handoffs } from "../../src/handoff/handoffs.ts";
import { createConversationStore } from "../../src/storage/conversation-store.ts";
import type { Database } from "../../src/storage/database.ts";
import { createHandoffStore } from "../../src/storage/handoff-store.ts";
import { createStatistics } from "../../src/storage/statistics.ts";
import { ENGINES } from "../support/databases.ts";

const MINUTE = 60_000;
const MEI: Actor = { role: "advisor", id: "UMEI" };

/** Requests of people with one conversation each, at the times the test says. */
function line(database: Database) {
  const conversations = createConversationStore(database);
  const store = createHandoffStore(database);
  let clock = 0;
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `h${ids}`;
  };
  const handoffs = createHandoffs({ store, conversations, now: () => clock, newId });
  return {
    handoffs,
    at: (minutes: number) => {
      clock = minutes * MINUTE;
    },
    async offered(person: string, team = "T"): Promise<string> {
      const conversationId = `slack:${team}:D${person}:1.0` as ConversationId;
      await conversations.open({ id: conversationId, requesterId: person, locale: "ja", startedAt: clock });
      return (await handoffs.begin({ conversationId, requesterId: person, reason: "explicit_request" })).id;
    },
  };
}

async function ahead(handoffs: Handoffs, ids: readonly string[]): Promise<readonly number[]> {
  const counts: number[] = [];
  for (const id of ids) {
    const handoff = await handoffs.get(id);
    counts.push(handoff ? await handoffs.ahead(handoff) : -1);
  }
  return counts;
}

describe.each(ENGINES)("the line on $name", ({ open }) => {
  test("people stand in the order in which they sent or reopened their request; who is released keeps the place", async () => {
    await using db = await open();
    const { handoffs, at, offered } = line(db.database);
    const ids: string[] = [];
    for (const person of ["UA", "UB", "UC", "UD"]) {
      at(ids.length);
      ids.push(await offered(person));
    }
    const [a = "", b = "", c = "", d = ""] = ids;
    for (const [id, person] of [
      [b, "UB"],
      [c, "UC"],
      [d, "UD"],
      [a, "UA"],
    ] as const) {
      at(10);
      await handoffs.submit(id, person);
    }
    expect(await ahead(handoffs, [b, c, d, a])).toEqual([0, 1, 2, 3]);
    for (const event of ["claim", "release"] as const) await handoffs.act(b, event, MEI);
    expect(await ahead(handoffs, [b, c, d, a])).toEqual([0, 1, 2, 3]);
    for (const event of ["claim", "resolve"] as const) await handoffs.act(c, event, MEI);
    await handoffs.act(c, "reopen", { role: "requester", id: "UC" });
    expect(await ahead(handoffs, [b, d, a, c])).toEqual([0, 1, 2, 3]);
  });

  test("how long people wait in one workspace says nothing about another's", async () => {
    await using db = await open();
    const { handoffs, at, offered } = line(db.database);
    const waited = async (person: string, team: string, minutes: number) => {
      at(0);
      const id = await offered(person, team);
      await handoffs.submit(id, person);
      at(minutes);
      await handoffs.act(id, "claim", MEI);
    };
    for (let n = 0; n < 5; n += 1) {
      await waited(`UX${n}`, "T", 4);
      await waited(`UY${n}`, "TOTHER", 90);
    }
    const { usualWait } = createStatistics(db.database);
    expect(await usualWait("T")).toBe(4 * MINUTE);
    expect(await usualWait("TOTHER")).toBe(90 * MINUTE);
    expect(await usualWait("TNEW")).toBeUndefined();
  });
});
