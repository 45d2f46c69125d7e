import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import type { LaneHandler } from "../conversation/lane-worker.ts";
import type { LaneItem } from "../conversation/lanes.ts";
import type { Removal } from "../conversation/person-records.ts";
import type { Logger } from "../log.ts";
import { ADVISOR_TEXTS } from "../texts/advisor.ts";
import { HOME_TEXTS } from "../texts/home.ts";
import { cardKey } from "./cards.ts";
import { renderErasedCard } from "./handoff-card.ts";
import type { Poster } from "./posting.ts";
import { removeIfPossible } from "./removed-posts.ts";
import { slackErrorOf } from "./web-client.ts";
import type { Workspaces } from "./workspaces.ts";

export interface RemovalOptions {
  readonly client: WebClient;
  readonly poster: Poster;
  readonly workspaces: Workspaces;
  readonly logger: Logger;
}

/** Said to the person once everything before it in the lane is done. */
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
 * its content, for the words that advisors wrote below it, and says why.
 * @returns the handler of such an item; undefined for any other
 */
export function createRemoval({ client, poster, workspaces, logger }: RemovalOptions) {
  const clearCard = async ({ owner, channel, ts, alias }: Removal, attempt: number): Promise<void> => {
    await poster.update(channel, ts, renderErasedCard(alias)).catch((error) => {
      // Archived, or deleted by hand: then there is nothing left to clear.
      if (slackErrorOf(error) === undefined) throw error;
      logger.warn("a card could not be cleared", { reason: slackErrorOf(error) });
    });
    const place = { channel, threadTs: ts };
    await poster.once(`${owner}:erased`, owner, place, { text: ADVISOR_TEXTS.erasedByRequester }, attempt);
  };

  const work = async (item: LaneItem): Promise<void> => {
    const todo = JSON.parse(item.payload) as Removal | ErasureTold;
    await workspaces.on(todo.team, async () => {
      if (todo.kind === "erasure_told") {
        const text = HOME_TEXTS[todo.locale].erased(todo.conversations);
        await poster.once(item.key, item.lane, { channel: todo.channel }, { text }, item.attempts);
      } else if (todo.key === cardKey(todo.owner)) await clearCard(todo, item.attempts);
      else await removeIfPossible(client, todo, logger);
    });
  };

  return (item: LaneItem): LaneHandler | undefined =>
    payload.safeParse(JSON.parse(item.payload)).success ? work : undefined;
}
