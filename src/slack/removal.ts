import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import { type LaneHandler, Refused } from "../conversation/lane-worker.ts";
import type { LaneItem, Lanes } from "../conversation/lanes.ts";
import type { Removal } from "../conversation/person-records.ts";
import type { Logger } from "../log.ts";
import { ADVISOR_TEXTS } from "../texts/advisor.ts";
import { HOME_TEXTS } from "../texts/home.ts";
import { cardKey } from "./cards.ts";
import { renderErasedCard } from "./handoff-card.ts";
import type { Poster } from "./posting.ts";
import { isGone, refusalOf, removePost } from "./removed-posts.ts";
import type { Workspaces } from "./workspaces.ts";

export interface RemovalOptions {
  readonly client: WebClient;
  readonly poster: Poster;
  readonly workspaces: Workspaces;
  readonly outbox: Pick<Lanes, "parkedIn">;
  readonly logger: Logger;
}

/** Said to the person once everything before it in the lane is done, or was refused and set aside. */
export interface ErasureTold {
  readonly kind: "erasure_told";
  readonly team: string;
  readonly channel: string;
  readonly locale: "ja" | "en";
  readonly conversations: number;
}

const payload = z.object({ kind: z.enum(["removal", "erasure_told"]), team: z.string() });

/**
 * What an erasure leaves to be done in Slack: our messages and copies of files go, the advisors' card stays without
 * its content, for the words that advisors wrote below it, and says why. What Slack refuses is set aside for the
 * operator, who may have the channel opened again, and counted in what the person is told.
 * @returns the handler of such an item; undefined for any other
 */
export function createRemoval({ client, poster, workspaces, outbox, logger }: RemovalOptions) {
  const clearCard = async ({ owner, channel, ts, alias }: Removal, attempt: number): Promise<void> => {
    const refusal = await refusalOf(poster.update(channel, ts, renderErasedCard(alias)));
    if (refusal !== undefined && !isGone(refusal)) throw new Refused(refusal);
    if (refusal !== undefined) return;
    const place = { channel, threadTs: ts };
    const line = { text: ADVISOR_TEXTS.erasedByRequester };
    const unsaid = await refusalOf(poster.once(`${owner}:erased`, owner, place, line, attempt));
    if (unsaid) logger.warn("advisors could not be told of an erasure", { reason: unsaid });
  };

  const remove = async (removal: Removal): Promise<void> => {
    const refusal = await removePost(client, removal);
    if (refusal) throw new Refused(refusal);
  };

  const tell = async (item: LaneItem, { channel, locale, conversations }: ErasureTold): Promise<void> => {
    const left = await outbox.parkedIn(item.lane);
    const texts = HOME_TEXTS[locale];
    const text = left > 0 ? texts.erasedExcept(left) : texts.erased(conversations);
    await poster.once(item.key, item.lane, { channel }, { text }, item.attempts);
  };

  const work = async (item: LaneItem): Promise<void> => {
    const todo = JSON.parse(item.payload) as Removal | ErasureTold;
    await workspaces.on(todo.team, async () => {
      if (todo.kind === "erasure_told") await tell(item, todo);
      else if (todo.key === cardKey(todo.owner)) await clearCard(todo, item.attempts);
      else await remove(todo);
    });
  };

  return (item: LaneItem): LaneHandler | undefined =>
    payload.safeParse(JSON.parse(item.payload)).success ? work : undefined;
}
