import type { WebClient } from "@slack/web-api";
import { expect, test } from "vitest";
import { silentLogger } from "../../src/log.ts";
import { createAbilities } from "../../src/slack/abilities.ts";
import type { Delivery } from "../../src/slack/deliveries.ts";
import { createIntake, type IntakeOptions } from "../../src/slack/intake.ts";
import { createMissedWords } from "../../src/slack/missed-words.ts";
import { createStreamBudget } from "../../src/slack/stream-budget.ts";
import type { Workspaces } from "../../src/slack/workspaces.ts";

/** More workspaces, or threads, than a process remembers anything about. */
const MANY = 12_000;

/** Work that belongs to whichever workspace the test names. */
function workspacesAt() {
  let teamId = "";
  const workspaces = {
    current: () => ({ teamId }),
    find: async (team: string) => ({ teamId: team, botToken: "token", botId: "B1", botUserId: "U1" }),
    run: (_workspace: unknown, work: () => unknown) => work(),
  } as unknown as Workspaces;
  return {
    workspaces,
    at(team: string) {
      teamId = team;
    },
  };
}

test("what thousands of workspaces have streamed lately is not remembered for ever", () => {
  const { workspaces, at } = workspacesAt();
  const maySpend = createStreamBudget(() => 0, workspaces);
  at("first");
  while (maySpend("start"));
  for (let team = 0; team < MANY; team += 1) {
    at(`T${team}`);
    expect(maySpend("start")).toBe(true);
  }
  at("first");
  expect(maySpend("start")).toBe(true);
});

test("what thousands of workspaces lack is not remembered for ever", () => {
  const { workspaces, at } = workspacesAt();
  const abilities = createAbilities(workspaces, () => 0);
  const missing = { statusCode: 404 };
  at("first");
  expect(abilities.lack("streaming", missing)).toBe(true);
  expect(abilities.has("streaming")).toBe(false);
  for (let team = 0; team < MANY; team += 1) {
    at(`T${team}`);
    abilities.lack("streaming", missing);
  }
  at("first");
  expect(abilities.has("streaming")).toBe(true);
});

test("the threads looked at in a process's first minutes are not all remembered", async () => {
  let looks = 0;
  const replies = async () => {
    looks += 1;
    return { ok: true, messages: [] };
  };
  const missed = createMissedWords({
    client: { conversations: { replies } } as unknown as WebClient,
    take: async () => {},
    now: () => 0,
    logger: silentLogger,
  });
  const said = (threadTs: string) => ({ kind: "said", channel: "C1", threadTs, ts: "9.9" }) as Delivery;
  for (let thread = 0; thread < MANY; thread += 1) await missed.before(said(`${thread}.0`));
  await missed.before(said("0.0"));
  expect(looks).toBe(MANY + 1);
});

test("Bolt, which keeps a client for every token it is told of, is told of none", async () => {
  const { workspaces } = workspacesAt();
  const intake = createIntake({ workspaces } as IntakeOptions);
  const source = { teamId: "T1", enterpriseId: undefined, isEnterpriseInstall: false };
  const authorized = await intake.authorize(source as never, { type: "no event of ours" } as never);
  expect(authorized).toMatchObject({ botId: "B1", botUserId: "U1" });
  expect(authorized).not.toHaveProperty("botToken");
});
