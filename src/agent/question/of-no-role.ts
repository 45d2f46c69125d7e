import type { Question } from "./question.ts";
import { withoutRoleNames } from "./roles.ts";
import { contentPieces } from "./terms.ts";
import type { TopicId } from "./topic-list.ts";
import { withoutSubjectNames } from "./topics.ts";

/** Subjects that each role has a document of its own for. */
const OF_EACH_ROLE: readonly TopicId[] = ["work", "skills", "future", "path"];

/** Asks about a subject that each role has, and says nothing else by which one place could be found. */
export function isOfNoRole({ roles, topics, standalone }: Question): boolean {
  const rest = contentPieces(withoutRoleNames(withoutSubjectNames(standalone, topics)));
  return roles.length === 0 && topics.some((topic) => OF_EACH_ROLE.includes(topic)) && rest.size <= 1;
}
