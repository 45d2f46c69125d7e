import type { ConversationId } from "./conversation.ts";

/**
 * Somebody, as Slack names them. A user id is one person's in a workspace, or in all workspaces of its organisation
 * (Enterprise Grid); elsewhere it may be somebody else's. Which workspaces belong together the database knows, so
 * nothing outside of it compares identities.
 */
export interface Identity {
  readonly team: string;
  readonly userId: string;
}

/** Which organisation a workspace belongs to (Enterprise Grid). */
export interface Organisations {
  /** From now on a person of one of its workspaces is the same person in all of them. */
  add(team: string, organisation: string): Promise<void>;
}

/** The workspace that a conversation is in. */
export const teamOf = (id: ConversationId): string => id.split(":")[1] ?? "";
