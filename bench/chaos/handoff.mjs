import { until } from "./random.mjs";

export const textOf = (message) => `${message.text} ${JSON.stringify(message.blocks ?? "")}`;

/** A requester's handoff that waits for an advisor, with its card in the advisors' channel. */
export async function requestHandoff(workspace, index) {
  const ana = workspace.addPerson({ key: `r${index}`, name: `相談${index}`, role: "requester" });
  const mei = workspace.addPerson({ key: `a${index}`, name: `助言${index}`, role: "advisor" });
  const find = (channel, words, except = new Set()) =>
    until(
      () => workspace.messages(channel).find((m) => textOf(m).includes(words) && !except.has(m.ts)),
      30_000,
      20,
    );
  const asked = ana.dm("人と話したい");
  const preview = await find(ana.dmChannelId, "handoff_submit");
  const known = new Set(workspace.messages(workspace.advisorChannelId).map(({ ts }) => ts));
  await ana.press(preview, "handoff_submit");
  const card = await find(workspace.advisorChannelId, "handoff_claim", known);
  return { index, ana, mei, thread: asked.ts, card, find };
}
