import type { WebClient } from "@slack/web-api";
import type { ConversationStore } from "../conversation/conversation-store.ts";
import { sharedTurns } from "../handoff/brief.ts";
import type { Handoff } from "../handoff/handoff.ts";
import type { PostStore } from "../handoff/handoff-store.ts";
import type { OutboxMessage } from "../handoff/outbox.ts";
import { ADVISOR_TEXTS } from "../texts/advisor.ts";
import type { LinkOf } from "./brief-blocks.ts";

export interface SharedTurnsOptions {
  readonly client: WebClient;
  readonly posts: PostStore;
  readonly conversations: ConversationStore;
}

/** The key under which a turn is shown below its card. */
export const sharedTurnKey = (handoffId: string, turnId: string) => `turn:${handoffId}:${turnId}`;

/** Turns in which the answer to a shared question is looked for. */
const TURNS_READ = 200;

/** The turns a brief stands on, as advisors see them below the card: they cannot open the requester's own thread. */
export function createSharedTurns({ client, posts, conversations }: SharedTurnsOptions) {
  /** In the conversation it was asked in, which a request from a channel has left. */
  const answerTo = async (turnId: string) => {
    const asked = await conversations.turn(turnId);
    const turns = asked ? await conversations.turns(asked.conversationId, TURNS_READ) : [];
    const at = turns.findIndex(({ id }) => id === turnId);
    const next = at < 0 ? undefined : turns[at + 1];
    return next?.role === "agent" ? next : undefined;
  };

  return {
    /** The question in the words that were agreed to, with its answer and quotes where those are shared. */
    async words({
      turnId,
      text,
      withAnswer,
    }: Extract<OutboxMessage, { kind: "shared_turn" }>): Promise<string> {
      const answer = withAnswer ? await answerTo(turnId) : undefined;
      if (!answer) return text;
      const quotes = (answer.citations ?? []).map(({ number, quote, headingPath }) => {
        const section = headingPath.at(-1);
        return `[${number}] 「${quote}」${section ? ` (${section})` : ""}`;
      });
      const answered = `${ADVISOR_TEXTS.answeredBefore}:\n${answer.text}`;
      return [text, answered, quotes.join("\n")].filter((part) => part !== "").join("\n\n");
    },
    /** Links from the lines of a brief to their turns, as far as those are posted. */
    async linksOf({ id, brief }: Handoff): Promise<LinkOf> {
      const links = new Map<string, string>();
      for (const { turnId } of sharedTurns(brief)) {
        const post = await posts.find(sharedTurnKey(id, turnId));
        if (!post) continue;
        const place = { channel: post.channel, message_ts: post.ts };
        // A card without its links is better than none.
        const found = await client.chat.getPermalink(place).catch(() => undefined);
        if (found?.permalink) links.set(turnId, found.permalink);
      }
      return (turnId) => links.get(turnId);
    },
  };
}
