import type { ConversationId } from "../conversation/conversation.ts";

/** Where a conversation lives in Slack. */
export interface Thread {
  readonly team: string;
  readonly channel: string;
  readonly threadTs: string;
}

/** The one codec between Slack's ids and ours. */
export function conversationIdOf({ team, channel, threadTs }: Thread): ConversationId {
  return `slack:${team}:${channel}:${threadTs}` as ConversationId;
}

const PRIVATELY = "private-";

/** An answer that only its asker sees stands in no thread: it is a conversation by itself. */
export const privateThread = (questionId: string): string => `${PRIVATELY}${questionId}`;

/** True for a thread in somebody's direct messages with us: nobody else reads there. */
export function isDirect(id: ConversationId): boolean {
  const { channel, threadTs } = threadOf(id);
  return channel.startsWith("D") && !threadTs.startsWith(PRIVATELY);
}

/** @throws Error when the id is not one of ours */
export function threadOf(id: ConversationId): Thread {
  const [kind, team, channel, threadTs] = id.split(":");
  if (kind !== "slack" || !team || !channel || !threadTs)
    throw new Error(`Not a Slack conversation id: ${id}`);
  return { team, channel, threadTs };
}
