import type { DecisionReason } from "../../conversation/conversation.ts";
import { asksForPerson } from "./asks-for-person.ts";
import { isCrisis } from "./crisis.ts";
import { isSensitive } from "./sensitive.ts";
import { isUpset } from "./upset.ts";

/** Words that call for a person at once. */
export type HumanNeed = Extract<DecisionReason, "crisis" | "explicit_request" | "sensitive" | "upset">;

/** What in an utterance calls for a person, the gravest first. */
export function humanNeedIn(text: string): HumanNeed | undefined {
  if (isCrisis(text)) return "crisis";
  if (asksForPerson(text)) return "explicit_request";
  if (isSensitive(text)) return "sensitive";
  if (isUpset(text)) return "upset";
  return undefined;
}
