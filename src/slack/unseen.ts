import type { Courier } from "../handoff/delivery.ts";
import { isEnded } from "../handoff/handoff.ts";
import type { PostStore } from "../handoff/handoff-store.ts";
import { laneOf } from "../handoff/outbox.ts";
import { cardKey } from "./cards.ts";
import type { Poster } from "./posting.ts";
import type { Workspaces } from "./workspaces.ts";

/**
 * Whether a message about a request must not reach the advisors any more: what ended before they saw it is not shown
 * to them afterwards, when an operator tries again what had failed. Unless its card was posted without our hearing so.
 */
export async function staysUnseen(
  {
    posts,
    poster,
    workspaces,
  }: { readonly posts: PostStore; readonly poster: Poster; readonly workspaces: Workspaces },
  { handoff, attempt, message }: Parameters<Courier["send"]>[0],
): Promise<boolean> {
  const key = cardKey(handoff.id);
  const isForAdvisors = laneOf(message) === laneOf({ kind: "card", handoffId: handoff.id });
  if (!isForAdvisors || !isEnded(handoff.state) || (await posts.find(key))) return false;
  const { advisorChannel: channel } = workspaces.current();
  const mayStand = message.kind === "card" && attempt > 1 && channel !== undefined;
  return !mayStand || (await poster.search(key, { channel })) === undefined;
}
