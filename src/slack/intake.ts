import type { Authorize } from "@slack/bolt";
import type { ConversationStore } from "../conversation/conversation-store.ts";
import type { Lanes } from "../conversation/lanes.ts";
import type { PostStore } from "../handoff/handoff-store.ts";
import type { Handoffs } from "../handoff/handoffs.ts";
import type { AdvisorThread } from "./advisor-thread.ts";
import { type Delivery, inboxItem, parseDelivery } from "./deliveries.ts";
import { relayReaction } from "./reactions.ts";
import { conversationIdOf } from "./thread.ts";
import type { Workspaces } from "./workspaces.ts";

export interface IntakeOptions {
  readonly workspaces: Workspaces;
  readonly conversations: ConversationStore;
  readonly advisorThread: AdvisorThread;
  readonly posts: PostStore;
  readonly handoffs: Handoffs;
  readonly inbox: Lanes;
  readonly wake: () => void;
}

export interface Intake {
  /** Stores one Events API body of the current workspace if it concerns us, once however often it comes. */
  take(body: unknown): Promise<void>;
  /**
   * Bolt's authorize hook. It runs before the acknowledgement, so what it stores is on disk first;
   * when it throws, nothing is acknowledged and Slack delivers again.
   * What comes from a workspace the app is not installed in gets no `workspace` and goes no further.
   */
  readonly authorize: Authorize<boolean>;
}

export function createIntake(options: IntakeOptions): Intake {
  const { workspaces, conversations, advisorThread, inbox, wake } = options;

  /** What people say to each other elsewhere is never stored. */
  const concernsUs = async (delivery: Delivery): Promise<boolean> => {
    if (delivery.direct || (delivery.kind === "said" && delivery.mentioned)) return true;
    if (await conversations.get(conversationIdOf(delivery))) return true;
    return advisorThread.owns(delivery.channel, delivery.threadTs);
  };

  const take = async (body: unknown) => {
    const delivery = parseDelivery(body, workspaces.current().botUserId);
    if (!delivery || !(await concernsUs(delivery))) return;
    await inbox.enqueue(inboxItem(delivery));
    wake();
  };

  return {
    take,
    authorize: async ({ teamId, enterpriseId }, body) => {
      const workspace = await workspaces.find(teamId, enterpriseId);
      if (!workspace) return {};
      return workspaces.run(workspace, async () => {
        if (await relayReaction(body, options)) wake();
        await take(body);
        const { botId, botUserId } = workspace;
        // Without the token: Bolt keeps a client for every token it is told, for as long as the process lives.
        return { botId, botUserId, workspace };
      });
    },
  };
}
