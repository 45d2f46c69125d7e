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

/** True for somebody's direct messages with us: nobody else reads there. */
export const isDirect = (id: ConversationId): boolean => threadOf(id).channel.startsWith("D");

/** @throws Error when the id is not one of ours */
export function threadOf(id: ConversationId): Thread {
  const [kind, team, channel, threadTs] = id.split(":");
  if (kind !== "slack" || !team || !channel || !threadTs)
    throw new Error(`Not a Slack conversation id: ${id}`);
  return { team, channel, threadTs };
}
