import type { Arguments } from "../arguments.ts";
import type { Core } from "../core.ts";
import type { Fields } from "../records.ts";

/** One Web API method: its answer without `ok`, or a Refusal thrown. */
export interface Method {
  readonly run: (core: Core, args: Arguments, request: { readonly appToken: boolean }) => Fields;
  /** Any one of these is enough; none needed when empty. */
  readonly scopes: readonly string[];
  /** Calls a minute Slack allows at least; undefined for methods with a rule of their own. */
  readonly perMinute?: number;
  /** With an organisation's token the call has to name a workspace. */
  readonly needsTeam?: true;
  /** Which token it takes; the bot's when not said. */
  readonly token?: "app" | "none";
}

/** Methods by name. */
export type MethodTable = Readonly<Record<string, Method>>;

/** Slack's rate-limit tiers in calls a minute. */
export const TIER = { one: 1, two: 20, three: 50, four: 100 } as const;
