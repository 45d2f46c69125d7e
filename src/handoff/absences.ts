import type { Identity } from "../conversation/identity.ts";
import type { AdvisorHours } from "./hours.ts";

/** Which advisors are away, each until a moment of their own choice (epoch ms); it ends by itself. */
export interface Absences {
  /** Away from now on; a later call replaces an earlier one. */
  begin(advisor: Identity, until: number): Promise<void>;
  end(advisor: Identity): Promise<void>;
  /** When this advisor is back; undefined when they are not away at that moment. */
  until(advisor: Identity, at: number): Promise<number | undefined>;
  /** When the first advisor of a workspace or its organisation is back; undefined unless all are away at that moment. */
  allAwayUntil(team: string, at: number): Promise<number | undefined>;
}

export const NOBODY_AWAY: Absences = {
  begin: async () => {},
  end: async () => {},
  until: async () => undefined,
  allAwayUntil: async () => undefined,
};

/** The hours of a workspace's advisors, as they are while all of them are away: closed until the first is back. */
export async function hoursOnDuty(
  hours: AdvisorHours,
  absences: Absences,
  team: string,
  at: number,
): Promise<AdvisorHours> {
  const back = await absences.allAwayUntil(team, at);
  if (back === undefined) return hours;
  return {
    isOpen: (moment) => moment >= back && hours.isOpen(moment),
    nextOpening: (moment) => hours.nextOpening(Math.max(moment, back)),
    afterOpen: (from, ms) => hours.afterOpen(Math.max(from, back), ms),
    // A requester who is silent does not know who is away.
    afterWorkdays: hours.afterWorkdays,
    describe: hours.describe,
  };
}
