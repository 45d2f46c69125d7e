import { requestHandoff, textOf } from "./handoff.mjs";
import { pause, until } from "./random.mjs";

const JOINED = "加わりました";
const joined = (workspace, { ana }) =>
  workspace.messages(ana.dmChannelId).filter((message) => message.bot_id && textOf(message).includes(JOINED));

/** Handoffs that wait, each with two advisors who want it. */
export async function openClaims(workspace, count) {
  const handoffs = [];
  for (let index = 0; index < count; index += 1) {
    const handoff = await requestHandoff(workspace, index);
    const rival = workspace.addPerson({ key: `b${index}`, name: `対抗${index}`, role: "advisor" });
    handoffs.push({ ...handoff, rival });
  }
  return handoffs;
}

/** Both press the same button, again when nothing seems to have happened, as people do. */
export async function raceForClaims(workspace, handoffs, random) {
  for (const handoff of handoffs) {
    await pause(random.between(0, 3_000));
    const tryBoth = () =>
      Promise.all(
        [handoff.mei, handoff.rival].map((person) =>
          person.press(handoff.card, "handoff_claim").catch(() => undefined),
        ),
      );
    for (let attempt = 0; attempt < 20 && joined(workspace, handoff).length === 0; attempt += 1) {
      await tryBoth();
      await until(() => joined(workspace, handoff).length > 0, 3_000);
    }
  }
}

/** By the database and by what people saw: exactly one owner each. */
export async function judgeClaims(workspace, handoffs, server) {
  const rows = await server.admin((client) =>
    client.query(
      "SELECT handoff_id, count(*)::int AS n FROM handoff_events WHERE event = 'claim' GROUP BY 1",
    ),
  );
  const announced = handoffs.map((handoff) => joined(workspace, handoff).length);
  return {
    handoffs: handoffs.length,
    claimed: rows.rows.length,
    doubleOwners: rows.rows.filter(({ n }) => n > 1).length + announced.filter((n) => n > 1).length,
    unclaimed: handoffs.length - announced.filter((n) => n > 0).length,
  };
}
