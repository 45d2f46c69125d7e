import { optionsInQuestion } from "./options.ts";
import { type Role, rolesIn } from "./roles.ts";
import type { TopicId } from "./topic-list.ts";
import { topicsAsked } from "./topics.ts";

/** What the conversation is about just now. */
export interface Focus {
  /** The last question, standing on its own. */
  readonly question?: string;
  readonly roles: readonly Role[];
  readonly topics: readonly TopicId[];
  /** Things the last answer listed, in order; what "the second one" means. */
  readonly options: readonly string[];
  /** The last two things set side by side; what "the former" means. */
  readonly pair: readonly string[];
}

export const NO_FOCUS: Focus = { roles: [], topics: [], options: [], pair: [] };

/** What the conversation is about once a question, standing on its own, has been asked. */
export function afterQuestion(standalone: string, before: Focus): Focus {
  const roles = rolesIn(standalone);
  const topics = topicsAsked(standalone);
  const set = optionsInQuestion(standalone);
  return {
    question: standalone,
    roles: roles.length > 0 ? roles : topics.length > 0 ? [] : before.roles,
    topics,
    options: before.options,
    pair: set.length >= 2 ? set : before.pair,
  };
}
