import type { Authorize } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { ConversationStore } from "../conversation/conversation-store.ts";
import { RetryLater } from "../conversation/lane-worker.ts";
import type { Lanes } from "../conversation/lanes.ts";
import { AppError, messageOf } from "../errors.ts";
import type { PostStore } from "../handoff/handoff-store.ts";
import type { Handoffs } from "../handoff/handoffs.ts";
import type { Logger } from "../log.ts";
import type { AdvisorThread } from "./advisor-thread.ts";
import { type Delivery, deliveryKey, laneKey, parseDelivery } from "./deliveries.ts";
import { pause, waitBefore } from "./patience.ts";
import { relayReaction } from "./reactions.ts";
import { conversationIdOf } from "./thread.ts";
import { asRetry, slackErrorOf } from "./web-client.ts";

export interface IntakeOptions {
  readonly client: WebClient;
  readonly botToken: string;
  readonly conversations: ConversationStore;
  readonly advisorThread: AdvisorThread;
  readonly posts: PostStore;
  readonly handoffs: Handoffs;
  readonly inbox: Lanes;
  readonly wake: () => void;
  readonly logger: Logger;
  /** Ends the waiting for a Slack that cannot be reached. */
  readonly leaving: AbortSignal;
}

export interface Intake {
  /** Learns who the bot is; must have run before events arrive. @throws AppError `slack_refused` */
  identify(): Promise<void>;
  /** The bot's own workspace. */
  team(): string;
  /** Stores one Events API body if it concerns us, once however often it comes. */
  take(body: unknown): Promise<void>;
  /**
   * Bolt's authorize hook. It runs before the acknowledgement, so what it stores is on disk first;
   * when it throws, nothing is acknowledged and Slack delivers again.
   */
  readonly authorize: Authorize<boolean>;
}

export function createIntake(options: IntakeOptions): Intake {
  const { client, botToken, conversations, advisorThread, inbox, wake } = options;
  let identity: { readonly botId: string; readonly botUserId: string; readonly teamId: string } | undefined;
  const known = () => {
    if (!identity) throw new Error("the bot does not know itself yet");
    return identity;
  };

  /** What people say to each other elsewhere is never stored. */
  const concernsUs = async (delivery: Delivery): Promise<boolean> => {
    if (delivery.direct || (delivery.kind === "said" && delivery.mentioned)) return true;
    if (await conversations.get(conversationIdOf(delivery))) return true;
    return advisorThread.owns(delivery.channel, delivery.threadTs);
  };

  const take = async (body: unknown) => {
    const delivery = parseDelivery(body, known().botUserId);
    if (!delivery || !(await concernsUs(delivery))) return;
    const payload = JSON.stringify(delivery);
    await inbox.enqueue({ lane: laneKey(delivery), key: deliveryKey(delivery), payload });
    wake();
  };

  return {
    async identify() {
      const me = await outlasting(() => client.auth.test(), options).catch((error) => {
        throw new AppError(
          "slack_refused",
          `Slack did not accept the bot token: ${slackErrorOf(error) ?? messageOf(error)}`,
          "Check SLACK_BOT_TOKEN (OAuth & Permissions page), reinstall the app if its scopes changed, and check the network.",
          { cause: error },
        );
      });
      identity = { botId: me.bot_id ?? "", botUserId: me.user_id ?? "", teamId: me.team_id ?? "" };
    },
    team: () => known().teamId,
    take,
    authorize: async (_source, body) => {
      const { botId, botUserId } = known();
      if (await relayReaction(body, options)) wake();
      await take(body);
      return { botToken, botId, botUserId };
    },
  };
}

/** A start in the middle of an outage or a rate limit waits for its end; any other refusal is final. */
async function outlasting<T>(call: () => Promise<T>, { logger, leaving }: IntakeOptions): Promise<T> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await call();
    } catch (error) {
      if (!(asRetry(error) instanceof RetryLater) || leaving.aborted) throw error;
      const waitMs = waitBefore(failures, error);
      logger.warn("Slack cannot be reached", { failures, waitMs, reason: messageOf(error) });
      await pause(waitMs, leaving);
    }
  }
}
