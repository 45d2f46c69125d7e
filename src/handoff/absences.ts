import type { AdvisorHours } from "./hours.ts";

/** Which advisors are away, each until a moment of their own choice (epoch ms); it ends by itself. */
export interface Absences {
  /** Away from now on; a later call replaces an earlier one. */
  begin(advisorId: string, until: number): Promise<void>;
  end(advisorId: string): Promise<void>;
  /** When this advisor is back; undefined when they are not away at that moment. */
  until(advisorId: string, at: number): Promise<number | undefined>;
  /** When the first advisor is back; undefined unless all of them are away at that moment. */
  allAwayUntil(at: number): Promise<number | undefined>;
}

export const NOBODY_AWAY: Absences = {
  begin: async () => {},
  end: async () => {},
  until: async () => undefined,
  allAwayUntil: async () => undefined,
};

/** The advisors' hours as they are while all of them are away: closed until the first is back. */
export async function hoursOnDuty(
  hours: AdvisorHours,
  absences: Absences,
  at: number,
): Promise<AdvisorHours> {
  const back = await absences.allAwayUntil(at);
  if (back === undefined) return hours;
  return {
    isOpen: (moment) => moment >= back && hours.isOpen(moment),
    nextOpening: (moment) => hours.nextOpening(Math.max(moment, back)),
    describe: hours.describe,
  };
}
