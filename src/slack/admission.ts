import type { ConversationStore } from "../conversation/conversation-store.ts";
import type { Identity } from "../conversation/identity.ts";

/** How much may be asked, and where. */
export interface AdmissionLimits {
  readonly perMinute: number;
  readonly perDay: number;
  readonly workspacePerDay: number;
  /** @default every channel the bot is invited to */
  readonly channels?: readonly string[];
}

export const DEFAULT_LIMITS: AdmissionLimits = { perMinute: 60, perDay: 500, workspacePerDay: 20_000 };

/** Which of the limits is used up. */
export type Excess = "minute" | "day" | "workspace";

export interface Admission {
  /** Whether questions are answered in this channel; direct messages always are. */
  isOpen(channel: string): boolean;
  /** Counts what is stored, the question itself included, so that all processes count alike. */
  excess(person: Identity): Promise<Excess | undefined>;
  /** When the excess is over and may be mentioned again, as part of a send-once key. */
  period(excess: Excess): number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** A workspace's day may be many thousand questions: with this many to go it is counted again only after a while. */
const FAR = 500;
const COUNT_AGAIN_MS = 10_000;
/** Workspaces whose count is remembered. */
const MOST_COUNTED = 1_000;

export function createAdmission(
  conversations: Pick<ConversationStore, "spokenSince" | "askedSince">,
  limits: AdmissionLimits,
  now: () => number,
): Admission {
  const foundFarAt = new Map<string, number>();
  const isWorkspaceFull = async (team: string): Promise<boolean> => {
    const age = now() - (foundFarAt.get(team) ?? Number.NEGATIVE_INFINITY);
    // Below zero the clock has been set back, and nobody knows how long ago that was.
    if (age >= 0 && age < COUNT_AGAIN_MS) return false;
    const asked = await conversations.askedSince(team, now() - DAY_MS);
    if (foundFarAt.size >= MOST_COUNTED) foundFarAt.clear();
    if (asked + FAR < limits.workspacePerDay) foundFarAt.set(team, now());
    else foundFarAt.delete(team);
    return asked > limits.workspacePerDay;
  };
  return {
    isOpen: (channel) => limits.channels?.includes(channel) ?? true,
    async excess(person) {
      if ((await conversations.spokenSince(person, now() - MINUTE_MS)) > limits.perMinute) return "minute";
      if ((await conversations.spokenSince(person, now() - DAY_MS)) > limits.perDay) return "day";
      return (await isWorkspaceFull(person.team)) ? "workspace" : undefined;
    },
    period: (excess) => Math.floor(now() / (excess === "minute" ? MINUTE_MS : HOUR_MS)),
  };
}
