import { slackErrorOf } from "./web-client.ts";
import type { Workspaces } from "./workspaces.ts";

/** Things a workspace, or a Slack-compatible server, may not know. */
export type Ability = "streaming" | "steps" | "sessions" | "dataTable" | "search";

/** What is known to be missing is not asked for again for a while. */
export interface Abilities {
  has(ability: Ability): boolean;
  /** Remembers a refusal that would come again. @returns false when the error is of another kind */
  lack(ability: Ability, error: unknown): boolean;
}

/** What Slack says when a feature is absent; anything else is about the call. */
const ABSENT = new Set([
  "unknown_method",
  "method_deprecated",
  "feature_not_enabled",
  "missing_scope",
  "not_allowed_token_type",
  "invalid_chunks",
  "invalid_arguments",
  "invalid_blocks",
  "unsupported_block_type",
]);
/** A scope may be granted, or a feature switched on, at any time, milliseconds. */
const ASK_AGAIN_MS = 60 * 60 * 1000;
/** Forgetting what is missing costs one refused call each. */
const MOST_KNOWN = 5_000;

export function createAbilities(workspaces: Workspaces, now: () => number): Abilities {
  const missing = new Map<string, number>();
  const keyOf = (ability: Ability) => `${workspaces.current().teamId}:${ability}`;
  return {
    has: (ability) => (missing.get(keyOf(ability)) ?? 0) <= now(),
    lack(ability, error) {
      const isAbsent = ABSENT.has(slackErrorOf(error) ?? "") || statusOf(error) === 404;
      if (!isAbsent) return false;
      if (missing.size >= MOST_KNOWN) missing.clear();
      missing.set(keyOf(ability), now() + ASK_AGAIN_MS);
      return true;
    },
  };
}

const statusOf = (error: unknown) => (error as { statusCode?: number } | undefined)?.statusCode;
