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

/** @throws Error when the id is not one of ours */
export function threadOf(id: ConversationId): Thread {
  const [kind, team, channel, threadTs] = id.split(":");
  if (kind !== "slack" || !team || !channel || !threadTs)
    throw new Error(`Not a Slack conversation id: ${id}`);
  return { team, channel, threadTs };
}
